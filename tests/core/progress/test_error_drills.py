"""Own errors as exercises: which, when, in which form, and what counts as right."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import comment_votes
from core.assessment.types import Comment, Criterion
from core.progress import error_drills, my_errors, practice_days
from core.progress.drill_forms import DrillForm, drill_of, is_right, pieces, wrong_piece
from core.progress.drill_sentences import drill_sentences
from core.progress.error_rates import error_rates
from core.progress.errors import AnswerMissing, DrillNotFound
from db.models.progress import DrillAnswer, ErrorDrill
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY, make_result
from tests.pages.learner.steps import hand_in

TEXT = "My sister like old trains very much. She gave me good advices about the travel to city. " + ESSAY
MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_learner(session)


def on(quote: str, kind: str = "subject_verb", *suggestions: str, text: str = TEXT) -> Comment:
    start = text.index(quote)
    return Comment(
        start,
        start + len(quote),
        quote,
        Criterion.grammar_accuracy,
        kind,
        "Look at this.",
        suggestions or ("likes",),
        1.0,
    )


LIKE, ADVICES, CITY = on("like"), on("advices", "uncountable", "advice"), on("city", "article", "the city", "a city")


def drilled(session: Session, learner: Actor, *comments: Comment) -> list[ErrorDrill]:
    hand_in(session, learner, result=make_result(6, comments=comments), essay=TEXT)
    return list(session.scalars(select(ErrorDrill).order_by(ErrorDrill.id)))


def at(day: int) -> time_machine.travel:
    return time_machine.travel(MONDAY + timedelta(days=day), tick=False)


def test_only_reliable_kinds_with_a_correction_make_exercises() -> None:
    found = drill_sentences(TEXT, [LIKE, on("travel", "word_choice", "journey"), on("me", "article", "me")])

    assert [one.comment.quote for one in found] == ["like"]
    assert (found[0].start, TEXT[found[0].start : found[0].end]) == (0, "My sister like old trains very much.")


def test_one_exercise_a_sentence_and_at_most_three_of_a_kind() -> None:
    assert [one.comment.quote for one in drill_sentences(TEXT, [LIKE, ADVICES, CITY])] == ["like", "advices"]
    text = "".join(f"He go number{place}. " for place in range(9))
    many = [on(f"go number{place}", "verb_form", "goes", text=text) for place in range(9)]
    assert len(drill_sentences(text, many)) == 3


def test_a_misspelling_has_one_right_form() -> None:
    spelt = on("sister", "spelling", "sisters", "sitter")

    assert drill_sentences(TEXT, [spelt])[0].corrections == ("sisters",)


def test_it_comes_the_day_after_the_essay_where_the_learner_lives(session: Session) -> None:
    learner = make_learner(session, timezone="Asia/Kolkata")
    with time_machine.travel(datetime(2027, 3, 1, 20, 0, tzinfo=UTC), tick=False):  # there it is 01:30 on the 2nd
        [drill] = drilled(session, learner, LIKE)
        assert drill.due_on == date(2027, 3, 3)
        assert error_drills.waiting(session, learner).today == 0
        assert error_drills.next_one(session, learner) is None
    with time_machine.travel(datetime(2027, 3, 2, 19, 0, tzinfo=UTC), tick=False):
        assert error_drills.waiting(session, learner).today == 1


def test_right_answers_rest_for_3_7_and_21_days_then_it_is_over(session: Session, learner: Actor) -> None:
    with at(0):
        [row] = drilled(session, learner, LIKE)
    forms, day = [], 1
    for rest in (3, 7, 21, None):
        with at(day):
            drill = error_drills.next_one(session, learner)
            assert drill is not None
            forms.append(drill.form)
            spot = str(drill.pieces.index(wrong_piece(drill)))
            outcome = error_drills.answer(
                session, learner, drill_id=drill.drill_id, answer=spot if drill.form is DrillForm.spot else "Likes"
            )
            assert outcome.is_right and outcome.right == "likes"
            here = MONDAY.date() + timedelta(days=day)
            assert outcome.comes_back == (None if rest is None else here + timedelta(days=rest))
            assert error_drills.next_one(session, learner) is None
        day += rest or 0
    assert forms == [DrillForm.spot, DrillForm.choose, DrillForm.fix, DrillForm.fix]
    session.refresh(row)
    assert row.done_at is not None and error_drills.get(session, learner, drill_id=row.id).is_over


def test_a_wrong_answer_brings_it_back_tomorrow_one_step_earlier(session: Session, learner: Actor) -> None:
    with at(0):
        [row] = drilled(session, learner, LIKE)
    row.step = 2
    session.flush()
    with at(1):
        outcome = error_drills.answer(session, learner, drill_id=row.id, answer="liked")
    assert (outcome.is_right, outcome.comes_back, row.step) == (False, MONDAY.date() + timedelta(days=2), 1)


def test_an_answer_before_its_day_moves_nothing(session: Session, learner: Actor) -> None:
    with at(0):
        [row] = drilled(session, learner, LIKE)
        row.step = 2
        session.flush()
        assert error_drills.answer(session, learner, drill_id=row.id, answer="likes").is_right
    assert (row.step, row.due_on) == (2, MONDAY.date() + timedelta(days=1))


def test_what_counts_as_right(session: Session, learner: Actor) -> None:
    rows = drilled(session, learner, CITY)
    rows[0].step = 3
    drill = drill_of(rows[0], TEXT)

    assert all(is_right(drill, words) for words in ("the city", " The  city.", "a city"))
    assert is_right(drill, "She gave me good advices about the travel to the city.")
    assert not any(is_right(drill, words) for words in ("city", "the town", "1"))
    rows[0].step = 0
    drill = drill_of(rows[0], TEXT)
    assert [place for place in range(len(drill.pieces)) if is_right(drill, str(place))] == [
        drill.pieces.index(wrong_piece(drill))
    ]
    assert not is_right(drill, "99") and not is_right(drill, "-1") and not is_right(drill, "²")


def test_capitals_count_where_they_are_the_error(session: Session, learner: Actor) -> None:
    [row] = drilled(session, learner, on("sister", "spelling", "Sister"))
    row.step = 3

    assert not is_right(drill_of(row, TEXT), "sister") and is_right(drill_of(row, TEXT), "Sister")


@pytest.mark.parametrize(
    ("before", "quote", "after", "expected"),
    [
        ("My sister ", "like", " old trains very much.", ("My", "sister like", "old trains", "very much.")),
        ("", "Peoples", " like it.", ("Peoples", "like it.")),
        ("She gave me many ", "good advices", ".", ("She gave me", "many good advices.")),
    ],
)
def test_a_sentence_in_parts(before: str, quote: str, after: str, expected: tuple[str, ...]) -> None:
    found = pieces(before, quote, after)
    assert " ".join(found).split() == (before + quote + after).split()
    assert sum(quote in piece for piece in found) == 1


def test_five_a_day_and_more_on_demand(session: Session, learner: Actor) -> None:
    with at(0):
        [row] = drilled(session, learner, LIKE)
        for place in range(1, 9):
            session.add(
                ErrorDrill(
                    user_id=learner.user_id,
                    submission_id=row.submission_id,
                    error_type="article",
                    sentence_start=0,
                    sentence_end=30,
                    quote_start=place,
                    quote_end=place + 2,
                    corrections=["x"],
                    due_on=row.due_on,
                )
            )
        session.flush()
    with at(1):
        for left in (5, 4, 3, 2, 1, 0):
            waiting = error_drills.waiting(session, learner)
            assert (waiting.today, waiting.today + waiting.more) == (left, 4 + left)
            drill = error_drills.next_one(session, learner)
            assert drill is not None
            if left:
                error_drills.answer(session, learner, drill_id=drill.drill_id, answer="9")
    assert practice_days.practice_days(
        session, user_id=learner.user_id, timezone="UTC", today=MONDAY.date() + timedelta(days=1)
    ) == {MONDAY.date(), MONDAY.date() + timedelta(days=1)}


def test_calling_a_comment_wrong_ends_its_exercise(session: Session, learner: Actor) -> None:
    [row] = drilled(session, learner, LIKE)

    comment_votes.vote(session, learner, submission_id=row.submission_id, key=LIKE.key, vote=comment_votes.Vote.wrong)

    assert session.scalars(select(ErrorDrill)).all() == []


def test_essays_from_before_are_looked_through_once(session: Session, learner: Actor) -> None:
    [row] = drilled(session, learner, LIKE)
    session.delete(row)
    session.flush()

    error_drills.look_through(session, learner)
    error_drills.look_through(session, learner)

    assert [each.due_on for each in session.scalars(select(ErrorDrill))] == [datetime.now(UTC).date()]


def test_another_engine_makes_none(session: Session, learner: Actor) -> None:
    hand_in(session, learner, result=make_result(6, comments=(LIKE,), engine="gpt-9"), essay=TEXT)

    assert session.scalars(select(ErrorDrill)).all() == []


def test_nobody_reaches_anothers_exercise(session: Session, learner: Actor) -> None:
    [row] = drilled(session, learner, LIKE)
    other = make_learner(session)

    with pytest.raises(DrillNotFound):
        error_drills.get(session, other, drill_id=row.id)
    with pytest.raises(DrillNotFound):
        error_drills.answer(session, other, drill_id=row.id, answer="likes")
    with pytest.raises(AnswerMissing):
        error_drills.answer(session, learner, drill_id=row.id, answer=" \x00 ")
    assert session.scalars(select(DrillAnswer)).all() == []


def test_the_ledger_shows_own_sentences(session: Session, learner: Actor) -> None:
    drilled(session, learner, LIKE, ADVICES)

    [found] = my_errors.sentences(session, learner, kind="subject_verb")

    assert (found.before, found.quote, found.after) == ("My sister ", "like", " old trains very much.")
    assert (found.right, found.why) == ("likes", "Look at this.")
    assert my_errors.own_errors(session, learner, errors=error_rates([])) == ()
