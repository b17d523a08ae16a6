"""The HTTP edge without Streamlit behind it: our middleware and routes, called as a browser would."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from core import config
from core.accounts import sessions
from tests.factories.accounts import make_user
from web.middleware import BodyLimit, ClosedDoors, SecurityHeaders, StrictOrigin
from web.routes import ROUTES
from web.upload_door import UploadDoor

ORIGIN = "http://127.0.0.1:8501"


@pytest.fixture
def client(session: Session) -> Iterator[TestClient]:
    """A browser on our own page; what it does is undone after the test."""
    layers = (SecurityHeaders, ClosedDoors, StrictOrigin, UploadDoor, BodyLimit)  # as in app.py
    edge = [Middleware(layer) for layer in layers]
    anything = Route("/{path:path}", lambda _request: PlainTextResponse("page"), methods=["GET", "POST", "PUT"])
    with TestClient(Starlette(routes=[*ROUTES, anything], middleware=edge), base_url=ORIGIN) as opened:
        opened.headers["origin"] = ORIGIN
        yield opened


@pytest.fixture
def learner_id(session: Session) -> int:
    """A learner."""
    user_id = make_user(session).id
    session.commit()
    return user_id


@pytest.fixture
def signed_in(client: TestClient, session: Session, learner_id: int) -> TestClient:
    """The browser, with the learner's session in its cookie."""
    sign_in(client, session, learner_id)
    return client


def sign_in(client: TestClient, session: Session, user_id: int) -> str:
    """Put a real session of this person into the browser; its token."""
    token = sessions.open_session(session, ticket=sessions.issue_ticket(session, user_id=user_id)).token
    session.commit()
    client.cookies.clear()
    client.cookies.set(sessions.cookie_name(), token)
    return token


@pytest.fixture
def public_origin(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server behind TLS under its public name."""
    monkeypatch.setitem(os.environ, "PUBLIC_ORIGIN", "https://writing.example.org")
    config.settings.cache_clear()
    yield "https://writing.example.org"
    monkeypatch.undo()
    config.settings.cache_clear()
