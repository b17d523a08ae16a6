"""Events of the payment service: taken in once, put in the queue, answered; the worker does the rest."""

import json
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.billing import invoices, sync
from core.billing.errors import EventNotFailed, EventNotFound, NotAnEvent
from core.billing.gateways import choosing, reading, signatures
from core.billing.gateways.protocol import Reference
from core.clock import utc_now
from core.errors import PlatformError
from core.jobs import queue
from core.transaction import transaction
from db.models.gateway import WebhookEvent, WebhookStatus
from db.repositories import gateway as rows
from db.repositories import payments

log = logging.getLogger(__name__)

LARGEST_BODY_BYTES = 65_536
_ID = re.compile(r"evt_[A-Za-z0-9_]{1,200}\Z")
_TYPE = re.compile(r"[a-z0-9_.]{1,100}\Z")
_LAST_SECOND = 253_402_300_799  # of the year 9999
# what an event tells about a person: the object is fetched again, so it need not stay with us
_PERSONAL = frozenset(
    {
        "address", "billing_details", "collected_information", "customer_address", "customer_details", "customer_email",
        "customer_name", "customer_phone", "customer_shipping", "customer_tax_ids", "email", "evidence", "ip_address",
        "name", "phone", "receipt_email", "shipping", "shipping_details",
    }
)  # fmt: skip


def receive(session: Session, payload: bytes, signature: str) -> bool:
    """Keep a signed event and defer its work, both in the caller's transaction; False when it was here before.

    Raises:
        BadSignature: Not signed with our secret, or not within five minutes of now.
        NotAnEvent: Signed, but nothing that we can read, or for the other of test and live mode.
    """
    signatures.verify(payload, signature, secret=choosing.webhook_secret(), now=utc_now())
    event = _read(payload)
    is_new = rows.add_event(
        session,
        id=event["id"],
        type=event["type"],
        created=datetime.fromtimestamp(event["created"], UTC),
        payload=_without_people(event),
        status=WebhookStatus.received,
    )
    if is_new:
        _defer(session, event["id"])
        log.info("webhook.received", extra={"event_id": event["id"], "type": event["type"]})
    return is_new


def process(event_id: str) -> None:
    """Apply what an event is about: the subscription is read again at the service, the event only says which.

    Opens its own transactions. What fails here is written on the event; an outage leaves it waiting.

    Raises:
        GatewayAway: The service does not answer: to be tried again.
    """
    with transaction() as tx:
        event = rows.event_for_update(tx, event_id=event_id)
        if event is None or event.status is not WebhookStatus.received:
            return
        reference = _reference_of(event)
        subscription_id = reference.subscription_id or payments.find_stripe_subscription_id(
            tx,
            payment_intent_id=reference.payment_intent_id,
            charge_id=reference.charge_id,
            invoice_id=reference.invoice_id,
        )
    subscription_id = subscription_id or choosing.gateway().find_subscription_id(reference)
    applied = sync.bring_up_to_date(subscription_id) if subscription_id else None
    with transaction() as tx:
        if applied is not None:
            _note_on_payment(tx, event_id, reference, applied.subscription_id)
        status = WebhookStatus.processed if applied is not None else WebhookStatus.ignored
        rows.settle_event(tx, event_id=event_id, status=status, error=None, now=utc_now())


def note_failure(event_id: str, error: BaseException) -> None:
    """Write on an event why it could not be applied; it waits for `replay_event`."""
    reason = str(error) if isinstance(error, PlatformError) else type(error).__name__
    with transaction() as tx:
        rows.settle_event(tx, event_id=event_id, status=WebhookStatus.failed, error=reason[:1000], now=utc_now())
    log.error("webhook.failed", extra={"event_id": event_id, "reason": type(error).__name__})


def replay_event(session: Session, actor: Actor, *, event_id: str) -> None:
    """Try a failed event again; logged as the administrator's act.

    Raises:
        NotAllowed: The actor is no administrator.
        EventNotFound: There is no such event.
        EventNotFailed: It waits, or it was applied or ignored.
    """
    actor.require(Role.admin)
    event = rows.event_for_update(session, event_id=event_id)
    if event is None:
        raise EventNotFound
    if event.status is not WebhookStatus.failed:
        raise EventNotFailed
    event.status, event.error = WebhookStatus.received, None
    session.flush()
    _defer(session, event_id)
    audit_log.record(session, actor, action="webhook.replayed", entity="webhookevent", entity_id=event_id)


def _defer(session: Session, event_id: str) -> None:
    queue.defer(session, "apply_webhook", queue="billing", queueing_lock=f"event:{event_id}", event_id=event_id)


def _read(payload: bytes) -> dict[str, Any]:
    """The event in a body, if it is one.

    Raises:
        NotAnEvent: It is not JSON, not an object, nested too deep, or holds what the database cannot.
    """
    try:
        event = json.loads(payload.decode("utf-8"), parse_constant=_refuse_constant)
        text = json.dumps(event, ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        raise NotAnEvent from None
    if not isinstance(event, dict) or "\\u0000" in text:
        raise NotAnEvent
    is_ours = (
        isinstance(event.get("id"), str)
        and _ID.match(event["id"])
        and isinstance(event.get("type"), str)
        and _TYPE.match(event["type"])
        and type(event.get("created")) is int
        and 0 <= event["created"] <= _LAST_SECOND
        and isinstance(event.get("data"), dict)
        and isinstance(event["data"].get("object"), dict)
    )
    if not is_ours:
        raise NotAnEvent
    if event.get("livemode") is not choosing.is_live():
        raise NotAnEvent("This event is for the other of test mode and live mode.")
    return event


def _refuse_constant(_name: str) -> None:
    raise ValueError


def _without_people(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_people(inner) for key, inner in value.items() if key not in _PERSONAL}
    return [_without_people(inner) for inner in value] if isinstance(value, list) else value


def _reference_of(event: WebhookEvent) -> Reference:
    return reading.reference(event.type, _thing(event.payload))


def _thing(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    found = payload["data"]["object"]
    return found if isinstance(found, Mapping) else {}


def _note_on_payment(session: Session, event_id: str, reference: Reference, subscription_id: int) -> None:
    """Note the event on the payment that it is about; without one, on the newest of the subscription."""
    event = rows.event_for_update(session, event_id=event_id)
    found = payments.list_payments(session, subscription_id=subscription_id)
    about = [
        row
        for row in found
        if (reference.invoice_id and row.stripe_invoice_id == reference.invoice_id)
        or (reference.payment_intent_id and row.stripe_payment_intent_id == reference.payment_intent_id)
        or (reference.charge_id and row.stripe_charge_id == reference.charge_id)
    ]
    if event is None or not found:
        return
    facts = {"event": event.id, "type": event.type, "created": event.created.isoformat()}
    invoices.note_event((about or list(found))[-1], facts=facts, now=utc_now())
    session.flush()
