"""The script in front of Streamlit's, and what it says to whom."""

import httpx
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from core.accounts import sessions
from db.models.accounts import Theme
from db.repositories import accounts
from tests.live import LiveServer

PAGE = {"accept": "text/html,application/xhtml+xml"}


def test_every_page_opens_with_it_and_is_never_kept_without(live_server: LiveServer) -> None:
    for path in ("/", "/account", "/nowhere"):
        answer = httpx.get(live_server.url + path, headers=PAGE | {"if-none-match": "*", "accept-encoding": "br"})
        assert answer.status_code == 200
        assert answer.text.count('<script src="/appearance.js"></script>') == 1
        assert answer.text.index("/appearance.js") < answer.text.index("/static/js/")
        assert "etag" not in answer.headers


def test_other_answers_are_left_alone(live_server: LiveServer) -> None:
    assert httpx.get(f"{live_server.url}/healthz", headers=PAGE).status_code == 200
    assert "/appearance.js" not in httpx.get(f"{live_server.url}/", headers={"accept": "*/*"}).text


def test_a_visitor_and_a_stranger_get_a_script_that_changes_nothing(live_server: LiveServer) -> None:
    for cookies in ({}, {sessions.cookie_name(): "x" * 43}):
        answer = httpx.get(f"{live_server.url}/appearance.js", cookies=cookies)
        assert answer.text.rstrip().endswith("})({})")
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "no-store"


def test_a_person_gets_their_choice(client: TestClient, session: Session, learner_id: int) -> None:
    token = sessions.open_session(session, ticket=sessions.issue_ticket(session, user_id=learner_id)).token
    accounts.add_preferences(session, user_id=learner_id)
    row = accounts.find_preferences(session, user_id=learner_id)
    assert row is not None
    row.theme, row.font_size = Theme.dark, "large"
    session.commit()

    answer = client.get("/appearance.js", cookies={sessions.cookie_name(): token})

    assert '({"colours": "Dark", "size": "18.5px"})' in answer.text
