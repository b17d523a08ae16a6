"""Learner essays of our own in which every language error is marked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HALVES = ("seen", "held_back")
TYPES = frozenset(
    {
        "article",
        "preposition",
        "tense",
        "verb_form",
        "subject_verb",
        "noun_number",
        "word_choice",
        "spelling",
        "punctuation",
        "uncountable",
        "word_order",
        "missing_word",
    }
)


class MarkedEssayFault(ValueError):
    """A file of the corpus marks something that its text does not hold."""


@dataclass(frozen=True)
class MarkedError:
    """One error: `text[start:end] == quote`, in code points; `correction` stands in its place."""

    quote: str
    start: int
    end: int
    type: str
    correction: str
    is_real_word: bool
    """A misspelling that is itself an English word, such as "their" for "there"."""


@dataclass(frozen=True)
class MarkedEssay:
    """One essay with its errors in the order of the text; whatever is not marked is correct English."""

    number: int
    task_number: int
    prompt: str
    level: float
    first_language: str
    text: str
    errors: tuple[MarkedError, ...]

    @property
    def corrected_text(self) -> str:
        """The text with every correction made."""
        parts, done = [], 0
        for error in self.errors:
            parts += [self.text[done : error.start], error.correction]
            done = error.end
        return "".join([*parts, self.text[done:]])


def read_marked_essays(half: str) -> tuple[MarkedEssay, ...]:
    """All essays of one half ("seen" or "held_back"), by number.

    Raises:
        MarkedEssayFault: There is no such half, or a quote is not in its text.
    """
    if half not in HALVES:
        raise MarkedEssayFault(f"There is no half {half!r}: choose one of {', '.join(HALVES)}.")
    paths = sorted((Path(__file__).parent / half).glob("*.toml"))
    return tuple(_essay(path) for path in paths)


def _essay(path: Path) -> MarkedEssay:
    fields = tomllib.loads(path.read_text(encoding="utf-8"))
    text = fields["text"].strip()
    errors = [_error(path.name, text, marked) for marked in fields["errors"]]
    return MarkedEssay(
        number=int(path.stem),
        task_number=fields["task_number"],
        prompt=fields["prompt"],
        level=fields["level"],
        first_language=fields["first_language"],
        text=text,
        errors=tuple(sorted(errors, key=lambda error: error.start)),
    )


def _error(name: str, text: str, marked: Mapping[str, Any]) -> MarkedError:
    quote = marked["quote"]
    if "occurrence" not in marked and text.count(quote) > 1:
        raise MarkedEssayFault(f"{name}: {quote!r} stands in the text more than once; say which occurrence is meant.")
    start = -1
    for _ in range(marked.get("occurrence", 1)):
        start = text.find(quote, start + 1)
        if start < 0:
            raise MarkedEssayFault(f"{name}: {quote!r} is not in the text as often as marked.")
    return MarkedError(
        quote=quote,
        start=start,
        end=start + len(quote),
        type=marked["type"],
        correction=marked["correction"],
        is_real_word=marked.get("real_word", False),
    )
