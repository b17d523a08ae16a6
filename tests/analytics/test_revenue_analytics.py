"""Money by month: rows in, rows out."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from analytics import revenue_analytics as revenue
from db.scope import Scope
from tests.factories.billing import make_payment, make_subscription

MARCH_ENDS = datetime(2026, 3, 31, 23, 59, 59, 999999, tzinfo=UTC)
APRIL_BEGINS = datetime(2026, 4, 1, tzinfo=UTC)


def test_the_last_instant_of_a_month_belongs_to_it(session: Session) -> None:
    subscription = make_subscription(session)
    for moment in (MARCH_ENDS, APRIL_BEGINS):
        make_payment(session, subscription, created_at=moment, webhook_received=True)

    frame = revenue.read(session, Scope.all())

    assert [f"{month:%Y-%m}" for month in frame["month"]] == ["2026-03", "2026-04"]
    assert list(frame["net_revenue"]) == [19.0, 19.0]


def test_net_revenue_is_what_stayed(session: Session) -> None:
    subscription = make_subscription(session)
    ten = Decimal("10.00")
    given_back = {"refund_amount": Decimal("4.00"), "refunded_at": APRIL_BEGINS}
    for values in (
        {"status": "succeeded"},
        {"status": "partially_refunded"} | given_back,
        {"status": "refunded", "refund_amount": ten, "refunded_at": APRIL_BEGINS},
        {"status": "disputed"},
        {"status": "charged_back"},
        {"status": "failed"},
    ):
        make_payment(session, subscription, amount_usd=ten, created_at=APRIL_BEGINS, **values)

    [row] = revenue.read(session, Scope.all()).to_dict("records")

    assert row["net_revenue"] == 26.0
    assert row["total_revenue"] == 60.0
    assert row["refunded_amount"] == 14.0
    assert (row["failed_payments"], row["successful_payers"]) == (1, 1)


def test_the_chart_is_in_dollars(session: Session) -> None:
    make_payment(session, make_subscription(session), created_at=APRIL_BEGINS)

    figure = revenue.chart(revenue.read(session, Scope.all()))

    assert list(figure.data[0].y) == [19.0]
    assert figure.layout.yaxis.title.text == "Net revenue (USD)"


def test_an_empty_book_is_said_in_words(session: Session) -> None:
    for scope in (Scope.all(), Scope.self(1)):
        frame = revenue.read(session, scope)
        assert frame.empty
        assert tuple(frame.columns) == revenue.COLUMNS
        assert revenue.chart(frame).layout.annotations[0].text == "No payment yet."
