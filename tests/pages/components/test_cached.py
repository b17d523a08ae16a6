"""Answers that are kept for a minute are kept for those who may see them."""

import pytest
from sqlalchemy.orm import Session

from core.actor import Role
from core.errors import NotAllowed
from pages.components.cached import audit_findings, forget_audit_findings
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner


def test_a_kept_audit_is_not_shown_to_a_learner(session: Session) -> None:
    forget_audit_findings()
    admin = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))
    learner = make_learner(session)
    session.commit()
    assert audit_findings(admin) == ()

    with pytest.raises(NotAllowed):
        audit_findings(learner)
