"""The paragraph whose errors are corrected: which one, and that nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from core.assessment.engines import registry
from core.assessment.engines.offline.correction import corrected_paragraph
from core.assessment.types import Comment, Criterion, TaskFacts
from tests.core.assessment.texts import OPINION_PROMPT, WEAK_ESSAY

ESSAY = "People is happy. They like it.\n\nHe go to school every days. It rain. 😀 She have a car.\n"


def comment(quote: str, better: str, cost: float = 1.0) -> Comment:
    start = ESSAY.index(quote)
    return Comment(
        start, start + len(quote), quote, Criterion.grammar_accuracy, "verb", f"Not {quote}.", (better,), cost
    )


def test_the_paragraph_with_most_to_correct() -> None:
    found = corrected_paragraph(ESSAY, [comment("is", "are"), comment("go", "goes"), comment("have", "has")])

    assert [(one.before, one.after) for one in found] == [
        ("He go to school every days.", "He goes to school every days."),
        ("It rain.", "It rain."),
        ("😀 She have a car.", "😀 She has a car."),
    ]
    assert [one.reasons for one in found] == [("Not go.",), (), ("Not have.",)]
    assert all(ESSAY[one.start : one.end] == one.before for one in found)


def test_one_slip_makes_no_table() -> None:
    assert corrected_paragraph(ESSAY, [comment("is", "are"), comment("go", "goes")]) == ()
    assert corrected_paragraph("", []) == ()


def test_the_engine_corrects_a_weak_essay() -> None:
    result = registry.engine("offline").assess(WEAK_ESSAY, TaskFacts(2, OPINION_PROMPT))

    assert result.revision
    assert all(WEAK_ESSAY[one.start : one.end] == one.before for one in result.revision)
    assert any(one.before != one.after for one in result.revision)


@given(st.text(alphabet="ab .!?\n😀", max_size=60), st.data())
def test_sentences_are_the_writers_own(essay: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 5)), max_size=5))
    comments = []
    taken = 0
    for start, length in sorted(spans):
        if start >= taken and start + length <= len(essay):
            taken = start + length
            quote = essay[start:taken]
            comments.append(Comment(start, taken, quote, Criterion.grammar_accuracy, "x", "No.", ("é",), 1.0))

    for one in corrected_paragraph(essay, comments):
        assert essay[one.start : one.end] == one.before
