"""Cutting an essay at the edges of its comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.components.essay import pieces

TEXTS = st.text(max_size=60)
SPANS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8)


def test_pieces_are_cut_at_every_edge() -> None:
    cut = [(piece.text, piece.comments) for piece in pieces("abcde", [(0, 3), (2, 9)])]

    assert cut == [("ab", (0,)), ("c", (0, 1)), ("de", (1,))]


def test_an_emoji_is_one_place() -> None:
    cut = [piece.text for piece in pieces("\U0001f3d9\U0001f468\u200d\U0001f469 cities", [(0, 1), (5, 11)])]

    assert cut[0] == "\U0001f3d9"
    assert cut[-1] == "cities"


@pytest.mark.parametrize("spans", [[], [(3, 3)], [(4, 2)], [(-9, -1)], [(90, 99)]])
def test_spans_over_nothing_mark_nothing(spans: list[tuple[int, int]]) -> None:
    assert [(piece.text, piece.comments) for piece in pieces("abcde", spans)] == [("abcde", ())]


@given(TEXTS, SPANS)
def test_nothing_is_lost_and_every_place_knows_its_comments(text: str, spans: list[tuple[int, int]]) -> None:
    cut = pieces(text, spans)

    assert "".join(piece.text for piece in cut) == text
    place = 0
    for piece in cut:
        for _character in piece.text:
            over = {n for n, (start, end) in enumerate(spans) if start <= place < end}
            assert set(piece.comments) == over
            place += 1
