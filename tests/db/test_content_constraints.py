"""What the tables of the content refuse."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models.content import ModelAnswer
from tests.factories.accounts import make_user
from tests.factories.content import make_model_answer, make_report, make_task


def _report(session: Session, **values: object) -> object:
    return make_report(session, make_user(session).id, make_task(session).id, **values)


def _model(session: Session, **values: object) -> object:
    return make_model_answer(session, make_task(session).id, **values)


def _twice(session: Session) -> object:
    first = make_report(session, make_user(session).id, make_task(session).id)
    return make_report(session, first.user_id, first.task_id)


def _two_of_one_band(session: Session) -> object:
    return make_model_answer(session, make_model_answer(session, make_task(session).id).task_id)


REFUSED: dict[str, tuple[str, Callable[[Session], object]]] = {
    "a second report of the same task": ("content_taskreport_once", _twice),
    "a reason that we do not know": ("content_taskreport_reason_check", lambda s: _report(s, reason="boring")),
    "a long story": ("check_report_length", lambda s: _report(s, comment="x" * 1001)),
    "an answer without its date": ("check_report_answer", lambda s: _report(s, state="answered")),
    "an open report with an answer": ("check_report_answer", lambda s: _report(s, answered_at=datetime.now(UTC))),
    "a band between our four": ("content_modelanswer_band_check", lambda s: _model(s, band=Decimal("7.0"))),
    "two models of a band": ("content_modelanswer_task_id_band_key", _two_of_one_band),
    "a model that nobody read": ("check_modelanswer_shown", lambda s: _model(s, read_band=None)),
    "a model that the engine sees elsewhere": (
        "check_modelanswer_shown",
        lambda s: _model(s, engine_band=Decimal("6.5")),
    ),
}


@pytest.mark.parametrize(("rule", "plant"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(rule: str, plant: Callable[[Session], object], session: Session) -> None:
    with pytest.raises(IntegrityError, match=rule):
        plant(session)


def test_models_go_with_their_task(session: Session) -> None:
    task = make_task(session)
    make_model_answer(session, task.id)
    session.delete(task)
    session.flush()

    assert session.scalar(select(func.count()).select_from(ModelAnswer)) == 0


def test_the_extension_is_there_where_the_server_has_it(session: Session) -> None:
    offered = session.scalar(text("select count(*) from pg_available_extensions where name = 'pg_trgm'"))

    assert session.scalar(text("select count(*) from pg_extension where extname = 'pg_trgm'")) == offered
