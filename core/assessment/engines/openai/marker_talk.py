"""Sentences that speak to whoever marks the essay: they are not sent to a model.

A wider net than the gate `injection` casts. What the gate finds is told to the learner and sends the essay to a person,
so it must be right. What is caught here alone is merely not sent: a wrong catch hides a sentence from the model (about
one in a thousand sentences of real essays).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from core.assessment.word_list import word_set

_PATTERNS = Path(__file__).with_name("marker_talk.txt")

_HIDDEN = re.compile(r"ignor|disregard|instruction|overrid|rubric|examiner|bandnine|band9|giveband|fullmarks|guideline")
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_LEET_WORD = re.compile(r"[A-Za-z]+[0134578@$!]+[A-Za-z]+|[@$!0134578]+[A-Za-z]{3,}")
_HARMLESS = re.compile(r"\d+(?:st|nd|rd|th|s|am|pm|km|kg|m|g|bn|mm|cm|min)\b", re.IGNORECASE)
_ONE_BY_ONE = re.compile(r"(?:\b\w\b[\s.\-_*]+){4,}\w\b")
_LONG_RUN = re.compile(r"[A-Za-z0-9+/=]{36,}")
_LATIN_END = 0x24F
_FOREIGN_SHARE = 0.1
_SMALL_WORDS = word_set("the a an of to in and is are that it for be this with as on i we they he she you or not")
_ENOUGH_WORDS = 6
_OFTEN_SPLIT = word_set(
    "ignore ignoring disregard instruction instructions instructions. rubric guidelines guidelines. override examiner"
)


def speaks_to_marker(sentence: str) -> bool:
    """Whether this sentence is meant for the marker, openly or in disguise."""
    plain = unicodedata.normalize("NFKC", sentence)
    if _talk().search(plain) or _is_disguised(plain):
        return True
    return any(_HIDDEN.search(form) for form in _uncovered(plain))


@cache
def _talk() -> re.Pattern[str]:
    lines = _PATTERNS.read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("# ")), re.IGNORECASE)


def _is_disguised(sentence: str) -> bool:
    """Other alphabets, spelt-out letters, one endless word: an answer in English has none of these."""
    letters = [character for character in sentence if character.isalpha()]
    foreign = sum(ord(character) > _LATIN_END for character in letters)
    words = re.findall(r"[^\W\d_]+", sentence.lower())
    has_no_small_word = len(words) >= _ENOUGH_WORDS and not _SMALL_WORDS.intersection(words)
    return (
        foreign > _FOREIGN_SHARE * max(1, len(letters))
        or _LONG_RUN.search(sentence) is not None
        or (has_no_small_word and _is_backwards_or_shifted(words))
    )


def _is_backwards_or_shifted(words: list[str]) -> bool:
    """Read from the end, or with every letter moved by thirteen, the small words of English appear."""
    backwards = {word[::-1] for word in words}
    shifted = {"".join(_moved(letter) for letter in word) for word in words}
    return len(_SMALL_WORDS & backwards) + len(_SMALL_WORDS & shifted) > 0


def _moved(letter: str) -> str:
    return chr((ord(letter) - 97 + 13) % 26 + 97) if "a" <= letter <= "z" else letter


def _uncovered(sentence: str) -> Iterator[str]:
    """The sentence with digits read as letters, and with its pieces pushed together, where it may be a disguise."""
    without_figures = _HARMLESS.sub("", sentence)
    if _LEET_WORD.search(without_figures):
        yield without_figures.lower().translate(_LEET)
    if _ONE_BY_ONE.search(sentence):
        yield re.sub(r"[\W_]+", "", sentence.lower())
    if re.search(r"[^\W\d_] {1,2}[^\W\d_]", sentence):
        pieces = sentence.lower().split(" ")
        joined = {first + second for first, second in pairwise(pieces) if first and second}
        common = joined & _OFTEN_SPLIT
        if common:
            yield " ".join(common)
