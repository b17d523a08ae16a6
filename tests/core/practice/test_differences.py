"""What changed between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from core.practice.differences import likeness, paragraph_pairs, paragraphs, word_steps

WORDS = st.lists(st.sampled_from(["the", "city", "buses", "free", "😀", "العربية", ".", "\n", "isn't"]), max_size=30)
TEXTS = WORDS.map(" ".join) | st.text(max_size=60)


@given(TEXTS, TEXTS)
def test_the_steps_cover_both_texts_and_what_is_the_same_is_the_same(before: str, after: str) -> None:
    steps = word_steps(before, after)

    assert "".join(before[one.start : one.end] for one in steps) == before
    assert "".join(after[one.after_start : one.after_end] for one in steps) == after
    for one in steps:
        if one.is_same:
            assert before[one.start : one.end] == after[one.after_start : one.after_end]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(step.is_same for step in word_steps(text, text))


@given(TEXTS, TEXTS)
def test_every_paragraph_has_its_place_once_and_in_order(before: str, after: str) -> None:
    pairs = paragraph_pairs(before, after)

    assert [pair.before for pair in pairs if pair.before] == paragraphs(before)
    assert [pair.after for pair in pairs if pair.after] == paragraphs(after)


def test_a_new_paragraph_stands_alone_and_the_others_keep_their_partners() -> None:
    before = "Cars are loud and dirty.\n\nBuses are cheap for everybody."
    after = "Cars are loud.\n\nTrains need rails and money, which few towns have.\n\nBuses are cheap for us."

    pairs = paragraph_pairs(before, after)

    sides = [
        (before[slice(*one.before)] if one.before else "", after[slice(*one.after)] if one.after else "")
        for one in pairs
    ]
    assert sides == [
        ("Cars are loud and dirty.", "Cars are loud."),
        ("", "Trains need rails and money, which few towns have."),
        ("Buses are cheap for everybody.", "Buses are cheap for us."),
    ]


def test_one_word_that_stayed_between_two_changes_joins_them() -> None:
    steps = word_steps("It is a big old house in town.", "It is one small house near town.")

    changed = [("big old house in", "one small house near")]
    assert [
        (
            "It is a big old house in town."[one.start : one.end],
            "It is one small house near town."[one.after_start : one.after_end],
        )
        for one in steps
        if not one.is_same
    ] == [("a " + changed[0][0], changed[0][1])]


def test_texts_without_a_common_word_are_not_alike() -> None:
    assert likeness("one two three", "four five six") == 0.0
    assert likeness("one two three", "three two one") == 1.0
