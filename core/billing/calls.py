"""Asking the payment service to change something: the key is stored before the call, no transaction is open in it."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from core.billing.gateways.protocol import GatewayRefused
from core.clock import utc_now
from core.transaction import transaction
from db.repositories import gateway as rows

Answer = TypeVar("Answer")

KEY_LIFE = timedelta(hours=23)  # Stripe keeps keys for at least 24 hours


def ask(
    action: str,
    call: Callable[[str], Answer],
    *,
    entity: str,
    entity_id: int | str,
    request: dict[str, Any] | None = None,
    user_id: int | None = None,
    told: Callable[[Answer], dict[str, Any]] = lambda _answer: {},
) -> Answer:
    """Make one call under an idempotency key, and note the answer.

    A call that was never answered is made again under its old key, so that it happens once at the service
    however often we crash; one that was answered, or is a day old, or asks for something else, gets a new key.
    Opens its own transactions: never inside another one.

    Raises:
        GatewayAway: No answer; the next try is the same request.
        GatewayRefused: The service said no.
    """
    key = _key_of(action, entity=entity, entity_id=str(entity_id), request=request or {}, user_id=user_id)
    try:
        answer = call(key)
    except GatewayRefused as refusal:
        _note(key, {"refused": str(refusal)})
        raise
    _note(key, told(answer))
    return answer


def last_answer(action: str, *, entity: str, entity_id: int | str) -> dict[str, Any] | None:
    """What the service answered to the latest such call."""
    with transaction() as tx:
        return rows.find_answer(tx, action=action, entity=entity, entity_id=str(entity_id))


def _key_of(action: str, *, entity: str, entity_id: str, request: dict[str, Any], user_id: int | None) -> str:
    now = utc_now()
    with transaction() as tx:
        values: dict[str, Any] = {
            "action": action,
            "entity": entity,
            "entity_id": entity_id,
            "request": request,
            "user_id": user_id,
        }
        row = rows.put_key(tx, key=_new_key(action, entity_id), **values)
        if row.request != request or row.created_at < now - KEY_LIFE:
            rows.answer_key(tx, key=row.key, answer={"given_up": True}, now=now)
            row = rows.put_key(tx, key=_new_key(action, entity_id), **values)
        return row.key


def _new_key(action: str, entity_id: str) -> str:
    return f"{action}-{entity_id}-{secrets.token_hex(8)}"


def _note(key: str, answer: dict[str, Any]) -> None:
    with transaction() as tx:
        rows.answer_key(tx, key=key, answer=answer, now=utc_now())
