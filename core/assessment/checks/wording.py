"""What a chart shows, in short phrases that a learner understands."""

from collections.abc import Iterable, Sequence

from core.assessment.checks.chart import Chart, Place

MOST_NAMED = 3


def amount(chart: Chart, value: float) -> str:
    """A value with its unit: "345,000", "54%", "18 hours", "-18°C"."""
    if chart.multiplier > 1:
        if chart.multiplier <= 1e3:
            return f"{_plain(value * chart.multiplier)}"
        return f"{_plain(value)} {'million' if chart.multiplier == 1e6 else 'billion'}"
    if chart.is_percent:
        return f"{_plain(value)}%"
    unit = chart.unit
    if not unit:
        return _plain(value)
    return f"{_plain(value)}{'' if unit.startswith('°') else ' '}{unit}"


def difference(chart: Chart, value: float) -> str:
    """A difference with its unit; of percentages it is in points."""
    if chart.is_percent:
        return f"{_plain(abs(value))} percentage points"
    return amount(chart, abs(value))


def where(chart: Chart, place: Place, *, named: Iterable[int] = ()) -> str:
    """The labels of a place, time last: "for the bus in 2010"; `named` dimensions are left out."""
    words = []
    skipped = set(named)
    for index, dimension in enumerate(chart.dimensions):
        if index not in skipped and len(dimension.labels) > 1 and not dimension.is_time:
            words.append(dimension.labels[place[index]])
    said = ", ".join(words)
    time = chart.time
    if time is not None and time not in skipped and len(chart.dimensions[time].labels) > 1:
        said = f"{said} in {chart.dimensions[time].labels[place[time]]}".strip()
    return said


def value_at(chart: Chart, place: Place) -> str:
    """ "345,000 (Private car in 2010)"."""
    said = where(chart, place)
    return f"{amount(chart, chart.cells[place])} ({said})" if said else amount(chart, chart.cells[place])


def values_at(chart: Chart, places: Sequence[Place]) -> str:
    """The values at a few places; of a long row the first and the last."""
    shown = places if len(places) <= MOST_NAMED else [places[0], places[-1]]
    joined = ", ".join(value_at(chart, place) for place in shown)
    return joined if len(places) <= MOST_NAMED else f"from {joined.replace('), ', ') to ', 1)}"


def movement(chart: Chart, row: Sequence[tuple[int, float]]) -> str:
    """ "fell from 240,000 in 2000 to 175,000 in 2025", by way of its turning point when it has one."""
    if len(row) < 2:
        return amount(chart, row[0][1]) if row else ""
    axis = chart.axis if chart.axis is not None else 0
    labels = chart.dimensions[axis].labels
    (first_at, first), (last_at, last) = row[0], row[-1]
    low, high = min(row, key=lambda item: item[1]), max(row, key=lambda item: item[1])
    start = f"from {amount(chart, first)} in {labels[first_at]}"
    end = f"to {amount(chart, last)} in {labels[last_at]}"
    if high[1] - low[1] <= 0.02 * chart.scale:
        return f"stayed at about {amount(chart, first)}"
    for turn, there, back in ((high, "rose", "fell"), (low, "fell", "rose")):
        margin = 0.1 * (high[1] - low[1])
        if abs(turn[1] - first) > margin and abs(turn[1] - last) > margin and row[0] != turn != row[-1]:
            return f"{there} {start} to {amount(chart, turn[1])} in {labels[turn[0]]}, then {back} {end}"
    return f"{'rose' if last > first else 'fell'} {start} {end}"


def _plain(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return "0" if text == "-0" else text
