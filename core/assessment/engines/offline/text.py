"""The text that is analysed, and the way back to the offsets of the essay.

The analysed text has no line breaks (they would leak how the scored essays were collected), single spaces and one
spelling for words that British and American English write differently. Every character knows where it came from.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Span = tuple[int, int]

LONGEST_TOKEN = 60

_VARIANTS_FILE = Path(__file__).with_name("spelling_variants.txt")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[A-Za-z]+")
_ONLY_CLOSING = re.compile(r"[,.;:!?]+")
_GLUE = re.compile(r"(?<=[a-z)])[.!?](?=[A-Z][a-z])|(?<=[a-z]),(?=[A-Za-z])")


@dataclass(frozen=True)
class AlignedText:
    """`text` to analyse; `starts[i]` and `ends[i]` bound the characters of the essay behind `text[i]`."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def in_essay(self, start: int, end: int) -> Span:
        """The span of the essay behind `text[start:end]`."""
        return self.starts[start], self.ends[end - 1]


@cache
def spelling_variants() -> dict[str, str]:
    """British spelling to American spelling, lower case."""
    lines = _VARIANTS_FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] for pair in pairs}


@cache
def british_spellings() -> dict[str, str]:
    """American spelling to British spelling, lower case."""
    return {american: british for british, american in spelling_variants().items()}


def readable(essay: str) -> str:
    """The essay with every character that cannot be read made a space; no offset moves."""
    return "".join(_readable_character(character) for character in essay).translate(_STRAIGHT)


def _readable_character(character: str) -> str:
    code = ord(character)
    is_control = code < 32 and character not in "\n\r\t"
    is_direction_mark = 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    is_broken = code == 127 or 0xD800 <= code <= 0xDFFF or code == 0xFEFF
    return " " if is_control or is_direction_mark or is_broken else character


def align(readable_essay: str, kept: Iterable[Span]) -> AlignedText:
    """The analysed text of the `kept` spans of an essay that went through `readable`."""
    builder = _Builder(readable_essay)
    for start, end in kept:
        for token in _TOKEN.finditer(readable_essay, start, end):
            builder.add_token(token.start(), token.end())
    return builder.build()


class _Builder:
    """Collects pieces of the analysed text with their origin."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._starts: array[int] = array("l")
        self._ends: array[int] = array("l")
        self._last_was_word = True

    def add_token(self, start: int, end: int) -> None:
        token = self._source[start:end]
        is_word = any(character.isalnum() for character in token)
        if end - start > LONGEST_TOKEN or not (is_word or self._last_was_word):
            return  # no word, or one more mark in a row of marks: slow to parse, and nothing to learn from
        self._last_was_word = is_word
        if self._pieces and not _ONLY_CLOSING.fullmatch(token):
            self._add_space(start)
        cut = start
        for glue in _GLUE.finditer(token):
            self._add_part(cut, start + glue.end())
            self._add_space(start + glue.end())
            cut = start + glue.end()
        self._add_part(cut, end)

    def build(self) -> AlignedText:
        return AlignedText("".join(self._pieces), self._starts, self._ends)

    def _add_space(self, position: int) -> None:
        self._pieces.append(" ")
        self._starts.append(position)
        self._ends.append(position)

    def _add_part(self, start: int, end: int) -> None:
        cut = start
        variants = spelling_variants()
        for word in _WORD.finditer(self._source, start, end):
            canonical = variants.get(word.group().lower())
            if canonical is not None:
                self._add_same(cut, word.start())
                self._add_respelt(word.start(), word.end(), _with_case_of(word.group(), canonical))
                cut = word.end()
        self._add_same(cut, end)

    def _add_same(self, start: int, end: int) -> None:
        self._pieces.append(self._source[start:end])
        self._starts.extend(range(start, end))
        self._ends.extend(range(start + 1, end + 1))

    def _add_respelt(self, start: int, end: int, canonical: str) -> None:
        self._pieces.append(canonical)
        last = len(canonical) - 1
        for position in range(len(canonical)):
            self._starts.append(min(start + position, end - 1))
            self._ends.append(end if position == last else min(start + position + 1, end))


def _with_case_of(original: str, replacement: str) -> str:
    if original.isupper() and len(original) > 1:
        return replacement.upper()
    if original[0].isupper():
        return replacement.capitalize()
    return replacement
