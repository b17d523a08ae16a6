"""The admin's pages: who reaches them, what they say, and that what is done there is logged."""

from datetime import timedelta

import pytest
import streamlit as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.assessment.comment_votes import Vote, vote
from core.clock import utc_now
from core.operations import books, rollups
from db.models.accounts import User
from pages.components.admin import learning_blocks, money_blocks
from tests.analytics.book import pay_term
from tests.factories.accounts import make_user
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.billing import make_payment, make_plan, make_subscription
from tests.factories.content import make_task
from tests.factories.full_results import REPORT, report_result
from tests.factories.practice import make_submission
from tests.pages.driver import NO_ACCESS, open_app, run_alone, texts
from tests.pages.learner.steps import hand_in

PAGES = ("today", "customers", "money", "learning", "content", "system")
TABS = ("Jobs", "Audit", "Mail", "People and roles", "Test payments", "Settings", "Doctor")


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def admin(session: Session) -> User:
    made = make_user(session, groups=("learner", "admin"), is_superuser=True, display_name="Ada")
    session.commit()
    return made


def open_page(user: User, name: str, **state: str | bool):
    app = open_app(user.id, f"pages/admin/{name}.py")
    for key, value in state.items():
        app.session_state[key] = value
    return app.run() if state else app


@pytest.mark.parametrize("name", PAGES)
def test_an_admin_sees_it_on_an_empty_book(session: Session, admin: User, name: str) -> None:
    app = open_page(admin, name)

    assert not app.exception
    assert app.title[0].value == name.capitalize()
    logged = text("select count(*) from platform_auditlog where actor_id = :id and entity_id = :page")
    assert session.scalar(logged, {"id": admin.id, "page": name}) == 1


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("groups", [("learner",), ("learner", "tutor")])
def test_nobody_else_reaches_it(session: Session, name: str, groups: tuple[str, ...]) -> None:
    user = make_user(session, groups=groups)
    session.commit()

    with pytest.raises(ValueError):
        open_app(user.id, f"pages/admin/{name}.py")
    alone = run_alone(user.id, f"pages/admin/{name}.py")
    assert [error.value for error in alone.error] == [NO_ACCESS]
    assert not alone.title


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_reaches_none(session: Session, name: str) -> None:
    assert [error.value for error in run_alone(None, f"pages/admin/{name}.py").error] == [NO_ACCESS]


def test_today_says_the_fault_in_words(session: Session, admin: User) -> None:
    assert "for the first time within the hour" in texts(open_page(admin, "today"))
    make_submission(session, status="assessed")  # assessed, and no assessment
    books.check(session)
    session.commit()

    shown = texts(open_page(admin, "today"))

    assert "A05" in shown
    assert "1 row breaks this." in shown


def test_today_says_what_waits_and_what_is_missing(session: Session, admin: User) -> None:
    make_payment(session, make_subscription(session), status="failed")
    session.commit()

    shown = texts(open_page(admin, "today"))

    assert "1 payment failed" in shown
    assert "No worker answers." in shown
    assert "SMTP_HOST" in shown


def test_learning_counts_few_people_instead_of_a_percentage(session: Session, admin: User) -> None:
    task = make_task(session, difficulty_level="advanced")
    writer = make_user(session, target_band_score=6)
    make_assessment(session, make_submission(session, writer, task, status="assessed"))
    rollups.refresh(session)
    session.commit()

    app = open_page(admin, "learning", **{"learners:who": True})

    assert app.metric[0].value == "1 of 2"
    assert app.metric[1].value == "1 of 1"
    rows = next(table.value for table in app.dataframe if "completed_assessments" in table.value)
    assert list(rows["user_id"]) == [writer.id]


def test_money_shows_the_month_and_who_moved_it(session: Session, admin: User) -> None:
    pay_term(session, make_user(session), make_plan(session, price_usd=19), utc_now() - timedelta(hours=1))
    rollups.refresh(session)
    session.commit()

    app = open_page(admin, "money", **{"mrr:who": True, "behind:revenue_analytics": True})

    assert app.metric[0].value == "$19.00"
    tables = [table.value for table in app.dataframe]
    assert any("net_revenue" in table for table in tables)
    [who] = [table for table in tables if "kind" in table]
    assert list(who["kind"]) == ["new"]


@pytest.mark.parametrize("page", ["money", "learning"])
@pytest.mark.parametrize("empty", [True, False])
def test_every_view_of_money_and_learning_opens(session: Session, admin: User, page: str, empty: bool) -> None:
    if not empty:
        pay_term(session, make_user(session), make_plan(session, price_usd=19), utc_now() - timedelta(days=40))
        make_assessment(session)
    rollups.refresh(session)
    session.commit()
    for view in money_blocks.TABS if page == "money" else learning_blocks.TABS:
        app = open_page(admin, page, **{"choose:view": view})
        assert not app.exception and not app.error


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_system_opens(session: Session, admin: User, tab: str) -> None:
    app = open_page(admin, "system", system_tab=tab)

    assert not app.exception
    assert not app.error or tab == "Audit"


