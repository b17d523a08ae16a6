"""The offline engine: rules and statistics on this computer, nothing sent anywhere."""

from core.assessment import rubric
from core.assessment.checks.order import misplaced
from core.assessment.engines.offline import language_tools
from core.assessment.engines.offline.comments import comments_on, find_faults
from core.assessment.engines.offline.correction import corrected_paragraph
from core.assessment.engines.offline.judgement import judge
from core.assessment.engines.offline.measures import measures
from core.assessment.engines.offline.model import shipped_model
from core.assessment.engines.offline.reading import Reading, read
from core.assessment.engines.offline.tutor.words import tutor_words
from core.assessment.types import AssessmentResult, Comment, TaskFacts


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
        judgement = judge(self._model, reading.features, reading.gates, task, patterns=reading.patterns)
        faults = find_faults(reading.analysis, essay)
        words = tutor_words(essay, reading, judgement, faults)
        comments = _with_order(comments_on(essay, reading.analysis, faults), misplaced(essay, reading.analysis))
        return AssessmentResult(
            overall=judgement.overall,
            criteria=words.criteria,
            low=judgement.low,
            high=judgement.high,
            coverage=judgement.coverage,
            confidence=judgement.confidence,
            engine=self.version,
            rubric=rubric.CURRENT,
            summary=words.summary,
            priority=words.priority,
            advice=words.advice,
            priority_evidence=words.priority_evidence,
            next_step=words.next_step,
            gates=reading.gates,
            comments=comments,
            measures=measures(reading, faults, reading.essay),
            checks=reading.checks,
            revision=corrected_paragraph(essay, comments),
            review=_review(reading),
        )


def _with_order(comments: tuple[Comment, ...], order: Comment | None) -> tuple[Comment, ...]:
    """The comments with the one on the order of sentences, unless it stands on words that have one."""
    if order is None or any(order.start < one.end and one.start < order.end for one in comments):
        return comments
    return tuple(sorted((*comments, order), key=lambda one: (one.start, one.end)))


def _review(reading: Reading) -> str:
    """Why a person should look at the result, or nothing."""
    fired = any(gate.name == "injection" for gate in reading.gates)
    return "a part of the text speaks to the marker, and a person should look at it" if fired else ""
