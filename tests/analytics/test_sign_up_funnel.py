"""From the account to the first payment: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import (
    sign_up_funnel,
)
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day, pay_term
from tests.factories.accounts import make_user
from tests.factories.billing import make_plan
from tests.factories.practice import make_submission


def rows(session: Session, reader) -> list[dict]:
    rollups.refresh(session)
    frame = reader.read(session, Scope.all())
    assert reader.chart(frame).data, "it is drawn"
    return frame.to_dict("records")


def test_the_funnel_counts_people_once_and_leaves_staff_out(session: Session) -> None:
    writer, payer = (make_user(session, date_joined=day(1, 31)) for _ in range(2))
    make_user(session, date_joined=day(1), is_staff=True)
    for _ in range(3):
        make_submission(session, writer, status="assessed")
    make_submission(session, payer)
    for month in (2, 3):
        pay_term(session, payer, make_plan(session, price_usd=19), day(month))
    [january] = [row for row in rows(session, sign_up_funnel) if row["month"].month == 1]
    assert (january["registered"], january["first_essay"], january["third_essay"], january["paid"]) == (2, 1, 1, 1)
