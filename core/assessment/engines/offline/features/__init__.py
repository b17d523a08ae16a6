"""What the model looks at: 229 numbers from one analysed essay."""

from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.features import (
    accuracy,
    clauses,
    cohesion,
    collocation,
    length,
    spelling,
    syntax,
    task,
    vocabulary,
)

GROUPS = {
    "length": length.measure,
    "accuracy": accuracy.measure,
    "vocabulary": vocabulary.measure,
    "collocation": collocation.measure,
    "spelling": spelling.measure,
    "syntax": syntax.measure,
    "clauses": clauses.measure,
    "cohesion": cohesion.measure,
    "task": task.measure,
}


def extract(analysis: Analysis) -> dict[str, float]:
    """Every feature by its name, "group.feature"; all finite, whatever the text."""
    return {
        f"{group}.{name}": float(value)
        for group, measure in GROUPS.items()
        for name, value in measure(analysis).items()
    }
