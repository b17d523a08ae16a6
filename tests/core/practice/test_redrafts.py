"""Improving an essay, and when that is free."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.billing import credits
from core.clock import utc_now
from core.practice import drafts, redrafts, submissions
from core.practice.errors import NothingToImprove, SubmissionNotFound, UnchangedRedraft
from core.transaction import transaction
from db.models.assessment import Assessment
from db.models.practice import Submission
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.pages.learner.steps import hand_in

BETTER = ESSAY.replace("many citizens will be unhappy", "most citizens will be angry")


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_learner(session)


def assess(session: Session, submission_id: int, *, is_failure: bool = False) -> None:
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    if is_failure:
        assessments.give_up(session, claim)
    else:
        assessments.finish(session, claim, Outcome(make_result(6), None, Decimal("0.2")))
    session.commit()


def improve(session: Session, learner: Actor, submission_id: int, *, text: str = BETTER) -> int:
    redraft_id = redrafts.begin(session, learner, submission_id=submission_id)
    saved = drafts.save(session, learner, submission_id=redraft_id, revision=0, text=text)
    submissions.submit(session, learner, submission_id=redraft_id, revision=saved.revision)
    session.commit()
    return redraft_id


def left(session: Session, learner: Actor) -> int:
    found = credits.balance(session, learner)
    assert found is not None
    return found.left


def test_a_redraft_begins_with_the_text_and_is_begun_once(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)

    first = redrafts.begin(session, learner, submission_id=essay_id)

    assert redrafts.begin(session, learner, submission_id=essay_id) == first
    draft = drafts.get(session, learner, submission_id=first)
    assert (draft.text, draft.parent_submission_id, draft.revision) == (ESSAY, essay_id, 0)


def test_a_new_attempt_on_the_task_is_no_redraft(session: Session, learner: Actor) -> None:
    task = make_task(session)
    essay_id = hand_in(session, learner, band=6, task=task)
    redraft_id = redrafts.begin(session, learner, submission_id=essay_id)

    assert drafts.begin(session, learner, task_id=task.id) != redraft_id


def test_the_first_redraft_of_a_first_attempt_is_free_and_no_other(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    before = left(session, learner)
    assert redrafts.offer(session, learner, submission_id=essay_id).is_free

    first = improve(session, learner, essay_id)
    assert left(session, learner) == before
    assess(session, first)
    assert left(session, learner) == before

    second = improve(session, learner, essay_id, text=BETTER + " One more sentence stands here now.")
    assert left(session, learner) == before - 1
    assess(session, second)

    improve(session, learner, first, text=BETTER + " And another thing that I think of.")
    assert left(session, learner) == before - 2


def test_after_seven_days_a_redraft_costs_one(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    before = left(session, learner)

    with time_machine.travel(utc_now() + timedelta(days=7, seconds=1)):
        assert not redrafts.offer(session, learner, submission_id=essay_id).is_free
        assert improve(session, learner, essay_id)
        redraft = session.query(Submission).order_by(Submission.id.desc()).first()
        assert redraft is not None
        assert session.query(Assessment).filter_by(submission_id=redraft.id).one().billable
    assert left(session, learner) in (before - 1, before)  # the week may end in another month


def test_a_failed_redraft_does_not_use_up_what_is_free(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    before = left(session, learner)
    redraft_id = improve(session, learner, essay_id)
    assess(session, redraft_id, is_failure=True)

    with time_machine.travel(utc_now() + timedelta(days=8)):  # what we broke keeps its date
        submissions.retry(session, learner, submission_id=redraft_id)
        session.commit()

    assert not session.query(Assessment).filter_by(submission_id=redraft_id).one().billable
    assert left(session, learner) == before


def test_the_same_words_are_no_redraft(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)

    with pytest.raises(UnchangedRedraft):
        improve(session, learner, essay_id, text=ESSAY.replace("\n\n", "\n \n"))


def test_only_an_own_essay_with_a_result_can_be_improved(session: Session, learner: Actor) -> None:
    waiting = hand_in(session, learner)
    stranger = make_learner(session)

    with pytest.raises(NothingToImprove):
        redrafts.begin(session, learner, submission_id=waiting)
    for use in (redrafts.begin, redrafts.offer):
        called: Callable[..., object] = use
        with pytest.raises(SubmissionNotFound):
            called(session, stranger, submission_id=waiting)


def test_of_two_clicks_at_once_one_redraft_comes(engine: Engine) -> None:
    with transaction() as tx:
        learner = make_learner(tx)
        essay_id = hand_in(tx, learner, band=6)

    def begin(_number: int) -> int:
        with transaction() as tx:
            return redrafts.begin(tx, learner, submission_id=essay_id)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(begin, range(8)))) == 1
