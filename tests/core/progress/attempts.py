"""Attempts and readings for tests of rules that need no database."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal

from core.assessment.criteria import CRITERIA
from core.progress.readings import Found, Reading
from core.progress.types import Attempt

START = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def attempt(
    number: int = 0,
    *,
    band: Decimal | float | None = None,
    criteria: Sequence[int] = (6, 6, 6, 6),
    task_number: int = 2,
    day: float | None = None,
    engine: str = "offline-1",
    parent_id: int | None = None,
    words: int = 250,
) -> Attempt:
    """The attempt with this number, by default a week after the one before; its band follows from the criteria."""
    halves = (Decimal(sum(criteria)) / 2 + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    shown = Decimal(str(band)) if band is not None else halves / 2
    return Attempt(
        submission_id=number,
        task_title=f"Task {number}",
        task_number=task_number,
        submitted_at=START + timedelta(days=7 * number if day is None else day),
        band=shown,
        low=shown - 1,
        high=shown + 1,
        criteria={criterion: Decimal(each) for criterion, each in zip(CRITERIA, criteria, strict=True)},
        engine=engine,
        is_redraft=parent_id is not None,
        word_count=words,
        parent_id=parent_id,
    )


def attempts(bands: Sequence[Decimal | float], **same: object) -> list[Attempt]:
    """First attempts with these bands, a week apart."""
    return [attempt(number, band=band, **same) for number, band in enumerate(bands)]  # type: ignore[arg-type]


def reading(
    number: int = 0,
    *,
    errors: Sequence[str] | None = (),
    missing: Sequence[tuple[str, str]] = (),
    gates: Sequence[str] = (),
    task_number: int = 2,
    words: int = 250,
) -> Reading:
    """What one attempt found: kinds of error, missed demands, rules that fired."""
    return Reading(
        attempt=attempt(number, task_number=task_number, words=words),
        gates=dict.fromkeys(gates, "A reason."),
        missing=tuple(missing),
        errors=None if errors is None else tuple(Found(kind, f"{kind} {n}", "") for n, kind in enumerate(errors)),
    )
