"""A tutor's mark beside the engine's: asked for, given once, told, and paid back when upheld."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core import audit
from core.accounts.errors import BandOutOfRange
from core.assessment.types import Criterion
from core.billing import credits
from core.classroom import review_queue
from core.classroom.errors import AskedAlready, NoTutor, ReasonMissing, ReviewNotFound
from core.practice.errors import SubmissionNotFound
from tests.factories.actors import make_learner
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.pages.learner.steps import hand_in

FIVES = dict.fromkeys(Criterion, Decimal(5))
SIXES = dict.fromkeys(Criterion, Decimal(6))


def test_an_upheld_appeal_gives_the_credit_back(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    essay = hand_in(session, learner, band=6)
    left = credits.balance(session, learner)
    review_queue.ask(session, learner, submission_id=essay, words="My overview is there.")
    assert [(each.submission_id, each.said) for each in review_queue.queue(session, tutor)] == [
        (essay, "My overview is there.")
    ]

    mark = review_queue.decide(session, tutor, submission_id=essay, bands=FIVES, reason="The overview has no figures.")

    assert (mark.overall, mark.is_upheld, mark.tutor) == (Decimal(5), True, "Ms Ito")
    after = credits.balance(session, learner)
    assert left is not None
    assert after is not None
    assert after.left == left.left + 1
    assert review_queue.queue(session, tutor) == ()
    session.commit()
    assert audit.run(session) == []


def test_agreeing_needs_no_words_and_costs_nothing(session: Session) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor))
    essay = hand_in(session, learner, band=6)
    left = credits.sentence(session, learner)
    review_queue.ask(session, learner, submission_id=essay, words="")
    mark = review_queue.decide(session, tutor, submission_id=essay, bands=SIXES, reason="")
    assert (mark.is_upheld, credits.sentence(session, learner)) == (False, left)


def test_a_mark_of_ones_own_will_pays_nothing_back(session: Session) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor))
    essay = hand_in(session, learner, band=6)
    left = credits.sentence(session, learner)
    review_queue.decide(session, tutor, submission_id=essay, bands=FIVES, reason="I see it lower.")
    assert credits.sentence(session, learner) == left


def test_two_tutors_on_one_essay(session: Session) -> None:
    first, second = make_tutor(session), make_tutor(session)
    learner = make_member(session, make_class(session, first))
    make_member(session, make_class(session, second), learner)
    essay = hand_in(session, learner, band=6)
    review_queue.ask(session, learner, submission_id=essay, words="")
    review_queue.decide(session, first, submission_id=essay, bands=SIXES, reason="")
    with pytest.raises(ReviewNotFound):
        review_queue.decide(session, second, submission_id=essay, bands=FIVES, reason="No.")
    with pytest.raises(AskedAlready):
        review_queue.ask(session, learner, submission_id=essay, words="Again")


def test_what_is_refused(session: Session) -> None:
    tutor = make_tutor(session)
    learner, alone = make_member(session, make_class(session, tutor)), make_learner(session)
    essay = hand_in(session, learner, band=6)
    with pytest.raises(ReasonMissing):
        review_queue.decide(session, tutor, submission_id=essay, bands=FIVES, reason="  ")
    for bands in ({}, FIVES | {Criterion.lexical_resource: Decimal("5.5")}, dict.fromkeys(Criterion, Decimal(10))):
        with pytest.raises(BandOutOfRange):
            review_queue.decide(session, tutor, submission_id=essay, bands=bands, reason="Why")
    with pytest.raises(SubmissionNotFound):
        review_queue.ask(session, alone, submission_id=essay, words="Not mine")
    own = hand_in(session, alone, band=6)
    with pytest.raises(NoTutor):
        review_queue.ask(session, alone, submission_id=own, words="Nobody teaches me")
