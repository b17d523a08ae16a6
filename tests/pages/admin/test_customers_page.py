"""The page Customers: a person is found by what they say, opened, and helped; every act asks why."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core.billing import credits
from core.clock import utc_now
from db.models.accounts import User
from db.models.billing import SubscriptionStatus
from db.models.gateway import WebhookEvent, WebhookStatus
from db.repositories import billing
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner
from tests.factories.billing import make_payment, make_plan, make_subscription
from tests.pages.driver import open_app, texts

PAGE = "pages/admin/customers.py"


@pytest.fixture
def admin(session: Session) -> User:
    made = make_user(session, groups=("learner", "admin"))
    session.commit()
    return made


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_found_and_opened(session: Session, admin: User) -> None:
    learner = make_learner(session, display_name="Noor *Hassan*")
    make_learner(session, display_name="Somebody else")
    session.commit()
    app = open_app(admin.id, PAGE)
    app.text_input(key="customers_search").input("noor").run()
    assert "Somebody else" not in texts(app)

    app.button(key=f"open:{learner.user_id}").click().run()

    assert app.query_params["person"] in (str(learner.user_id), [str(learner.user_id)])
    assert "Noor" in app.title[0].value
    assert "\\*Hassan" in app.title[0].value
    assert not app.exception
    press(app, "All people")
    assert app.title[0].value == "Customers"


@pytest.mark.parametrize("person", ["0", "999999999", "9" * 40, "x", "-1"])
def test_a_person_who_is_not_there(session: Session, admin: User, person: str) -> None:
    app = open_app(admin.id, PAGE, query={"person": person})
    assert not app.exception


def test_bonus_credits(session: Session, admin: User) -> None:
    learner = make_learner(session)
    session.commit()
    before = credits.balance_of(session, user_id=learner.user_id, timezone="UTC")
    app = open_app(admin.id, PAGE, query={"person": str(learner.user_id)})

    app.number_input[0].set_value(3)
    press(app, "Give these credits")
    assert "Please say why" in texts(app)
    app.text_input[0].input("You found a mistake")
    press(app, "Give these credits")

    session.expire_all()
    after = credits.balance_of(session, user_id=learner.user_id, timezone="UTC")
    assert before is not None and after is not None
    assert after.left == before.left + 3
    assert "You found a mistake" in texts(app)


def test_a_plan_for_nothing(session: Session, admin: User) -> None:
    plan = make_plan(session, price_usd=29)
    learner = make_learner(session)
    session.commit()
    app = open_app(admin.id, PAGE, query={"person": str(learner.user_id)})

    app.selectbox[0].set_value(plan.slug)
    app.text_input[1].input("A teacher of ours")
    press(app, "Give this plan")

    session.expire_all()
    running = billing.find_entitled_subscription(session, user_id=learner.user_id)
    assert running is not None
    assert (running.plan_id, running.complimentary, running.status) == (plan.id, True, SubscriptionStatus.active)
    assert "Give this plan" not in [button.label for button in app.button]


def test_a_failed_event_waits_again(session: Session, admin: User) -> None:
    person = make_user(session)
    make_subscription(session, person, stripe_customer_id="cus_abc")
    session.add(
        WebhookEvent(
            id="evt_1",
            type="invoice.paid",
            created=utc_now(),
            payload={"data": {"object": {"customer": "cus_abc"}}},
            status=WebhookStatus.failed,
            error="A row was locked.",
        )
    )
    session.commit()
    app = open_app(admin.id, PAGE, query={"person": str(person.id)})

    press(app, "Try again")

    session.expire_all()
    assert session.get_one(WebhookEvent, "evt_1").status is WebhookStatus.received
    assert "The event waits to be applied again." in texts(app)
    assert "Try again" not in [button.label for button in app.button]


def test_a_refund_asks_how_much_and_why(session: Session, admin: User) -> None:
    person = make_user(session)
    payment = make_payment(session, make_subscription(session, person), amount_usd=29, stripe_payment_intent_id="pi_1")
    session.commit()
    app = open_app(admin.id, PAGE, query={"person": str(person.id)})

    press(app, "Refund")

    assert [each.value for each in app.number_input if "29.00" in each.label] == [29.0]
    assert "Refund this payment" in [button.label for button in app.button]
    assert str(payment.id) in texts(app)


def test_a_refund_that_was_sent_from_a_form_of_another_sum_does_nothing(session: Session, admin: User) -> None:
    person = make_user(session)
    payment = make_payment(session, make_subscription(session, person), amount_usd=29, stripe_payment_intent_id="pi_1")
    session.commit()
    app = open_app(admin.id, PAGE, query={"person": str(person.id)})
    press(app, "Refund")
    next(each for each in app.text_input if each.label.startswith("Why?")).set_value("They asked")
    payment.refund_amount = Decimal(5)  # somebody else gave a part back meanwhile
    payment.status = "partially_refunded"
    session.commit()

    press(app, "Refund this payment")

    session.expire_all()
    assert session.get_one(type(payment), payment.id).refund_amount == 5
    assert not app.warning  # the payment service was not even asked
    assert [each.value for each in app.number_input if "24.00" in each.label] == [24.0]
