"""The one rule for a task's band, written twice: in Python for the engine, in SQL for the audit."""

from decimal import Decimal
from itertools import product

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.assessment.bands import task_band


def test_python_and_sql_agree_on_every_combination(session: Session) -> None:
    bands = ", ".join(f"generate_series(1, 9) as {name}" for name in ("ta", "cc", "lr", "gr"))
    rows = session.execute(text(f"select ta, cc, lr, gr, writing_task_band(ta, cc, lr, gr) from {bands}"))
    in_sql = {tuple(row[:4]): row[4] for row in rows}

    assert len(in_sql) == 9**4
    assert in_sql == {
        criteria: task_band([Decimal(one) for one in criteria]) for criteria in product(range(1, 10), repeat=4)
    }


def test_ties_go_up(session: Session) -> None:
    assert session.scalar(text("select writing_task_band(6, 6, 6, 7)")) == Decimal("6.5")
    assert session.scalar(text("select writing_task_band(6, 7, 7, 7)")) == Decimal("7.0")
