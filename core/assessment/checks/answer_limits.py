"""How far a demand that left no trace limits the first criterion: our rule, not IELTS's.

The exam wants all three points of a letter, every part of a question, and a position where it asks for one; its public
descriptors (paraphrased) have all of them taken up only from band 6 on, and give no deduction. Only `missing` counts
here, which is said sparingly: a point that was hard to find (`not_checkable`) never costs anything.
"""

from collections.abc import Sequence

from core.assessment.criteria import label
from core.assessment.types import Check, CheckKind, Criterion, TaskFacts, Verdict

_ONE_MISSING = 5
_MORE_MISSING = 4


def answer_limit(checks: Sequence[Check], task: TaskFacts) -> tuple[int | None, str]:
    """The highest band of the first criterion, or None, and the reason in one sentence (empty without a limit)."""
    missing = [check for check in checks if check.verdict is Verdict.missing]
    points = sum(check.kind is CheckKind.bullet for check in missing)
    parts = sum(check.kind is CheckKind.part for check in missing)
    first = label(Criterion.task_achievement, task.task_number)
    if points:
        limit = _ONE_MISSING if points == 1 else _MORE_MISSING
        what = "One point of the task was" if points == 1 else f"{points} points of the task were"
    elif parts:
        limit = _ONE_MISSING if parts == 1 else _MORE_MISSING
        what = "One part of the question was" if parts == 1 else f"{parts} parts of the question were"
    elif any(check.kind is CheckKind.position for check in missing):
        limit = _ONE_MISSING
        what = "Your own position was"
    else:
        return None, ""
    return limit, f"{what} not found in your answer, so {first} stops at {limit} (our rule, not IELTS's)."
