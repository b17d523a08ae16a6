"""What an amount was found to belong to, and lists of amounts or labels that stand together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from core.assessment.checks import reading_words as words_between
from core.assessment.checks.quantities import Form, Quantity
from core.assessment.checks.times import TimeMention
from core.assessment.checks.vocabulary import Mention

Placed = TypeVar("Placed", Quantity, Mention, TimeMention)


@dataclass
class Attached:
    """Labels or times that an amount has in one dimension: the reading, how sure it is, and other readings."""

    chosen: frozenset[int]
    certainty: int
    others: frozenset[int] = frozenset()
    mention: Mention | TimeMention | None = None
    is_paired: bool = False


@dataclass
class Reading:
    """Where on a chart an amount stands; a dimension that is not there was not said."""

    chart: int
    fixed: dict[int, Attached] = field(default_factory=dict)


def runs(text: str, items: Sequence[Placed]) -> list[list[Placed]]:
    """Items that stand together, joined by commas and small words."""
    found: list[list[Placed]] = []
    for item in items:
        if found and words_between.JOINT.match(text[found[-1][-1].end : item.start]):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def run_of(text: str, quantity: Quantity, amounts: Sequence[Quantity]) -> list[Quantity]:
    """The amounts that an amount stands together with, itself included; a multiple stands alone."""
    if quantity.form is Form.multiple:
        return [quantity]
    plain = [one for one in amounts if one.form is not Form.multiple]
    return next((run for run in runs(text, plain) if quantity in run), [quantity])
