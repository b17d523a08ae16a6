"""The tables of schema `rollup`, through the functions and views of sql/rollups/."""

from sqlalchemy import func, select, table, text
from sqlalchemy.orm import Session

NAMES = ("user_performance", "task_difficulty", "subscription", "revenue")
COPIED = (
    "mrr_by_month",
    "churn_by_month",
    "retention_cohorts",
    "cash_by_month",
    "payments_by_outcome",
    "credits_by_month",
    "sign_up_funnel",
    "engine_cost_by_month",
    "band_gain_by_practice",
    "band_gain_by_language",
    "criterion_profile",
    "writing_pace",
    "renewals_by_learning",
    "learners_by_band",
)


def refresh(session: Session) -> None:
    """Copy the slow views and the movements of MRR, however long it takes."""
    session.execute(text("set local statement_timeout = 0"))
    session.execute(text("select pg_advisory_xact_lock(hashtext('rollup.refresh'))"))
    for name in COPIED:
        session.execute(text("select rollup.refresh(:name)"), {"name": name})
    session.execute(text("select rollup.refresh_mrr_movements()"))


def stale(session: Session) -> dict[str, int]:
    """Rows of a copy that differ from its view now, by view."""
    count = text("select rollup.stale_rows(:name)")
    return {name: int(session.scalar(count, {"name": name}) or 0) for name in COPIED}


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
