"""What practice refuses."""

from datetime import date

from core.errors import Refusal


class SubmissionNotFound(Refusal):
    """No such essay belongs to this person."""

    sentence = "We cannot find this essay. It may belong to another account."


class AlreadySubmitted(Refusal):
    """It was handed in before, perhaps in another tab."""

    sentence = "This essay was handed in already. You can read it under My essays."


class DraftMovedOn(Refusal):
    """Another tab has saved a later revision; carries the draft as saved."""

    sentence = "This essay was changed in another tab. Please reload the page to go on with the newer text."

    def __init__(self, *, revision: int, text: str) -> None:
        super().__init__()
        self.revision = revision
        self.text = text


class EssayTooLong(Refusal):
    """Over 2,000 words."""

    def __init__(self, words: int | None) -> None:
        so_far = f"{words:,} words" if words else "far more"
        super().__init__(
            f"An essay can have 2,000 words at most; yours has {so_far}. It stays in the box until you shorten it."
        )


class EmailNotConfirmed(Refusal):
    """The first feedback works at once, the others wait for the confirmed address."""

    sentence = (
        "Please confirm your e-mail address first: open the message that we sent you. Your essay is saved as a draft."
    )


class CannotRetry(Refusal):
    """Only a failed assessment can be started again."""

    sentence = "This essay cannot be sent again."


class NothingToImprove(Refusal):
    """An essay without a result has no feedback to work with."""

    sentence = "This essay has no result yet. You can improve it as soon as the result is here."


class UnchangedRedraft(Refusal):
    """A redraft that says what the essay before it said."""

    sentence = "These are the words of your earlier version. Please change something first; then hand it in."


class NoMoreVersions(Refusal):
    """Set work takes no more essays on this task until the day on which it is due."""

    def __init__(self, until: date) -> None:
        super().__init__(
            f"Your tutor takes no more versions of this essay until {until.day} {until:%B}. "
            "After that day you can hand in another one."
        )


class NotesTooLong(Refusal):
    """Over 10,000 characters of notes."""

    sentence = "Notes can have 10,000 characters at most. They stay in the box until you shorten them."


class HighlightsRefused(Refusal):
    """Highlights that no reader of the question can have made."""

    sentence = "These highlights cannot be kept. Please reload the page and try again."


class NoNotesInThisTest(Refusal):
    """Writing exactly like in the test keeps no notes."""

    sentence = "You are writing exactly like in the test, so there are no notes."


class CannotRetrySitting(Refusal):
    """In a test there is no second try: a text that no band fits stays as it was handed in."""

    sentence = (
        "This text was handed in under the clock and cannot be given a band, so it cannot be sent again. "
        "Your credit has returned."
    )


class TimeIsUp(Refusal):
    """A save that came more than 30 seconds after the end of its sitting."""

    sentence = "The time is over, so this change was not saved. What was saved in time is handed in."


class PartOfSitting(Refusal):
    """One essay of a sitting is never handed in or thrown away alone."""

    sentence = "This essay is written under the clock. Please go back to it and finish there."


class SittingNotFound(Refusal):
    """No such sitting belongs to this person."""

    sentence = "We cannot find this test. It may belong to another account."


class UnknownExtraTime(Refusal):
    """Extra time is none or 25 %."""

    sentence = "Extra time is none or 25 %."
