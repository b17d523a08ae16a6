"""The times that a text speaks of: years, months, "at the beginning", "ten years later", "over the period"."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.assessment.checks.chart import YEAR, Chart

START, END = -math.inf, math.inf
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "a": 1, "an": 1,
}  # fmt: skip
_COUNT = r"(?:\d{1,2}|" + "|".join(_NUMBERS) + r")(?:-(?:five|one|two|three|four|six|seven|eight|nine))?"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_COUNTED = r"(?!\s?(?:%|per ?cent|dollars?|euros?|pounds|tonnes|kilo\w+|million))"
_POINT = rf"(?:(?<![$£€])(?:{YEAR.pattern}){_COUNTED}|\b(?:{_MONTHS})\b)"
_ENDS = r"(?:the )?(?:very )?(?:beginning|start|outset|first)"
_EXPRESSION = re.compile(
    rf"(?P<range>\b(?:from|between)\s+(?:the\s+)?(?:year\s+|years\s+)?(?P<a>{_POINT})\s*(?:to|and|until|till"
    rf"|through to|right through to|-|–)\s*(?:the year )?(?P<b>{_POINT}))"
    rf"|(?P<dash>(?P<c>{_POINT})\s*(?:-|–|to)\s*(?P<d>{_POINT}))"
    rf"|(?P<after>\b(?:after|since|from|following"
    rf"|past)\s+(?:the\s+year\s+)?(?P<e>{_POINT})(?:\s+(?:on(?:wards?)?|to the end(?: of the period)?))?)"
    rf"|(?P<before>\b(?:before|until|till|up to|up until|prior to)\s+(?:the\s+year\s+)?(?P<f>{_POINT}))"
    rf"|(?P<at>(?:\b(?:in|by|at|for|of|during)\s+)?(?:the\s+year\s+)?(?P<g>{_POINT}))"
    rf"|(?P<start>\b(?:at|in|from) {_ENDS}(?: of (?:the|this) (?:period|century|time|graph|years?"
    rf"|whole period))?(?! \w*(?:place|rank|charts?|pies?|half|decades?|two|three|four|five|six|ten|twelve"
    rf"|fifteen|twenty|years?|groups?|months?|\d+))\b"
    r"|\bin the (?:first|initial|starting|opening) (?:year|month|chart|pie|circle|diagram|graph|picture|one"
    r"|period)\b|\binitially\b|\boriginally\b|\bat first\b|\bto begin with\b|\bat the start of the \w+\b)"
    r"|(?P<end>\b(?:at|by|in|until|towards?) (?:the )?(?:very )?(?:end|close|finish)(?: of (?:the"
    r"|this) (?:period|time|graph|years?|whole period))?\b"
    r"|\bin the (?:last|final|latest|second|other) (?:year|month|chart|pie|circle|diagram|graph|picture|one)\b"
    r"|\bfinally\b|\beventually\b|\bin the end\b|\btoday\b|\bnow\b|\bnowadays\b|\bin the second(?: one)?(?=[.,;]"
    r"|$)|\bthe last year\b)"
    rf"|(?P<later>\b(?:(?:about |exactly )?(?P<n>{_COUNT})\s+(?P<unit>years?|decades?|months?)\s+(?:later|on"
    rf"|after(?:wards)?\b)|after (?P<n2>{_COUNT})\s+(?P<unit2>years?|decades?|months?)|(?:a|one) decade later))"
    rf"|(?P<earlier>\b(?P<n4>{_COUNT})\s+(?P<unit4>years?|decades?|months?)\s+(?:earlier|before|previously))"
    rf"|(?P<first_part>\b(?:in|over|during|for|within) the (?:first|initial|opening|next"
    rf"|following) (?:(?P<n3>{_COUNT}) )?(?P<unit3>years?|decades?|months?|half))"
    rf"|(?P<last_part>\b(?:in|over|during|for|within) the (?:last|final|remaining|later|latter"
    rf"|second) (?:(?P<n5>{_COUNT}) )?(?P<unit5>years?|decades?|months?|half))"
    r"|(?P<next>\b(?:in |by )?the (?:next|following) (?:year|month)\b)"
    rf"|(?P<whole>\b(?:over|during|throughout|across|in|within|for|through) (?:the|this|these|all|all the"
    rf"|its) (?:whole |entire |full |same |given )?(?:(?:{_COUNT})[- ])?(?:years?[- ])?(?:period|time|years?"
    rf"|decades?|timeframe|months|time period)\b"
    rf"|\bthroughout\b|\bin (?:both|all(?: the)?|every|each)(?: of the)?(?: (?:{_COUNT}))?(?:(?: \w+)? years?"
    rf"| months?| charts?| times?)\b|\b(?:in|over|within|during) (?:{_COUNT}) (?:years|decades)\b|\bboth times\b"
    r"|\bfrom (?:the )?(?:start|beginning) (?:to|until) (?:the )?(?:end|finish)\b|\ball the time\b|\bin both\b"
    r"|\bconstantly\b)"
    r"|(?P<same>\b(?:in|by|at) (?:that|this|the same) (?:year|time|month|point|date)\b|\bby then\b|\bthen\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TimeMention:
    """Times at `text[start:end]`: one point when `low == high`, else from `low` to `high`.

    Years are numbers, months their place on the axis; START and END are the ends of whatever chart is meant.
    `is_open` for "after" and "before", where an end was not said; `is_inherited` for "then", "that year".
    """

    start: int
    end: int
    low: float
    high: float
    is_open: bool = False
    is_whole: bool = False
    is_inherited: bool = False

    @property
    def is_point(self) -> bool:
        """Whether one time is meant."""
        return self.low == self.high


def times(text: str, charts: Sequence[Chart]) -> list[TimeMention]:
    """The times of a text in reading order; empty when no chart has an axis of time."""
    axes = [chart.dimensions[chart.time] for chart in charts if chart.time is not None]
    if not axes:
        return []
    months = {
        label.strip().lower(): position
        for axis in axes
        for label, position in zip(axis.labels, axis.positions, strict=True)
    }
    has_months = not any(YEAR.search(label) for axis in axes for label in axis.labels)
    ends = (min(axis.positions[0] for axis in axes), max(axis.positions[-1] for axis in axes))
    found: list[TimeMention] = []
    last = START
    for match in _EXPRESSION.finditer(text):
        mention = _mention(match, months if has_months else {}, last, ends)
        if mention is None:
            continue
        found.append(mention)
        if mention.is_point and not mention.is_inherited:
            last = mention.low
        elif not mention.is_whole and not mention.is_inherited:
            last = mention.high if mention.high != END else mention.low
    return found


def _mention(
    match: re.Match[str], months: dict[str, float], last: float, ends: tuple[float, float]
) -> TimeMention | None:
    def point(name: str) -> float | None:
        word = match[name].lower()
        if months:
            return None if match[name] == "may" else months.get(word)
        return float(word) if word.isdigit() else None

    start, end = match.span()
    kind = next(name for name in _KINDS if match[name])
    here = ends[0] if last == START else ends[1] if last == END else last
    step = 1 if months else _years(match)
    match kind:
        case "range" | "dash":
            low, high = (point("a"), point("b")) if kind == "range" else (point("c"), point("d"))
            return None if low is None or high is None else TimeMention(start, end, min(low, high), max(low, high))
        case "after":
            low = point("e")
            return None if low is None else TimeMention(start, end, low, END, is_open=True)
        case "before":
            high = point("f")
            return None if high is None else TimeMention(start, end, START, high, is_open=True)
        case "at":
            at = point("g")
            return None if at is None else TimeMention(start, end, at, at)
        case "start":
            return TimeMention(start, end, START, START)
        case "end":
            return TimeMention(start, end, END, END)
        case "later":
            return TimeMention(start, end, here + step, here + step)
        case "next":
            return TimeMention(start, end, here + 1, here + 1, is_open=not months)
        case "earlier":
            return TimeMention(start, end, here - step, here - step)
        case "first_part":
            return _first_part(match, ends, here, step)
        case "last_part":
            middle = (ends[0] + ends[1]) / 2
            return TimeMention(start, end, middle if match["unit5"] == "half" else ends[1] - step, END)
        case "whole":
            return TimeMention(start, end, START, END, is_whole=True)
    return TimeMention(start, end, here, here, is_inherited=True)


def _first_part(match: re.Match[str], ends: tuple[float, float], here: float, step: float) -> TimeMention:
    is_next = re.search(r"next|following", match.group()) is not None
    origin = here if is_next else ends[0]
    reach = (ends[0] + ends[1]) / 2 if match["unit3"] == "half" else origin + step
    return TimeMention(match.start(), match.end(), origin, reach)


def _years(match: re.Match[str]) -> float:
    for number, unit in (("n", "unit"), ("n2", "unit2"), ("n3", "unit3"), ("n4", "unit4"), ("n5", "unit5")):
        if match[unit]:
            count = sum(
                int(part) if part.isdigit() else _NUMBERS.get(part, 0)
                for part in (match[number] or "1").lower().split("-")
            )
            return count * (10 if match[unit].lower().startswith("decade") else 1)
    return 10.0


_KINDS = (
    "range", "dash", "after", "before", "at", "start", "end", "later", "earlier", "first_part", "last_part",
    "next", "whole", "same",
)  # fmt: skip


def indexes(mention: TimeMention, chart: Chart) -> list[int]:
    """The places on the chart's axis of time that a mention covers.

    A point between two places gives both of them; a point outside the axis gives none.
    """
    if chart.time is None:
        return []
    positions = chart.dimensions[chart.time].positions
    low = positions[0] if mention.low == START else positions[-1] if mention.low == END else mention.low
    high = positions[0] if mention.high == START else positions[-1] if mention.high == END else mention.high
    inside = [index for index, position in enumerate(positions) if low <= position <= high]
    if inside or not (positions[0] <= low <= positions[-1]):
        return inside
    above = next(index for index, position in enumerate(positions) if position > low)
    return [above - 1, above]


def as_point(time: TimeMention) -> TimeMention:
    """The end of what was left open: "until 2020"."""
    return replace(time, low=time.high, is_open=False) if time.is_open and time.low == START else time
