"""The offline engine: rules and statistics on this computer, nothing sent anywhere."""

from core.assessment.criteria import CRITERIA
from core.assessment.engines.offline import language_tools
from core.assessment.engines.offline.judgement import judge
from core.assessment.engines.offline.model import shipped_model
from core.assessment.engines.offline.reading import Reading, read
from core.assessment.types import AssessmentResult, CriterionResult, TaskFacts

RUBRIC = "rubric-1"


class OfflineEngine:
    """Grammar rules and a linear model fitted on scored essays; the same essay always gets the same result."""

    name = "offline"

    def __init__(self) -> None:
        self._model = shipped_model()
        language_tools.warm_up()

    @property
    def version(self) -> str:
        """The version of the coefficients, such as "offline-1"."""
        return self._model.version

    def read(self, essay: str, task: TaskFacts) -> Reading:
        """What `assess` sees before any band is given; for evaluation and fitting."""
        return read(essay, task)

    def assess(self, essay: str, task: TaskFacts) -> AssessmentResult:
        """See `Engine.assess`."""
        reading = read(essay, task)
        judgement = judge(self._model, reading.features, reading.gates, task.task_number)
        return AssessmentResult(
            overall=judgement.overall,
            criteria={
                criterion: CriterionResult(criterion, judgement.bands[criterion], summary="") for criterion in CRITERIA
            },
            low=judgement.low,
            high=judgement.high,
            coverage=judgement.coverage,
            confidence=judgement.confidence,
            engine=self.version,
            rubric=RUBRIC,
            summary="",
            priority="",
            next_step="",
            gates=reading.gates,
            measures={"words": float(reading.own.total_words)},
        )
