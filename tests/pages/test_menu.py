"""Who sees which menu, and where an address leads."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import make_user
from tests.pages.driver import components, open_app, sign_in


def test_a_visitor_sees_the_front_page(session: Session) -> None:
    app = open_app(None)

    assert not app.exception
    assert app.title[0].value.startswith("Know what your IELTS essay")
    assert components(app) == ["scorecard"]


def test_a_learner_starts_at_home(session: Session) -> None:
    learner = make_user(session, display_name="Ann")
    session.commit()

    app = open_app(learner.id)

    assert not app.exception
    assert app.title[0].value == "Hello, Ann"


@pytest.mark.parametrize("page", ["pages/public/front.py", "pages/public/sign_in.py", "pages/public/register.py"])
def test_nobody_signs_in_twice(session: Session, page: str) -> None:
    learner = make_user(session)
    session.commit()

    with pytest.raises(ValueError):
        open_app(learner.id, page)


def test_a_resumed_session_forgets_who_was_here(session: Session) -> None:
    ann, bob = make_user(session), make_user(session)
    session.commit()
    app = open_app(ann.id)
    app.session_state["kept"] = "Ann's"
    assert "kept" in app.run().session_state

    sign_in(bob.id)

    assert "kept" not in app.run().session_state


def test_an_administrator_starts_at_today_and_can_practise(session: Session) -> None:
    admin = make_user(session, groups=("learner", "admin"), display_name="Ada")
    session.commit()

    app = open_app(admin.id)
    today = app.title[0].value
    app.switch_page("pages/learner/home.py").run()

    assert today == "Today"
    assert not app.exception
    assert app.title[0].value == "Hello, Ada"
    assert app.session_state["viewing_as"] == "learner"
