"""What the payment service must know before it can sell: the customer, and the price of today."""

from core.actor import Actor
from core.billing import calls
from core.billing.errors import PlanNotFound
from core.billing.gateways.choosing import gateway
from core.billing.gateways.protocol import PlanToSell, RemotePrice
from core.transaction import transaction
from db.models.billing import SubscriptionPlan
from db.repositories import billing, payments

_CUSTOMER = "customer"


def customer_of(actor: Actor) -> str:
    """The person's customer id at the service of now; made at the first purchase, the same ever after."""
    service = gateway()
    action = f"customer_{service.name}"
    known = calls.last_answer(action, entity="user", entity_id=actor.user_id)
    if known is not None and _CUSTOMER in known:
        return str(known[_CUSTOMER])
    return calls.ask(
        action,
        lambda key: service.put_customer(user_id=actor.user_id, email=actor.email, name=actor.display_name, key=key),
        entity="user",
        entity_id=actor.user_id,
        user_id=actor.user_id,
        told=lambda customer_id: {_CUSTOMER: customer_id},
    )


def price_of(slug: str) -> RemotePrice:
    """The service's price for the plan as the database has it now; its ids are noted on the plan.

    Raises:
        PlanNotFound: There is no such plan for money.
    """
    with transaction() as tx:
        plan = billing.find_plan(tx, slug=slug)
        if plan is None or plan.price_usd == 0:
            raise PlanNotFound
        wanted = _to_sell(plan)
    price = gateway().put_plan(wanted)
    with transaction() as tx:
        row = billing.find_plan(tx, slug=slug)
        if row is not None and (row.stripe_price_id, row.stripe_product_id) != (price.price_id, price.product_id):
            row.stripe_price_id, row.stripe_product_id = price.price_id, price.product_id
    return price


def put_all_plans() -> tuple[tuple[str, RemotePrice], ...]:
    """Bring every plan for money to the service, by slug; safe to repeat."""
    with transaction() as tx:
        slugs = [plan.slug for plan in payments.list_plans(tx) if plan.price_usd > 0]
    return tuple((slug, price_of(slug)) for slug in slugs)


def _to_sell(plan: SubscriptionPlan) -> PlanToSell:
    return PlanToSell(
        slug=plan.slug,
        name=plan.name,
        description=plan.description or "",
        price_usd=plan.price_usd,
        months=plan.duration_months,
    )
