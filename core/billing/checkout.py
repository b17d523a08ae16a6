"""Buying a plan: from the button to the payment service's own page. The return page grants nothing, events do."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.actor import Actor
from core.billing import calls, selling, subscriptions, sync
from core.billing.errors import AlreadyHasPlan, PlanNotFound
from core.billing.gateways.choosing import gateway
from core.billing.gateways.protocol import CheckoutRequest, GatewayAway, RemoteCheckout
from core.billing.types import CheckoutLink
from core.transaction import transaction
from db.models.billing import SubscriptionStatus, UserSubscription
from db.repositories import billing, payments

ENTITY = "subscription"
ACTION = "checkout"


@dataclass(frozen=True)
class _Waiting:
    row_id: int
    plan_slug: str
    wants_renewal: bool


def start_checkout(actor: Actor, *, plan_slug: str, auto_renew: bool | None = None, origin: str) -> CheckoutLink:
    """Open a page where the plan is paid, at the database's price of today; `origin` is where the person comes back.

    Without a word on `auto_renew` a monthly plan renews, and one of 3 or 6 months does not. A page that is
    still open is given again; one for another plan is closed first, so that nobody pays for two plans.
    Opens its own transactions; none is open while the service is asked.

    Raises:
        PlanNotFound: No such plan is on sale, or it is the free one.
        AlreadyHasPlan: A paid plan runs: it is changed, not bought again.
        GatewayAway: The payment service does not answer; nothing was charged.
    """
    waiting = _make_row(actor, plan_slug=plan_slug, auto_renew=auto_renew)
    for row_id in _others(actor, keep=waiting.row_id):
        _withdraw(actor, row_id)
    known = calls.last_answer(ACTION, entity=ENTITY, entity_id=waiting.row_id)
    if known is not None and "checkout" in known:
        open_one = gateway().get_checkout(known["checkout"])
        if open_one.is_open and open_one.url:
            return CheckoutLink(url=open_one.url)
        if open_one.subscription_id:
            sync.now_or_soon(open_one.subscription_id)
            _require_no_plan(actor)
    return CheckoutLink(url=_open(actor, waiting, origin=origin))


def _make_row(actor: Actor, *, plan_slug: str, auto_renew: bool | None) -> _Waiting:
    """The row that waits for the payment: an old one for the same choice, else a new one."""
    with transaction() as tx:
        payments.lock_person(tx, user_id=actor.user_id)
        plan = billing.find_plan(tx, slug=plan_slug)
        if plan is None or not plan.is_active or plan.price_usd == 0:
            raise PlanNotFound
        rows = payments.lock_subscriptions(tx, user_id=actor.user_id)
        _refuse_second(rows)
        wants_renewal = plan.duration_months == 1 if auto_renew is None else auto_renew
        same = [row for row in rows if _is_waiting(row) and row.plan_id == plan.id and row.auto_renew == wants_renewal]
        row = (
            same[-1]
            if same
            else subscriptions.open_pending(tx, user_id=actor.user_id, plan=plan, wants_renewal=wants_renewal)
        )
        return _Waiting(row.id, plan.slug, wants_renewal)


def _others(actor: Actor, *, keep: int) -> tuple[int, ...]:
    with transaction() as tx:
        rows = payments.lock_subscriptions(tx, user_id=actor.user_id)
        return tuple(row.id for row in rows if _is_waiting(row) and row.id != keep)


def _withdraw(actor: Actor, row_id: int) -> None:
    """Close the page of an earlier choice; if it was paid meanwhile, that is the plan.

    Raises:
        AlreadyHasPlan: It was paid.
    """
    known = calls.last_answer(ACTION, entity=ENTITY, entity_id=row_id)
    if known is not None and "checkout" in known:
        closed = gateway().close_checkout(known["checkout"])
        if closed.is_open:
            raise GatewayAway
        if closed.subscription_id:
            sync.now_or_soon(closed.subscription_id)
            _require_no_plan(actor)
    with transaction() as tx:
        row = payments.subscription_for_update(tx, subscription_id=row_id)
        if row is not None and row.status is SubscriptionStatus.pending:
            row.status = SubscriptionStatus.expired


def _open(actor: Actor, waiting: _Waiting, *, origin: str) -> str:
    service = gateway()
    customer_id = selling.customer_of(actor)
    price = selling.price_of(waiting.plan_slug)
    request = CheckoutRequest(
        customer_id=customer_id,
        user_id=actor.user_id,
        row_id=waiting.row_id,
        plan_slug=waiting.plan_slug,
        price_id=price.price_id,
        wants_renewal=waiting.wants_renewal,
        success_url=f"{origin}/plans?paid=yes",
        cancel_url=f"{origin}/plans",
    )

    def told(opened: RemoteCheckout) -> dict[str, str]:
        return {"checkout": opened.id}

    opened = calls.ask(
        ACTION,
        lambda key: service.open_checkout(request, key=key),
        entity=ENTITY,
        entity_id=waiting.row_id,
        user_id=actor.user_id,
        request={"price": price.price_id, "origin": origin, "customer": customer_id},
        told=told,
    )
    if opened.url is None:
        raise GatewayAway
    return opened.url


def _is_waiting(row: UserSubscription) -> bool:
    return row.status is SubscriptionStatus.pending


def _require_no_plan(actor: Actor) -> None:
    with transaction() as tx:
        _refuse_second(payments.lock_subscriptions(tx, user_id=actor.user_id))


def _refuse_second(rows: Sequence[UserSubscription]) -> None:
    for row in rows:
        if row.status in billing.ENTITLED and row.plan.price_usd > 0:
            raise AlreadyHasPlan(row.plan.name)
