"""Signing up: one person, one address, one account."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core.accounts.errors import EmailTaken, MalformedEmail, NameMissing, NameTooLong, PasswordTooLong
from core.accounts.registration import CONSENT_VERSION, register
from core.billing.subscriptions import FREE_PLAN
from core.transaction import transaction
from db.models.accounts import Group, User, UserPreferences
from db.models.billing import UserSubscription
from db.models.platform import OutboxMail
from tests.core.accounts.conftest import PASSWORD
from tests.factories.billing import make_plan


def test_a_new_account_has_all_that_it_needs(session: Session, ann: int) -> None:
    user = session.get_one(User, ann)

    assert (user.email, user.display_name) == ("ann@example.org", "Ann")
    assert user.username.startswith("u") and "ann" not in user.username
    assert user.password.startswith("$2") and PASSWORD not in user.password
    assert user.email_verified_at is None and user.consent_version == CONSENT_VERSION
    assert (datetime.now(UTC) - user.consented_at).total_seconds() < 60
    groups = select(Group.name).join(User.groups).where(User.id == ann)
    assert session.scalars(groups).all() == ["learner"]
    assert session.scalars(select(UserPreferences.user_id)).all() == [ann]
    assert session.scalars(
        select(UserSubscription.test_feedback_limit).where(UserSubscription.user_id == ann)
    ).all() == [5]
    mail = session.scalars(select(OutboxMail)).one()
    assert (mail.recipient, mail.template, mail.user_id) == ("ann@example.org", "confirm_email", ann)
    assert mail.context["link"].startswith("http://127.0.0.1:8501/confirm_email?token=")
    jobs = session.connection().exec_driver_sql("select args from procrastinate_jobs where task_name = 'send_mail'")
    assert jobs.scalars().all() == [{"outbox_id": mail.id}]


@pytest.mark.parametrize("email", ["ann@example.org", "ANN@Example.ORG", "  ann@example.org ", "ａnn@example.org"])
def test_a_taken_address_leads_to_sign_in(session: Session, ann: int, email: str) -> None:
    with pytest.raises(EmailTaken, match="Sign in, or ask for a new password"):
        register(session, email=email, display_name="Ann", password=PASSWORD)


@pytest.mark.parametrize(
    "email",
    [
        "", "ann", "ann@", "@example.org", "ann@example", "ann@@example.org", "ann@exa mple.org", "a..b@example.org",
        ".ann@example.org", "ann.@example.org", "ann@example..org", "ann@-example.org", "ann@example.org\nBcc: x@y.zz",
        "ann\x00@example.org", "ann\ud800@example.org", "ann\u202e@example.org", "<ann@example.org>",
        "x" * 65 + "@a.org",
        "ann@" + "x" * 300 + ".org", "ann@example.org, bob@example.org", "x" * 1_000_000, "ann@127.0.0.1",
    ],
)  # fmt: skip
def test_a_malformed_address_is_refused(session: Session, free_plan: None, email: str) -> None:
    with pytest.raises(MalformedEmail):
        register(session, email=email, display_name="Ann", password=PASSWORD)


@pytest.mark.parametrize(
    "email", ["a@b.io", "ann+ielts@mail.example.org", "o'hara@example.org", "анна@пример.рф", "x_y-z@a-b.co.uk"]
)
def test_unusual_addresses_are_taken(session: Session, free_plan: None, email: str) -> None:
    user_id = register(session, email=email, display_name="Ann", password=PASSWORD).user_id
    assert session.get_one(User, user_id).email == email


@pytest.mark.parametrize("name", ["", "   ", "\x00", "\u200b\u200b", "\u202e", "\ud800"])
def test_a_name_that_nobody_can_see_is_refused(session: Session, free_plan: None, name: str) -> None:
    with pytest.raises(NameMissing):
        register(session, email="ann@example.org", display_name=name, password=PASSWORD)


def test_a_long_name_is_refused(session: Session, free_plan: None) -> None:
    with pytest.raises(NameTooLong):
        register(session, email="ann@example.org", display_name="n" * 101, password=PASSWORD)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann \n Lee ", "Ann Lee"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("A\x00nn\u202e", "Ann"),
        ("李小龍", "李小龍"),
        ("محمد", "محمد"),
        ("🦊", "🦊"),
    ],
)
def test_a_name_is_kept_on_one_line_as_typed(session: Session, free_plan: None, typed: str, kept: str) -> None:
    user_id = register(session, email="ann@example.org", display_name=typed, password=PASSWORD).user_id
    assert session.get_one(User, user_id).display_name == kept


def test_a_refused_sign_up_leaves_nothing(session: Session, free_plan: None) -> None:
    with pytest.raises(PasswordTooLong):
        register(session, email="ann@example.org", display_name="Ann", password="harbour " * 25)
    assert session.scalar(select(func.count()).select_from(User)) == 0


def test_twenty_racing_sign_ups_make_one_account(engine: Engine) -> None:
    with transaction() as tx:
        make_plan(tx, slug=FREE_PLAN, name="Free", test_feedback_count=5, price_usd=0)
    forms = ["ann@example.org", "ANN@EXAMPLE.ORG", "Ann@Example.org", "ａｎｎ@example.org"]
    start = threading.Barrier(10)
    outcomes: list[str] = []

    def sign_up(number: int) -> None:
        start.wait()
        for email in (forms[number % 4], forms[(number + 1) % 4]):
            try:
                with transaction() as tx:
                    register(tx, email=email, display_name=f"Ann {number}", password=PASSWORD)
                outcomes.append("registered")
            except EmailTaken:
                outcomes.append("taken")

    threads = [threading.Thread(target=sign_up, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["registered"] + ["taken"] * 19
    with transaction() as tx:
        assert tx.scalar(select(func.count()).select_from(User)) == 1
        assert tx.scalar(select(func.count()).select_from(OutboxMail)) == 1
