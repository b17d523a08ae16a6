"""The way to the target: what keeps coming back first, the band arithmetic second, then the next task."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median_low

from core.assessment.bands import to_half_band, writing_band
from core.assessment.criteria import CRITERIA, label
from core.assessment.types import Criterion
from core.progress.claims import GOAL_WINDOW, middle_band
from core.progress.evidence import AGAIN, Evidence, came_back
from core.progress.lifts import Lift, Lifts, band_of, fewest_lifts
from core.progress.readings import Reading
from core.progress.types import Attempt

UNCERTAINTY = "Bands move by about one either way, so take this as a direction."
_IN_A_ROW = 2  # so often the same task, however much the numbers ask for it
_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}


class PathKind(StrEnum):
    """Where somebody stands on the way."""

    nothing_yet = "nothing_yet"
    no_target = "no_target"
    reached = "reached"
    on_the_way = "on_the_way"


@dataclass(frozen=True)
class NextTask:
    """Which task to write next, and why."""

    task_number: int
    reason: str


@dataclass(frozen=True)
class TargetPath:
    """`sentence` says where somebody stands; `arithmetic` what the target asks of the bands, or nothing."""

    kind: PathKind
    sentence: str
    evidence: tuple[Evidence, ...]
    evidence_sentence: str
    lifts: Lifts | None
    arithmetic: str
    next_task: NextTask


def target_path(
    firsts: Mapping[int, Sequence[Attempt]],
    readings: Mapping[int, Sequence[Reading]],
    target: Decimal | None,
    *,
    kept: Collection[int] = (),
) -> TargetPath:
    """The way from the last first attempts to `target`; both maps hold the task numbers 1 and 2, oldest first.

    `kept` are task numbers that were written on but whose result a tutor keeps.
    """
    tried = {number: attempts for number, attempts in firsts.items() if attempts}
    evidence = _mixed([came_back(readings.get(number, ())) for number in (2, 1)])
    if not tried:
        return TargetPath(
            PathKind.nothing_yet,
            "Your first essay will show where you stand.",
            (),
            "",
            None,
            "",
            next_task(firsts, evidence, None, kept),
        )
    lifts = _lifts(tried, target, evidence)
    kind = _kind(tried, target)
    return TargetPath(
        kind=kind,
        sentence=_sentence(kind, tried, target),
        evidence=evidence,
        evidence_sentence=_evidence_sentence(readings, evidence),
        lifts=lifts,
        arithmetic=_arithmetic(kind, tried, lifts, target),
        next_task=next_task(firsts, evidence, lifts, kept),
    )


def next_task(
    firsts: Mapping[int, Sequence[Attempt]],
    evidence: Sequence[Evidence],
    lifts: Lifts | None,
    kept: Collection[int] = (),
) -> NextTask:
    """The task number to write next: one that was never tried, else where most came back, else in turns.

    Task 2 counts twice, so it wins a draw.
    """
    if not firsts.get(2) and 2 not in kept:
        return NextTask(2, "Task 2 counts twice in your Writing band, and you have not tried it yet.")
    if not firsts.get(1) and 1 not in kept:
        return NextTask(1, "Task 1 is a third of your Writing band, and you have not tried it yet.")
    if evidence:
        first = max((2, 1), key=lambda number: sum(each.task_number == number for each in evidence))
        named = next(each for each in evidence if each.task_number == first)
        return NextTask(first, f"{named.name} in {named.times} of your last {named.of} Task {first} essays.")
    if not any(firsts.values()):
        return NextTask(2, "Task 2 counts twice in your Writing band.")
    newest = sorted((*firsts[1], *firsts[2]), key=lambda attempt: attempt.submitted_at)[-_IN_A_ROW:]
    last = newest[-1].task_number
    if lifts is not None and lifts.sets and lifts.sets[0]:
        way = max((2, 1), key=lambda number: sum(lift.steps for lift in lifts.sets[0] if lift.task_number == number))
        if any(attempt.task_number != way for attempt in newest):
            return NextTask(way, f"The shortest way to your target goes through Task {way}.")
    return NextTask(3 - last, f"You wrote Task {last} last, so it is the other one's turn.")


def levels_of(firsts: Sequence[Attempt]) -> dict[Criterion, int]:
    """Each criterion's whole band now: the lower median of the last four first attempts."""
    last = firsts[-GOAL_WINDOW:]
    return {criterion: int(median_low([attempt.criteria[criterion] for attempt in last])) for criterion in CRITERIA}


