"""Band arithmetic backwards: the fewest criterion bands more that reach a target."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.assessment.bands import HIGHEST, task_band, task_mean, writing_band
from core.assessment.criteria import CRITERIA
from core.assessment.types import Criterion

SPELLED_OUT = 4  # a longer way is said as a number: its sets run into thousands

Place = tuple[int, Criterion]
Levels = Mapping[int, Mapping[Criterion, int]]  # whole criterion bands by task number


@dataclass(frozen=True)
class Lift:
    """One criterion of one task, up by `steps` whole bands."""

    task_number: int
    criterion: Criterion
    steps: int


@dataclass(frozen=True)
class Lifts:
    """The fewest bands more (`total`) and every set of that size that reaches the target, likeliest first.

    A set spreads over criteria before it lifts one twice; then come criteria with named evidence, the lowest ones,
    Task 2, and the order of the exam. No sets with a `total` above `SPELLED_OUT`: they are too many to list.
    """

    total: int
    sets: tuple[tuple[Lift, ...], ...]


def band_of(levels: Levels) -> Decimal:
    """The Writing band of both tasks, or the band of the only one: criteria whole, rounded once, ties up."""
    means = {number: [Decimal(band) for band in criteria.values()] for number, criteria in levels.items()}
    if len(means) == 2:
        return writing_band(task_mean(means[1]), task_mean(means[2]))
    return task_band(next(iter(means.values())))


def fewest_lifts(levels: Levels, target: Decimal, *, named: Collection[Place] = ()) -> Lifts:
    """The smallest number of single-band lifts that reaches `target`, and the sets of them.

    `named` are the criteria that something named speaks of: their sets come first.

    Raises:
        ValueError: The target lies beyond band 9 or there is no task.
    """
    if not levels or target > HIGHEST:
        raise ValueError(f"no lifts reach {target} from {len(levels)} tasks")
    places = [(number, criterion) for number in sorted(levels) for criterion in levels[number]]
    total = next(total for total in range(len(places) * 9) if _best(levels, total) >= target)
    if total > SPELLED_OUT:
        return Lifts(total, ())
    room = [int(HIGHEST) - levels[number][criterion] for number, criterion in places]
    reached = [
        tuple(Lift(*place, step) for place, step in zip(places, steps, strict=True) if step)
        for steps in _spread(room, total)
        if band_of(_lifted(levels, dict(zip(places, steps, strict=True)))) >= target
    ]
    return Lifts(total, tuple(sorted(reached, key=lambda lifts: _unlikely(levels, lifts, named))))


def _best(levels: Levels, total: int) -> Decimal:
    """The band that `total` lifts reach at most: the heavier task takes all it can."""
    left = total
    lifted: dict[int, dict[Criterion, int]] = {}
    for number in sorted(levels, reverse=True):
        lifted[number] = {}
        for criterion, band in levels[number].items():
            steps = min(left, int(HIGHEST) - band)
            lifted[number][criterion] = band + steps
            left -= steps
    return band_of(lifted)


def _spread(room: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    if not room:
        if total == 0:
            yield ()
        return
    for step in range(min(room[0], total) + 1):
        for rest in _spread(room[1:], total - step):
            yield (step, *rest)


def _lifted(levels: Levels, steps: Mapping[Place, int]) -> Levels:
    return {
        number: {criterion: band + steps[number, criterion] for criterion, band in criteria.items()}
        for number, criteria in levels.items()
    }


def _unlikely(
    levels: Levels, lifts: tuple[Lift, ...], named: Collection[Place]
) -> tuple[int, int, int, int, tuple[int, ...]]:
    unnamed = sum((lift.task_number, lift.criterion) not in named for lift in lifts)
    steepest = max((lift.steps for lift in lifts), default=0)
    height = sum(levels[lift.task_number][lift.criterion] * lift.steps for lift in lifts)
    in_task_1 = sum(lift.steps for lift in lifts if lift.task_number == 1)
    return steepest, unnamed, height, in_task_1, tuple(CRITERIA.index(lift.criterion) for lift in lifts)
