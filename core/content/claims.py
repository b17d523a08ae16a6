"""Statements about a chart that a program can check against its data."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.content.materials import Figure

STEADY_SHARE = 0.1  # a series that moves by less than a tenth of its size is steady


def is_true(claim: Mapping[str, Any], figure: "Figure") -> bool:
    """Whether the data of the figure bear the claim out.

    Raises:
        KeyError: The claim names a series that is not there.
        ValueError: It names a value of the axis that is not there, or a verb we do not know.
    """
    values = figure.values[claim["series"]]
    first = figure.x_values.index(claim["from"]) if "from" in claim else 0
    last = figure.x_values.index(claim["to"]) if "to" in claim else len(values) - 1
    at = figure.x_values.index(claim["at"]) if "at" in claim else None
    places = range(len(values)) if at is None else (at,)
    rivals = [other for name, other in figure.values.items() if name != claim["series"]]
    match claim["is"]:
        case "rises":
            return values[last] > values[first]
        case "falls":
            return values[last] < values[first]
        case "steady":
            stretch = values[first : last + 1]
            return max(stretch) - min(stretch) <= STEADY_SHARE * max(stretch)
        case "highest":
            return all(values[place] > rival[place] for place in places for rival in rivals)
        case "lowest":
            return all(values[place] < rival[place] for place in places for rival in rivals)
        case "peak":
            return at is not None and all(values[at] > value for place, value in enumerate(values) if place != at)
        case "low_point":
            return at is not None and all(values[at] < value for place, value in enumerate(values) if place != at)
        case "above":
            return all(values[place] > figure.values[claim["than"]][place] for place in places)
        case "below":
            return all(values[place] < figure.values[claim["than"]][place] for place in places)
        case "overtakes":
            other = figure.values[claim["than"]]
            return values[first] < other[first] and values[last] > other[last]
    raise ValueError(claim["is"])
