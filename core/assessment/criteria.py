"""The four criteria in words; the first has one name for each task."""

from collections.abc import Mapping
from types import MappingProxyType

from core.assessment.types import Criterion

CRITERIA = (
    Criterion.task_achievement,
    Criterion.coherence_cohesion,
    Criterion.lexical_resource,
    Criterion.grammar_accuracy,
)

_TASK_LABELS = {1: "Task Achievement", 2: "Task Response"}
_LABELS: Mapping[Criterion, str] = MappingProxyType(
    {
        Criterion.coherence_cohesion: "Coherence and Cohesion",
        Criterion.lexical_resource: "Lexical Resource",
        Criterion.grammar_accuracy: "Grammatical Range and Accuracy",
    }
)


def label(criterion: Criterion, task_number: int) -> str:
    """The name on screen: "Task Achievement" in Task 1, "Task Response" in Task 2, the other three in both."""
    if criterion == Criterion.task_achievement:
        return _TASK_LABELS[task_number]
    return _LABELS[criterion]
