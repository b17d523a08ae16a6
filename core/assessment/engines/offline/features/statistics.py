"""Small statistics that answer for empty lists too."""

import math
from collections.abc import Collection, Iterable, Sequence


def mean(values: Iterable[float], default: float = 0.0) -> float:
    """The mean, or `default` of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else default


def share(flags: Iterable[bool]) -> float:
    """How many of the flags are true, 0 to 1."""
    return mean(float(flag) for flag in flags)


def percentile(values: Sequence[float], percent: float, default: float = 0.0) -> float:
    """Linear between the two nearest values."""
    if not values:
        return default
    ordered = sorted(values)
    position = (len(ordered) - 1) * percent / 100
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def deviation(values: Sequence[float]) -> float:
    """Standard deviation around the mean of these values; 0 of nothing."""
    middle = mean(values)
    return math.sqrt(mean((value - middle) ** 2 for value in values))


def entropy(counts: Collection[int]) -> float:
    """How evenly the counts are spread, in nats."""
    total = sum(counts)
    return -sum(count / total * math.log(count / total) for count in counts if count) if total else 0.0


def types_per_root(items: Sequence[object]) -> float:
    """Different items by the square root of all: fair across text lengths."""
    return len(set(items)) / math.sqrt(max(1, len(items)))
