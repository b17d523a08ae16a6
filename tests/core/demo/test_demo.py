"""The demo: quick on one's own machine, and impossible anywhere else."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core import audit, config
from core.accounts import people, sessions
from core.actor import Role
from core.content import loading, seed_files
from core.demo import door, guests
from core.demo.errors import DemoClosed, SamplePeopleOnly
from core.jobs.tasks import fill_demo
from tests.factories.accounts import make_user

ELSEWHERE = {
    "a server's database": {"DATABASE_URL": "postgresql://app:secret@localhost/app"},
    "production": {
        "MODE": "production",
        "PASSWORD_PEPPER": "a long random text of our own",
        "STRIPE_SECRET_KEY": "sk_test_none",
        "STRIPE_WEBHOOK_SECRET": "whsec_none",
    },
    "all interfaces": {"HOST": "0.0.0.0"},
    "IPv6 all": {"HOST": "::"},
    "a public address": {"HOST": "192.0.2.7"},
    "a name": {"HOST": "ielts.example.org"},
    "published": {"PUBLIC_ORIGIN": "https://ielts.example.org"},
}


@pytest.fixture
def environment(home, monkeypatch: pytest.MonkeyPatch):
    def put(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        config.settings.cache_clear()

    put()
    return put


@pytest.fixture
def content(session: Session) -> None:
    loading.load_topics(session, seeds=seed_files.read_topics())
    loading.load_tasks(session, seeds=seed_files.read_tasks())
    loading.load_plans(session, seeds=seed_files.read_plans())
    session.commit()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.1.1", "::1", "localhost"])
def test_it_is_open_on_ones_own_machine(environment, host: str) -> None:
    environment(HOST=host)
    assert door.is_available()
    assert door.is_open_to("127.0.0.1")
    assert not door.is_open_to("192.0.2.1")


@pytest.mark.parametrize("values", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_it_is_closed_everywhere_else(environment, session: Session, content, values: dict[str, str]) -> None:
    environment(**values)

    assert not door.is_available()
    assert not door.is_open_to("127.0.0.1")
    for role in Role:
        with pytest.raises(DemoClosed):
            guests.sign_in_as(session, role=role)
    fill_demo()
    assert session.scalar(text("select count(*) from accounts_customuser")) == 0


@pytest.mark.parametrize("values", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_a_guests_cookie_dies_when_the_server_moves(
    environment, session: Session, content, values: dict[str, str]
) -> None:
    user_id = guests.sign_in_as(session, role=Role.admin)
    ticket = sessions.issue_ticket(session, user_id=user_id)
    token = sessions.open_session(session, ticket=ticket).token
    assert sessions.find_actor(session, token) is not None

    environment(**values)

    assert sessions.find_actor(session, token) is None


def test_a_guest_is_made_once_and_has_the_role(environment, session: Session, content) -> None:
    ids = {role: guests.sign_in_as(session, role=role) for role in Role}

    assert ids == {role: guests.sign_in_as(session, role=role) for role in Role}
    for role, user_id in ids.items():
        token = sessions.open_session(session, ticket=sessions.issue_ticket(session, user_id=user_id)).token
        actor = sessions.find_actor(session, token)
        assert actor is not None
        assert actor.has(role)
        assert not actor.is_superuser
    passwords = session.execute(text("select distinct password from accounts_customuser")).scalars()
    assert list(passwords) == ["!"]
    waiting = text("select count(*) from procrastinate_jobs where task_name = 'fill_demo'")
    assert session.scalar(waiting) == 1
    assert audit.run(session) == []


def test_the_job_fills_it_once(environment, session: Session, content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guests, "LEARNERS", 2)

    assert guests.fill() == 2
    assert guests.fill() == 0
    guests.sign_in_as(session, role=Role.learner)

    assert session.scalar(text("select count(*) from procrastinate_jobs where task_name = 'fill_demo'")) == 0


def test_a_guest_leaves_the_accounts_of_real_people_alone(environment, session: Session, content) -> None:
    real = make_user(session)
    ids = {role: guests.sign_in_as(session, role=role) for role in Role}
    ticket = sessions.issue_ticket(session, user_id=ids[Role.admin])
    guest = sessions.find_actor(session, sessions.open_session(session, ticket=ticket).token)
    assert guest is not None

    with pytest.raises(SamplePeopleOnly):
        people.set_active(session, guest, user_id=real.id, is_active=False)
    people.set_active(session, guest, user_id=ids[Role.learner], is_active=False)

    assert real.is_active
