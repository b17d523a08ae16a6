"""The life of a session: from a ticket to its end, whatever ends it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from core.accounts import authentication, password_change, people, roles, sessions
from core.accounts.errors import LinkExpired
from core.actor import Actor, Role
from db.models.accounts import LoginSession, Token, User
from db.models.content import ModuleType
from tests.core.accounts.conftest import HERE, PASSWORD

NOON = datetime(2099, 5, 4, 12, tzinfo=UTC)  # later than the account was opened
SignIn = Callable[..., str]


def open_for(session: Session, user_id: int, *, stay_signed_in: bool = False) -> str:
    ticket = sessions.issue_ticket(session, user_id=user_id, stay_signed_in=stay_signed_in)
    return sessions.open_session(session, ticket=ticket).token


def actor(session: Session, token: str) -> Actor:
    found = sessions.find_actor(session, token)
    assert found is not None
    return found


def test_an_actor_carries_what_pages_need(session: Session, ann: int) -> None:
    found = actor(session, open_for(session, ann))

    assert (found.user_id, found.display_name, found.email) == (ann, "Ann", "ann@example.org")
    assert found.roles == {Role.learner} and not found.is_email_verified
    assert (found.timezone, found.module_type) == ("UTC", ModuleType.academic)
    assert not found.is_superuser and not found.must_change_password


def test_an_actor_costs_one_query(session: Session, ann: int) -> None:
    token = open_for(session, ann)
    session.flush()
    statements: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *args: statements.append(args[2]))

    actor(session, token)

    assert len(statements) == 1


def test_a_ticket_is_good_once_and_for_thirty_seconds(session: Session, ann: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ticket = sessions.issue_ticket(session, user_id=ann)
        clock.shift(29)
        assert sessions.open_session(session, ticket=ticket).token
        with pytest.raises(LinkExpired):
            sessions.open_session(session, ticket=ticket)
        late = sessions.issue_ticket(session, user_id=ann)
        clock.shift(30)
        with pytest.raises(LinkExpired):
            sessions.open_session(session, ticket=late)


@pytest.mark.parametrize("ticket", ["", "x", "\x00", "\ud800", "x" * 1_000_000])
def test_a_made_up_ticket_opens_nothing(session: Session, ann: int, ticket: str) -> None:
    with pytest.raises(LinkExpired):
        sessions.open_session(session, ticket=ticket)


@pytest.mark.parametrize("token", ["", "x", "\x00", "\ud800", "x" * 1_000_000])
def test_a_made_up_token_is_nobody(session: Session, ann: int, token: str) -> None:
    assert sessions.find_actor(session, token) is None


def test_only_digests_are_kept(session: Session, ann: int) -> None:
    ticket = sessions.issue_ticket(session, user_id=ann)
    token = sessions.open_session(session, ticket=ticket).token

    kept = [*session.scalars(select(Token.token_hash)), *session.scalars(select(LoginSession.token_hash))]
    assert all(len(digest) == 64 for digest in kept) and not {ticket, token} & set(kept)
    assert len(token) >= 43


def test_a_session_ends_after_twelve_idle_hours(session: Session, ann: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = open_for(session, ann)
        for _ in range(5):  # used now and then, it lasts
            clock.shift(timedelta(hours=11, minutes=59))
            assert sessions.find_actor(session, token)
        clock.shift(timedelta(hours=12))
        assert sessions.find_actor(session, token) is None


def test_staying_signed_in_lasts_thirty_days(session: Session, ann: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        opened = sessions.open_session(session, ticket=sessions.issue_ticket(session, user_id=ann, stay_signed_in=True))
        assert opened.max_age_seconds == 30 * 86_400
        clock.shift(timedelta(days=29, hours=23))
        assert sessions.find_actor(session, opened.token)
        clock.shift(timedelta(hours=1))
        assert sessions.find_actor(session, opened.token) is None


def test_without_the_box_the_cookie_ends_with_the_browser(session: Session, ann: int) -> None:
    ticket = sessions.issue_ticket(session, user_id=ann)
    assert sessions.open_session(session, ticket=ticket).max_age_seconds is None


@pytest.mark.parametrize("role", [Role.tutor, Role.admin])
def test_staff_are_signed_out_after_twelve_hours_used_or_not(session: Session, ann: int, role: Role) -> None:
    roles.give_role(session, user_id=ann, role=role, by=None)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=False) as clock:
        opened = sessions.open_session(session, ticket=sessions.issue_ticket(session, user_id=ann, stay_signed_in=True))
        assert opened.max_age_seconds == 12 * 3600
        for _ in range(11):
            clock.shift(timedelta(hours=1))
            assert actor(session, opened.token).has(role)
        clock.shift(timedelta(hours=1))
        assert sessions.find_actor(session, opened.token) is None


def test_being_seen_is_written_once_a_minute(session: Session, ann: int) -> None:
    def seen_at() -> datetime:
        return session.scalars(select(LoginSession.last_seen_at).execution_options(populate_existing=True)).one()

    with time_machine.travel(NOON, tick=False) as clock:
        token = open_for(session, ann)
        clock.shift(59)
        sessions.find_actor(session, token)
        assert seen_at() == NOON
        clock.shift(1)
        sessions.find_actor(session, token)
        assert seen_at() == NOON + timedelta(minutes=1)


def test_signing_out_ends_this_session_only(session: Session, ann: int) -> None:
    here, there = open_for(session, ann), open_for(session, ann)

    sessions.end_session(session, token=here)
    sessions.end_session(session, token="never was")

    assert sessions.find_actor(session, here) is None
    assert sessions.find_actor(session, there)


def test_signing_out_everywhere_spares_one_at_most(session: Session, ann: int) -> None:
    here, there, waiting = open_for(session, ann), open_for(session, ann), sessions.issue_ticket(session, user_id=ann)

    assert sessions.end_all(session, user_id=ann, except_token=here) == 1
    assert sessions.find_actor(session, here) and sessions.find_actor(session, there) is None
    with pytest.raises(LinkExpired):
        sessions.open_session(session, ticket=waiting)

    assert sessions.end_all(session, user_id=ann) == 1
    assert sessions.find_actor(session, here) is None


def test_a_new_password_ends_the_other_sessions(session: Session, ann: int) -> None:
    here, there = open_for(session, ann), open_for(session, ann)
    attempt = authentication.begin(session, email="ann@example.org", address=HERE)

    password_change.change(
        session,
        actor(session, here),
        attempt,
        current_password=PASSWORD,
        new_password="four noisy rivers",
        token=here,
    )

    assert sessions.find_actor(session, here) and sessions.find_actor(session, there) is None


def test_a_new_role_ends_all_sessions_and_shows_at_the_next_sign_in(
    session: Session, ann: int, sign_in: SignIn
) -> None:
    token = open_for(session, ann)

    roles.give_role(session, user_id=ann, role=Role.tutor, by=None)

    assert sessions.find_actor(session, token) is None
    again = sessions.open_session(session, ticket=sign_in()).token
    assert actor(session, again).roles == {Role.learner, Role.tutor}


def test_a_group_taken_away_shows_at_once(session: Session, ann: int) -> None:
    roles.give_role(session, user_id=ann, role=Role.admin, by=None)
    token = open_for(session, ann)
    assert actor(session, token).has(Role.admin)

    session.connection().exec_driver_sql(
        "delete from accounts_customuser_groups where group_id = (select id from accounts_group where name = 'admin')"
    )

    assert not actor(session, token).has(Role.admin)


def test_closing_an_account_ends_its_sessions(session: Session, ann: int) -> None:
    roles.give_role(session, user_id=ann, role=Role.learner, by=None)
    token = open_for(session, ann)
    root = Actor(
        user_id=ann + 1, display_name="Root", email="", roles=frozenset({Role.admin}), is_email_verified=True,
        timezone="UTC", module_type=ModuleType.academic, is_superuser=True,
    )  # fmt: skip
    session.execute(update(User).values(is_active=True))
    session.connection().exec_driver_sql(
        f"insert into accounts_customuser (id, password, username, email) values ({ann + 1}, '!', 'root', 'r@x.org')"
    )

    people.set_active(session, root, user_id=ann, is_active=False)

    assert sessions.find_actor(session, token) is None


def test_sessions_from_before_the_validity_date_are_nobodys(session: Session, ann: int) -> None:
    token = open_for(session, ann)
    session.execute(update(User).values(sessions_valid_from=datetime.now(UTC) + timedelta(seconds=1)))
    assert sessions.find_actor(session, token) is None


def test_a_staff_password_that_is_too_short_must_be_changed_first(session: Session, ann: int, sign_in: SignIn) -> None:
    short = "seven lakes"
    attempt = authentication.begin(session, email="ann@example.org", address=HERE)
    me = actor(session, open_for(session, ann))
    password_change.change(session, me, attempt, current_password=PASSWORD, new_password=short, token="")
    roles.give_role(session, user_id=ann, role=Role.tutor, by=None)

    token = sessions.open_session(session, ticket=sign_in(password=short)).token
    assert actor(session, token).must_change_password

    attempt = authentication.begin(session, email="ann@example.org", address=HERE)
    me = actor(session, token)
    password_change.change(
        session, me, attempt, current_password=short, new_password="seventeen deep lakes", token=token
    )
    assert not actor(session, token).must_change_password


def test_the_past_is_forgotten(session: Session, ann: int, sign_in: SignIn) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = sessions.open_session(session, ticket=sign_in()).token
        sessions.end_session(session, token=token)
        sessions.forget_past(session)  # the link of the sign-up mail, long ago
        clock.shift(timedelta(days=6))
        assert sessions.forget_past(session) == 0
        clock.shift(timedelta(days=32))
        assert sessions.forget_past(session) >= 3
