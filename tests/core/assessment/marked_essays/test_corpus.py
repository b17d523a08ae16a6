"""The corpus keeps its own promises: marks that fit the texts, and the mix that its README names."""

from collections import Counter
from itertools import pairwise

import pytest

from tests.core.assessment.marked_essays.corpus import (
    TYPES,
    MarkedEssay,
    MarkedEssayFault,
    read_marked_essays,
)

WORDS = {1: (150, 220), 2: (250, 335)}
# errors of each kind in one half
QUOTA = {
    "article": 42,
    "preposition": 30,
    "tense": 17,
    "verb_form": 13,
    "subject_verb": 17,
    "noun_number": 10,
    "word_choice": 25,
    "spelling": 25,
    "real-word spelling": 6,
    "punctuation": 10,
    "uncountable": 8,
    "word order and missing words": 13,
}
HALVES = pytest.mark.parametrize("half", ["seen", "held_back"])


@HALVES
def test_a_half_holds_fourteen_essays_and_six_reports_or_letters(half: str) -> None:
    essays = read_marked_essays(half)
    first = 1 if half == "seen" else 21
    assert [essay.number for essay in essays] == list(range(first, first + 20))
    assert Counter(essay.task_number for essay in essays) == {2: 14, 1: 6}
    assert sum("Write a letter" in essay.prompt for essay in essays) == 3


@HALVES
def test_every_text_has_the_length_of_its_task(half: str) -> None:
    for essay in read_marked_essays(half):
        shortest, longest = WORDS[essay.task_number]
        assert shortest <= len(essay.text.split()) <= longest, essay.number
        assert 4.5 <= essay.level <= 7.5, essay.number
        assert "\n\n" in essay.text, essay.number
        assert "  " not in essay.text, essay.number


@HALVES
def test_every_mark_fits_its_text(half: str) -> None:
    for essay in read_marked_essays(half):
        assert 5 <= len(essay.errors) <= 17, essay.number
        for error in essay.errors:
            assert essay.text[error.start : error.end] == error.quote, essay.number
            assert error.type in TYPES, (essay.number, error.quote)
            assert error.correction != error.quote, (essay.number, error.quote)
            assert error.quote == error.quote.strip(), (essay.number, error.quote)
            assert _stands_on_whole_words(essay, error.start, error.end), (essay.number, error.quote)
            assert error.type == "spelling" or not error.is_real_word, (essay.number, error.quote)
        for before, after in pairwise(essay.errors):
            assert before.end <= after.start, (essay.number, after.quote)


@HALVES
def test_the_mix_of_errors_is_within_30_percent_of_its_quota(half: str) -> None:
    found: Counter[str] = Counter()
    for essay in read_marked_essays(half):
        for error in essay.errors:
            joined = error.type in {"word_order", "missing_word"}
            found["word order and missing words" if joined else error.type] += 1
            found["real-word spelling"] += error.is_real_word
    off = {kind: (found[kind], quota) for kind, quota in QUOTA.items() if abs(found[kind] - quota) > 0.3 * quota}
    assert not off


def test_a_half_that_does_not_exist_is_refused() -> None:
    with pytest.raises(MarkedEssayFault, match="no half 'third'"):
        read_marked_essays("third")


def _stands_on_whole_words(essay: MarkedEssay, start: int, end: int) -> bool:
    """Whether neither end of the span cuts a word."""
    text = essay.text
    return not (text[start - 1 : start].isalnum() and text[start].isalnum()) and not (
        text[end - 1].isalnum() and text[end : end + 1].isalnum()
    )
