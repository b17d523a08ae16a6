"""Plans in use: rows in, rows out."""

import math

from sqlalchemy.orm import Session

from analytics import subscription_analytics as plans_in_use
from db.scope import Scope
from tests.factories.billing import make_period, make_plan, make_subscription, make_usage


def read_one(session: Session, plan_id: int) -> dict:
    frame = plans_in_use.read(session, Scope.all())
    [row] = frame[frame["plan_id"] == plan_id].to_dict("records")
    return row


def test_usage_is_that_of_the_active_subscriptions(session: Session) -> None:
    plan = make_plan(session, test_feedback_count=1)
    at_limit = make_subscription(session, plan=plan, with_period=False)
    make_usage(session, make_period(session, at_limit))
    make_subscription(session, plan=plan)
    make_subscription(session, plan=plan, status="expired")

    row = read_one(session, plan.id)

    assert (row["active_subscriptions"], row["active_users"]) == (2, 2)
    assert (row["total_usage"], row["avg_usage_per_user"], row["users_at_limit"]) == (1, 0.5, 1)


def test_a_plan_nobody_has_is_there_with_zeros(session: Session) -> None:
    row = read_one(session, make_plan(session).id)

    assert (row["active_users"], row["total_usage"], row["users_at_limit"]) == (0, 0, 0)
    assert math.isnan(row["avg_usage_per_user"])


def test_the_chart_names_its_unit(session: Session) -> None:
    plan = make_plan(session)
    make_subscription(session, plan=plan)
    frame = plans_in_use.read(session, Scope.all())

    figure = plans_in_use.chart(frame[frame["plan_id"] == plan.id])

    assert list(figure.data[0].x) == [1]
    assert "count" in figure.layout.xaxis.title.text


def test_a_narrow_scope_and_an_empty_book_are_said_in_words(session: Session) -> None:
    make_plan(session)

    frame = plans_in_use.read(session, Scope.self(1))

    assert frame.empty
    assert plans_in_use.chart(frame).layout.annotations[0].text == "Nobody has a plan yet."
