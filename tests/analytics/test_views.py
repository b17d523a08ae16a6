"""The generic reader, and the document made from the comments."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from analytics import (
    revenue_analytics,
    subscription_analytics,
    task_difficulty_analysis,
    user_performance_summary,
    views,
)
from analytics.metrics import as_markdown

ROOT = Path(__file__).resolve().parents[2]
READERS = (revenue_analytics, subscription_analytics, task_difficulty_analysis, user_performance_summary)


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
    assert tuple(said) == reader.COLUMNS
    assert all(said.values())
    assert views.description(session, reader.NAME)


def test_the_document_of_metrics_is_current(session: Session) -> None:
    written = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert written == as_markdown(session), "run: python -m core.cli write_metrics"
