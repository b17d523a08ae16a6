"""The doors of the demo on the sign-in page."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core import config
from core.content import loading, seed_files
from tests.pages.driver import components, open_app, texts

SIGN_IN = "pages/public/sign_in.py"
DOORS = ["demo_learner", "demo_tutor", "demo_admin"]


def doors(app) -> list[str]:
    return [button.key for button in app.button if str(button.key).startswith("demo_")]


@pytest.mark.parametrize("door", DOORS)
def test_a_click_makes_the_guests_and_begins_a_session(session: Session, home, door: str) -> None:
    loading.load_topics(session, seeds=seed_files.read_topics())
    loading.load_tasks(session, seeds=seed_files.read_tasks())
    loading.load_plans(session, seeds=seed_files.read_plans())
    session.commit()
    config.settings.cache_clear()
    app = open_app(None, SIGN_IN)
    assert doors(app) == DOORS

    app.button(key=door).click().run()

    assert not app.exception
    assert components(app) == ["fetch_and_go"]
    assert session.scalar(text("select count(*) from accounts_customuser where email like 'guest-%'")) == 3
    assert session.scalar(text("select count(*) from accounts_token where kind = 'sign_in'")) == 1


def test_missing_content_is_said_in_one_sentence(session: Session, home) -> None:
    app = open_app(None, SIGN_IN)

    app.button(key="demo_learner").click().run()

    assert not app.exception
    assert "The content is not loaded yet" in app.warning[0].value.replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://app:secret@localhost/app"),
        ("HOST", "0.0.0.0"),
        ("PUBLIC_ORIGIN", "https://ielts.example.org"),
    ],
)
def test_elsewhere_there_is_no_door(
    session: Session, home, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    config.settings.cache_clear()

    app = open_app(None, SIGN_IN)

    assert not app.exception
    assert doors(app) == []
    assert "Look around" not in texts(app)
