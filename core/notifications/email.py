"""Sending one mail of the outbox: by SMTP where a server is set, else as an .eml file on this machine."""

import logging
import smtplib
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path

from core.clock import utc_now
from core.config import settings
from core.errors import Outage
from core.notifications import letters
from core.notifications.outbox import ABOUT
from core.transaction import transaction
from db.repositories import outbox

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20
MAX_ATTEMPTS = 8  # about an hour of the job's growing pauses; then the mail is `failed`, where admins look
_NEVER = frozenset({500, 501, 502, 503, 504, 510, 511, 512, 550, 551, 553, 554, 556})  # a retry cannot help


class MailNotSent(Outage):
    """The mail server did not take the message; the job tries again."""

    sentence = "Our mail server does not answer. The mail will be sent later."


def send(outbox_id: int) -> None:
    """Send a waiting mail once; one that has left already is left alone.

    Three steps: note the try, hand the message over outside any transaction, note the end. A crash between the last
    two can send a mail twice, never lose it. A mail becomes `failed` when the server refuses
    the address for good, and at the eighth try in vain.

    Raises:
        MailNotSent: The server is away or busy; the mail waits.
    """
    with transaction() as tx:
        mail = outbox.begin_sending(tx, outbox_id=outbox_id)
        letter = letters.render(mail.template, mail.context) if mail else None
        recipient, attempts = (mail.recipient, mail.attempts) if mail else ("", 0)
        kept = {ABOUT: mail.context[ABOUT]} if mail and ABOUT in mail.context else {}
    if letter is None:
        log.info("mail.not_waiting", extra={"outbox_id": outbox_id})
        return
    try:
        _hand_over(_message(letter, recipient=recipient), outbox_id=outbox_id)
    except (smtplib.SMTPException, OSError) as error:
        is_final = _is_final(error) or attempts >= MAX_ATTEMPTS
        with transaction() as tx:
            outbox.note_trouble(tx, outbox_id=outbox_id, error=_reason(error), is_final=is_final)
        if is_final:
            log.warning("mail.refused", extra={"outbox_id": outbox_id})
            return
        raise MailNotSent from error
    with transaction() as tx:
        # A link that was mailed must not lie in the database too; without a mail server the screen still shows it.
        context: dict[str, str] | None = None if letters.may_be_shown_on_screen() else kept
        outbox.note_sent(tx, outbox_id=outbox_id, context=context, now=utc_now())
    log.info("mail.sent", extra={"outbox_id": outbox_id})


def folder() -> Path:
    """Where mails go as files when no mail server is set."""
    return settings().ielts_home / "mail"


def _message(letter: letters.Letter, *, recipient: str) -> EmailMessage:
    sender = settings().smtp_from
    message = EmailMessage(policy=SMTP if recipient.isascii() else SMTPUTF8)
    message["Subject"] = letter.subject
    message["From"] = sender
    message["To"] = recipient
    message["Date"] = format_datetime(utc_now())
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].partition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def _hand_over(message: EmailMessage, *, outbox_id: int) -> None:
    chosen = settings()
    if chosen.smtp_host is None:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder() / f"{outbox_id:06}.eml").write_bytes(message.as_bytes())
        return
    with smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=TIMEOUT_SECONDS) as server:
        if chosen.smtp_starttls:
            server.starttls()
        if chosen.smtp_user:
            server.login(chosen.smtp_user, chosen.smtp_password or "")
        server.send_message(message)


def _is_final(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in _NEVER for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code in _NEVER


def _reason(error: Exception) -> str:
    """Kind and code only: a server's own words can repeat the address, which outlives an erased account here."""
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
