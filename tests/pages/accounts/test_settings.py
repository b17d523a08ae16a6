"""Profile, preferences and security of an account."""

from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import sessions
from db.models.accounts import LoginSession, User, UserPreferences
from tests.pages import driver
from tests.pages.accounts.steps import CONFIRM, PASSWORD, SOME_DAY, fill, link_in, open_tab, warnings
from tests.pages.driver import components, open_app, sign_in


def test_a_profile_is_saved(session: Session, ann: int) -> None:
    app = open_tab(ann, "Profile")
    by_label = {element.label: element for element in (*app.text_input, *app.selectbox, *app.date_input)}
    by_label["What shall we call you?"].set_value("<b>Ann</b> [x](y)")
    by_label["First language"].set_value("Persian")
    by_label["Band in your last Writing test"].set_value(Decimal("5.5"))
    by_label["Time zone"].set_value("Asia/Tehran")
    by_label["Test date (empty: not booked)"].set_value(SOME_DAY)
    [save] = [element for element in app.button if element.label == "Save"]
    save.click()
    app.run()

    assert not app.exception and not app.warning
    user = session.get_one(User, ann)
    session.refresh(user)
    assert (user.display_name, user.language_background, user.timezone) == (
        "<b>Ann</b> [x](y)",
        "Persian",
        "Asia/Tehran",
    )
    assert (user.last_writing_band, user.current_level, user.test_date) == (
        Decimal("5.5"),
        "intermediate",
        SOME_DAY,
    )


def test_preferences_are_saved(session: Session, ann: int) -> None:
    app = open_tab(ann, "Preferences")
    app.number_input[0].set_value(25)
    [save] = [element for element in app.button if element.label == "Save"]
    save.click()
    app.run()

    assert not app.exception
    row = session.scalars(select(UserPreferences).where(UserPreferences.user_id == ann)).one()
    session.refresh(row)
    assert row.preferred_practice_time == 25


def test_extra_time_in_mock_tests_is_saved(session: Session, ann: int) -> None:
    app = open_tab(ann, "Preferences")
    next(one for one in app.toggle if one.label == "25 % extra time in mock tests").set_value(True)
    next(one for one in app.button if one.label == "Save").click()
    app.run()

    row = session.scalars(select(UserPreferences).where(UserPreferences.user_id == ann)).one()
    session.refresh(row)
    assert row.extra_time_percent == 25


def test_a_second_save_in_a_row_keeps_what_was_typed_for_it(session: Session, ann: int) -> None:
    app = open_tab(ann, "Profile")
    for name in ("Anna", "Annika"):
        field = next(element for element in app.text_input if element.label == "What shall we call you?")
        before = field.proto.id
        field.set_value(name)
        next(element for element in app.button if element.label == "Save").click()
        app.run()
        app.run()
        field = next(element for element in app.text_input if element.label == "What shall we call you?")
        # The browser sends what is typed under the field's id: a new id would lose it.
        assert (field.value, field.proto.id) == (name, before)
        user = session.get_one(User, ann)
        session.refresh(user)
        assert user.display_name == name


def test_fields_of_preferences_stay_the_same_fields_after_a_save(session: Session, ann: int) -> None:
    app = open_tab(ann, "Preferences")
    before = app.number_input[0].proto.id
    app.number_input[0].set_value(25)
    next(element for element in app.button if element.label == "Save").click()
    app.run()
    app.run()

    assert (app.number_input[0].value, app.number_input[0].proto.id) == (25, before)


def test_a_changed_password_keeps_this_browser_and_ends_the_others(session: Session, ann: int) -> None:
    elsewhere = sign_in(ann)
    app = open_tab(ann, "Security")
    here = driver.current_cookie()

    app = fill(
        app,
        "Save my new password",
        **{"current:change_password:0": "not it at all", "changed:change_password:0": "four noisy rivers"},
    )
    assert warnings(app) == ["The current password is not right."]
    app = fill(
        app,
        "Save my new password",
        **{"current:change_password:0": PASSWORD, "changed:change_password:0": "four noisy rivers"},
    )

    assert not app.exception and "all your other devices are signed out" in app.toast[0].value
    assert sessions.find_actor(session, here) and sessions.find_actor(session, elsewhere) is None


def test_signing_out_everywhere_ends_this_session_too(session: Session, ann: int) -> None:
    app = open_tab(ann, "Security")
    next(element for element in app.button if element.label == "Sign out everywhere").click()
    app.run()

    assert components(app) == ["fetch_and_go"]
    assert session.scalar(select(func.count()).select_from(LoginSession).where(LoginSession.revoked_at.is_(None))) == 0


def test_a_new_address_counts_after_its_link(session: Session, ann: int) -> None:
    app = fill(open_tab(ann, "Profile"), "Send a link to the new address", new_email_address="ann@new.example.org")
    secret = link_in(app.text[-1].value)
    user = session.get_one(User, ann)
    session.refresh(user)
    assert user.email == "ann@example.org"

    open_app(None, CONFIRM, query={"token": secret})
    session.refresh(user)
    assert user.email == "ann@new.example.org"
