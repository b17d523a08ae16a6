"""The details of a process: how long, how many, how hot; held against what the diagram says of its stages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.assessment.checks.statements import Finding
from core.assessment.checks.vocabulary import stem
from core.assessment.checks.words_of_labels import Naming
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.types import CheckKind, Verdict

_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_KINDS = {
    "second": "time", "minute": "time", "hour": "time", "day": "time", "week": "time", "month": "time", "year": "time",
    "degree": "heat", "°c": "heat", "celsiu": "heat", "meter": "length", "metre": "length", "centimeter": "length",
    "kilometer": "length", "percent": "part", "%": "part", "liter": "volume", "litre": "volume",
    "kilogram": "weight", "tonne": "weight", "gram": "weight",
}  # fmt: skip
_SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_630_000, "year": 31_560_000,
}  # fmt: skip
_NEARLY = 0.85
_SAME = {"°c": "degree", "celsiu": "degree", "metre": "meter", "litre": "liter", "%": "percent"}
_MEASURE = re.compile(
    r"(?<![\w.])(?P<number>\d+(?:\.\d+)?|a|an|" + "|".join((*_WORDS, *_TENS)) + r")[\s-]?"
    r"(?P<unit>%|°c|(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|degrees?|celsius|met(?:er|re)s?|centimet(?:er|re)s?"
    r"|kilomet(?:er|re)s?|percent|lit(?:er|re)s?|kilograms?|tonnes?|grams?)\b)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:of|half|about|around|nearly|almost|over|under|than|least|most|some|every|each|per|once)\s+$", re.IGNORECASE
)
_OPPOSITES = (
    ("hot", "cold"), ("warm", "cold"), ("hot", "cool"), ("fresh", "salty"), ("fresh", "salt"), ("clean", "dirty"),
    ("top", "bottom"), ("upper", "lower"), ("dry", "wet"), ("large", "small"), ("coarse", "fine"), ("low", "high"),
    ("solid", "liquid"), ("thick", "thin"), ("short", "long"), ("dark", "light"), ("raw", "cooked"),
)  # fmt: skip
_PAIR = re.compile(r"(?=\b([a-z]+)[\s-]([a-z]+))")

Measure = tuple[float, str]


def check_details(analysis: Analysis, steps: Sequence[Mapping[str, Any]], named: Sequence[Naming]) -> Iterator[Finding]:
    """One finding a detail that is another than the diagram's."""
    details = [f"{step['label']} {step.get('detail', '')}".lower() for step in steps]
    yield from _measures(analysis, details, named)
    yield from _opposites(analysis, " ; ".join([*details, *_ways(steps)]), named)


def _ways(steps: Sequence[Mapping[str, Any]]) -> list[str]:
    """The words on the arrows between stages."""
    return [one.get("label", "").lower() for step in steps for one in step.get("to", ()) if isinstance(one, Mapping)]


def _measures(analysis: Analysis, details: Sequence[str], named: Sequence[Naming]) -> Iterator[Finding]:
    """A time, a temperature and so on that no stage has, in a sentence on a stage that has another of its kind."""
    held = [list(_found(detail)) for detail in details]
    every = {measure for one in held for measure, *_ in one}
    for sentence in analysis.sentences:
        stages = {one.thing for one in named if sentence.start_char <= one.start < sentence.end_char}
        for (value, unit), start, end in _found(sentence.text, sentence.start_char):
            if any(_is_same((value, unit), other) for other in every) or _LOOSE.search(analysis.text[:start]):
                continue
            kind = _KINDS[unit]
            rivals = [m for stage in stages for m, *_ in held[stage] if _KINDS[m[1]] == kind]
            of_kind = [m for m in every if _KINDS[m[1]] == kind]
            rivals = rivals or (of_kind if any(m[0] == value or m[1] == unit for m in of_kind) else [])
            if len(rivals) == 1:
                (number, name) = rivals[0]
                truth = f"{number:g} {name}{'s' if number != 1 and name != 'percent' else ''}"
                yield Finding(CheckKind.stage, Verdict.wrong, start, end, truth)


def _is_same(one: Measure, other: Measure) -> bool:
    """Whether two measures are alike, "eight weeks" and "two months" too."""
    if one[1] in _SECONDS and other[1] in _SECONDS:
        long, short = sorted((one[0] * _SECONDS[one[1]], other[0] * _SECONDS[other[1]]), reverse=True)
        return short >= (1.0 if one[1] == other[1] else _NEARLY) * long
    return one == other


def _found(text: str, offset: int = 0) -> Iterator[tuple[Measure, int, int]]:
    for match in _MEASURE.finditer(text):
        word = match["number"].lower()
        number = 1.0 if word in ("a", "an") else float(_WORDS.index(word)) if word in _WORDS else _TENS.get(word)
        unit = stem(match["unit"].lower()) if match["unit"] != "%" else "%"
        unit = next(
            (name for name in (unit, match["unit"].lower().rstrip("s"), match["unit"].lower()) if name in _KINDS), ""
        )
        if unit:
            value = number if number is not None else float(word)
            yield (value, _SAME.get(unit, unit)), offset + match.start(), offset + match.end()


def _opposites(analysis: Analysis, shown: str, named: Sequence[Naming]) -> Iterator[Finding]:
    """ "Hot water" where the diagram says "cold water", and nowhere hot."""
    held = {(one, stem(noun)) for one, noun in _PAIR.findall(shown)}
    text = analysis.text.lower()
    for match in _PAIR.finditer(text):
        word, noun = match[1], stem(match[2])
        if word in shown:
            continue
        for pair in _OPPOSITES:
            if word not in pair:
                continue
            other = pair[1 - pair.index(word)]
            if (other, noun) in held:
                yield Finding(CheckKind.stage, Verdict.wrong, match.start(1), match.end(2), f"{other} {match[2]}")
                break
