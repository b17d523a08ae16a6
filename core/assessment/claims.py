"""What a band may claim, in words: every band comes with its range, every range with what it rests on."""

from collections.abc import Mapping
from decimal import Decimal

from core.assessment.types import STOOD_IN, AssessmentResult

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


def stand_in_sentence(raw: Mapping[str, float]) -> str:
    """Said where our own engine stood in for a language model; empty otherwise."""
    stood_in = raw.get(STOOD_IN, 0.0) > 0
    return "The language model could not read this essay just now, so our own engine did." if stood_in else ""


def engine_sentence(engine: str) -> str:
    """Which engine spoke, in words."""
    if engine.startswith("offline"):
        rules = f"Checked by grammar rules and statistics on this computer (engine {engine})."
        return f"{rules} It finds some errors, not all."
    return f"Checked by {engine}."
