"""The one next step: each kind in its turn."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.reports import mark_read
from core.clock import pinned, utc_now
from core.practice import drafts, redrafts, sittings
from core.progress.next_step import NextKind, next_step
from tests.factories.actors import make_learner
from tests.factories.content import make_task, make_topic
from tests.factories.practice import make_submission
from tests.factories.sittings import begin, make_candidate
from tests.pages.learner.steps import hand_in


@pytest.fixture
def learner(session: Session) -> Actor:
    make_task(session, title="Trains and cars", topic_id=make_topic(session).id)
    return make_learner(session)


def test_a_newcomer_writes(session: Session, learner: Actor) -> None:
    assert next_step(session, learner).kind == NextKind.write


def test_from_a_draft_to_the_next_task(session: Session, learner: Actor) -> None:
    waiting = hand_in(session, learner)
    draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text="Half a sentence")
    found = next_step(session, learner)
    assert (found.kind, found.submission_id) == (NextKind.go_on, draft_id)

    drafts.discard(session, learner, submission_id=draft_id)
    found = next_step(session, learner)
    assert (found.kind, found.submission_id) == (NextKind.wait, waiting)


def test_a_result_is_read_then_improved_then_something_new(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)
    found = next_step(session, learner)
    assert (found.kind, found.submission_id) == (NextKind.read, essay_id)

    mark_read(session, learner, submission_id=essay_id)
    found = next_step(session, learner)
    assert (found.kind, found.submission_id) == (NextKind.improve, essay_id)

    redraft_id = redrafts.begin(session, learner, submission_id=essay_id)
    assert next_step(session, learner).kind == NextKind.go_on
    drafts.discard(session, learner, submission_id=redraft_id)
    assert next_step(session, learner).kind == NextKind.write


def test_nobody_is_reminded_of_old_results(session: Session, learner: Actor) -> None:
    hand_in(session, learner, band=6)

    with time_machine.travel(utc_now() + timedelta(days=15)):
        assert next_step(session, learner).kind == NextKind.write


def test_nobody_else_marks_a_result_as_read(session: Session, learner: Actor) -> None:
    essay_id = hand_in(session, learner, band=6)

    mark_read(session, make_learner(session), submission_id=essay_id)

    assert next_step(session, learner).kind == NextKind.read


def test_a_running_mock_test_comes_first_and_says_what_is_left(session: Session) -> None:
    learner = make_candidate(session)
    make_submission(session, user_id=learner.user_id)
    sitting = begin(session, learner)

    for minutes, left in ((20, "40 minutes left"), (58.5, "1 minute left"), (59.5, "less than a minute left")):
        with pinned(sitting.started_at + timedelta(minutes=minutes)):
            step = next_step(session, learner)
        assert (step.kind, left in step.reason) == (NextKind.sit, True)

    sittings.finish(session, learner, code=sitting.code)
    assert next_step(session, learner).kind == NextKind.go_on
