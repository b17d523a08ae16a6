"""Money of the last seven days against the seven before, why people left, and recurring revenue as it stands."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.billing.periods import month_start
from core.clock import utc_now
from core.operations.types import Count
from db.repositories import money_week

SEVEN_DAYS = timedelta(days=7)
MOST_REASONS = 5


@dataclass(frozen=True)
class Dollars:
    """US dollars in the last 7 days, and in the 7 days before."""

    now: Decimal
    before: Decimal


@dataclass(frozen=True)
class Mrr:
    """Monthly recurring revenue net of tax, and what moved it this month; US dollars."""

    usd: Decimal
    customers: int
    new_usd: Decimal
    larger_usd: Decimal
    smaller_usd: Decimal
    left_usd: Decimal
    came_back_usd: Decimal

    @property
    def a_customer_usd(self) -> Decimal | None:
        """MRR over those who pay (ARPU); None where nobody does."""
        return self.usd / self.customers if self.customers else None


@dataclass(frozen=True)
class MoneyWeek:
    """`net` is what came in less tax and what went back. `reasons` are people's own words."""

    net: Dollars
    engine: Dollars
    first_payers: Count
    failed_payments: Count
    cancelled: Count
    wrong_comments: Count
    reasons: tuple[str, ...]
    mrr: Mrr | None


def of_week(session: Session, actor: Actor) -> MoneyWeek:
    """The figures as of now.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return read(session)


def read(session: Session) -> MoneyWeek:
    """The same, for a job."""
    now = utc_now()
    here = money_week.figures(session, since=now - SEVEN_DAYS, until=now)
    before = money_week.figures(session, since=now - 2 * SEVEN_DAYS, until=now - SEVEN_DAYS)
    recurring = money_week.mrr(session, month=month_start(now))
    return MoneyWeek(
        net=Dollars(here.came_in_usd - here.given_back_usd, before.came_in_usd - before.given_back_usd),
        engine=Dollars(here.engine_usd, before.engine_usd),
        first_payers=Count(here.first_payers, before.first_payers),
        failed_payments=Count(here.failed_payments, before.failed_payments),
        cancelled=Count(here.cancelled, before.cancelled),
        wrong_comments=Count(here.wrong_comments, before.wrong_comments),
        reasons=tuple(money_week.reasons(session, since=now - SEVEN_DAYS, limit=MOST_REASONS)),
        mrr=Mrr(
            usd=recurring.mrr_usd,
            customers=recurring.customers,
            new_usd=recurring.new_usd,
            larger_usd=recurring.expansion_usd,
            smaller_usd=recurring.contraction_usd,
            left_usd=recurring.churn_usd,
            came_back_usd=recurring.reactivation_usd,
        )
        if recurring is not None
        else None,
    )
