"""Rows of bands in the real test."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.progress import OfficialResult


def find(session: Session, *, user_id: int, test_date: date) -> OfficialResult | None:
    """What somebody said of a test."""
    return session.scalar(
        select(OfficialResult).where(OfficialResult.user_id == user_id, OfficialResult.test_date == test_date)
    )


def save(session: Session, *, user_id: int, test_date: date, band: Decimal | None) -> None:
    """Keep it; a later word about the same test takes its place."""
    values = {"user_id": user_id, "test_date": test_date, "band": band}
    session.execute(
        insert(OfficialResult)
        .values(values)
        .on_conflict_do_update(index_elements=["user_id", "test_date"], set_={"band": band})
    )


def against_estimates(session: Session) -> Sequence[Any]:
    """The real band and the mean of the last four estimates of Task 2 before that test, for those who said it."""
    return session.execute(
        text(
            """
            select o.band, estimate.mean
            from progress_officialresult as o
            join accounts_customuser as u on u.id = o.user_id and u.erased_at is null
            join lateral (
                select avg(l.overall) as mean, count(*) as essays
                from (
                    select r.overall from analytics.essay_results as r
                    where r.user_id = o.user_id and r.task_number = 2 and r.parent_submission_id is null
                      and r.submitted_at < o.test_date
                    order by r.submitted_at desc limit 4
                ) as l
            ) as estimate on estimate.essays >= 2
            where o.band is not null
            order by o.id
            """
        )
    ).all()
