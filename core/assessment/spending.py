"""Money for outside models: the worst price is held before a call, the real one booked after it.

A hold that nobody books (its worker died in the middle of a call) counts at its worst price until the day ends:
the money may have been spent.
"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from core.assessment.engines.base import EngineOutage
from core.assessment.types import Usage
from core.clock import utc_now
from core.config import Settings
from db.models.platform import EngineCost, EngineCostState
from db.repositories import engine_costs


class OverBudget(EngineOutage):
    """The next call could cost more than is left of today's budget; nothing was sent."""

    sentence = "Today's budget for the outside model is used up (OPENAI_DAILY_BUDGET_USD)."


class PersonOverBudget(OverBudget):
    """The same for one person."""

    sentence = "Today's budget of this person for the outside model is used up (OPENAI_USER_DAILY_BUDGET_USD)."


@dataclass(frozen=True)
class Budgets:
    """The most that one UTC day may cost, in US dollars."""

    day_usd: Decimal
    person_day_usd: Decimal


def budgets_of(settings: Settings) -> Budgets:
    """The budgets that the operator has set."""
    return Budgets(settings.openai_daily_budget_usd, settings.openai_user_daily_budget_usd)


def reserve(
    session: Session, *, user_id: int, assessment_id: int, engine: str, worst_usd: Decimal, budgets: Budgets
) -> int:
    """Hold the worst price of one assessment; the id to book it by.

    Whoever reserves for the same day waits for the others, so that two calls cannot share what is left for one.

    Raises:
        OverBudget: It could cost more than is left for everybody.
        PersonOverBudget: It could cost more than is left for this person.
    """
    day = utc_now().date()
    engine_costs.lock_day(session, day)
    if budgets.day_usd <= 0 or engine_costs.spent_and_held_usd(session, day=day) + worst_usd > budgets.day_usd:
        raise OverBudget
    persons = engine_costs.spent_and_held_usd(session, day=day, user_id=user_id)
    if budgets.person_day_usd <= 0 or persons + worst_usd > budgets.person_day_usd:
        raise PersonOverBudget
    hold = EngineCost(
        user_id=user_id,
        assessment_id=assessment_id,
        engine=engine,
        day=day,
        state=EngineCostState.reserved,
        reserved_usd=worst_usd,
    )
    session.add(hold)
    session.flush()
    return hold.id


def book(session: Session, *, cost_id: int, usage: Usage | None) -> None:
    """Turn a hold into what was really used; without any use it is given back. A second booking changes nothing."""
    hold = engine_costs.hold_for_update(session, cost_id=cost_id)
    if hold is None:
        return
    if usage is None or usage.tries == 0:
        hold.state = EngineCostState.released
    else:
        hold.state, hold.cost_usd = EngineCostState.settled, usage.cost_usd
        hold.input_tokens, hold.cached_tokens = usage.input_tokens, usage.cached_tokens
        hold.output_tokens, hold.tries = usage.output_tokens, usage.tries
    session.flush()
