"""The sandbox of a test's own, its post going straight into our books, and people who buy there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.billing.gateways import choosing
from core.content import loading, seed_files
from tests.billing_world import World
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner


@pytest.fixture
def world(session: Session, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world on the test's session; what is delivered is applied at once."""
    loading.load_plans(session, seeds=seed_files.read_plans())
    session.commit()
    made = World(session)
    monkeypatch.setattr(choosing, "deliver_waiting", made.deliver)
    yield made


@pytest.fixture
def learner(world: World, session: Session) -> Actor:
    """A learner with the free plan."""
    made = make_learner(session)
    session.commit()
    return made


@pytest.fixture
def admin(session: Session) -> Actor:
    """An administrator."""
    made = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))
    session.commit()
    return made
