"""What running the platform refuses."""

from core.errors import Refusal


class JobNotFailed(Refusal):
    """Only a job that failed can be started again."""

    sentence = "This job is not among the failed ones any more. Please reload the page."


class MailNotFailed(Refusal):
    """Only a mail that could not be sent can be sent again."""

    sentence = "This mail is not among the failed ones any more. Please reload the page."


class HelpWords(Refusal):
    """A question without words, or with too many."""

    sentence = "Please write your question, in at most 3,000 characters."


class TooManyQuestions(Refusal):
    """More questions than we can answer in a day."""

    sentence = "You have asked five times today. We answer those first."
