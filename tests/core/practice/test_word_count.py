"""Words on screen: tokens between spaces that hold a letter or a digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.errors import EssayTooLong
from core.practice.text import MAX_CHARACTERS, storable
from core.practice.word_count import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one", 1),
        ("well-known fact", 2),
        ("a - b", 2),
        ("... !", 0),
        ("34 %", 1),
        ("don't\u00a0stop", 2),
        ("城市 交通", 2),
        ("🏙 city", 1),
    ],
)
def test_tokens_with_a_letter_or_digit_count(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(max_size=400))
def test_what_is_stored_can_be_stored_again_unchanged(text: str) -> None:
    kept, words = storable(text)

    assert storable(kept) == (kept, words)
    assert "\x00" not in kept and "\r" not in kept
    kept.encode()


def test_nul_and_lone_surrogates_go_and_line_ends_become_newlines() -> None:
    assert storable("a\x00b\ud800c\r\nd\re") == ("abc\nd\ne", 3)


def test_two_spellings_of_one_letter_are_stored_alike() -> None:
    assert storable("cafe\u0301") == storable("caf\u00e9")


def test_2_000_words_are_kept_and_2_001_refused() -> None:
    assert storable("word " * 2_000)[1] == 2_000
    with pytest.raises(EssayTooLong, match="2,001 words"):
        storable("word " * 2_001)


def test_a_megabyte_without_a_space_is_refused() -> None:
    with pytest.raises(EssayTooLong):
        storable("x" * (MAX_CHARACTERS + 1))
