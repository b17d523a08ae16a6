"""A learner with one task on offer."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor
from tests.factories.actors import make_learner
from tests.factories.content import make_task, make_topic


@pytest.fixture
def learner(session: Session) -> Actor:
    learner = make_learner(session, display_name="Mai", target_band_score=Decimal("6.5"))
    make_task(
        session, title="Trains and cars", topic_id=make_topic(session).id, additional_materials={"type": "opinion"}
    )
    session.commit()
    return learner
