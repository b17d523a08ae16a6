"""Answers that are kept for a minute are kept for those who may see them."""

import pytest
from sqlalchemy.orm import Session

from core.actor import Role
from core.errors import NotAllowed
from pages.components.cached import week_of_numbers
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner


def test_kept_numbers_are_not_shown_to_a_learner(session: Session) -> None:
    admin = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))
    learner = make_learner(session)
    session.commit()
    assert week_of_numbers(admin)[0].sign_ups.now >= 0

    with pytest.raises(NotAllowed):
        week_of_numbers(learner)
