"""Holding an answer against its task: the check that fits the task, and the rule by which it limits a band."""

from collections.abc import Sequence

from core.assessment.checks.achievement import achievement_limit
from core.assessment.checks.answer import check_answer
from core.assessment.checks.answer_limits import answer_limit
from core.assessment.checks.letter import check_letter
from core.assessment.checks.report import check_report
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.letters import is_letter
from core.assessment.own_words import OwnText
from core.assessment.types import Check, Gate, TaskFacts

FEWEST_WORDS = 50  # less than that is not held against anything: its length says it all


def checks_of(essay: str, analysis: Analysis, own: OwnText, task: TaskFacts) -> tuple[Check, ...]:
    """What the task asks for and what its data say, beside the answer; nothing for a text that is hardly there."""
    if own.own_words < FEWEST_WORDS:
        return ()
    if task.task_number == 2:
        return check_answer(essay, analysis, task)
    return check_letter(essay, analysis, task) if is_letter(task) else check_report(essay, analysis, task)


def limit_of(checks: Sequence[Check], task: TaskFacts) -> Gate | None:
    """The rule that limits the first criterion, where the checks found enough against it."""
    if task.task_number == 1 and not is_letter(task):
        limit, reason = achievement_limit(checks)
        return Gate("data_not_met", reason, limit) if limit is not None else None
    limit, reason = answer_limit(checks, task)
    return Gate("task_not_covered", reason, limit) if limit is not None else None
