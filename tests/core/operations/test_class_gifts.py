"""Credits and plans for a class: everybody who can have it has it, the others are named."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core import audit
from core.actor import Actor, Role
from core.billing import credits
from core.billing.grant_errors import HasPaidPlan, ReasonMissing
from core.classroom.errors import CohortNotFound
from core.errors import NotAllowed
from core.operations import class_gifts
from db.models.accounts import User
from db.models.billing import UserSubscription
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.billing import make_plan, make_subscription
from tests.factories.classroom import make_class, make_member, make_tutor


@pytest.fixture
def admin(session: Session) -> Actor:
    made = make_user(session, groups=("learner", "admin"), date_joined=datetime(2026, 1, 1, tzinfo=UTC))
    return actor_of(made, roles=(Role.learner, Role.admin))


def test_everybody_gets_credits(session: Session, admin: Actor) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learners = [make_member(session, cohort_id) for _ in range(3)]
    before = [credits.balance(session, learner) for learner in learners]

    given = class_gifts.give_credits(session, admin, cohort_id=cohort_id, amount=5, reason="A new class")

    assert (given.given, given.left_out) == (3, ())
    for learner, old in zip(learners, before, strict=True):
        now = credits.balance(session, learner)
        assert now is not None
        assert old is not None
        assert now.left == old.left + 5
    session.commit()
    assert audit.run(session) == []


def test_who_pays_keeps_the_plan_and_is_named(session: Session, admin: Actor) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    free, payer = make_member(session, cohort_id), make_member(session, cohort_id)
    gift = make_plan(session, price_usd=Decimal(24))
    session.query(UserSubscription).filter_by(user_id=payer.user_id).delete()
    make_subscription(session, session.get_one(User, payer.user_id), gift)

    given = class_gifts.give_plan(
        session, admin, cohort_id=cohort_id, plan_slug=gift.slug, months=2, reason="A new class"
    )

    assert given.given == 1
    assert given.left_out == ((payer.email, HasPaidPlan.sentence),)
    balance = credits.balance(session, free)
    assert balance is not None
    assert balance.plan_name == gift.name


def test_refusals(session: Session, admin: Actor) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    with pytest.raises(CohortNotFound):
        class_gifts.give_credits(session, admin, cohort_id=cohort_id, amount=1, reason="Hello")
    make_member(session, cohort_id)
    with pytest.raises(ReasonMissing):
        class_gifts.give_credits(session, admin, cohort_id=cohort_id, amount=1, reason=" ")
    for look in (
        lambda: class_gifts.list_classes(session, tutor),
        lambda: class_gifts.give_credits(session, tutor, cohort_id=cohort_id, amount=1, reason="Hello"),
    ):
        with pytest.raises(NotAllowed):
            look()
    assert [each.learners for each in class_gifts.list_classes(session, admin)] == [1]
