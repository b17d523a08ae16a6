"""What happened to one person, in one list.

Essays, credits, payments, mails, sign-ins, errors, events of the payment service, and what we did.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.billing import movements
from db.repositories import customers

PAGE = 30
Place = tuple[datetime, int, int]
_START: Place = (datetime(9999, 12, 31, tzinfo=UTC), 99, 0)
MAILS = {
    "confirm_email": "to confirm the address",
    "change_email": "to confirm a new address",
    "email_changed": "that the address was changed",
    "reset_password": "to choose a new password",
    "password_changed": "that the password was changed",
    "receipt": "with a receipt",
    "plan_cancelled": "that the plan is cancelled",
    "payment_failed": "that a payment failed",
    "renewal_notice": "before a renewal",
    "plan_ended": "that the plan has ended",
    "credits_expiring": "that credits end soon",
    "credits_low": "that few credits are left",
    "result_ready": "that a result is ready",
    "credit_returned": "that a credit came back",
    "admin_week": "with the week in numbers",
}
ACTS = {
    "role.given": "gave a role",
    "account.closed": "closed the account",
    "account.opened": "opened the account",
    "credit.granted": "gave bonus credits",
    "credit.refunded": "gave a credit back",
    "plan.given": "gave a complimentary plan",
    "payment.refund_asked": "had money of a payment given back",
}
EVENTS = {"received": "waits to be applied", "processed": "was applied", "ignored": "concerned nothing here"}


@dataclass(frozen=True)
class Happening:
    """One line. `key` is the row's number where something can be done with it, by `kind`."""

    at: datetime
    kind: str
    sentence: str
    key: str | None
    state: str


@dataclass(frozen=True)
class Timeline:
    """A page of at most 30, newest first; `older` is where the next one begins, None at the end."""

    rows: tuple[Happening, ...]
    older: Place | None


def of_customer(session: Session, actor: Actor, *, user_id: int, before: Place | None = None) -> Timeline:
    """One page of everything about this person.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    place = before or _START
    found: list[tuple[Place, Happening]] = [
        ((row.at, source, row.id), _happening(row))
        for source, row in customers.timeline(session, user_id=user_id, before=place, limit=PAGE + 1)
    ]
    found += [
        (each.place, Happening(each.at, "credit", each.sentence, _text(each.usage_id), ""))
        for each in movements.of_person(session, user_id=user_id, before=place).rows
    ]
    found.sort(key=lambda each: each[0], reverse=True)
    shown = found[:PAGE]
    return Timeline(tuple(row for _place, row in shown), shown[-1][0] if len(found) > PAGE else None)


def _happening(row: Any) -> Happening:
    return Happening(row.at, row.kind, _SENTENCES[row.kind](row), row.key, row.state)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _essay(row: Any) -> str:
    states = {
        "draft": "is a draft",
        "submitted": "waits for its result",
        "failed": "got no result",
        "abandoned": "was given up",
    }
    return f"Essay {row.key} on “{row.what}” " + (
        f"got band {float(row.more):.1f}" if row.more else states.get(row.state, row.state)
    )


def _payment(row: Any) -> str:
    back = f", ${row.more} given back" if row.more not in ("0", "0.00") else ""
    return f"Payment {row.key} of ${row.what}: {row.state.replace('_', ' ')}{back}"


def _mail(row: Any) -> str:
    return f"Mail {MAILS.get(row.what, row.what)}: {row.state}" + (f" ({row.more})" if row.more else "")


def _sign_in(row: Any) -> str:
    return "Signed in" + (", ended since" if row.state == "ended" else "")


def _error(row: Any) -> str:
    return f"Saw error {row.what}" + (f" ({row.more})" if row.more else "")


def _event(row: Any) -> str:
    return f"The payment service told us {row.what}: " + EVENTS.get(row.state, f"failed ({row.more})")


def _act(row: Any) -> str:
    return f"{row.state} {ACTS.get(row.what, row.what)}" + (f": {row.more}" if row.more else "")


_SENTENCES: Mapping[str, Callable[[Any], str]] = {
    "essay": _essay,
    "payment": _payment,
    "mail": _mail,
    "sign-in": _sign_in,
    "error": _error,
    "act": _act,
    "event": _event,
}
