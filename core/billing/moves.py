"""From one state to another along the listed moves, so that the history tells every step."""

from collections import deque
from collections.abc import Mapping
from typing import TypeVar

from db.models.billing import PaymentStatus

State = TypeVar("State")

PAYMENT_MOVES: Mapping[PaymentStatus, tuple[PaymentStatus, ...]] = {
    PaymentStatus.pending: (PaymentStatus.succeeded, PaymentStatus.failed, PaymentStatus.cancelled),
    PaymentStatus.failed: (PaymentStatus.pending, PaymentStatus.succeeded, PaymentStatus.cancelled),
    PaymentStatus.succeeded: (PaymentStatus.partially_refunded, PaymentStatus.refunded, PaymentStatus.disputed),
    PaymentStatus.partially_refunded: (PaymentStatus.refunded, PaymentStatus.disputed),
    PaymentStatus.disputed: (
        PaymentStatus.succeeded,
        PaymentStatus.partially_refunded,
        PaymentStatus.charged_back,
    ),
    PaymentStatus.cancelled: (),
    PaymentStatus.refunded: (),
    PaymentStatus.charged_back: (),
}


def path(moves: Mapping[State, tuple[State, ...]], *, old: State, new: State) -> tuple[State, ...] | None:
    """The shortest way from `old` to `new` without `old` itself; () when they are the same, None when there is none."""
    ways: deque[tuple[State, tuple[State, ...]]] = deque([(old, ())])
    seen = {old}
    while ways:
        at, way = ways.popleft()
        if at == new:
            return way
        for step in moves[at]:
            if step not in seen:
                seen.add(step)
                ways.append((step, (*way, step)))
    return None
