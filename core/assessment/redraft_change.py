"""What changed from one result to the next, and what of it is more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from core.assessment.criteria import CRITERIA
from core.assessment.types import AssessmentResult, Check, CheckKind, Criterion, Verdict

# RMSE of a shown band against people's on unseen prompts, by task number (docs/assessment.md).
TYPICAL_ERROR_BANDS = {1: 0.97, 2: 0.83}
_TWO_SIDED_95 = 1.96
# demands that a task makes once, and those that it names; the rest are statements and judgements on single passages
_ONE_A_TEXT = (CheckKind.overview, CheckKind.position, CheckKind.purpose, CheckKind.opening, CheckKind.closing)
_NAMED = (CheckKind.key_feature, CheckKind.stage, CheckKind.change, CheckKind.bullet, CheckKind.part)
# Rounding to halves is off by up to .25; sharing a task band out to whole criterion bands is off by up to 1.
_ROUNDING = {True: 0.25, False: 1.0}
_STEP = {True: 0.5, False: 1.0}


@dataclass(frozen=True)
class BandChange:
    """One band before and after; None is the task band. `is_clear` when the change is more than chance gives."""

    criterion: Criterion | None
    before: Decimal
    after: Decimal
    is_clear: bool

    @property
    def bands(self) -> Decimal:
        """How many bands it went up; negative for down."""
        return self.after - self.before


@dataclass(frozen=True)
class CheckChange:
    """Something that the task asks for, which one draft has and the other has not."""

    check: Check
    is_met_now: bool


def noise_bands(task_number: int, *, share_changed: float, is_task_band: bool) -> float:
    """How far two bands of one person's drafts may lie apart by chance in 19 of 20 cases.

    The error of a band is taken as the mean of the errors of its passages, so what both drafts share errs alike and
    cancels: Var = 2 * share_changed * error^2, and rounding both bands adds 2 * rounding^2 / 3 (uniform). One step of
    the scale is never more than chance.
    """
    error, rounding = TYPICAL_ERROR_BANDS[task_number], _ROUNDING[is_task_band]
    variance = 2 * min(max(share_changed, 0.0), 1.0) * error**2 + 2 * rounding**2 / 3
    return max(_STEP[is_task_band], _TWO_SIDED_95 * sqrt(variance))


def band_changes(
    before: AssessmentResult, after: AssessmentResult, *, task_number: int, share_changed: float
) -> tuple[BandChange, ...]:
    """The task band first, then the four criteria."""

    def of(criterion: Criterion | None, old: Decimal, new: Decimal) -> BandChange:
        noise = noise_bands(task_number, share_changed=share_changed, is_task_band=criterion is None)
        return BandChange(criterion, old, new, is_clear=abs(float(new - old)) > noise)

    return (
        of(None, before.overall, after.overall),
        *(of(criterion, before.band(criterion), after.band(criterion)) for criterion in CRITERIA),
    )


def check_changes(before: Sequence[Check], after: Sequence[Check]) -> tuple[CheckChange, ...]:
    """What the task asks for and only one of the drafts has, what is met now first."""
    old, new = _demands(before), _demands(after)
    shared = [demand for demand in new if demand in old]
    met = [CheckChange(new[one], True) for one in shared if _is_met(new[one]) and not _is_met(old[one])]
    lost = [CheckChange(new[one], False) for one in shared if _is_met(old[one]) and not _is_met(new[one])]
    return (*met, *lost)


def _demands(checks: Sequence[Check]) -> dict[tuple[CheckKind, str], Check]:
    decided = [one for one in checks if one.verdict != Verdict.not_checkable]
    return {
        **{(one.kind, ""): one for one in decided if one.kind in _ONE_A_TEXT},
        **{(one.kind, one.demand or one.truth): one for one in decided if one.kind in _NAMED},
    }


def _is_met(check: Check) -> bool:
    return check.verdict == Verdict.right
