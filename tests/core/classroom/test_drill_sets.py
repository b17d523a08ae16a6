"""Exercises that a tutor sets: whose sentences, when they are done, and who sees them."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Comment, Criterion
from core.classroom import assignments, drill_sets
from core.classroom.errors import AssignmentNotFound, NoExercises
from core.clock import utc_now
from core.progress import error_drills
from db.models.classroom import Membership, SetDrill
from tests.factories.actors import make_learner
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.factories.essays import ESSAY, make_result
from tests.pages.learner.steps import hand_in

OWN = "My sister like old trains very much. " + ESSAY
SHARED = "The bus go slowly in the rain. In Tokyo my friend go by train. " + ESSAY


@pytest.fixture
def tutor(session: Session) -> Actor:
    return make_tutor(session)


def write(session: Session, learner: Actor, text: str, quote: str, right: str) -> None:
    comments = tuple(
        Comment(start, start + len(quote), quote, Criterion.grammar_accuracy, "subject_verb", "Add -s.", (right,), 1.0)
        for start in range(len(text))
        if text.startswith(f" {quote} ", start - 1)
    )
    hand_in(session, learner, result=make_result(6, comments=comments), essay=text)


def set_exercises(session: Session, tutor: Actor, cohort_id: int, **changes: object) -> int:
    values = {"opens_at": utc_now() - timedelta(minutes=1), "due_at": utc_now() + timedelta(days=3)} | changes
    return assignments.set_work(
        session,
        tutor,
        cohort_id=cohort_id,
        task_id=None,
        error_type="subject_verb",
        **values,  # type: ignore[arg-type]
    )


def test_own_sentences_come_first_then_shared_ones_without_names(session: Session, tutor: Actor) -> None:
    cohort_id = make_class(session, tutor)
    learner, other = make_member(session, cohort_id), make_member(session, cohort_id)
    write(session, learner, OWN, "like", "likes")
    write(session, other, SHARED, "go", "goes")
    work = set_exercises(session, tutor, cohort_id)
    alone = drill_sets.open_set(session, learner, assignment_id=work)
    assert [drill.quote for drill in alone.left] == ["like"]

    session.execute(update(Membership).where(Membership.user_id == other.user_id).values(shares_sentences=True))
    session.execute(SetDrill.__table__.delete())
    both = drill_sets.open_set(session, learner, assignment_id=work)

    assert sorted(drill.before + drill.quote + drill.after for drill in both.left) == [
        "My sister like old trains very much.",
        "The bus go slowly in the rain.",
    ]
    assert (both.title, both.all) == ("Exercises: subject verb", 2)


def test_it_is_handed_in_with_the_last_answer(session: Session, tutor: Actor) -> None:
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    write(session, learner, OWN, "like", "likes")
    work = set_exercises(session, tutor, cohort_id)
    [home] = assignments.homework(session, learner)
    assert (home.kind, home.title) == (assignments.WorkKind.drill_set, "Exercises: subject verb")

    [drill] = drill_sets.open_set(session, learner, assignment_id=work).left
    error_drills.answer(session, learner, drill_id=drill.drill_id, answer="0")

    assert drill_sets.open_set(session, learner, assignment_id=work).left == ()
    assert assignments.homework(session, learner) == ()
    [row] = assignments.board(session, tutor, assignment_id=work)
    assert row.submitted_at is not None and not row.is_late and row.submission_id is None
    [listed] = assignments.list_work(session, tutor, cohort_id=cohort_id)
    assert (listed.handed_in, listed.learners) == (1, 1)


def test_without_a_sentence_of_the_kind_it_is_empty_and_not_handed_in(session: Session, tutor: Actor) -> None:
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    work = set_exercises(session, tutor, cohort_id)

    assert drill_sets.open_set(session, learner, assignment_id=work).all == 0
    assert [row.submitted_at for row in assignments.board(session, tutor, assignment_id=work)] == [None]


def test_a_set_is_for_those_it_was_set_to(session: Session, tutor: Actor) -> None:
    cohort_id = make_class(session, tutor)
    chosen, other = make_member(session, cohort_id), make_member(session, cohort_id)
    work = set_exercises(session, tutor, cohort_id, learner_ids=[chosen.user_id])
    later = set_exercises(session, tutor, cohort_id, opens_at=utc_now() + timedelta(days=1))

    assert drill_sets.open_set(session, chosen, assignment_id=work).all == 0
    for actor, number in ((other, work), (make_learner(session), work), (chosen, later), (chosen, work + 1_000)):
        with pytest.raises(AssignmentNotFound):
            drill_sets.open_set(session, actor, assignment_id=number)


def test_only_kinds_that_are_found_reliably_can_be_set(session: Session, tutor: Actor) -> None:
    cohort_id = make_class(session, tutor)

    with pytest.raises(NoExercises):
        assignments.set_work(
            session,
            tutor,
            cohort_id=cohort_id,
            task_id=None,
            error_type="word_choice",
            opens_at=utc_now(),
            due_at=utc_now() + timedelta(days=1),
        )
    assert session.scalars(select(SetDrill)).all() == []
