"""POST /api/comments/{id}/votes: each answer that the annotated essay can get."""

import json

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from core.assessment.comment_votes import Vote, votes_of
from core.assessment.errors import CommentNotFound
from core.practice.errors import SubmissionNotFound
from db.models.accounts import User
from db.models.practice import Submission
from db.session import SessionFactory
from tests.factories.actors import actor_of, make_learner
from tests.factories.full_results import REPORT, report_result
from tests.pages.learner.steps import hand_in
from tests.web.conftest import sign_in
from web.middleware import LARGEST_VOTE_BYTES

RESULT = report_result()
KEY = RESULT.comments[0].key


@pytest.fixture
def essay(client: TestClient, session: Session) -> tuple[int, str]:
    """The signed-in learner's assessed essay: its id and the address of its votes."""
    learner = make_learner(session)
    submission_id = hand_in(session, learner, result=RESULT, essay=REPORT)
    sign_in(client, session, learner.user_id)
    return submission_id, f"/api/comments/{submission_id}/votes"


def kept(session: Session, submission_id: int) -> dict[str, Vote]:
    session.expire_all()
    owner = session.get_one(User, session.get_one(Submission, submission_id).user_id)
    return dict(votes_of(session, actor_of(owner), submission_id=submission_id))


@pytest.mark.parametrize("vote", ["helped", "wrong"])
def test_a_vote_is_kept_and_taken_back(client: TestClient, session: Session, essay: tuple[int, str], vote: str) -> None:
    submission_id, path = essay

    answer = client.post(path, json={"key": KEY, "vote": vote})
    assert (answer.status_code, answer.content) == (204, b"")
    assert kept(session, submission_id) == {KEY: Vote(vote)}

    assert client.post(path, json={"key": KEY, "vote": None}).status_code == 204
    assert kept(session, submission_id) == {}


def test_signed_out(client: TestClient, session: Session, essay: tuple[int, str]) -> None:
    client.cookies.clear()

    answer = client.post(essay[1], json={"key": KEY, "vote": "wrong"})

    assert answer.status_code == 401
    assert "signed out" in answer.json()["error"]
    assert kept(session, essay[0]) == {}


def test_somebody_elses_essay_does_not_exist(client: TestClient, session: Session, essay: tuple[int, str]) -> None:
    sign_in(client, session, make_learner(session).user_id)

    answer = client.post(essay[1], json={"key": KEY, "vote": "wrong"})

    assert (answer.status_code, answer.json()["error"]) == (404, SubmissionNotFound.sentence)
    assert kept(session, essay[0]) == {}


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "\u0661", str(2**63), "9" * 30, "9" * 5_000])
def test_no_such_essay(client: TestClient, essay: tuple[int, str], number: str) -> None:
    answer = client.post(f"/api/comments/{number}/votes", json={"key": KEY, "vote": "wrong"})

    assert (answer.status_code, answer.json()["error"]) == (404, SubmissionNotFound.sentence)


def test_no_such_comment(client: TestClient, essay: tuple[int, str]) -> None:
    answer = client.post(essay[1], json={"key": "0-1-nothing", "vote": "wrong"})

    assert (answer.status_code, answer.json()["error"]) == (404, CommentNotFound.sentence)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"\xff\xfe", b"{}", b'{"key": "a"}', b'{"vote": "wrong"}',
        b'{"key": 1, "vote": "wrong"}', b'{"key": "", "vote": "wrong"}', b'{"key": "a\\u0000", "vote": "wrong"}',
        b'{"key": "a", "vote": "no"}', b'{"key": "a", "vote": true}', b'{"key": "a", "vote": ["wrong"]}',
        b'{"key": "a", "vote": ""}', b'{"key": "a", "vote": "WRONG"}',
        json.dumps({"key": "a" * 61, "vote": "wrong"}).encode(), b"[" * 4_000,
    ],
)  # fmt: skip
def test_malformed_requests(client: TestClient, session: Session, essay: tuple[int, str], body: bytes) -> None:
    answer = client.post(essay[1], content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")
    assert kept(session, essay[0]) == {}


def test_too_large(client: TestClient, essay: tuple[int, str]) -> None:
    answer = client.post(essay[1], json={"key": KEY, "vote": "wrong", "more": "x" * LARGEST_VOTE_BYTES})

    assert answer.status_code == 413


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://localhost:8501"])
def test_foreign_origins(client: TestClient, session: Session, essay: tuple[int, str], origin: str | None) -> None:
    del client.headers["origin"]

    answer = client.post(essay[1], json={"key": KEY, "vote": "wrong"}, headers={"origin": origin} if origin else {})

    assert answer.status_code == 403
    assert kept(session, essay[0]) == {}


def test_the_database_away(client: TestClient, essay: tuple[int, str]) -> None:
    bound = SessionFactory.kw["bind"]
    SessionFactory.configure(bind=create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none"))
    try:
        answer = client.post(essay[1], json={"key": KEY, "vote": "wrong"})
    finally:
        SessionFactory.configure(bind=bound)

    assert answer.status_code == 503
    assert answer.json()["error"]
