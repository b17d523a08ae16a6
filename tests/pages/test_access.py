"""Page x role: by the router, and by each page's own first line when it runs without the router."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.accounts import sessions
from db.models.accounts import User
from tests.factories.accounts import make_user
from tests.live import ROOT
from tests.pages import driver
from tests.pages.driver import NO_ACCESS, components, open_app, run_alone, texts

VISITOR, LEARNER, TUTOR, ADMIN = "visitor", "learner", "tutor", "admin"
EVERYBODY = {VISITOR, LEARNER, TUTOR, ADMIN}
SIGNED_IN = EVERYBODY - {VISITOR}
GROUPS = {LEARNER: ("learner",), TUTOR: ("learner", "tutor"), ADMIN: ("learner", "admin")}

MATRIX = {
    "pages/public/front.py": {VISITOR},
    "pages/public/prices.py": {VISITOR},
    "pages/public/sign_in.py": {VISITOR},
    "pages/public/register.py": {VISITOR},
    "pages/public/sample_report.py": EVERYBODY,
    "pages/public/how_good.py": EVERYBODY,
    "pages/public/reset_password.py": EVERYBODY,
    "pages/public/new_password.py": SIGNED_IN,
    "pages/public/confirm_email.py": EVERYBODY,
    "pages/public/erase_account.py": EVERYBODY,
    "pages/public/unsubscribe.py": EVERYBODY,
    "pages/public/sign_out.py": SIGNED_IN,
    "pages/learner/home.py": SIGNED_IN,
    "pages/learner/welcome.py": SIGNED_IN,
    "pages/learner/practise.py": SIGNED_IN,
    "pages/learner/check.py": SIGNED_IN,
    "pages/learner/task.py": SIGNED_IN,
    "pages/learner/approach.py": SIGNED_IN,
    "pages/learner/write.py": SIGNED_IN,
    "pages/learner/exam.py": SIGNED_IN,
    "pages/learner/exam_result.py": SIGNED_IN,
    "pages/learner/result.py": SIGNED_IN,
    "pages/learner/compare.py": SIGNED_IN,
    "pages/learner/paragraph.py": SIGNED_IN,
    "pages/learner/my_essays.py": SIGNED_IN,
    "pages/learner/my_errors.py": SIGNED_IN,
    "pages/learner/drill.py": SIGNED_IN,
    "pages/learner/progress.py": SIGNED_IN,
    "pages/learner/account.py": SIGNED_IN,
    "pages/learner/plans.py": SIGNED_IN,
    "pages/learner/credits.py": SIGNED_IN,
    "pages/learner/payments.py": SIGNED_IN,
    "pages/learner/join.py": SIGNED_IN,
    "pages/tutor/today.py": {TUTOR},
    "pages/tutor/classes.py": {TUTOR},
    "pages/tutor/review.py": {TUTOR},
    "pages/tutor/learner.py": {TUTOR},
    "pages/tutor/essay.py": {TUTOR},
    "pages/tutor/set_work.py": {TUTOR},
    "pages/tutor/tasks.py": {TUTOR},
    "pages/admin/today.py": {ADMIN},
    "pages/admin/customers.py": {ADMIN},
    "pages/admin/money.py": {ADMIN},
    "pages/admin/learning.py": {ADMIN},
    "pages/admin/content.py": {ADMIN},
    "pages/admin/system.py": {ADMIN},
}
ON_DISK = sorted(
    str(path.relative_to(ROOT))
    for area in ("public", "learner", "tutor", "admin")
    for path in Path(ROOT, "pages", area).glob("*.py")
    if path.name != "__init__.py"
)
CELLS = [(page, who) for page in ON_DISK for who in sorted(EVERYBODY)]


@pytest.fixture
def people(session: Session) -> dict[str, int | None]:
    """One person of each kind."""
    made: dict[str, int | None] = {who: make_user(session, groups=groups).id for who, groups in GROUPS.items()}
    session.commit()
    return made | {VISITOR: None}


def test_every_page_is_in_the_matrix() -> None:
    assert set(ON_DISK) <= set(MATRIX)


def test_no_page_lies_where_a_deep_link_would_run_it_alone() -> None:
    assert [path.name for path in Path(ROOT, "pages").glob("*.py")] == []


@pytest.mark.parametrize(("page", "who"), CELLS)
def test_the_router(people: dict[str, int | None], page: str, who: str) -> None:
    if who in MATRIX[page]:
        app = open_app(people[who], page)
        assert not app.exception
        assert NO_ACCESS not in texts(app)
    else:
        with pytest.raises(ValueError):
            open_app(people[who], page)


@pytest.mark.parametrize(("page", "who"), [cell for cell in CELLS if "/public/" not in cell[0]])
def test_a_page_without_the_router(people: dict[str, int | None], page: str, who: str) -> None:
    app = run_alone(people[who], page)

    is_refused = [error.value for error in app.error] == [NO_ACCESS]
    assert is_refused == (who not in MATRIX[page])
    if is_refused:
        assert not components(app) and not app.title


@pytest.mark.parametrize("page", [page for page in ON_DISK if "/public/" not in page])
def test_an_ended_session_opens_no_page(session: Session, page: str) -> None:
    person = make_user(session, groups=("learner", "tutor", "admin"))
    session.commit()
    open_app(person.id)
    sessions.end_all(session, user_id=person.id)
    session.commit()

    app = AppTest.from_file(str(ROOT / page)).run()

    assert [error.value for error in app.error] == [NO_ACCESS]


@pytest.mark.parametrize("page", [page for page in ON_DISK if page.startswith("pages/admin/")])
def test_a_role_taken_away_holds_at_the_next_click(session: Session, page: str) -> None:
    person = make_user(session, groups=("learner", "admin"))
    session.commit()
    app = open_app(person.id, page)
    assert NO_ACCESS not in texts(app)

    session.get_one(User, person.id).groups = []
    session.commit()
    app.run()

    assert not app.dataframe and not app.metric and not components(app)


def test_somebody_with_a_password_too_short_for_the_role_sees_one_page(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = make_user(session, groups=("learner", "admin"))
    ticket = sessions.issue_ticket(session, user_id=admin.id, must_change_password=True)
    token = sessions.open_session(session, ticket=ticket).token
    session.commit()
    monkeypatch.setattr(driver, "_cookie", token)
    app = AppTest.from_file(str(ROOT / "app.py")).run()

    assert not app.exception
    for page in ON_DISK:
        if page not in ("pages/public/new_password.py", "pages/public/sign_out.py"):
            with pytest.raises(ValueError):
                app.switch_page(page)
