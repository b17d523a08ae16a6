"""The things on two maps: where each was, where it is, and what stands there instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WAYS = frozenset({"road", "path", "railway", "pier", "water", "bridge"})
OVERLAP = 0.4  # of the smaller of two things: so much shows that one stands where the other stood

Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Thing:
    """A thing on the maps: where it was, where it is, and what stands there instead."""

    label: str
    before: Rect | None
    after: Rect | None
    replaced_by: tuple[str, ...] = ()
    is_way: bool = False  # a road or railway may be said to be there still when its name has changed


def things_of(materials: Mapping[str, Any]) -> list[Thing]:
    """Each label of the two maps once."""
    before = {one["label"]: _rect(one) for one in _named(materials["before"])}
    after = {one["label"]: _rect(one) for one in _named(materials["after"])}
    kinds = {one["label"]: one["kind"] for one in _named(materials["before"])}
    found = []
    for label in dict.fromkeys((*before, *after)):
        old, new = before.get(label), after.get(label)
        instead = tuple(
            other
            for other, rect in after.items()
            if old and new is None and other not in before and share_of(old, rect) >= OVERLAP
        )
        found.append(Thing(label, old, new, instead, kinds.get(label) in _WAYS))
    return found


def _named(frame: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Walls, doors and short paths bear no name: nobody can write about one of them."""
    return [one for one in frame["features"] if "label" in one]


def _rect(feature: Mapping[str, Any]) -> Rect:
    if "rect" in feature:
        x, y, width, height = feature["rect"]
        return x, y, x + width, y + height
    points = feature.get("line") or feature["area"]
    xs, ys = points[0::2], points[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def share_of(one: Rect, other: Rect) -> float:
    """How much of the smaller one lies in both; lines count by where they run."""
    wide = min(one[2], other[2]) - max(one[0], other[0]) + 1
    high = min(one[3], other[3]) - max(one[1], other[1]) + 1
    if wide <= 0 or high <= 0:
        return 0.0
    smaller = min((rect[2] - rect[0] + 1) * (rect[3] - rect[1] + 1) for rect in (one, other))
    return wide * high / smaller


def middle(rect: Rect) -> tuple[float, float]:
    """The middle of a thing."""
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
