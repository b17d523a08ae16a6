"""What a person does to a plan that runs: cancel, resume, pause, change it, or open the card page.

Each asks the payment service first, outside any transaction, and then brings our rows to what it says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing import calls, selling, sync
from core.billing.errors import CannotPause, NoPaidPlan, NothingToChange, PlanNotFound, PlanRunsOut
from core.billing.gateways.choosing import gateway
from core.billing.types import ChangeKind, PlanChange
from core.clock import utc_now
from core.notifications.links import page_link
from core.transaction import transaction
from db.models.billing import SubscriptionPlan, SubscriptionStatus, UserSubscription
from db.repositories import billing, payments

LONGEST_REASON = 1_000
_ENTITY = "subscription"


@dataclass(frozen=True)
class _Running:
    row_id: int
    stripe_id: str
    status: SubscriptionStatus
    renews: bool
    is_paused: bool


@dataclass(frozen=True)
class _Change:
    """A change before anybody asked what it costs today."""

    stripe_id: str
    kind: ChangeKind
    slug: str
    name: str
    price_usd: Decimal
    months: int
    starts_at: datetime


def cancel(actor: Actor, *, reason: str | None = None) -> None:
    """Let the plan run out at its end; what is paid stays usable until then. Doing it again changes nothing.

    The reason is the person's own words, and may be missing.

    Raises:
        NoPaidPlan: There is no paid plan.
        GatewayAway: The payment service does not answer; nothing was changed.
    """
    running = _running(actor)
    if running.status is SubscriptionStatus.cancelled:
        return
    _ask(actor, "stop_renewal", running, lambda key: gateway().stop_renewal(running.stripe_id, key=key))
    with transaction() as tx:
        row = payments.subscription_for_update(tx, subscription_id=running.row_id)
        if row is not None and row.status in billing.ENTITLED:
            row.cancelled_at = row.cancelled_at or utc_now()
            row.cancellation_reason = (reason or "").strip()[:LONGEST_REASON] or None
            row.auto_renew = False
    sync.now_or_soon(running.stripe_id)


def resume(actor: Actor) -> None:
    """Take a cancellation or a pause back: the plan renews. A plan whose paid time is over is charged at once.

    Raises:
        NoPaidPlan: There is no paid plan.
        NothingToChange: It renews already.
        GatewayRefused: The card was refused; nothing was changed.
        GatewayAway: The payment service does not answer.
    """
    running = _running(actor)
    if running.renews and not running.is_paused:
        raise NothingToChange
    if running.is_paused:
        charge_now = running.status is SubscriptionStatus.paused
        service = gateway()
        _ask(
            actor,
            "unpause",
            running,
            lambda key: service.unpause(running.stripe_id, charge_now=charge_now, key=key),
            charge_now=charge_now,
        )
    if not running.renews:
        _ask(actor, "renew_again", running, lambda key: gateway().renew_again(running.stripe_id, key=key))
    sync.now_or_soon(running.stripe_id)


def pause(actor: Actor) -> None:
    """Skip the next charge: what is paid stays usable, then the plan waits for at most three months.

    Raises:
        NoPaidPlan: There is no paid plan.
        NothingToChange: It is paused already.
        CannotPause: The plan does not renew.
        GatewayAway: The payment service does not answer; nothing was changed.
    """
    running = _running(actor)
    if running.is_paused:
        raise NothingToChange
    if not running.renews or running.status is not SubscriptionStatus.active:
        raise CannotPause
    _ask(actor, "pause", running, lambda key: gateway().pause(running.stripe_id, key=key))
    sync.now_or_soon(running.stripe_id)


def change_plan(actor: Actor, *, plan_slug: str) -> PlanChange:
    """Switch to another plan: a dearer one at once, a cheaper one at the end of what is paid.

    What happened is what `preview_change` said. A card that is refused changes nothing.

    Raises:
        NoPaidPlan: There is no paid plan that runs.
        PlanNotFound: No such plan is on sale.
        NothingToChange: It is the plan that runs, or the one that is to come.
        PlanRunsOut: A cheaper plan from the next term on, but there is no next term.
        GatewayRefused: The card was refused.
        GatewayAway: The payment service does not answer.
    """
    with transaction() as tx:
        found = _change_of(tx, actor, plan_slug=plan_slug)
    change = _priced(found)
    running = _running(actor)
    price_id = selling.price_of(plan_slug).price_id
    service = gateway()
    if change.kind is ChangeKind.upgrade:
        _ask(
            actor,
            "change_now",
            running,
            lambda key: service.change_now(running.stripe_id, price_id=price_id, key=key),
            price=price_id,
        )
    else:
        _ask(
            actor,
            "change_later",
            running,
            lambda key: service.change_later(running.stripe_id, price_id=price_id, key=key),
            price=price_id,
        )
    sync.now_or_soon(running.stripe_id)
    return change


def preview_change(actor: Actor, *, plan_slug: str) -> PlanChange:
    """What `change_plan` would do, and when; of the dollars of an upgrade the service is asked.

    Opens its own transaction. Raises as `change_plan` does.
    """
    with transaction() as tx:
        found = _change_of(tx, actor, plan_slug=plan_slug)
    return _priced(found)


def portal_link(actor: Actor) -> str:
    """The payment service's page for cards and invoices; the person comes back to the account page.

    Raises:
        NoPaidPlan: This person never bought anything.
        GatewayAway: The payment service does not answer.
    """
    with transaction() as tx:
        customer_id = payments.find_customer_id(tx, user_id=actor.user_id)
    if customer_id is None:
        raise NoPaidPlan
    return gateway().portal_url(customer_id=customer_id, return_url=page_link("account"))


def _running(actor: Actor) -> _Running:
    with transaction() as tx:
        row = _paid_row(tx, actor)
        return _Running(
            row_id=row.id,
            stripe_id=row.stripe_subscription_id or "",
            status=row.status,
            renews=row.auto_renew or row.paused_until is not None,
            is_paused=row.paused_until is not None,
        )


def _paid_row(session: Session, actor: Actor) -> UserSubscription:
    row = billing.find_entitled_subscription(session, user_id=actor.user_id)
    if row is None or row.stripe_subscription_id is None:
        raise NoPaidPlan
    return row


def _change_of(session: Session, actor: Actor, *, plan_slug: str) -> _Change:
    row = _paid_row(session, actor)
    new = billing.find_plan(session, slug=plan_slug)
    if new is None or not new.is_active or new.price_usd == 0:
        raise PlanNotFound
    if new.id in (row.plan_id, row.pending_plan_id):
        raise NothingToChange
    if row.status is not SubscriptionStatus.active and row.status is not SubscriptionStatus.cancelled:
        raise NoPaidPlan("Your plan is not paid just now: pay or resume it first, then change it.")
    kind = ChangeKind.upgrade if _gives_more(new, than=row.plan) else ChangeKind.downgrade
    if kind is ChangeKind.downgrade and not row.auto_renew:
        raise PlanRunsOut
    return _Change(
        stripe_id=row.stripe_subscription_id or "",
        kind=kind,
        slug=new.slug,
        name=new.name,
        price_usd=new.price_usd,
        months=new.duration_months,
        starts_at=utc_now() if kind is ChangeKind.upgrade else row.end_date,
    )


def _gives_more(new: SubscriptionPlan, *, than: SubscriptionPlan) -> bool:
    """More feedbacks a month, or as many for longer."""
    return (new.test_feedback_count, new.duration_months) > (than.test_feedback_count, than.duration_months)


def _priced(found: _Change) -> PlanChange:
    due = Decimal("0.00")
    if found.kind is ChangeKind.upgrade:
        price_id = selling.price_of(found.slug).price_id
        due = gateway().preview_change_usd(found.stripe_id, price_id=price_id)
    return PlanChange(
        kind=found.kind,
        plan_slug=found.slug,
        plan_name=found.name,
        due_now_usd=due,
        new_price_usd=found.price_usd,
        months=found.months,
        starts_at=found.starts_at,
    )


def _ask(actor: Actor, action: str, running: _Running, call: Callable[[str], None], **request: str | bool) -> None:
    calls.ask(action, call, entity=_ENTITY, entity_id=running.stripe_id, request=dict(request), user_id=actor.user_id)
