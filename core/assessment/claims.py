"""What a band may claim, in words: every band comes with its range, every range with what it rests on."""

from decimal import Decimal

from core.assessment.types import AssessmentResult

DISCLAIMER = "An estimate, not an official score. We are not affiliated with IELTS."
LOW_BAND = Decimal(5)


def range_sentence(result: AssessmentResult, *, task_number: int) -> str:
    """The likely range and how often it held, with a warning where we know less.

    The share is measured on essays with bands given by people (docs/assessment.md).
    """
    share = int(result.coverage * 10 + Decimal("0.5"))
    said = (
        f"Likely between {result.low:.1f} and {result.high:.1f}: "
        f"about {share} of 10 essays like this got a band in this range from people."
    )
    if result.overall < LOW_BAND:
        return f"{said} Below band 5 we know less, because few such essays were measured."
    if task_number == 1:
        return f"{said} For Task 1 we know less than for Task 2."
    return said


def engine_sentence(engine: str) -> str:
    """Which engine spoke, in words."""
    if engine.startswith("offline"):
        rules = f"Checked by grammar rules and statistics on this computer (engine {engine})."
        return f"{rules} It finds some errors, not all."
    return f"Checked by {engine}."
