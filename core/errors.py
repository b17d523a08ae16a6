"""Three kinds of failure: a rule said no, something outside failed, or a bug (anything else)."""


class PlatformError(Exception):
    """A failure with one clear sentence for the person in front of the screen."""

    sentence = "Something went wrong."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class Refusal(PlatformError):
    """A rule said no: shown as a notice, never retried."""

    sentence = "That is not possible."


class Outage(PlatformError):
    """Something outside us did not answer: the same request may work later."""

    sentence = "A service that we need does not answer. Please try again in a minute."


class NotAllowed(Refusal):
    """The actor's roles do not include what was asked."""

    sentence = "You do not have access to this page."
