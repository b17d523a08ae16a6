"""The result of a mock test: both tasks, and the Writing band that follows from them; or of one task alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.bands import task_mean, to_half_band, writing_band
from core.assessment.reports import Report, ReportState, get_report
from core.assessment.types import AssessmentResult
from core.practice.errors import SittingNotFound
from core.practice.types import SittingMode
from db.models.practice import Submission, SubmissionStatus
from db.repositories import sittings as sitting_rows

WAITING = (ReportState.queued, ReportState.reading)


@dataclass(frozen=True)
class PartResult:
    """One task of a sitting. `is_blank`: nothing was written. `mean` is the unrounded mean of the four criteria."""

    submission_id: int
    task_number: int
    task_title: str
    word_count: int
    is_blank: bool
    state: ReportState
    band: Decimal | None = None
    mean: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_free: bool = False
    is_provisional: bool = False
    failure: str | None = None


@dataclass(frozen=True)
class SittingResult:
    """A sitting after its end. `writing_band` of a mock test waits for both tasks.

    Where there will be none, `why_none` says why. `low` and `high` come from the likely ranges of both
    tasks in the same sum.
    """

    code: str
    mode: SittingMode
    started_at: datetime
    is_open: bool
    is_mock_test: bool
    parts: tuple[PartResult, ...]
    writing_band: Decimal | None
    unrounded: Decimal | None
    low: Decimal | None
    high: Decimal | None
    why_none: str | None

    @property
    def is_waiting(self) -> bool:
        """Whether some part of it is still being read."""
        return any(part.state in WAITING for part in self.parts)


def get_sitting_result(session: Session, actor: Actor, *, code: str) -> SittingResult:
    """The result of the actor's own sitting, at whatever stage.

    Raises:
        SittingNotFound: No such sitting belongs to this person.
    """
    sitting = sitting_rows.find(session, code=code, user_id=actor.user_id)
    if sitting is None:
        raise SittingNotFound
    parts = tuple(_part(session, actor, essay) for essay in sitting_rows.essays(session, code=code))
    band = unrounded = low = high = None
    if len(parts) == 2 and all(part.mean is not None for part in parts):
        first, second = parts
        unrounded = _sum(first.mean, second.mean)
        band = writing_band(first.mean or Decimal(0), second.mean or Decimal(0))
        low, high = to_half_band(_sum(first.low, second.low)), to_half_band(_sum(first.high, second.high))
    return SittingResult(
        code=sitting.code,
        mode=SittingMode(sitting.mode),
        started_at=sitting.started_at,
        is_open=sitting.closed_at is None,
        is_mock_test=sitting.task_id is None,
        parts=parts,
        writing_band=band,
        unrounded=unrounded,
        low=low,
        high=high,
        why_none=_why_none(parts),
    )


def _part(session: Session, actor: Actor, essay: Submission) -> PartResult:
    report = get_report(session, actor, submission_id=essay.id)
    result = report.result if report.has_bands else None
    return PartResult(
        submission_id=essay.id,
        task_number=report.task.task_number,
        task_title=report.task.title,
        word_count=report.word_count,
        is_blank=essay.status == SubmissionStatus.abandoned,
        state=report.state if report.has_bands else ReportState.held,
        band=result.overall if result else None,
        mean=_mean(result) if result else None,
        low=result.low if result else None,
        high=result.high if result else None,
        is_free=not report.billable,
        is_provisional=report.is_provisional,
        failure=_failure(report),
    )


def _failure(report: Report) -> str | None:
    return report.failure if report.state == ReportState.failed else None


def _mean(result: AssessmentResult) -> Decimal:
    return task_mean([found.band for found in result.criteria.values()])


def _sum(task_1: Decimal | None, task_2: Decimal | None) -> Decimal:
    """Task 2 counts twice; None only where the caller has checked that there is a value."""
    return ((task_1 or Decimal(0)) + 2 * (task_2 or Decimal(0))) / 3


def _why_none(parts: Sequence[PartResult]) -> str | None:
    blank = [part for part in parts if part.is_blank]
    if len(parts) == 1:
        return "Nothing was written, so there is no band. Your credit has returned." if blank else None
    if len(blank) == len(parts):
        return "Nothing was written, so there is no Writing band. Both credits have returned."
    if blank:
        return (
            f"There is no Writing band, because Task {blank[0].task_number} was left empty. "
            "The credit of that task has returned."
        )
    if any(part.state == ReportState.held for part in parts):
        return "Your tutor looks at this mock test first and then shows you the bands."
    failed = [part for part in parts if part.state == ReportState.failed]
    if failed:
        numbers = " and ".join(f"Task {part.task_number}" for part in failed)
        return f"There is no Writing band, because {numbers} has no band. A task without a band costs no credit."
    return None
