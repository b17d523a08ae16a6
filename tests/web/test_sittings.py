"""GET /api/sittings/{code}: the clock that the browser asks."""

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from core.actor import Actor
from core.practice import sittings
from core.practice.types import Sitting
from tests.factories.actors import make_learner
from tests.factories.sittings import begin, make_candidate, move_deadline
from tests.web.conftest import sign_in


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_candidate(session)


@pytest.fixture
def sitting(client: TestClient, session: Session, learner: Actor) -> Sitting:
    """A mock test that has just begun, its person signed in."""
    begun = begin(session, learner)
    sign_in(client, session, learner.user_id)
    return begun


def test_it_says_how_many_seconds_are_left(client: TestClient, sitting: Sitting) -> None:
    answer = client.get(f"/api/sittings/{sitting.code}")

    assert answer.status_code == 200
    assert answer.json()["is_open"] is True
    assert 3_590 < answer.json()["seconds_left"] <= 3_600
    assert answer.headers["cache-control"] == "no-store"


def test_after_the_end_it_says_zero(client: TestClient, session: Session, learner: Actor, sitting: Sitting) -> None:
    sittings.finish(session, learner, code=sitting.code)
    session.commit()

    answer = client.get(f"/api/sittings/{sitting.code}").json()

    assert answer["is_open"] is False


def test_a_stranger_and_a_visitor_learn_nothing(client: TestClient, session: Session, sitting: Sitting) -> None:
    client.cookies.clear()
    assert client.get(f"/api/sittings/{sitting.code}").status_code == 401

    sign_in(client, session, make_learner(session).user_id)
    assert client.get(f"/api/sittings/{sitting.code}").status_code == 404


@pytest.mark.parametrize("code", ["x", "%00", "mock-1%27--", "9" * 400])
def test_what_is_no_code_is_not_found(client: TestClient, sitting: Sitting, code: str) -> None:
    answer = client.get(f"/api/sittings/{code}")

    assert answer.status_code == 404
    assert "cannot find this test" in answer.json()["error"]


def test_a_save_after_the_end_is_told_in_a_sentence(client: TestClient, session: Session, sitting: Sitting) -> None:
    path = f"/api/drafts/{sitting.parts[0].submission_id}"
    saved = client.post(path, json={"text": "In time.", "revision": 0})
    move_deadline(session, sitting.code, seconds_ago=31)
    session.commit()
    late = client.post(path, json={"text": "Late.", "revision": 1})

    assert (saved.status_code, late.status_code) == (200, 410)
    assert "The time is over" in late.json()["error"]
