"""An account is erased: asked for on the page, confirmed by mail, done at once and for good.

Essays, results, words and names go; payments and counts stay as the books' numbers, without a name (audit rule A21).
"""

import logging

from sqlalchemy.orm import Session

from core.accounts import audit_log, tokens
from core.accounts.errors import LinkExpired, PlanStillRuns, StaffStays
from core.actor import Actor, Role
from core.assessment import assessments
from core.billing import credits
from core.clock import utc_now
from core.notifications import outbox
from core.notifications.links import page_link
from db.models.accounts import TokenKind
from db.models.billing import SubscriptionStatus
from db.repositories import accounts, billing, erasure

log = logging.getLogger(__name__)

PAGE = "erase_account"
_MINUTES = int(tokens.LIFETIMES[TokenKind.erase_account].total_seconds() // 60)


def ask(session: Session, actor: Actor) -> None:
    """Send the link that erases the account; nothing is erased yet.

    Raises:
        StaffStays: The actor is a tutor or an administrator.
        PlanStillRuns: A paid plan would be charged again.
        TooManyMails: Three links were sent within the last hour.
    """
    _require_possible(session, user_id=actor.user_id, is_staff=actor.has(Role.tutor) or actor.has(Role.admin))
    tokens.require_few_mails(session, user_id=actor.user_id, kind=TokenKind.erase_account)
    secret = tokens.issue(session, user_id=actor.user_id, kind=TokenKind.erase_account, payload={})
    outbox.put(
        session,
        recipient=actor.email,
        template="erase_account",
        context={"link": page_link(PAGE, token=secret), "minutes": _MINUTES},
        user_id=actor.user_id,
    )


def erase(session: Session, *, secret: str) -> None:
    """Take the link and erase the account: essays that are read just now are given up, their credits come back first.

    Raises:
        LinkExpired: The link is too old, was used, or was never ours.
        StaffStays, PlanStillRuns: As `ask`; that may have changed since.
    """
    taken = tokens.take(session, secret=secret, kind=TokenKind.erase_account)
    user = accounts.user_for_update(session, user_id=taken.user_id)
    if user is None or user.erased_at is not None:
        raise LinkExpired
    groups = accounts.group_names(session, user_id=user.id)
    _require_possible(session, user_id=user.id, is_staff=bool({"tutor", "admin"} & set(groups)))
    now = utc_now()
    for submission_id in erasure.live_essays(session, user_id=user.id):
        assessments.abandon(session, submission_id=submission_id)
    for sitting_id in erasure.open_sittings(session, user_id=user.id):
        credits.release_sitting(session, sitting_id=sitting_id)
        erasure.close_sitting(session, sitting_id=sitting_id, now=now)
    running = billing.entitled_subscription_for_update(session, user_id=user.id)
    if running is not None:
        running.status = SubscriptionStatus.expired
        running.auto_renew = False
        running.end_date = max(now, running.start_date + (running.end_date - running.start_date) / 1_000_000)
        session.flush()
    erasure.take_out(session, user_id=user.id, now=now)
    audit_log.record(session, None, action="account.erased", entity="accounts_customuser", entity_id=taken.user_id)
    log.info("account.erased", extra={"user_id": taken.user_id})


def _require_possible(session: Session, *, user_id: int, is_staff: bool) -> None:
    if is_staff:
        raise StaffStays
    running = billing.find_entitled_subscription(session, user_id=user_id)
    if running is not None and not running.complimentary and running.auto_renew and running.plan.price_usd > 0:
        raise PlanStillRuns
