"""The tables of schema `rollup`, through the functions and views of sql/rollups/."""

from sqlalchemy import func, select, table, text
from sqlalchemy.orm import Session

NAMES = ("user_performance", "task_difficulty", "subscription", "revenue")


def compact(session: Session) -> None:
    """Add up the rows of differences."""
    session.execute(text("select rollup.compact()"))


def rebuild(session: Session) -> None:
    """Count everything anew."""
    session.execute(text("select rollup.rebuild()"))


def differences(session: Session) -> dict[str, int]:
    """Rows that differ from the view, by rollup."""
    found = {}
    for name in NAMES:
        view = table(f"{name}_differences", schema="rollup")
        found[name] = session.scalars(select(func.count()).select_from(view)).one()
    return found


def fill_task_figures(session: Session) -> int:
    """Copy attempts and average band to the tasks whose own figures differ."""
    written = session.execute(
        text(
            """
            update practice_practicetask as tasks
            set usage_count = figures.attempt_count, average_score = round(figures.average_score, 1)
            from rollup.task_difficulty_analysis as figures
            where figures.id = tasks.id
              and (tasks.usage_count, tasks.average_score)
              is distinct from (figures.attempt_count::int, round(figures.average_score, 1))
            returning tasks.id
            """
        )
    )
    return len(written.all())
