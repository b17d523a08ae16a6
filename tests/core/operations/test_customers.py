"""A person is found by what they tell us, and everything about them stands in one list."""

from time import perf_counter

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.billing import credits, grants
from core.billing.grant_errors import CustomerNotFound
from core.clock import utc_now
from core.errors import NotAllowed
from core.notifications import outbox
from core.operations import customers, error_numbers, timeline
from db.models.accounts import User
from db.models.gateway import WebhookEvent
from db.repositories import billing
from tests.factories.accounts import make_session, make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_subscription
from tests.factories.practice import make_submission


@pytest.fixture
def admin(session: Session) -> Actor:
    return actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))


def ids(session: Session, admin: Actor, search: str) -> list[int]:
    return [each.user_id for each in customers.find_customers(session, admin, search=search)]


def test_found_by_mail_name_payment_service_and_error_number(session: Session, admin: Actor) -> None:
    person = make_user(session, email="noor.hassan@example.org", display_name="Noor Hassan 100%")
    make_user(session, display_name="Somebody else")
    subscription = make_subscription(session, person, stripe_customer_id="cus_abc", stripe_subscription_id="sub_abc")
    payment = make_payment(
        session, subscription, stripe_invoice_id="in_abc", stripe_payment_intent_id="pi_abc", stripe_charge_id="ch_abc"
    )
    error_numbers.note(session, actor_of(person), number="0badcafe", kind="KeyError")

    told = ["HASSAN@", "noor", "100%", f"#{payment.id}", "in_abc", "pi_abc", "ch_abc", "cus_abc", "sub_abc", "0BADCAFE"]
    for words in told:
        assert person.id in ids(session, admin, words), words
    assert ids(session, admin, "deadbeef") == []
    assert ids(session, admin, "9" * 30) == []
    assert ids(session, admin, "\x00\ud800") == ids(session, admin, "")


def test_a_page_is_full_before_the_next_begins(session: Session, admin: Actor) -> None:
    for _ in range(31):
        make_user(session)
    first = customers.find_customers(session, admin, search="", page=1)
    second = customers.find_customers(session, admin, search="", page=2)
    assert len(first) == customers.PAGE
    assert not {each.user_id for each in first} & {each.user_id for each in second}


def test_nobody_else_looks(session: Session) -> None:
    learner = make_learner(session)
    for look in (customers.find_customers, customers.get_customer, timeline.of_customer):
        with pytest.raises(NotAllowed):
            look(session, learner, **({} if look is customers.find_customers else {"user_id": learner.user_id}))  # type: ignore[operator]


def test_an_erased_person_is_not_there(session: Session, admin: Actor) -> None:
    gone = make_user(session, erased_at=session.scalar(text("select now()")))
    assert ids(session, admin, gone.email) == []
    with pytest.raises(CustomerNotFound):
        customers.get_customer(session, admin, user_id=gone.id)


def test_one_list_of_everything(session: Session, admin: Actor) -> None:
    learner = make_learner(session)
    submission = make_submission(session, user_id=learner.user_id)
    make_assessment(session, submission)
    free = billing.find_entitled_subscription(session, user_id=learner.user_id)
    assert free is not None
    payment = make_payment(session, free, amount_usd=19)
    outbox.put(session, recipient="x@example.org", template="plan_ended", user_id=learner.user_id,
               context={"plan": "Basic", "day": "3 June 2026", "link": "https://example.org/"})  # fmt: skip
    make_session(session, session.get_one(User, learner.user_id))
    error_numbers.note(session, learner, number="0badcafe", kind="KeyError")
    grants.grant_bonus(session, admin, user_id=learner.user_id, amount=2, reason="Thanks")

    rows = timeline.of_customer(session, admin, user_id=learner.user_id).rows

    said = {row.kind: row.sentence for row in rows}
    assert set(said) == {"essay", "payment", "mail", "sign-in", "error", "act", "credit"}
    assert said["payment"] == f"Payment {payment.id} of $19.00: succeeded"
    assert said["error"] == "Saw error 0badcafe (KeyError)"
    assert said["act"] == f"{admin.display_name} gave bonus credits"
    assert said["mail"] == "Mail that the plan has ended: waiting"
    card = customers.get_customer(session, admin, user_id=learner.user_id)
    assert card.credits == credits.sentence(session, learner)


def test_events_of_the_payment_service_stand_among_the_rest(session: Session, admin: Actor) -> None:
    person = make_user(session)
    make_subscription(session, person, stripe_customer_id="cus_abc")
    for number, (customer, status, error) in enumerate(
        [
            ("cus_abc", "failed", "A row was locked."),
            ("cus_abc", "received", None),
            ("cus_of_somebody", "received", None),
        ]
    ):
        session.add(
            WebhookEvent(
                id=f"evt_{number}",
                type="invoice.paid",
                created=utc_now(),
                payload={"data": {"object": {"customer": customer}}},
                status=status,
                error=error,
            )
        )
    session.flush()

    events = [row for row in timeline.of_customer(session, admin, user_id=person.id).rows if row.kind == "event"]

    assert {row.key: row.sentence for row in events} == {
        "evt_0": "The payment service told us invoice.paid: failed (A row was locked.)",
        "evt_1": "The payment service told us invoice.paid: waits to be applied",
    }


def test_who_had_money_given_back_and_why(session: Session, admin: Actor) -> None:
    subscription = make_subscription(session)
    payment = make_payment(session, subscription)
    audit_log.record(
        session, admin, action="payment.refund_asked", entity="payment", entity_id=payment.id,
        detail={"amount_usd": "3.00", "reason": "Ill in the week of the test"},
    )  # fmt: skip

    rows = timeline.of_customer(session, admin, user_id=subscription.user_id).rows

    told = f"{admin.display_name} had money of a payment given back: Ill in the week of the test"
    assert told in [row.sentence for row in rows]


def test_pages_of_a_long_list_are_whole_and_fast(session: Session, admin: Actor) -> None:
    learner = make_learner(session)
    session.execute(
        text(
            """
            insert into platform_outbox (user_id, recipient, template, status, created_at)
            select :id, 'x@example.org', 'receipt', 'waiting', now() - (n / 3) * interval '1 minute'
            from generate_series(1, 3000) as n
            """
        ),
        {"id": learner.user_id},
    )
    seen, place = [], None
    began = perf_counter()
    for _ in range(5):
        page = timeline.of_customer(session, admin, user_id=learner.user_id, before=place)
        seen += page.rows
        place = page.older
    assert len({row.key for row in seen}) == 150
    assert perf_counter() - began < 1.5
