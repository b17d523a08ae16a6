"""The generic reader, and the document made from the comments."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from analytics import (
    band_gain_by_language,
    band_gain_by_practice,
    cash_by_month,
    churn_by_month,
    credits_by_month,
    criterion_profile,
    engine_cost_by_month,
    essay_results,
    learners_by_band,
    mrr_by_month,
    payments_by_outcome,
    renewals_by_learning,
    retention_cohorts,
    revenue_analytics,
    sign_up_funnel,
    subscription_analytics,
    task_difficulty_analysis,
    user_performance_summary,
    views,
    writing_pace,
)
from analytics.metrics import as_markdown
from db.scope import Scope

ROOT = Path(__file__).resolve().parents[2]
READERS = (
    band_gain_by_language,
    band_gain_by_practice,
    cash_by_month,
    churn_by_month,
    credits_by_month,
    criterion_profile,
    engine_cost_by_month,
    essay_results,
    learners_by_band,
    mrr_by_month,
    payments_by_outcome,
    renewals_by_learning,
    retention_cohorts,
    revenue_analytics,
    sign_up_funnel,
    subscription_analytics,
    task_difficulty_analysis,
    user_performance_summary,
    writing_pace,
)
# The specification's name for what score_stddev says too; a root the fewer in each row.
TWICE = {"task_difficulty_analysis": {"score_variance"}}
NEWER = [reader for reader in READERS if hasattr(reader, "TYPES")]


def test_a_name_off_the_list_is_never_read(session: Session) -> None:
    with pytest.raises(KeyError):
        views.read_view(session, "accounts_customuser", ("password",))
    with pytest.raises(KeyError):
        views.definitions(session, "accounts_customuser")


def test_every_view_on_the_list_has_its_file_and_its_reader() -> None:
    assert {reader.NAME for reader in READERS} == set(views.SCHEMAS)
    for name in views.SCHEMAS:
        assert (ROOT / "sql" / "views" / f"{name}.sql").is_file()


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.NAME)
def test_a_reader_knows_every_column_and_every_column_has_a_meaning(session: Session, reader) -> None:
    said = views.definitions(session, reader.NAME)
    assert tuple(name for name in said if name not in TWICE.get(reader.NAME, ())) == reader.COLUMNS
    assert all(said.values())
    assert views.description(session, reader.NAME)


def test_the_document_of_metrics_is_current(session: Session) -> None:
    written = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert written == as_markdown(session), "run: python -m core.cli write_metrics"


@pytest.mark.parametrize("reader", NEWER, ids=lambda reader: reader.NAME)
def test_an_empty_book_is_said_in_words_and_a_narrow_scope_sees_nothing(session: Session, reader) -> None:
    for scope in (Scope.all(), Scope.self(1)):
        frame = reader.read(session, scope)
        assert tuple(frame.columns) == reader.COLUMNS and frame.empty
        assert reader.chart(frame).layout.annotations[0].text.endswith((".", "yet."))
