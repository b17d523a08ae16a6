"""An essay that has not changed: the same result, and no second credit."""

from decimal import Decimal

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import assessments
from core.assessment.engines.offline.model import shipped_model
from core.assessment.marking import Outcome
from core.practice import drafts, submissions
from db.models.billing import UsageState
from db.models.practice import Submission
from tests.core.assessment.test_assessments import assessment_of, hand_in, state_of_credit
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY, make_result

GOOD = Outcome(make_result(6, engine=shipped_model().version), None, Decimal("0.20"))


def finish(session: Session, submission_id: int, outcome: Outcome = GOOD) -> None:
    claimed = assessments.claim(session, submission_id=submission_id)
    assert claimed is not None
    assert assessments.finish(session, claimed, outcome)


def hand_in_again(session: Session, learner: Actor, first_id: int, *, essay: str = ESSAY) -> int:
    task_id = session.get_one(Submission, first_id).task_id
    draft_id = drafts.begin(session, learner, task_id=task_id)
    drafts.save(session, learner, submission_id=draft_id, revision=0, text=essay)
    session.expire_all()
    submissions.submit(session, learner, submission_id=draft_id, revision=1)
    return draft_id


def test_the_same_text_on_the_same_task_again_costs_nothing(session: Session) -> None:
    learner = make_learner(session)
    first_id = hand_in(session, learner)
    finish(session, first_id)

    again_id = hand_in_again(session, learner, first_id)
    finish(session, again_id)

    assert state_of_credit(session, again_id) == []
    assert not assessment_of(session, again_id).billable
    assert assessment_of(session, again_id).overall_band_score == assessment_of(session, first_id).overall_band_score
    assert state_of_credit(session, first_id) == [UsageState.consumed]


def test_one_changed_word_is_a_new_essay(session: Session) -> None:
    learner = make_learner(session)
    first_id = hand_in(session, learner)
    finish(session, first_id)

    again_id = hand_in_again(session, learner, first_id, essay=ESSAY.replace("Many", "Most"))

    assert state_of_credit(session, again_id) == [UsageState.reserved]


def test_somebody_elses_result_makes_nothing_free(session: Session) -> None:
    first_id = hand_in(session, make_learner(session))
    finish(session, first_id)

    other_id = hand_in_again(session, make_learner(session), first_id)

    assert state_of_credit(session, other_id) == [UsageState.reserved]


def test_a_text_without_a_result_of_todays_engine_is_paid_for(session: Session) -> None:
    learner = make_learner(session)
    first_id = hand_in(session, learner)
    finish(session, first_id, Outcome(make_result(6, engine="offline-0"), None, Decimal("0.20")))

    again_id = hand_in_again(session, learner, first_id)

    assert state_of_credit(session, again_id) == [UsageState.reserved]
