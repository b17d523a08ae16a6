"""Money for outside models: never more than a day's budget, whoever asks at once; booked once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from core.assessment import spending
from core.assessment.spending import Budgets, OverBudget, PersonOverBudget
from core.assessment.types import Usage
from core.clock import pinned
from core.transaction import transaction
from db.models.assessment import AssessmentStatus
from db.models.platform import EngineCost, EngineCostState
from db.models.practice import SubmissionStatus
from db.repositories import engine_costs
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.practice import make_submission

WORST = Decimal("0.03")
WIDE = Budgets(Decimal(5), Decimal(5))
NOON = datetime(2026, 5, 17, 12, tzinfo=UTC)
USAGE = Usage(2500, 2000, 1500, 1, Decimal("0.0028"))


def assessment_of(session: Session) -> tuple[int, int]:
    user = make_user(session)
    submission = make_submission(session, user_id=user.id, status=SubmissionStatus.submitted)
    return user.id, make_assessment(session, submission, status=AssessmentStatus.pending).id


def reserve(session: Session, whose: tuple[int, int], budgets: Budgets) -> int:
    user_id, assessment_id = whose
    return spending.reserve(
        session, user_id=user_id, assessment_id=assessment_id, engine="openai-1+m", worst_usd=WORST, budgets=budgets
    )


def test_the_worst_price_is_held_and_the_real_one_booked_once(session: Session) -> None:
    whose = assessment_of(session)
    with pinned(NOON):
        cost_id = reserve(session, whose, WIDE)
        assert engine_costs.spent_and_held_usd(session, day=NOON.date()) == WORST

        spending.book(session, cost_id=cost_id, usage=USAGE)
        spending.book(session, cost_id=cost_id, usage=None)

    row = session.get_one(EngineCost, cost_id)
    assert (row.state, row.cost_usd, row.tries) == (EngineCostState.settled, USAGE.cost_usd, 1)
    assert (row.input_tokens, row.cached_tokens, row.output_tokens) == (2500, 2000, 1500)
    assert engine_costs.spent_and_held_usd(session, day=NOON.date()) == USAGE.cost_usd


@pytest.mark.parametrize("usage", [None, Usage(0, 0, 0, 0, Decimal(0))])
def test_where_nothing_was_sent_the_hold_comes_back(session: Session, usage: Usage | None) -> None:
    with pinned(NOON):
        cost_id = reserve(session, assessment_of(session), WIDE)
    spending.book(session, cost_id=cost_id, usage=usage)

    assert session.get_one(EngineCost, cost_id).state == EngineCostState.released
    assert engine_costs.spent_and_held_usd(session, day=NOON.date()) == 0


def test_a_persons_budget_is_their_own_and_of_one_day(session: Session) -> None:
    one, other = assessment_of(session), assessment_of(session)
    tight = Budgets(Decimal(5), Decimal("0.05"))
    with pinned(NOON):
        reserve(session, one, tight)
        with pytest.raises(PersonOverBudget, match="OPENAI_USER_DAILY_BUDGET_USD"):
            reserve(session, one, tight)
        reserve(session, other, tight)
    with pinned(NOON + timedelta(days=1)):
        reserve(session, one, tight)


@pytest.mark.parametrize("budgets", [Budgets(Decimal(0), Decimal(5)), Budgets(Decimal(5), Decimal(0))])
def test_a_budget_of_nothing_sends_nothing(session: Session, budgets: Budgets) -> None:
    user_id, assessment_id = assessment_of(session)

    with pytest.raises(OverBudget):
        spending.reserve(
            session, user_id=user_id, assessment_id=assessment_id, engine="x", worst_usd=Decimal(0), budgets=budgets
        )


def test_20_threads_on_a_budget_for_five_get_exactly_five(engine: Engine) -> None:
    with transaction() as tx:
        waiting = [assessment_of(tx) for _ in range(20)]
    budgets = Budgets(5 * WORST, Decimal(5))

    def try_to_reserve(whose: tuple[int, int]) -> bool:
        try:
            with transaction() as tx:
                reserve(tx, whose, budgets)
        except OverBudget:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(try_to_reserve, waiting))

    assert sum(granted) == 5