def is_reached(tried: Mapping[int, Sequence[Attempt]], target: Decimal) -> bool:
    """By the medians of the last four first attempts: both tasks, weighed, or the only one that was tried."""
    middles = {number: middle_band(attempts) for number, attempts in tried.items()}
    known = {number: middle for number, middle in middles.items() if middle is not None}
    if len(known) < len(middles):
        return False
    if len(known) == 2:
        return writing_band(known[1], known[2]) >= target
    return to_half_band(next(iter(known.values()))) >= target


def _lifts(
    tried: Mapping[int, Sequence[Attempt]], target: Decimal | None, evidence: Sequence[Evidence]
) -> Lifts | None:
    if target is None:
        return None
    levels = {number: levels_of(attempts) for number, attempts in tried.items()}
    return fewest_lifts(levels, target, named={(each.task_number, each.criterion) for each in evidence})


def _kind(tried: Mapping[int, Sequence[Attempt]], target: Decimal | None) -> PathKind:
    if target is None:
        return PathKind.no_target
    return PathKind.reached if is_reached(tried, target) else PathKind.on_the_way


def _sentence(kind: PathKind, tried: Mapping[int, Sequence[Attempt]], target: Decimal | None) -> str:
    only = next(iter(tried)) if len(tried) == 1 else None
    match kind:
        case PathKind.no_target:
            return "You have not set a target band yet, so this shows only what keeps coming back."
        case PathKind.reached if only:
            return f"Your last four Task {only} essays are at {target:.1f}. Task {3 - only} has not been tried yet."
        case PathKind.reached:
            return f"Your last essays are at your target of {target:.1f}. Keep your hand in until the test."
        case _ if only:
            return f"You have written only Task {only} so far, so this is about your Task {only} band."
        case _:
            return f"Your Writing target is {target:.1f}. Task 2 counts twice, Task 1 once."


def _evidence_sentence(readings: Mapping[int, Sequence[Reading]], evidence: Sequence[Evidence]) -> str:
    if evidence:
        return "What keeps coming back in your last first attempts:"
    if all(len(each) < AGAIN for each in readings.values()):
        return "One essay of a task is too little to say what keeps coming back."
    return "Nothing that we can name came back in your last essays."


def _arithmetic(
    kind: PathKind, tried: Mapping[int, Sequence[Attempt]], lifts: Lifts | None, target: Decimal | None
) -> str:
    if lifts is None or kind is PathKind.reached:
        return ""
    goal = f"{target:.1f}"
    now = band_of({number: levels_of(attempts) for number, attempts in tried.items()})
    is_one = sum(map(len, tried.values())) == 1
    start = f"By the numbers your {'essay comes' if is_one else 'last essays come'} to {now:.1f}"
    if lifts.total == 0:
        missing = max(GOAL_WINDOW - len(attempts) for attempts in tried.values())
        wait = f" {missing} more will say whether it holds." if missing > 0 else ""
        return f"{start}, which is enough for {goal}.{wait} {UNCERTAINTY}"
    if not lifts.sets:
        return f"{start}; {goal} is {lifts.total} criterion bands away, a long way. {UNCERTAINTY}"
    bands = "one criterion band more" if lifts.total == 1 else f"{_NUMBERS[lifts.total]} criterion bands more"
    others = len(lifts.sets) - 1
    also = "" if not others else " There is one other way." if others == 1 else f" There are {others} other ways."
    return f"{start}; {goal} needs {bands}, for example in {_named(lifts.sets[0])}.{also} {UNCERTAINTY}"


def _named(lifts: Sequence[Lift]) -> str:
    """The criteria of a set, task by task: "Task Response and Lexical Resource in Task 2"."""
    parts = []
    for number in sorted({lift.task_number for lift in lifts}, reverse=True):
        own = [lift for lift in lifts if lift.task_number == number]
        if len(own) == len(CRITERIA) and all(lift.steps == 1 for lift in own):
            parts.append(f"each of the four criteria of Task {number}")
            continue
        names = [
            label(lift.criterion, number) + (f" by {_NUMBERS[lift.steps]}" if lift.steps > 1 else "") for lift in own
        ]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        parts.append(f"{listed} in Task {number}")
    return ", and ".join(parts)


def _mixed(by_task: Sequence[Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """The first of each task, then the second of each: at most three, Task 2 before Task 1."""
    longest = max(map(len, by_task), default=0)
    return tuple(each[place] for place in range(longest) for each in by_task if place < len(each))[:3]
