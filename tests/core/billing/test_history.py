"""A person's own payments in words, the sheets to keep, and the month's book without a formula in it."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.billing import book, history, my_plan
from core.billing.errors import PaymentNotFound
from core.billing.types import Balance
from core.errors import NotAllowed
from db.models.billing import PaymentStatus
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.billing import make_payment, make_plan, make_subscription

NOW = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)


def paid(session: Session, **values: object) -> tuple[Actor, int]:
    user = make_user(session, timezone="Asia/Tokyo", display_name="<b>Ken</b>")
    subscription = make_subscription(session, user, make_plan(session, name=f"=Plan {user.id}"))
    payment = make_payment(session, subscription, created_at=NOW, **values)
    return actor_of(user), payment.id


def test_words_and_sheets_in_the_time_zone_of_the_person(session: Session) -> None:
    actor, payment_id = paid(
        session,
        tax_usd=Decimal("3.00"),
        status=PaymentStatus.partially_refunded,
        refund_amount=Decimal("5.00"),
        refunded_at=NOW + timedelta(days=1),
    )

    (line,) = history.list_payments(session, actor)
    assert (line.status, line.refunded_usd) == ("paid, part of it given back", Decimal("5.00"))
    receipt = history.receipt(session, actor, payment_id=payment_id)
    assert "1 June 2026" in receipt and "$16.00" in receipt and "&lt;b&gt;Ken" in receipt
    note = history.credit_note(session, actor, payment_id=payment_id)
    assert f"C-{payment_id:06}" in note and "$5.00" in note and "2 June 2026" in note


def test_a_failed_payment_says_why_and_has_no_receipt(session: Session) -> None:
    actor, payment_id = paid(session, status=PaymentStatus.failed, failure_reason="Your card was declined.")

    assert history.list_payments(session, actor)[0].status == "failed: Your card was declined."
    for sheet in (history.receipt, history.credit_note):
        with pytest.raises(PaymentNotFound):
            sheet(session, actor, payment_id=payment_id)


def test_nobody_reads_another_persons_receipt(session: Session) -> None:
    _, payment_id = paid(session)
    with pytest.raises(PaymentNotFound):
        history.receipt(session, make_learner(session), payment_id=payment_id)


def test_the_book_has_payments_refunds_and_no_formula(session: Session) -> None:
    admin = actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.admin,))
    _, payment_id = paid(
        session,
        net_usd=Decimal("16.00"),
        tax_usd=Decimal("3.00"),
        fee_usd=Decimal("0.85"),
        country="JP",
        payment_method="@card",
        status=PaymentStatus.refunded,
        refund_amount=Decimal("19.00"),
        refunded_at=NOW + timedelta(days=1),
    )
    paid(session, status=PaymentStatus.failed)

    may = list(csv.DictReader(io.StringIO(book.month_book(session, admin, month=date(2026, 5, 9)))))
    june = list(csv.DictReader(io.StringIO(book.month_book(session, admin, month=date(2026, 6, 1)))))

    assert [(row["kind"], row["payment"], row["amount_usd"], row["tax_usd"]) for row in may] == [
        ("payment", str(payment_id), "19.00", "3.00")
    ]
    assert [(row["kind"], row["amount_usd"], row["net_usd"]) for row in june] == [("refund", "19.00", "")]
    assert (may[0]["country"], may[0]["fee_usd"], may[0]["method"]) == ("JP", "0.85", "'@card")
    cells = [cell for row in (*may, *june) for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_the_book_is_for_administrators(session: Session) -> None:
    with pytest.raises(NotAllowed):
        book.month_book(session, make_learner(session), month=date(2026, 5, 1))


@pytest.mark.parametrize(
    ("left", "days", "said"),
    [
        (3, 0, "3 feedbacks end today: they do not move to the next month."),
        (1, 1, "One feedback ends tomorrow: they do not move to the next month."),
        (3, 5, "3 feedbacks end on 6 June: they do not move to the next month."),
        (3, 6, None),
        (0, 1, None),
        (3, -1, None),
    ],
)
def test_credits_that_end_soon_are_said_on_home(left: int, days: int, said: str | None) -> None:
    today = date(2026, 6, 1)
    found = Balance(left=left, limit=5, plan_name="Free", renews_on=None, ends_on=today + timedelta(days=days))
    assert my_plan.expiry_warning(found, today=today) == said
    assert my_plan.expiry_warning(None, today=today) is None
