"""POST /api/drafts/{id}: each answer the editor can get."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from core.practice.drafts import MAX_SECONDS_A_SAVE
from db.models.practice import Submission, SubmissionStatus
from db.session import SessionFactory
from tests.factories.accounts import make_user
from tests.factories.practice import make_submission
from tests.web.conftest import sign_in


@pytest.fixture
def draft(session: Session, learner_id: int) -> Submission:
    """An open draft of the signed-in learner, never saved by the editor."""
    made = make_submission(session, user_id=learner_id, content="One two.", revision=0)
    session.commit()
    return made


def path_of(draft: Submission) -> str:
    return f"/api/drafts/{draft.id}"


def stored(session: Session, draft: Submission) -> tuple[str, int, int]:
    session.expire_all()
    row = session.get_one(Submission, draft.id)
    return row.content, row.revision, row.time_spent_seconds or 0


def test_a_save_answers_with_the_new_revision(signed_in: TestClient, session: Session, draft: Submission) -> None:
    answer = signed_in.post(path_of(draft), json={"text": "One two three.", "revision": 0, "active_seconds": 7})

    assert answer.status_code == 200
    body = answer.json()
    assert (body["revision"], body["words"]) == (1, 3)
    assert datetime.fromisoformat(body["saved_at"]).astimezone(UTC).year >= 2026
    assert stored(session, draft) == ("One two three.", 1, 7)
    assert answer.headers["cache-control"] == "no-store"


def test_writing_time_adds_up_and_a_sleeping_laptop_does_not_write(
    signed_in: TestClient, session: Session, draft: Submission
) -> None:
    signed_in.post(path_of(draft), json={"text": "a", "revision": 0, "active_seconds": 10})
    signed_in.post(path_of(draft), json={"text": "b", "revision": 1, "active_seconds": 90_000})

    assert stored(session, draft)[2] == 10 + MAX_SECONDS_A_SAVE


def test_a_second_save_from_the_same_revision_is_stale(
    signed_in: TestClient, session: Session, draft: Submission
) -> None:
    first = signed_in.post(path_of(draft), json={"text": "First tab.", "revision": 0})
    second = signed_in.post(path_of(draft), json={"text": "Second tab.", "revision": 0})

    assert (first.status_code, second.status_code) == (200, 409)
    assert (second.json()["revision"], second.json()["text"]) == (1, "First tab.")
    assert stored(session, draft)[0] == "First tab."


def test_signed_out(client: TestClient, session: Session, draft: Submission) -> None:
    answer = client.post(path_of(draft), json={"text": "Mine.", "revision": 0})

    assert answer.status_code == 401
    assert "signed out" in answer.json()["error"]
    assert stored(session, draft)[0] == "One two."


def test_an_ended_session_cannot_save(signed_in: TestClient, draft: Submission) -> None:
    assert signed_in.post("/session/end").status_code == 204

    assert signed_in.post(path_of(draft), json={"text": "Mine.", "revision": 0}).status_code == 401


def test_somebody_elses_draft_does_not_exist(client: TestClient, session: Session, draft: Submission) -> None:
    other = make_user(session)
    session.commit()
    sign_in(client, session, other.id)

    answer = client.post(path_of(draft), json={"text": "Stolen.", "revision": 0})

    assert answer.status_code == 404
    assert "One two." not in answer.text
    assert stored(session, draft)[0] == "One two."


@pytest.mark.parametrize("draft_id", ["999999999", "9223372036854775808", "1" * 40])
def test_no_such_draft(signed_in: TestClient, draft_id: str) -> None:
    answer = signed_in.post(f"/api/drafts/{draft_id}", json={"text": "x", "revision": 0})

    assert answer.status_code == 404
    assert answer.json()["error"]


def test_what_was_handed_in_stays_as_it_is(signed_in: TestClient, session: Session, learner_id: int) -> None:
    handed_in = make_submission(session, user_id=learner_id, status=SubmissionStatus.submitted)
    session.commit()

    answer = signed_in.post(path_of(handed_in), json={"text": "Later.", "revision": handed_in.revision})

    assert answer.status_code == 410
    assert "handed in" in answer.json()["error"]


@pytest.mark.parametrize("words", [1_999, 2_000])
def test_up_to_two_thousand_words(signed_in: TestClient, draft: Submission, words: int) -> None:
    answer = signed_in.post(path_of(draft), json={"text": "word " * words, "revision": 0})

    assert (answer.status_code, answer.json()["words"]) == (200, words)


@pytest.mark.parametrize("text", ["word " * 2_001, "x" * 100_000, "x" * 1_000_000, "é" * 3_000_000])
def test_too_long_is_refused_in_words(signed_in: TestClient, session: Session, draft: Submission, text: str) -> None:
    answer = signed_in.post(path_of(draft), json={"text": text, "revision": 0})

    assert answer.status_code == 413
    assert "2,000 words" in answer.json()["error"]
    assert stored(session, draft)[0] == "One two."


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\x00b", "ab"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("cafe\u0301", "café"),
        ("ok \ud83d end", "ok  end"),
        ("\U0001f3d9 city", "\U0001f3d9 city"),
        ("هذا نص", "هذا نص"),
        ("我喜欢写作", "我喜欢写作"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_any_text_can_be_kept(signed_in: TestClient, session: Session, draft: Submission, sent: str, kept: str) -> None:
    answer = signed_in.post(path_of(draft), content=json.dumps({"text": sent, "revision": 0}))

    assert answer.status_code == 200
    assert stored(session, draft)[0] == kept


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 50_000,
        b"{}",
        b'{"text": "x"}',
        b'{"revision": 0}',
        b'{"text": 1, "revision": 0}',
        b'{"text": null, "revision": 0}',
        b'{"text": "x", "revision": "0"}',
        b'{"text": "x", "revision": true}',
        b'{"text": "x", "revision": -1}',
        b'{"text": "x", "revision": 1e3}',
        b'{"text": "x", "revision": 99999999999999999999}',
        b'{"text": "x", "revision": 0, "active_seconds": -5}',
        b'{"text": "x", "revision": 0, "active_seconds": "9"}',
        b'{"text": "x", "revision": 0, "active_seconds": NaN}',
    ],
)
def test_malformed_requests(signed_in: TestClient, session: Session, draft: Submission, body: bytes) -> None:
    answer = signed_in.post(path_of(draft), content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")
    assert stored(session, draft) == ("One two.", 0, 0)


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://127.0.0.1:9999", "http://localhost:8501", "https://127.0.0.1:8501", "http://evil.example"],
)
def test_foreign_origins(signed_in: TestClient, session: Session, draft: Submission, origin: str | None) -> None:
    del signed_in.headers["origin"]
    headers = {} if origin is None else {"origin": origin}

    answer = signed_in.post(path_of(draft), json={"text": "Foreign.", "revision": 0}, headers=headers)

    assert answer.status_code == 403
    assert stored(session, draft)[0] == "One two."


def test_the_database_away(signed_in: TestClient, session: Session, draft: Submission) -> None:
    bound = SessionFactory.kw["bind"]
    SessionFactory.configure(bind=create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none"))
    try:
        answer = signed_in.post(path_of(draft), json={"text": "Kept here.", "revision": 0})
    finally:
        SessionFactory.configure(bind=bound)

    assert answer.status_code == 503
    assert "Nothing was changed" in answer.json()["error"]


def test_one_transaction_and_two_statements(signed_in: TestClient, session: Session, draft: Submission) -> None:
    seen: list[str] = []
    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", lambda *arguments: seen.append(arguments[2]))

    signed_in.post(path_of(draft), json={"text": "Fast.", "revision": 0})

    work = [statement for statement in seen if not statement.upper().startswith(("SAVEPOINT", "RELEASE"))]
    assert len(work) == 2, work


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "\u0661", str(2**63), "9" * 19, "9" * 30, "9" * 5_000])
def test_no_number_in_the_address_is_a_fault(signed_in: TestClient, number: str) -> None:
    answer = signed_in.post(f"/api/drafts/{number}", json={"text": "a", "revision": 0})

    assert answer.status_code == 404
    assert "We cannot find this essay" in answer.json()["error"]
