"""Guessing is throttled, owners get in, and nobody learns which names exist."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import bcrypt
import pytest
import time_machine
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core.accounts import authentication, passwords
from core.accounts.errors import TooManyTries, WrongEmailOrPassword
from core.accounts.registration import register
from core.billing.subscriptions import FREE_PLAN
from core.transaction import transaction
from db.models.accounts import AttemptKind, LoginAttempt, User
from tests.core.accounts.conftest import HERE, PASSWORD
from tests.factories.billing import make_plan

ELSEWHERE = "198.51.100.20"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SignIn = Callable[..., str]


def guess(sign_in: SignIn, times: int, **options: str) -> None:
    for number in range(times):
        with pytest.raises(WrongEmailOrPassword):
            sign_in(password=f"guess number {number}", **options)


def test_the_right_password_gives_a_ticket_and_notes_the_sign_in(session: Session, ann: int, sign_in: SignIn) -> None:
    assert len(sign_in()) >= 43
    user = session.get_one(User, ann)
    session.refresh(user)
    assert user.last_login is not None and (datetime.now(UTC) - user.last_login).total_seconds() < 60


@pytest.mark.parametrize("email", ["ANN@example.org", " ann@example.org "])
def test_capitals_and_spaces_do_not_matter_in_the_address(ann: int, sign_in: SignIn, email: str) -> None:
    assert sign_in(email=email)


def test_ten_wrong_tries_close_the_door_for_five_minutes(ann: int, sign_in: SignIn) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(sign_in, 10)
        with pytest.raises(TooManyTries, match="wait 5 minutes"):
            sign_in()
        clock.shift(timedelta(minutes=4, seconds=59))
        with pytest.raises(TooManyTries, match="wait 1 minute,"):
            sign_in()
        clock.shift(timedelta(seconds=2))
        assert sign_in()


def test_the_throttle_counts_names_in_any_form_as_one(ann: int, sign_in: SignIn) -> None:
    guess(sign_in, 5, email="ANN@EXAMPLE.ORG")
    guess(sign_in, 5, email=" ann@example.org")
    with pytest.raises(TooManyTries):
        sign_in(email="Ann@example.org")


def test_the_owner_gets_in_from_another_address_during_an_attack(ann: int, sign_in: SignIn) -> None:
    guess(sign_in, 10, address=ELSEWHERE)
    with pytest.raises(TooManyTries):
        sign_in(address=ELSEWHERE)
    assert sign_in(address=HERE)


def test_an_attack_from_many_addresses_does_not_shut_the_owners_own_out(ann: int, sign_in: SignIn) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert sign_in(address=HERE)
        clock.shift(timedelta(days=20))
        for number in range(10):
            guess(sign_in, 10, address=f"198.51.100.{number}")
        with pytest.raises(TooManyTries):
            sign_in(address="198.51.100.99")
        assert sign_in(address=HERE)
        clock.shift(timedelta(minutes=6))
        assert sign_in(address="198.51.100.99")


def test_one_address_may_not_try_many_names(ann: int, sign_in: SignIn) -> None:
    for number in range(100):
        with pytest.raises(WrongEmailOrPassword):
            sign_in(email=f"person{number}@example.org", address=ELSEWHERE)
    with pytest.raises(TooManyTries):
        sign_in(address=ELSEWHERE)
    assert sign_in(address=HERE)


def test_a_success_forgives_the_slips_before_it(ann: int, sign_in: SignIn) -> None:
    for _ in range(3):
        guess(sign_in, 9)
        assert sign_in()


def test_refused_tries_do_not_lengthen_the_wait(ann: int, sign_in: SignIn) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(sign_in, 10)
        for _ in range(4):
            clock.shift(timedelta(minutes=1))
            with pytest.raises(TooManyTries):
                sign_in()
        clock.shift(timedelta(minutes=1))
        assert sign_in()


def test_forty_guesses_at_once_are_ten_guesses(engine: Engine) -> None:
    start = threading.Barrier(8)
    outcomes: list[bool] = []

    def attack() -> None:
        start.wait()
        for _ in range(5):
            try:
                with transaction() as tx:
                    authentication.begin(tx, email="ann@example.org", address=ELSEWHERE)
                outcomes.append(True)
            except TooManyTries:
                outcomes.append(False)

    threads = [threading.Thread(target=attack) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count(True) == 10 and outcomes.count(False) == 30


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ann@example.org", "three quiet lakes"),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("no address at all", PASSWORD),
        ("ann@example.org\x00", PASSWORD),
        ("\ud800", "\ud800"),
        ("x" * 1_000_000, "y" * 1_000_000),
        ("closed@example.org", PASSWORD),
        ("nopassword@example.org", "!"),
    ],
)
def test_every_wrong_try_gets_the_same_answer_for_the_same_work(
    session: Session, ann: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, email: str, password: str
) -> None:
    closed = register(session, email="closed@example.org", display_name="C", password=PASSWORD).user_id
    session.get_one(User, closed).is_active = False
    nobody = register(session, email="nopassword@example.org", display_name="N", password=PASSWORD).user_id
    session.get_one(User, nobody).password = passwords.UNUSABLE
    session.flush()
    checks: list[bytes] = []
    check = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda text, stored: checks.append(stored) or check(text, stored))

    with pytest.raises(WrongEmailOrPassword) as refusal:
        sign_in(email=email, password=password)

    assert str(refusal.value) == "The e-mail or the password is not right."
    assert len(checks) == 1 and checks[0].split(b"$")[2] == b"04"


def test_a_closed_account_is_not_told_apart(session: Session, ann: int, sign_in: SignIn) -> None:
    session.get_one(User, ann).is_active = False
    session.flush()
    with pytest.raises(WrongEmailOrPassword):
        sign_in()


def test_names_are_not_kept_in_clear(session: Session, ann: int, sign_in: SignIn) -> None:
    guess(sign_in, 1, email="my own password, typed into the wrong box")
    guess(sign_in, 1)
    names = session.scalars(select(LoginAttempt.name)).all()
    assert all(len(name) == 64 and name.isalnum() for name in names) and len(set(names)) == 2


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("testclient", "unknown"),
    ],
)
def test_what_counts_as_one_address(address: str, network: str) -> None:
    assert authentication.network_of(address) == network


def test_other_requests_are_bounded_apart_from_sign_in(session: Session, ann: int, sign_in: SignIn) -> None:
    for _ in range(10):
        authentication.note_request(session, kind=AttemptKind.register, email="ann@example.org", address=HERE)
    with pytest.raises(TooManyTries):
        authentication.note_request(session, kind=AttemptKind.register, email="ann@example.org", address=HERE)
    assert sign_in()


def test_a_thousand_guesses_reach_bcrypt_ten_times(engine: Engine) -> None:
    with transaction() as tx:
        make_plan(tx, slug=FREE_PLAN, name="Free", test_feedback_count=5, price_usd=0)
        register(tx, email="ann@example.org", display_name="Ann", password=PASSWORD)
    passed = 0
    for _ in range(1000):
        try:
            with transaction() as tx:
                authentication.begin(tx, email="ann@example.org", address=ELSEWHERE)
            passed += 1
        except TooManyTries:
            pass
    assert passed == 10
    with transaction() as tx:
        assert tx.scalar(select(func.count()).select_from(LoginAttempt)) == 10
