"""The session cookie: given once for a ticket, readable by no script, taken back for good."""

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from core.accounts import sessions


def ticket_for(session: Session, user_id: int, *, stay: bool = False) -> str:
    ticket = sessions.issue_ticket(session, user_id=user_id, stay_signed_in=stay)
    session.commit()
    return ticket


def test_a_ticket_becomes_a_cookie_that_no_script_reads(client: TestClient, session: Session, learner_id: int) -> None:
    answer = client.post("/session/open", json={"ticket": ticket_for(session, learner_id)})

    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("ielts_session=")
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert "max-age" not in cookie and "secure" not in cookie
    actor = sessions.find_actor(session, client.cookies["ielts_session"])
    assert actor is not None and actor.user_id == learner_id


def test_staying_signed_in_outlives_the_browser(client: TestClient, session: Session, learner_id: int) -> None:
    answer = client.post("/session/open", json={"ticket": ticket_for(session, learner_id, stay=True)})

    assert f"max-age={30 * 86_400}" in answer.headers["set-cookie"].lower()


def test_behind_tls_the_cookie_is_secure(
    client: TestClient, session: Session, learner_id: int, public_origin: str
) -> None:
    ticket = ticket_for(session, learner_id)

    answer = client.post("/session/open", json={"ticket": ticket}, headers={"origin": public_origin})

    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-ielts_session=")
    assert "Secure" in cookie and "Domain" not in cookie
    assert answer.headers["strict-transport-security"]


def test_a_ticket_is_good_once(client: TestClient, session: Session, learner_id: int) -> None:
    ticket = ticket_for(session, learner_id)

    first = client.post("/session/open", json={"ticket": ticket})
    second = client.post("/session/open", json={"ticket": ticket})

    assert (first.status_code, second.status_code) == (204, 403)
    assert "set-cookie" not in second.headers
    assert second.json()["error"].endswith(".")


@pytest.mark.parametrize("body", [{}, {"ticket": ""}, {"ticket": "guess"}, {"ticket": 7}, {"ticket": "x" * 3_000}])
def test_a_guess_opens_nothing(client: TestClient, body: dict[str, object]) -> None:
    answer = client.post("/session/open", json=body)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("body", [b"", b"ticket", b"[]", b"\xff"])
def test_malformed_tickets(client: TestClient, body: bytes) -> None:
    assert client.post("/session/open", content=body).status_code == 422


def test_signing_in_again_ends_the_session_before(signed_in: TestClient, session: Session, learner_id: int) -> None:
    before = signed_in.cookies["ielts_session"]

    signed_in.post("/session/open", json={"ticket": ticket_for(session, learner_id)})

    assert sessions.find_actor(session, before) is None


def test_signing_out_ends_the_row_and_takes_the_cookie(signed_in: TestClient, session: Session) -> None:
    token = signed_in.cookies["ielts_session"]

    answer = signed_in.post("/session/end")

    assert answer.status_code == 204
    assert 'ielts_session="";' in answer.headers["set-cookie"]
    assert sessions.find_actor(session, token) is None


def test_signing_out_twice_is_no_error(client: TestClient) -> None:
    assert client.post("/session/end").status_code == 204


@pytest.mark.parametrize("path", ["/session/open", "/session/end"])
def test_no_other_site_signs_anybody_in_or_out(signed_in: TestClient, session: Session, path: str) -> None:
    token = signed_in.cookies["ielts_session"]

    answer = signed_in.post(path, json={}, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403
    assert sessions.find_actor(session, token) is not None
