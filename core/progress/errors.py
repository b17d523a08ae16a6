"""What progress refuses."""

from core.errors import Refusal


class ParagraphNotFound(Refusal):
    """No such paragraph belongs to this person, or it is done."""

    sentence = "We cannot find this paragraph. It may be done already."


class ParagraphTooShort(Refusal):
    """Too little to compare with the first version."""

    sentence = "Please write at least ten words from memory; then you can compare."


class DrillNotFound(Refusal):
    """No such drill belongs to this person."""

    sentence = "We cannot find this exercise. It may have gone with its essay."


class AnswerMissing(Refusal):
    """Nothing was chosen or written."""

    sentence = "Please give an answer first."
