"""Rows of what outside models cost."""

from datetime import date
from decimal import Decimal

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.models.platform import EngineCost, EngineCostState


def lock_day(session: Session, day: date) -> None:
    """Wait until nobody else reserves money for this day; held until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"enginecost {day}", 0))))


def spent_and_held_usd(session: Session, *, day: date, user_id: int | None = None) -> Decimal:
    """What the day has cost so far with what is held for running calls: of everybody, or of one person."""
    held = case(
        (EngineCost.state == EngineCostState.settled, EngineCost.cost_usd),
        (EngineCost.state == EngineCostState.reserved, EngineCost.reserved_usd),
        else_=0,
    )
    query = select(func.coalesce(func.sum(held), 0)).where(EngineCost.day == day)
    if user_id is not None:
        query = query.where(EngineCost.user_id == user_id)
    return Decimal(session.scalar(query) or 0)


def hold_for_update(session: Session, *, cost_id: int) -> EngineCost | None:
    """The row of a call that is not booked yet, locked."""
    return session.scalar(
        select(EngineCost)
        .where(EngineCost.id == cost_id, EngineCost.state == EngineCostState.reserved)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
