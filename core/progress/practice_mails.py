"""Mails about practice at the moment that they are about: a result that took its time, credits that run low.

Only to people who take such mails and whose address is confirmed; never to the demo's people.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from core.accounts.fields import is_sample
from core.billing import credits
from core.clock import utc_now
from core.notifications import outbox, unsubscribing
from core.notifications.links import page_link
from db.models.content import PracticeTask
from db.models.practice import Submission
from db.repositories import accounts, sittings

SLOW = timedelta(minutes=1)  # who waits less is still on the page
LOW, LEAST_LIMIT = 2, 10  # feedbacks left, of a plan that has at least so many


def address_of(session: Session, *, user_id: int) -> str | None:
    """Where to write to somebody about practice; None for who must not or would not get it."""
    person = accounts.find_user(session, user_id=user_id)
    if person is None or person.erased_at is not None or person.email_verified_at is None or is_sample(person.email):
        return None
    likes = accounts.find_preferences(session, user_id=user_id)
    return person.email if likes is None or likes.email_notifications else None


def tell_of_result(session: Session, *, submission: Submission) -> None:
    """Say once that a result is there, if it came more than a minute after the essay; a mock test says it once."""
    handed_in = submission.submitted_at
    if handed_in is None or utc_now() - handed_in <= SLOW:
        return
    address = address_of(session, user_id=submission.user_id)
    if address is None:
        return
    sitting = submission.session_id
    is_mock_test = sitting is not None and sittings.is_mock_test(session, code=sitting)
    outbox.put_once(
        session,
        about=f"sitting {sitting}" if sitting is not None else f"essay {submission.id}",
        recipient=address,
        template="result_ready",
        context={
            "title": session.get_one(PracticeTask, submission.task_id).title,
            "link": page_link("result", submission=str(submission.id)) if not is_mock_test else page_link("my_essays"),
            "unsubscribe": unsubscribing.link(submission.user_id),
        },
        user_id=submission.user_id,
    )


def tell_of_credits(session: Session, *, user_id: int) -> None:
    """Say once a month of a plan that at most two feedbacks are left."""
    person = accounts.find_user(session, user_id=user_id)
    if person is None:
        return
    found = credits.balance_of(session, user_id=user_id, timezone=person.timezone or "UTC")
    day = found.ends_on if found is not None else None
    if found is None or day is None or found.left > LOW or found.limit < LEAST_LIMIT:
        return
    address = address_of(session, user_id=user_id)
    if address is None:
        return
    outbox.put_once(
        session,
        about=f"low {day.isoformat()}",
        recipient=address,
        template="credits_low",
        context={
            "left": found.left,
            "day": f"{day.day} {day:%B %Y}",
            "link": page_link("plans"),
            "unsubscribe": unsubscribing.link(user_id),
        },
        user_id=user_id,
    )
