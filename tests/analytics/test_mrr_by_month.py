"""Monthly recurring revenue: rows in, rows out, and against a slow recomputation on random histories."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics import cash_by_month, churn_by_month, mrr_by_month, retention_cohorts
from core.billing.periods import add_months, month_start
from core.operations import rollups
from db.models.revenue import MrrMovement
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan

MOVES = ("new_usd", "expansion_usd", "contraction_usd", "churn_usd", "reactivation_usd")


def rows(session: Session, reader=mrr_by_month, until=None) -> list[dict]:
    rollups.refresh(session)
    return reader.read(session, Scope.all(), until=until or day(12, year=2099)).to_dict("records")


def slow_mrr(terms: list[tuple[int, object, int, Decimal]]) -> dict[object, dict[str, Decimal]]:
    """Month by month, person by person, from (person, start, months, price): the same figures the long way."""
    ends = [(who, start, add_months(start, months), price / months) for who, start, months, price in terms]
    first = min(month_start(start) for _, start, _, _ in ends)
    last = max(month_start(end) for _, _, end, _ in ends)
    found: dict[object, dict[str, Decimal]] = {}
    before: dict[int, Decimal] = {}
    ever: set[int] = set()
    month = first
    while month <= add_months(last, 1):
        close = add_months(month, 1)
        now: dict[int, Decimal] = {}
        for who, start, end, price in sorted(ends, key=lambda term: term[1]):
            if start < close <= end + timedelta(days=3):
                now[who] = round(price, 2)
        moves: dict[str, Decimal] = defaultdict(Decimal)
        for who in now.keys() | before.keys():
            is_, was = now.get(who, Decimal(0)), before.get(who, Decimal(0))
            if who not in before:
                kind = "reactivation_usd" if who in ever else "new_usd"
            elif who not in now:
                kind = "churn_usd"
            else:
                kind = "expansion_usd" if is_ > was else "contraction_usd"
            moves[kind] += is_ - was
        ever |= now.keys()
        found[month] = dict(moves) | {"mrr_usd": sum(now.values(), Decimal(0))}
        before, month = now, close
    return found


TERMS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 700), st.sampled_from([(1, 19), (1, 39), (3, 54), (6, 198)])),
    min_size=1,
    max_size=9,
)


def test_a_long_plan_counts_a_month_and_churns_after_its_end(session: Session) -> None:
    plan = make_plan(session, duration_months=3, price_usd=54)
    pay_term(session, make_user(session), plan, day(1, 10))
    found = rows(session)
    assert [row["mrr_usd"] for row in found] == [18, 18, 18, 0]
    assert found[0]["new_usd"] == 18 and found[3]["churn_usd"] == -18
    assert [row["customers"] for row in found] == [1, 1, 1, 0]


def test_the_five_movements(session: Session) -> None:
    small, large = make_plan(session, price_usd=19), make_plan(session, price_usd=39)
    user = make_user(session)
    for month, plan in ((1, small), (2, large), (3, small), (5, small)):
        pay_term(session, user, plan, day(month))
    found = rows(session)
    assert [[row[move] for move in MOVES] for row in found] == [
        [19, 0, 0, 0, 0],
        [0, 20, 0, 0, 0],
        [0, 0, -20, 0, 0],
        [0, 0, 0, -19, 0],
        [0, 0, 0, 0, 19],
        [0, 0, 0, -19, 0],
    ]
    kinds = session.scalars(select(MrrMovement.kind).order_by(MrrMovement.month)).all()
    assert kinds == ["new", "expansion", "contraction", "churn", "reactivation", "churn"]


@pytest.mark.parametrize(("late", "churned"), [(3, 0), (5, -19)])
def test_a_renewal_within_the_grace_is_no_loss(session: Session, late: int, churned: int) -> None:
    plan, user = make_plan(session, price_usd=19), make_user(session)
    pay_term(session, user, plan, day(1, 25))  # until 25 February
    pay_term(session, user, plan, day(2, 25) + timedelta(days=late))
    assert rows(session)[1]["churn_usd"] == churned


def test_months_to_come_are_left_out(session: Session) -> None:
    pay_term(session, make_user(session), make_plan(session, duration_months=6, price_usd=99), day(1))
    assert len(rows(session, until=day(2, 15))) == 2


@given(TERMS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_histories_agree_with_a_slow_recomputation(session: Session, drawn) -> None:
    with session.begin_nested() as undo:
        people = [make_user(session) for _ in range(3)]
        terms, free_from = [], dict.fromkeys(range(3), day(1, year=2024))
        for who, shift, (months, price) in sorted(drawn, key=lambda term: term[1]):
            start = max(day(1, year=2024) + timedelta(days=shift), free_from[who])
            free_from[who] = add_months(start, months)
            plan = make_plan(session, duration_months=months, price_usd=price)
            pay_term(session, people[who], plan, start)
            terms.append((who, start, months, Decimal(price)))
        wanted = slow_mrr(terms)
        for row in rows(session):
            expected = wanted[row["month"].to_pydatetime()]
            for column in ("mrr_usd", *MOVES):
                assert row[column] == pytest.approx(float(expected.get(column, 0)), abs=0.005), (row["month"], column)
        undo.rollback()


@pytest.mark.parametrize("reader", [mrr_by_month, cash_by_month, churn_by_month, retention_cohorts])
def test_a_book_with_one_payment_is_drawn(session: Session, reader) -> None:
    pay_term(session, make_user(session), make_plan(session, price_usd=19), day(2))
    rollups.refresh(session)
    assert reader.chart(reader.read(session, Scope.all())).data


def test_leap_days_and_month_ends(session: Session) -> None:
    pay_term(session, make_user(session), make_plan(session, price_usd=19), day(1, 31, year=2028))  # until 29 February
    found = {(row["month"].year, row["month"].month): row["mrr_usd"] for row in rows(session)}
    assert found == {(2028, 1): 19, (2028, 2): 19, (2028, 3): 0}
