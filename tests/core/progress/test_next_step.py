"""The one next step: a mock test that runs goes before everything else."""

from datetime import timedelta

from sqlalchemy.orm import Session

from core.clock import pinned
from core.practice import sittings
from core.progress.next_step import NextKind, next_step
from tests.factories.practice import make_submission
from tests.factories.sittings import begin, make_candidate


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
