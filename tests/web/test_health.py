"""GET /healthz: ready, or what is missing."""

from sqlalchemy import create_engine
from sqlalchemy import text as sql
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from db.session import SessionFactory


def test_without_a_worker(client: TestClient) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"ok": False, "missing": ["worker"]})


def test_ready(client: TestClient, session: Session) -> None:
    session.execute(sql("insert into procrastinate_workers (last_heartbeat) values (now())"))
    session.commit()

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ok": True, "missing": []})


def test_a_worker_that_fell_silent_does_not_count(client: TestClient, session: Session) -> None:
    session.execute(sql("insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')"))
    session.commit()

    assert client.get("/healthz").json()["missing"] == ["worker"]


def test_an_older_schema(client: TestClient, session: Session) -> None:
    session.execute(sql("update alembic_version set version_num = '0000_before'"))
    session.commit()

    assert client.get("/healthz").json() == {"ok": False, "missing": ["migrations"]}


def test_an_empty_database(client: TestClient, session: Session) -> None:
    session.execute(sql("drop table alembic_version"))
    session.commit()

    assert client.get("/healthz").json() == {"ok": False, "missing": ["migrations"]}


def test_the_database_away(client: TestClient) -> None:
    bound = SessionFactory.kw["bind"]
    SessionFactory.configure(bind=create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none"))
    try:
        answer = client.get("/healthz")
    finally:
        SessionFactory.configure(bind=bound)

    assert (answer.status_code, answer.json()) == (503, {"ok": False, "missing": ["database"]})
