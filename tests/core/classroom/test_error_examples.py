"""One kind of error in the sentences of a class, and what may stand on paper."""

import pytest
from sqlalchemy.orm import Session

from core.assessment.types import Comment, Criterion
from core.classroom import error_examples
from core.classroom.error_examples import Example
from core.classroom.errors import CohortNotFound
from db.models.classroom import Membership
from reports.handout import class_handout
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.factories.essays import ESSAY, make_result
from tests.pages.learner.steps import hand_in

TEXT = "Cars are more easier to use. In Tokyo trains are more easier. " + ESSAY


def example(sentence: str = "Cars are |more easier| to use.", **overrides: object) -> Example:
    before, quote, after = sentence.split("|")
    values = {
        "before": before,
        "quote": quote,
        "after": after,
        "suggestion": "easier",
        "message": "Compare once.",
        "submission_id": 1,
        "learner": "Mei",
        "is_shared": True,
    }
    return Example(**(values | overrides))  # type: ignore[arg-type]


def test_a_comment_becomes_its_sentence(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id, display_name="Mei")
    start = TEXT.index("more easier")
    result = make_result(
        6,
        comments=(
            Comment(
                start,
                start + len("more easier"),
                "more easier",
                Criterion.grammar_accuracy,
                "comparison",
                "Compare once.",
                ("easier",),
                2.0,
            ),
        ),
    )
    essay = hand_in(session, learner, result=result, essay=TEXT)

    [found] = error_examples.examples(session, tutor, cohort_id=cohort_id, kind="comparison")

    assert (found.before, found.quote, found.after) == ("Cars are ", "more easier", " to use.")
    assert (found.suggestion, found.submission_id, found.learner, found.is_shared) == ("easier", essay, "Mei", False)
    assert error_examples.for_paper([found]) == ()
    session.query(Membership).filter_by(user_id=learner.user_id).one().shares_sentences = True
    session.flush()
    assert (
        len(error_examples.for_paper(error_examples.examples(session, tutor, cohort_id=cohort_id, kind="comparison")))
        == 1
    )
    assert error_examples.examples(session, tutor, cohort_id=cohort_id, kind="spelling") == ()
    with pytest.raises(CohortNotFound):
        error_examples.examples(session, make_tutor(session), cohort_id=cohort_id, kind="comparison")


@pytest.mark.parametrize(
    "sentence",
    [
        "In Tokyo trains are |more easier|.",
        "My friend Ali finds it |more easier|.",
        "It was |more easier| in 1998.",
        "In my town it is |more easier|.",
        "Write to a@b.org, it is |more easier|.",
        f"{'Very ' * 60}|more easier|.",
    ],
)
def test_what_could_reveal_the_writer_stays_off_paper(sentence: str) -> None:
    assert error_examples.for_paper([example(sentence)]) == ()


def test_nobody_fills_a_handout_alone() -> None:
    many = [example() for _ in range(9)] + [example(learner=str(number)) for number in range(20)]
    chosen = error_examples.for_paper(many)
    assert len(chosen) == error_examples.MOST_ON_PAPER
    assert sum(each.learner == "Mei" for each in chosen) == 3


def test_a_handout_is_a_pdf_and_words_are_no_markup() -> None:
    made = class_handout(
        kind="comparison",
        class_name="#panic() [Evening] $x$",
        examples=[example('Cars "are" \\ |#more $easier$| *to* use.'), example()],
    )
    assert made.startswith(b"%PDF")
    assert len(made) > 4_000
