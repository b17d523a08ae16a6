"""The audit of the books: run, kept, said."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.actor import Role
from core.clock import pinned, utc_now
from core.errors import NotAllowed
from core.operations import books
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.practice import make_submission


def test_a_run_is_kept_and_said(session: Session) -> None:
    admin = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))
    assert books.state(session, admin) is None

    assert books.check(session) == ()
    state = books.state(session, admin)
    assert state is not None and state.rules > 10
    assert state.broken == {} and not state.is_late
    with pinned(utc_now() + timedelta(hours=4)):
        late = books.state(session, admin)
        assert late is not None and late.is_late
    with pinned(utc_now() + timedelta(days=91)):
        books.check(session)
    assert session.scalar(text("select count(*) from platform_bookscheck")) == 1, "old runs are forgotten"


def test_a_planted_fault_is_said_in_words(session: Session) -> None:
    admin = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))
    make_submission(session, status="assessed")  # assessed, and no assessment
    session.flush()

    (finding,) = books.check_now(session, admin)
    state = books.state(session, admin)
    assert state is not None and state.broken == {f"{finding.rule}: {finding.what}": 1}


def test_it_is_not_a_learners(session: Session) -> None:
    learner = make_learner(session)
    with pytest.raises(NotAllowed):
        books.state(session, learner)
    with pytest.raises(NotAllowed):
        books.check_now(session, learner)
