"""Mails leave once, over a real SMTP server or as files, and no link stays behind in the database."""

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession
from sqlalchemy import select
from sqlalchemy.orm import Session

import core.transaction
from core import config
from core.notifications import letters, outbox
from core.notifications.email import MAX_ATTEMPTS, MailNotSent, send
from db.models.platform import OutboxMail
from tests.factories.accounts import make_user

LINK = {"link": "https://example.org/confirm_email?token=sEcReT", "days": 3}

PRODUCTION = {
    "MODE": "production",
    "PASSWORD_PEPPER": "x" * 40,
    "STRIPE_SECRET_KEY": "sk_test_none",
    "STRIPE_WEBHOOK_SECRET": "whsec_none",
}


class Postbox:
    """An SMTP server's mind: keeps what it takes, answers as it is told."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_data = "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:
        if self.answer_to_data.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            message = email.message_from_bytes(content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
            self.envelopes.append(envelope)
        return self.answer_to_data


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(port))
    monkeypatch.setenv("SMTP_STARTTLS", "false")
    monkeypatch.setenv("SMTP_FROM", "IELTS Writing <hello@example.org>")
    config.settings.cache_clear()
    yield box
    controller.stop()
    config.settings.cache_clear()


def put(session: Session, recipient: str = "ann@example.org") -> int:
    outbox_id = outbox.put(session, recipient=recipient, template="confirm_email", context=LINK)
    session.commit()
    return outbox_id


def row(session: Session, outbox_id: int) -> OutboxMail:
    return session.scalars(
        select(OutboxMail).where(OutboxMail.id == outbox_id).execution_options(populate_existing=True)
    ).one()


def test_a_mail_arrives_once_and_its_link_is_forgotten(session: Session, postbox: Postbox) -> None:
    outbox_id = put(session)

    send(outbox_id)
    send(outbox_id)

    [message] = postbox.messages
    assert message["To"] == "ann@example.org" and message["From"] == "IELTS Writing <hello@example.org>"
    assert message["Subject"] == "Please confirm your e-mail"
    assert message["Auto-Submitted"] == "auto-generated" and message["Message-ID"].endswith("@example.org>")
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert LINK["link"] in text and LINK["link"] in html and "3 days" in text
    mail = row(session, outbox_id)
    assert (mail.status, mail.attempts, mail.error, mail.context) == ("sent", 1, None, {})
    assert mail.sent_at is not None


def test_a_server_that_is_away_leaves_the_mail_waiting(
    session: Session, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox_id = put(session)
    postbox.answer_to_data = "451 Try again later"

    with pytest.raises(MailNotSent):
        send(outbox_id)
    mail = row(session, outbox_id)
    assert (mail.status, mail.attempts, mail.error, mail.context) == ("waiting", 1, "SMTPDataError 451", LINK)

    postbox.answer_to_data = "250 OK"
    send(outbox_id)
    mail = row(session, outbox_id)
    assert (mail.status, mail.attempts, len(postbox.messages)) == ("sent", 2, 1)


def test_the_eighth_try_in_vain_is_the_last(session: Session, postbox: Postbox) -> None:
    outbox_id = put(session)
    postbox.answer_to_data = "451 Try again later"

    for _ in range(MAX_ATTEMPTS - 1):
        with pytest.raises(MailNotSent):
            send(outbox_id)
    send(outbox_id)

    mail = row(session, outbox_id)
    assert (mail.status, mail.attempts, postbox.messages) == ("failed", MAX_ATTEMPTS, [])


def test_no_server_at_all_is_an_outage(session: Session, postbox: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox_id = put(session)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("SMTP_PORT", str(closed.getsockname()[1]))
        config.settings.cache_clear()
        with pytest.raises(MailNotSent):
            send(outbox_id)
    assert row(session, outbox_id).status == "waiting"


@pytest.mark.parametrize("answer", ["550 No such user ann@example.org", "553 Not here"])
def test_an_address_that_is_refused_for_good_fails_quietly(session: Session, postbox: Postbox, answer: str) -> None:
    outbox_id = put(session)
    postbox.answer_to_recipient = answer

    send(outbox_id)

    mail = row(session, outbox_id)
    assert mail.status == "failed" and "ann" not in (mail.error or "")


def test_an_address_in_another_script_is_sent_as_it_is(session: Session, postbox: Postbox) -> None:
    send(put(session, "анна@example.org"))
    assert postbox.messages[0]["To"] == "анна@example.org"


def test_no_transaction_is_open_while_the_server_is_asked(
    session: Session, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox_id = put(session)
    open_now: list[int] = [0]
    seen: list[int] = []
    original = core.transaction.transaction

    from contextlib import contextmanager

    from core.notifications import email as sender

    @contextmanager
    def counted() -> Iterator[Session]:
        open_now[0] += 1
        try:
            with original() as tx:
                yield tx
        finally:
            open_now[0] -= 1

    hand_over = sender._hand_over
    monkeypatch.setattr(sender, "transaction", counted)
    monkeypatch.setattr(sender, "_hand_over", lambda *a, **k: (seen.append(open_now[0]), hand_over(*a, **k)))

    send(outbox_id)

    assert seen == [0] and len(postbox.messages) == 1


def test_without_a_server_mails_are_files_and_the_screen_may_show_them(session: Session, home: Path) -> None:
    ann = make_user(session)
    outbox_id = outbox.put(session, recipient=ann.email, template="confirm_email", context=LINK, user_id=ann.id)
    session.commit()

    send(outbox_id)

    [file] = (home / "mail").glob("*.eml")
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert message["To"] == ann.email
    assert LINK["link"] in message.get_body(("plain",)).get_content()
    shown = outbox.latest_dev_message(session, user_id=ann.id, template="confirm_email")
    assert shown is not None and LINK["link"] in shown


@pytest.mark.parametrize(
    "setting",
    [{"SMTP_HOST": "mail.example.org"}, PRODUCTION, {"HOST": "0.0.0.0"}],
)
def test_no_screen_shows_a_mail_where_strangers_could_read_it(
    session: Session, home: Path, monkeypatch: pytest.MonkeyPatch, setting: dict[str, str]
) -> None:
    ann = make_user(session)
    outbox.put(session, recipient=ann.email, template="confirm_email", context=LINK, user_id=ann.id)
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    config.settings.cache_clear()

    assert outbox.latest_dev_message(session, user_id=ann.id, template="confirm_email") is None


def test_a_mail_goes_only_if_its_transaction_is_kept(session: Session) -> None:
    with pytest.raises(RuntimeError), core.transaction.transaction() as tx:
        outbox.put(tx, recipient="ann@example.org", template="confirm_email", context=LINK)
        raise RuntimeError
    assert session.scalars(select(OutboxMail)).all() == []
    jobs = session.connection().exec_driver_sql("select count(*) from procrastinate_jobs where task_name = 'send_mail'")
    assert jobs.scalar() == 0


MONEY = {"plan": "<b>Basic</b>", "amount": "19.00", "day": "3 June 2026", "link": "https://example.org/"}
UNSUBSCRIBE: dict[str, str | int] = {"unsubscribe": "https://example.org/unsubscribe"}
UNSUBSCRIBE: dict[str, str | int] = {"unsubscribe": "https://example.org/unsubscribe"}
CONTEXTS: dict[str, dict[str, str | int]] = {
    "confirm_email": LINK,
    "change_email": LINK,
    "email_changed": {"new_email": "<b>x</b>@example.org"},
    "reset_password": {"link": "https://example.org/", "minutes": 15},
    "password_changed": {"link": "https://example.org/"},
    "receipt": MONEY | {"number": 7, "tax": "3.00"},
    "plan_cancelled": MONEY | {"left": 12},
    "payment_failed": MONEY | {"is_last": 1},
    "renewal_notice": MONEY | {"months": 3, "is_after_test": 1},
    "plan_ended": MONEY,
    "credits_expiring": MONEY | {"left": 1},
    "credit_returned": MONEY | {"amount": 1, "reason": "<b>a mistake</b> of ours"},
    "admin_week": LINK | {"lines": "Net revenue: $12.00, before $9.00\nCancelled: 3, before 1"},
    "class_invitation": LINK | {"tutor": "<b>Ms Ito</b>", "name": "<b>Evening</b> group", "code": "ABCD-EFGH"},
    "homework_due": LINK | {"title": "<b>Parks</b> in towns", "name": "Evening group", "due": "Friday, 4 June, 23:59"},
    "tutor_week": LINK | {"lines": "<b>Evening</b> group: 3 of 5 wrote, 7 essays in all; 1 wrote nothing for ten days"},
    "goal_reached": LINK | UNSUBSCRIBE | {"goal": "<b>10</b> essays handed in"},
    "result_ready": LINK | UNSUBSCRIBE | {"title": "<b>Parks</b> in towns"},
    "streak_at_risk": LINK | UNSUBSCRIBE | {"row": 12},
    "credits_low": LINK | UNSUBSCRIBE | {"left": 2, "day": "3 June 2026"},
    "erase_account": LINK | {"minutes": 30},
    "practice_reminder": LINK | {"row": 3, "unsubscribe": "https://example.org/unsubscribe"},
    "practice_week": LINK | {"essays": 2, "best": "6.5", "unsubscribe": "https://example.org/unsubscribe"},
    "help_request": {
        "name": "Mei",
        "address": "mei@example.org",
        "number": 7,
        "words": "Hello,\n\n<b>why</b> is it slow?",
        "page": "Home",
        "essay": "<b>Parks</b> (7)",
        "error": "",
    },
    "tutor_word": LINK | {"tutor": "Ms Ito", "address": "ito@example.org", "words": "Hello,\n\n<b>one</b> paragraph?"},
}


@pytest.mark.parametrize("template", CONTEXTS)
def test_every_letter_has_both_forms(template: str) -> None:
    letter = letters.render(template, CONTEXTS[template])

    assert 5 < len(letter.subject) < 60 and "\n" not in letter.subject
    assert letter.text.startswith("Hello,\n") and "not affiliated with IELTS" in letter.text
    assert letter.html.startswith("<!doctype html>") and "<b>" not in letter.html
    assert "{" not in letter.subject + letter.text + letter.html
    assert "http" not in letter.html.replace("https://example.org", "")


def test_every_template_is_tested() -> None:
    names = {path.stem for path in Path(letters.__file__).with_name("templates").glob("*.txt")}
    assert names == set(CONTEXTS)
