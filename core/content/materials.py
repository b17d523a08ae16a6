"""The materials of a task: what its schema cannot say, and the figures in them as one shape.

A chart is a set of series over the values of one axis; a pie is a series whose slices lie on
that axis, a table row is a series over its columns, mixed charts are several of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from core.content.claims import is_true

SCHEMA = Path(__file__).resolve().parents[2] / "db" / "seeds" / "schema" / "materials.json"
FIGURE_TYPES = frozenset({"line", "bar", "pie", "table"})
MAX_NUMBERS = 24
MAX_MESSAGE = 200
MAP_WIDTH, MAP_HEIGHT = 100, 70


@dataclass(frozen=True)
class Figure:
    """One chart or table: `values[series][i]` belongs to `x_values[i]`, in `unit`."""

    type: str
    title: str
    x_label: str
    x_values: tuple[str, ...]
    y_label: str
    unit: str
    values: Mapping[str, tuple[float, ...]]


def figures(materials: Mapping[str, Any] | None) -> tuple[Figure, ...]:
    """The charts and tables of a task in the order in which they are shown; none for other materials."""
    if materials is None:
        return ()
    if materials["type"] == "mixed":
        return tuple(_figure(part) for part in materials["parts"])
    return (_figure(materials),) if materials["type"] in FIGURE_TYPES else ()


def faults_in_materials(materials: Mapping[str, Any]) -> tuple[str, ...]:
    """Every fault, each a sentence that begins with its place; where the shape is wrong, only the shape is judged."""
    validator = _validators().get(materials["type"])
    if validator is None:
        return (f"materials.type: {materials['type']!r} is none of {', '.join(sorted(_validators()))}",)
    errors = list(validator.iter_errors(materials))
    # where a part is faulty, the schema also calls all its keys unknown: that is no news
    errors = [error for error in errors if error.validator != "unevaluatedProperties"] or errors
    first = best_match(errors)
    if first is not None:
        ordered = [first, *(error for error in errors if error.json_path != first.json_path)]
        found = (f"materials{error.json_path.removeprefix('$')}: {_short(error.message)}" for error in ordered)
        return tuple(dict.fromkeys(found))
    return tuple(_faults(materials))


def fault_in_materials(materials: Mapping[str, Any]) -> str | None:
    """The first fault in one sentence, or None."""
    return next(iter(faults_in_materials(materials)), None)


def _faults(materials: Mapping[str, Any]) -> Iterator[str]:
    if "key_features" in materials and [f["kind"] for f in materials["key_features"]].count("overview") != 1:
        yield "materials.key_features: exactly one of them must be the overview"
    match materials["type"]:
        case "process":
            yield from _process_faults(materials["steps"])
        case "map":
            for frame in ("before", "after"):
                yield from _map_faults(frame, materials[frame])
        case "line" | "bar" | "pie" | "table" | "mixed":
            yield from _figure_faults(materials)


def _figure_faults(materials: Mapping[str, Any]) -> Iterator[str]:
    sources = materials["parts"] if materials["type"] == "mixed" else [materials]
    numbers = 0
    for index, source in enumerate(sources):
        place = f"materials.parts[{index}]" if materials["type"] == "mixed" else "materials"
        names = [series["name"] for series in source["series"]]
        if len(set(names)) < len(names):
            yield f"{place}.series: two series have the same name"
        for position, series in enumerate(source["series"]):
            here = f"{place}.series[{position}].values"
            expected, found = len(source["x"]["values"]), len(series["values"])
            numbers += found
            if found != expected:
                yield f"{here}: {found} values for {expected} on the axis"
            if source["type"] == "pie" and abs(sum(series["values"]) - 100) > 0.05:
                yield f"{here}: the slices add up to {sum(series['values']):g}, not 100"
    if numbers > MAX_NUMBERS:
        yield f"materials: {numbers} numbers, but a task may hold at most {MAX_NUMBERS}"
    charts = figures(materials)
    for index, feature in enumerate(materials["key_features"]):
        for claim in feature.get("claims", ()):
            place = f"materials.key_features[{index}]"
            try:
                holds = is_true(claim, charts[claim.get("part", 1) - 1])
            except (KeyError, IndexError, ValueError):
                yield f"{place}: the claim {_in_words(claim)!r} names something that is not in the figure"
            else:
                if not holds:
                    yield f"{place}: the claim {_in_words(claim)!r} is not true of the data"


def _process_faults(steps: list[Mapping[str, Any]]) -> Iterator[str]:
    ids = [step["id"] for step in steps]
    if len(set(ids)) < len(ids):
        yield "materials.steps: two steps have the same id"
    for index, step in enumerate(steps):
        for arrow in step.get("to", ()):
            if arrow["step"] not in ids:
                yield f"materials.steps[{index}].to: there is no step {arrow['step']!r}"


def _map_faults(name: str, frame: Mapping[str, Any]) -> Iterator[str]:
    for index, feature in enumerate(frame["features"]):
        place = f"materials.{name}.features[{index}]"
        if "rect" in feature:
            left, top, width, height = feature["rect"]
            if left + width > MAP_WIDTH or top + height > MAP_HEIGHT:
                yield f"{place}.rect: reaches beyond the field of {MAP_WIDTH} by {MAP_HEIGHT}"
            continue
        course = "line" if "line" in feature else "area"
        if len(feature[course]) % 2 or any(y > MAP_HEIGHT for y in feature[course][1::2]):
            yield f"{place}.{course}: must be pairs of x and y within {MAP_WIDTH} by {MAP_HEIGHT}"


def _figure(source: Mapping[str, Any]) -> Figure:
    return Figure(
        type=source["type"],
        title=source["title"],
        x_label=source["x"].get("label", ""),
        x_values=tuple(source["x"]["values"]),
        y_label=source["y"]["label"],
        unit=source["y"]["unit"],
        values={series["name"]: tuple(series["values"]) for series in source["series"]},
    )


def _short(message: str) -> str:
    """The schema quotes what it does not like in full: keep both ends."""
    return message if len(message) <= MAX_MESSAGE else f"{message[:80]} … {message[80 - MAX_MESSAGE :]}"


def _in_words(claim: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in claim.items())


@cache
def _validators() -> dict[str, Draft202012Validator]:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    kinds = ("line", "bar", "pie", "table", "mixed", "process", "map", "letter", "essay")
    return {kind: Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"}) for kind in kinds}
