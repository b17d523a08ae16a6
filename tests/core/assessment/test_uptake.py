"""What a redraft did with each comment on the draft before it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import assessments
from core.assessment.comment_votes import Vote, vote
from core.assessment.comparing import answered_counts, compare, share_changed
from core.assessment.errors import NotComparable
from core.assessment.marking import Outcome
from core.assessment.types import Comment, Criterion
from core.assessment.uptake import Uptake, uptake
from core.practice import drafts, redrafts, submissions
from core.practice.errors import SubmissionNotFound
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY, make_result
from tests.factories.full_results import comment
from tests.pages.learner.steps import hand_in

BEFORE = "She have two informations. They was late.\n\nThe people likes music. I am agree with you."
GRAMMAR = Criterion.grammar_accuracy


def on(text: str, quote: str, type_: str) -> Comment:
    return comment(text, quote, GRAMMAR, type_, "Look at this.")


BY_QUOTE = {
    "have": on(BEFORE, "have", "agreement"),
    "informations": on(BEFORE, "informations", "uncountable"),
    "was": on(BEFORE, "was", "agreement"),
    "likes": on(BEFORE, "likes", "agreement"),
    "am agree": on(BEFORE, "am agree", "verb_form"),
}


def after(text: str, *later: Comment) -> dict[str, Uptake]:
    found = uptake(BEFORE, text, list(BY_QUOTE.values()), later)
    return {quote: found[one.key] for quote, one in BY_QUOTE.items()}


def test_changed_words_are_fixed_and_those_that_stand_are_not() -> None:
    text = BEFORE.replace("have", "has").replace("informations", "pieces of information")

    assert after(text, on(text, "was", "agreement"), on(text, "likes", "agreement")) == {
        "have": Uptake.fixed,
        "informations": Uptake.fixed,
        "was": Uptake.ignored,
        "likes": Uptake.ignored,
        "am agree": Uptake.ignored,  # its sentence stands as it was, whatever a newer engine says
    }


def test_the_same_kind_of_error_in_the_new_words_came_back() -> None:
    text = BEFORE.replace("likes", "is liking always")

    found = after(text, on(text, "is liking", "agreement"))

    assert found["likes"] == Uptake.came_back


def test_words_that_stand_in_a_sentence_that_changed_are_fixed_if_nobody_remarks_on_them() -> None:
    text = BEFORE.replace("The people likes", "Everybody in the town likes")

    assert after(text)["likes"] == Uptake.fixed
    assert after(text, on(text, "likes", "agreement"))["likes"] == Uptake.ignored


def test_a_paragraph_that_is_gone_took_its_errors_with_it() -> None:
    found = after(BEFORE.split("\n\n")[0])

    assert (found["likes"], found["am agree"]) == (Uptake.fixed, Uptake.fixed)
    assert found["was"] == Uptake.ignored


def test_a_paragraph_in_front_moves_nothing() -> None:
    text = "To begin with, music is old and loved.\n\n" + BEFORE

    assert set(after(text).values()) == {Uptake.ignored}


@given(st.text(max_size=80))
def test_every_comment_gets_an_answer_whatever_the_redraft_says(text: str) -> None:
    assert set(after(text)) == set(BY_QUOTE)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_share_that_changed_is_a_share(before: str, text: str) -> None:
    assert 0 <= share_changed(before, text) <= 1
    assert share_changed(before, before) == 0


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_learner(session)


def essay_with(text: str, *quotes: str) -> list[Comment]:
    return [on(text, quote, "word_choice") for quote in quotes]


def redraft(session: Session, learner: Actor, parent: int, text: str, comments: list[Comment]) -> int:
    draft_id = redrafts.begin(session, learner, submission_id=parent)
    saved = drafts.save(session, learner, submission_id=draft_id, revision=0, text=text)
    submissions.submit(session, learner, submission_id=draft_id, revision=saved.revision)
    claim = assessments.claim(session, submission_id=draft_id)
    assert claim is not None
    result = make_result(7, essay=text, comments=tuple(comments))
    assessments.finish(session, claim, Outcome(result, None, Decimal("0.1")))
    session.commit()
    return draft_id


def test_a_chain_keeps_what_became_of_each_comment(session: Session, learner: Actor) -> None:
    first_comments = essay_with(ESSAY, "benefits", "quieter", "unhappy")
    first = hand_in(session, learner, result=make_result(6, comments=tuple(first_comments)))
    vote(session, learner, submission_id=first, key=first_comments[2].key, vote=Vote.wrong)
    text_2 = ESSAY.replace("real benefits", "many good things")
    second = redraft(session, learner, first, text_2, essay_with(text_2, "quieter"))
    assert answered_counts(session, submission_id=second) == {
        Uptake.fixed: 1,
        Uptake.ignored: 1,
        Uptake.came_back: 0,
    }  # the comment that was called wrong is not counted

    text_3 = text_2.replace("many good things", "real benefits").replace("quieter", "calmer")
    third = redraft(session, learner, second, text_3, essay_with(text_3, "benefits"))

    found = compare(session, learner, first_id=second, second_id=third)
    assert [(one.comment.quote, one.version, one.status) for one in found.answered] == [
        ("benefits", 1, Uptake.came_back),
        ("quieter", 2, Uptake.fixed),
    ]
    assert (found.first.version, found.second.version, found.is_redraft) == (2, 3, True)
    whole = compare(session, learner, first_id=third, second_id=first)
    assert (whole.first.submission_id, whole.is_redraft, whole.answered) == (first, True, ())


def test_bands_move_only_beyond_noise(session: Session, learner: Actor) -> None:
    first = hand_in(session, learner, band=6)
    text = ESSAY.replace("real benefits", "many good things")
    second = redraft(session, learner, first, text, [])

    found = compare(session, learner, first_id=first, second_id=second)

    assert [one.bands for one in found.bands] == [1] * 5
    assert [one.is_clear for one in found.bands] == [True, False, False, False, False]  # criteria are rounder
    assert found.share_changed < 0.05


def test_only_own_essays_with_results_are_compared(session: Session, learner: Actor) -> None:
    done, waiting = hand_in(session, learner, band=6), hand_in(session, learner, essay=ESSAY + " And so on it goes.")
    stranger = make_learner(session)

    for pair in ((done, done), (done, waiting)):
        with pytest.raises(NotComparable):
            compare(session, learner, first_id=pair[0], second_id=pair[1])
    with pytest.raises(SubmissionNotFound):
        compare(session, stranger, first_id=done, second_id=waiting)
