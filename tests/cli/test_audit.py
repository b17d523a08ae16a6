"""`audit`: every rule in JSON, exit code 1 as soon as one is broken, one line when it cannot look."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from core import audit, database
from core.cli.__main__ import main
from db.session import SessionFactory
from tests import databases
from tests.factories.practice import make_submission


def test_the_command_prints_every_rule_and_exits_0(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--json"]) == 0

    report = json.loads(capsys.readouterr().out)
    assert list(report) == [rule.name for rule in audit.rules()]
    assert all(found["rows"] == [] and found["what"] for found in report.values())


def test_the_command_prints_the_rows_and_exits_1(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    draft = make_submission(session, deadline_at=datetime.now(UTC) - timedelta(minutes=11))
    session.commit()

    assert main(["audit", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [row["submission_id"] for row in report["A10"]["rows"]] == [draft.id]

    assert main(["audit"]) == 1
    assert f"A10 BROKEN  No draft is open ten minutes after its deadline. Not so: submission_id {draft.id}" in (
        capsys.readouterr().out
    )


def test_a_database_without_the_schema_is_refused_in_one_line(
    database_server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with databases.empty(database_server) as url:
        monkeypatch.setattr(database, "resolve_url", lambda: url)

        assert main(["audit", "--json"]) == 1

        SessionFactory.kw["bind"].dispose()
        SessionFactory.configure(bind=None)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "The database is not up to date: start the platform once (make run), then try again.\n"
