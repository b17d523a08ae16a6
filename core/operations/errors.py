"""What running the platform refuses."""

from core.errors import Refusal


class JobNotFailed(Refusal):
    """Only a job that failed can be started again."""

    sentence = "This job is not among the failed ones any more. Please reload the page."


class MailNotFailed(Refusal):
    """Only a mail that could not be sent can be sent again."""

    sentence = "This mail is not among the failed ones any more. Please reload the page."
