"""Whether an engine says the same again: the same essays twice, and essays with a change that changes nothing."""

from collections.abc import Sequence
from typing import Any

from core.assessment.engines.base import Engine
from core.assessment.evaluation import ScoredEssay
from core.assessment.types import AssessmentResult, NotAssessable, TaskFacts

CHANGES = ("nothing", "blank_line", "space")


def stability(engine: Engine, essays: Sequence[ScoredEssay], *, count: int) -> dict[str, Any]:
    """For `count` essays spread over all of them: the share whose bands or range changed, by what was done to them.

    `nothing` is the plain second reading. Each essay is assessed four times.
    """
    step = max(1, len(essays) // max(1, count))
    changed = dict.fromkeys(CHANGES, 0)
    judged = 0
    for scored in essays[::step][:count]:
        first = _shown(engine, scored.essay, scored.task)
        if first is None:
            continue
        judged += 1
        for change in CHANGES:
            changed[change] += _shown(engine, changed_text(scored.essay, change), scored.task) != first
    return {"n": judged, "changed": {change: float(f"{changed[change] / max(1, judged):.4f}") for change in CHANGES}}


def changed_text(essay: str, change: str) -> str:
    """The essay with one blank line more between its paragraphs, or with one space more in its middle."""
    if change == "blank_line":
        head, line_break, tail = essay.partition("\n")
        return f"{head}\n\n{tail}" if line_break else f"{essay}\n\n"
    if change == "space":
        place = essay.find(" ", len(essay) // 2)
        return f"{essay[:place]} {essay[place:]}" if place >= 0 else f"{essay} "
    return essay


def _shown(engine: Engine, essay: str, task: TaskFacts) -> tuple[object, ...] | None:
    try:
        result: AssessmentResult = engine.assess(essay, task)
    except NotAssessable:
        return None
    bands = {criterion: one.band for criterion, one in result.criteria.items()}
    return result.overall, bands, result.low, result.high, result.confidence
