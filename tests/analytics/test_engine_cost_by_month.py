"""What reading essays costs: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import (
    engine_cost_by_month,
)
from core.operations import rollups
from db.scope import Scope
from tests.analytics.book import day
from tests.factories.assessment import make_assessment


def rows(session: Session, reader) -> list[dict]:
    rollups.refresh(session)
    frame = reader.read(session, Scope.all())
    assert reader.chart(frame).data, "it is drawn"
    return frame.to_dict("records")


def test_results_cost_nothing_on_this_computer(session: Session) -> None:
    make_assessment(session, created_at=day(2, 28))
    [february] = rows(session, engine_cost_by_month)
    assert (february["month"].month, february["essays"], february["cost_usd"]) == (2, 1, 0)