def test_running_the_audit_is_logged(session: Session, admin: User) -> None:
    app = open_page(admin, "system", system_tab="Audit")

    next(button for button in app.button if button.label == "Run the audit now").click().run()

    assert not app.exception
    logged = text("select count(*) from platform_auditlog where actor_id = :id and action = 'audit.run'")
    assert session.scalar(logged, {"id": admin.id}) == 1


def test_a_failed_job_is_started_again(session: Session, admin: User) -> None:
    job_id = session.scalar(
        text(
            "insert into procrastinate_jobs (queue_name, task_name, args, status)"
            " values ('mail', 'send_mail', '{}', 'failed') returning id"
        )
    )
    session.commit()
    app = open_page(admin, "system", system_tab="Jobs")

    next(button for button in app.button if button.label == "Start it again").click().run()

    assert not app.exception
    assert session.scalar(text("select status from procrastinate_jobs where id = :id"), {"id": job_id}) == "todo"


def test_a_role_is_given_and_the_sessions_end(session: Session, admin: User) -> None:
    person = make_user(session, display_name="*Bold* <b>name</b>", email="bold@example.org")
    session.commit()
    app = open_page(admin, "system", system_tab="People and roles", people_search="bold@")

    next(box for box in app.selectbox if box.label == "Role").set_value("tutor").run()
    next(button for button in app.button if button.label == "Give this role").click().run()

    assert not app.exception
    logged = text("select detail ->> 'role' from platform_auditlog where action = 'role.given' and entity_id = :id")
    assert session.scalar(logged, {"id": str(person.id)}) == "tutor"


def test_who_registers_meanwhile_is_not_closed_for_another(session: Session, admin: User) -> None:
    chosen, other = (make_user(session, display_name=name) for name in ("Chosen", "Other"))
    session.commit()
    app = open_page(admin, "system", system_tab="People and roles")
    app.selectbox(key="person_to_change").select(chosen.id)
    app.session_state["system_tab"] = "People and roles"
    app.run()
    newest = make_user(session, display_name="Newest")
    session.commit()
    app.session_state["system_tab"] = "People and roles"
    app.button(key=f"active:{chosen.id}:True").click().run()

    assert not app.exception
    session.expire_all()
    is_active = {user.display_name: session.get_one(User, user.id).is_active for user in (chosen, other, newest)}
    assert is_active == {"Chosen": False, "Other": True, "Newest": True}


def test_who_may_not_give_roles_is_told(session: Session) -> None:
    plain_admin = make_user(session, groups=("learner", "admin"))
    session.commit()

    app = open_page(plain_admin, "system", system_tab="People and roles")

    assert "ask an administrator who may" in texts(app)
    assert "Give this role" not in [button.label for button in app.button]


def test_settings_show_no_secret(session: Session, admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from core import config

    monkeypatch.setenv("STRIPE_SECRET_KEY", "do-not-show-this")
    config.settings.cache_clear()
    app = open_page(admin, "system", system_tab="Settings")
    config.settings.cache_clear()

    shown = app.dataframe[0].value.set_index("Setting")["Value"]
    assert shown["STRIPE_SECRET_KEY"] == "set"
    assert "do-not-show-this" not in shown.to_string()


def test_a_tutor_without_a_class_is_led_to_practice(session: Session) -> None:
    tutor = make_user(session, groups=("learner", "tutor"))
    learner = make_learner(session)
    session.commit()

    assert "No class yet" in texts(open_app(tutor.id, "pages/tutor/today.py"))
    assert [error.value for error in run_alone(learner.user_id, "pages/tutor/today.py").error] == [NO_ACCESS]


def test_learning_counts_votes_on_comments_by_type(session: Session, admin: User) -> None:
    result = report_result()
    for _ in range(2):
        learner = make_learner(session)
        essay_id = hand_in(session, learner, result=result, essay=REPORT)
        vote(session, learner, submission_id=essay_id, key=result.comments[0].key, vote=Vote.wrong)
    session.commit()

    app = open_page(admin, "learning", **{"choose:view": "Comments"})

    assert not app.exception
    row = next(frame.value for frame in app.dataframe if "Wrong of all votes" in frame.value).iloc[0]
    assert (row["Type of comment"], row["Shown"], row["Wrong"]) == ("word_choice", 2, 2)
    assert row["Wrong of all votes"] == "2 of 2", "a percentage of two people says nothing"
    newest = next(frame.value for frame in app.dataframe if "Called wrong" in frame.value)
    assert list(newest["Engine"]) == ["offline-1"] * 2
    assert REPORT[:20] not in "".join(frame.value.to_string() for frame in app.dataframe)


def test_learning_without_a_vote_says_so(session: Session, admin: User) -> None:
    assert "Nobody has voted on a comment yet." in texts(open_page(admin, "learning", **{"choose:view": "Comments"}))
