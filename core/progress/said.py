"""The one sentence above each picture of the progress page: what it shows now."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median_low

from core.assessment.criteria import CRITERIA, label
from core.progress.types import Attempt, Redraft

COMPARED = 3
_SAME_WITHIN = 1  # bands between criteria that say nothing yet


def criteria_sentence(task_number: int, firsts: Sequence[Attempt]) -> str:
    """Which criterion stands lowest in the last essays, where the distance says anything at all."""
    if not firsts:
        return f"No Task {task_number} essay yet."
    last = firsts[-COMPARED:]
    middles = {each: int(median_low([attempt.criteria[each] for attempt in last])) for each in CRITERIA}
    lowest, highest = min(middles.values()), max(middles.values())
    essays = "essay" if len(last) == 1 else f"{len(last)} essays"
    if highest - lowest <= _SAME_WITHIN:
        return f"In your last {essays} the four criteria lie within one band of each other: none stands out."
    weak = [label(each, task_number) for each, band in middles.items() if band == lowest]
    strong = [label(each, task_number) for each, band in middles.items() if band == highest]
    return f"In your last {essays} {_list(weak)} stood lowest ({lowest}), {_list(strong)} highest ({highest})."


def redrafts_sentence(redrafts: Sequence[Redraft]) -> str:
    """What the redrafts came to, as counts; no claim about first attempts follows from them."""
    if not redrafts:
        return "No redraft yet. “Improve this essay” on a result starts one."
    higher = sum(each.after.band > each.before.band for each in redrafts)
    lower = sum(each.after.band < each.before.band for each in redrafts)
    if len(redrafts) == 1:
        only = redrafts[0]
        return f"Your redraft went from {only.before.band:.1f} to {only.after.band:.1f}."
    same = len(redrafts) - higher - lower
    parts = [f"{count} {name}" for count, name in ((higher, "higher"), (same, "the same"), (lower, "lower")) if count]
    return f"Your last {len(redrafts)} redrafts, each against its essay: {_list(parts)}."


def days_sentence(days: frozenset[date], *, today: date, streak_days: int) -> str:
    """Practice days of this week, and the row of days."""
    monday = today - timedelta(days=today.weekday())
    week = sum(monday <= day <= today for day in days)
    this_week = "no practice day yet" if week == 0 else "1 practice day" if week == 1 else f"{week} practice days"
    if streak_days > 1:
        return f"This week: {this_week}. You have practised {streak_days} days in a row."
    return f"This week: {this_week}."


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
