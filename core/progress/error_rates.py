"""Errors for each 100 words over time: only kinds that are found reliably, and only what counting allows to be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from core.progress.readings import Reading
from core.progress.reliable_errors import RELIABLE

LAST_ESSAYS = 20
COMPARED = 3
_SURE = 2.0  # standard errors: one case in twenty by chance


@dataclass(frozen=True)
class ErrorRate:
    """One kind of error in the counted essays, oldest first: `counts` and `rates` (for each 100 words) an essay."""

    type: str
    label: str
    counts: tuple[int, ...]
    rates: tuple[float, ...]
    sentence: str


@dataclass(frozen=True)
class ErrorRates:
    """The kinds that were ever found, most frequent first; `sentence` says what the newest essays show."""

    readings: tuple[Reading, ...]
    kinds: tuple[ErrorRate, ...]
    sentence: str


def error_rates(readings: Sequence[Reading]) -> ErrorRates:
    """Rates in the last 20 first attempts of both tasks whose comments may be counted.

    Two stretches of three essays are compared as counts of rare events: the difference of the rates is said
    only beyond two standard errors, with both variances taken from the joint rate.
    """
    counted = [reading for reading in readings if reading.errors is not None and reading.attempt.word_count > 0][
        -LAST_ESSAYS:
    ]
    kinds = [_kind(name, recall.label, counted) for name, recall in RELIABLE.items()]
    found = sorted((kind for kind in kinds if any(kind.counts)), key=lambda kind: -sum(kind.counts))
    return ErrorRates(tuple(counted), tuple(found), _sentence(counted, found))


def _kind(name: str, label: str, counted: Sequence[Reading]) -> ErrorRate:
    counts = tuple(sum(error.type == name for error in reading.errors or ()) for reading in counted)
    words = [reading.attempt.word_count for reading in counted]
    rates = tuple(100 * count / all_words for count, all_words in zip(counts, words, strict=True))
    return ErrorRate(name, label, counts, rates, _said_of(label, counts, words))


def _said_of(label: str, counts: Sequence[int], words: Sequence[int]) -> str:
    name = f"{label[0].upper()}{label[1:]}"
    if len(counts) < COMPARED:
        return f"{name}: {sum(counts)} so far."
    new, new_words = sum(counts[-COMPARED:]), sum(words[-COMPARED:])
    if new == 0:
        return f"{name}: not found in your last {COMPARED} essays."
    now = f"{name}: {_each_hundred(new, new_words)} in your last {COMPARED} essays"
    old = counts[-2 * COMPARED : -COMPARED]
    if len(old) < COMPARED:
        return f"{now}."
    before, before_words = sum(old), sum(words[-2 * COMPARED : -COMPARED])
    joint = (new + before) / (new_words + before_words)
    change = new / new_words - before / before_words
    if abs(change) <= _SURE * sqrt(joint * (1 / new_words + 1 / before_words)):
        return f"{now}, about the same as before."
    return f"{now}, {'fewer' if change < 0 else 'more'} than the {_each_hundred(before, before_words)} before."


def _each_hundred(count: int, words: int) -> str:
    return f"{100 * count / words:.1f} in 100 words"


def _sentence(counted: Sequence[Reading], found: Sequence[ErrorRate]) -> str:
    if not counted:
        return "Nothing to count yet."
    if not found:
        return (
            f"None of these errors found in your last {len(counted)} essays."
            if len(counted) > 1
            else ("None of these errors found in your essay.")
        )
    return found[0].sentence
