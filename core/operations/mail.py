"""The outbox in an administrator's hands: what left, what waits, what failed and why."""

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.jobs import queue
from core.operations.errors import MailNotFailed
from core.operations.types import Mail
from db.models.platform import OutboxStatus
from db.repositories import operations

STATUSES = tuple(status.value for status in OutboxStatus)
MOST_SHOWN = 100


def list_mails(session: Session, actor: Actor, *, status: str) -> list[Mail]:
    """The messages in one status, newest first; at most 100, without their words.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return [
        Mail(
            outbox_id=row.id,
            recipient=row.recipient,
            template=row.template,
            status=OutboxStatus(row.status).value,
            attempts=row.attempts,
            created_at=row.created_at,
            sent_at=row.sent_at,
            error=row.error,
        )
        for row in operations.list_mails(session, status=OutboxStatus(status), limit=MOST_SHOWN)
    ]


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """How many messages are in each status.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    found = operations.count_mails(session)
    return {status: found.get(status, 0) for status in STATUSES}


def send_again(session: Session, actor: Actor, *, outbox_id: int) -> None:
    """Give a failed message another chance.

    Raises:
        NotAllowed: The actor is no administrator.
        MailNotFailed: It is gone, waits, or was sent meanwhile.
    """
    actor.require(Role.admin)
    row = operations.mail_for_update(session, outbox_id=outbox_id)
    if row is None or row.status != OutboxStatus.failed:
        raise MailNotFailed
    row.status = OutboxStatus.waiting
    queue.defer(session, "send_mail", queue="mail", queueing_lock=f"mail:{outbox_id}", outbox_id=outbox_id)
    audit_log.record(session, actor, action="mail.sent_again", entity="platform_outbox", entity_id=outbox_id)
