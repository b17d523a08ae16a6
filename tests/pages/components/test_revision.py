"""What changed between a sentence and its better version."""

from hypothesis import given
from hypothesis import strategies as st

from pages.components.revision import changes

SENTENCES = st.text(max_size=80)


def test_changed_words_are_marked_on_both_sides() -> None:
    before, after = changes("The figure rised to 56%.", "The figure rose to 56%.")

    assert before == (("The figure ", ""), ("rised", "del"), (" to 56%.", ""))
    assert after == (("The figure ", ""), ("rose", "ins"), (" to 56%.", ""))


def test_a_sentence_written_anew_is_not_marked_word_by_word() -> None:
    assert changes("Cars are loud.", "Streets with much traffic disturb people who live there") == ((), ())


def test_an_endless_sentence_is_left_unmarked() -> None:
    assert changes("word " * 500, "word " * 499) == ((), ())


@given(SENTENCES, SENTENCES)
def test_no_character_is_lost(before: str, after: str) -> None:
    old, new = changes(before, after)

    assert "".join(words for words, _ in old) in ("", before)
    assert "".join(words for words, _ in new) in ("", after)
