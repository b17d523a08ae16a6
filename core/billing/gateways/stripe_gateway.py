"""Stripe as a `Gateway`: SDK 16, one pinned version of its API, no retries of its own.

What is sent is written here; what is read of the answers is read in `reading`, as dictionaries, because the
objects of this SDK are none. Every request that changes something carries a key that was stored before.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from core.billing.gateways import reading
from core.billing.gateways.protocol import (
    CheckoutRequest,
    GatewayRefused,
    PlanToSell,
    Reference,
    RemoteCheckout,
    RemoteEndpoint,
    RemoteLife,
    RemotePrice,
)
from core.billing.gateways.stripe_client import API_VERSION, EVENTS, asked, client, found_or_none, plain
from core.billing.gateways.stripe_lives import StripeLives

_EVERYTHING = 100


class StripeGateway:
    """Stripe. `base_url` is another address that speaks like it, for tests."""

    name = "stripe"
    is_sandbox = False

    def __init__(self, secret_key: str, *, base_url: str | None = None, with_tax: bool = False) -> None:
        self._client = client(secret_key, base_url=base_url).v1
        self._with_tax = with_tax
        self._lives = StripeLives(self._client)

    def put_customer(self, *, user_id: int, email: str, name: str, key: str) -> str:
        """See `Gateway`."""
        with asked():
            made = self._client.customers.create(
                {"email": email, "name": name, "metadata": {reading.PERSON: str(user_id)}}, {"idempotency_key": key}
            )
        return str(made.id)

    def put_plan(self, plan: PlanToSell) -> RemotePrice:
        """See `Gateway`. A price never changes at Stripe: another amount is another price of the same product."""
        amount = reading.cents(plan.price_usd)
        lookup = f"{plan.slug}-{plan.months}-{amount}"
        with asked():
            found = self._client.prices.list({"lookup_keys": [lookup], "active": True, "limit": 1}).data
            if found:
                return RemotePrice(product_id=reading.id_of(plain(found[0])["product"]) or "", price_id=found[0].id)
            product_id = self._put_product(plan)
            made = self._client.prices.create(
                {
                    "product": product_id,
                    "currency": "usd",
                    "unit_amount": amount,
                    "recurring": {"interval": "month", "interval_count": plan.months},
                    "tax_behavior": "inclusive",
                    "lookup_key": lookup,
                    "nickname": plan.name,
                    "metadata": {reading.PLAN: plan.slug},
                },
                {"idempotency_key": f"price-{lookup}"},
            )
        return RemotePrice(product_id=product_id, price_id=made.id)

    def open_checkout(self, request: CheckoutRequest, *, key: str) -> RemoteCheckout:
        """See `Gateway`. Stripe itself closes the page after a day at most; ours closes it sooner."""
        metadata = {
            reading.ROW: str(request.row_id),
            reading.PERSON: str(request.user_id),
            reading.RENEWAL: "yes" if request.wants_renewal else "no",
            reading.PLAN: request.plan_slug,
        }
        parameters: Any = {
            "mode": "subscription",
            "customer": request.customer_id,
            "client_reference_id": str(request.user_id),
            "line_items": [{"price": request.price_id, "quantity": 1}],
            "success_url": request.success_url,
            "cancel_url": request.cancel_url,
            "metadata": metadata,
            "subscription_data": {"metadata": metadata},
            "billing_address_collection": "auto",
        }
        if self._with_tax:
            parameters |= {
                "automatic_tax": {"enabled": True},
                "tax_id_collection": {"enabled": True},
                "customer_update": {"address": "auto", "name": "auto"},
            }
        with asked():
            made = self._client.checkout.sessions.create(parameters, {"idempotency_key": key})
        return reading.checkout(plain(made))

    def get_checkout(self, checkout_id: str) -> RemoteCheckout:
        """See `Gateway`."""
        with asked():
            return reading.checkout(plain(self._client.checkout.sessions.retrieve(checkout_id)))

    def close_checkout(self, checkout_id: str) -> RemoteCheckout:
        """See `Gateway`."""
        found = self.get_checkout(checkout_id)
        if not found.is_open:
            return found
        try:
            with asked():
                return reading.checkout(plain(self._client.checkout.sessions.expire(checkout_id)))
        except GatewayRefused:  # paid in this moment
            return self.get_checkout(checkout_id)

    def portal_url(self, *, customer_id: str, return_url: str) -> str:
        """See `Gateway`."""
        with asked():
            made = self._client.billing_portal.sessions.create({"customer": customer_id, "return_url": return_url})
        return str(made.url)

    def find_life(self, subscription_id: str) -> RemoteLife | None:
        """See `Gateway`."""
        return self._lives.find(subscription_id)

    def find_subscription_id(self, reference: Reference) -> str | None:
        """See `Gateway`."""
        return self._lives.find_subscription_id(reference)

    def list_subscription_ids(self, *, since: datetime) -> tuple[str, ...]:
        """See `Gateway`."""
        parameters: Any = {"status": "all", "limit": _EVERYTHING, "created": {"gte": int(since.timestamp())}}
        with asked():
            return tuple(each.id for each in self._client.subscriptions.list(parameters).auto_paging_iter())

    def stop_renewal(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`."""
        self._update(subscription_id, {"cancel_at_period_end": True}, key)

    def renew_again(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`."""
        self._update(subscription_id, {"cancel_at_period_end": False, "metadata": {reading.RENEWAL: "yes"}}, key)

    def pause(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`. Invoices of the pause are voided; Stripe's own subscription stays active meanwhile."""
        self._update(subscription_id, {"pause_collection": {"behavior": "void"}}, key)

    def unpause(self, subscription_id: str, *, charge_now: bool, key: str) -> None:
        """See `Gateway`."""
        changes: dict[str, Any] = {"pause_collection": ""}
        if charge_now:
            changes |= {"billing_cycle_anchor": {"type": "now"}, "proration_behavior": "none"}
        self._update(subscription_id, changes, key)

    def change_now(self, subscription_id: str, *, price_id: str, key: str) -> None:
        """See `Gateway`. A card that is refused changes nothing."""
        with asked():
            found = plain(self._client.subscriptions.retrieve(subscription_id, {"expand": ["schedule"]}))
        self._forget_schedule(found)
        changes = {
            "items": [{"id": found["items"]["data"][0]["id"], "price": price_id}],
            "billing_cycle_anchor": {"type": "now"},
            "proration_behavior": "always_invoice",
            "payment_behavior": "error_if_incomplete",
        }
        self._update(subscription_id, changes, key)

    def change_later(self, subscription_id: str, *, price_id: str, key: str) -> None:
        """See `Gateway`. A schedule of two phases: what runs, to its end; then the new price."""
        with asked():
            found = plain(self._client.subscriptions.retrieve(subscription_id, {"expand": ["schedule"]}))
            schedule = found["schedule"]
            if schedule is None:
                made = self._client.subscription_schedules.create(
                    {"from_subscription": subscription_id}, {"idempotency_key": f"{key}-schedule"}
                )
                schedule = plain(made)
            running, old_price = schedule["phases"][0], found["items"]["data"][0]["price"]
            phases: Any = [
                {
                    "items": [{"price": reading.id_of(old_price), "quantity": 1}],
                    "start_date": running["start_date"],
                    "end_date": running["end_date"],
                    "proration_behavior": "none",
                },
                {"items": [{"price": price_id, "quantity": 1}], "proration_behavior": "none"},
            ]
            self._client.subscription_schedules.update(
                schedule["id"], {"end_behavior": "release", "phases": phases}, {"idempotency_key": key}
            )

    def preview_change_usd(self, subscription_id: str, *, price_id: str) -> Decimal:
        """See `Gateway`."""
        with asked():
            found = plain(self._client.subscriptions.retrieve(subscription_id))
            details: Any = {
                "items": [{"id": found["items"]["data"][0]["id"], "price": price_id}],
                "billing_cycle_anchor": {"type": "now"},
                "proration_behavior": "always_invoice",
            }
            seen = self._client.invoices.create_preview(
                {"subscription": subscription_id, "subscription_details": details}
            )
        return reading.usd(seen.amount_due)

    def end_now(self, subscription_id: str, *, key: str) -> None:
        """See `Gateway`."""
        with asked():
            found_or_none(lambda: self._client.subscriptions.cancel(subscription_id, {}, {"idempotency_key": key}))

    def refund(self, *, payment_intent_id: str, amount_usd: Decimal, reason: str, key: str) -> str:
        """See `Gateway`."""
        word: Any = "duplicate" if reason == "duplicate" else "requested_by_customer"
        with asked():
            made = self._client.refunds.create(
                {"payment_intent": payment_intent_id, "amount": reading.cents(amount_usd), "reason": word},
                {"idempotency_key": key},
            )
        return str(made.id)

    def put_endpoint(self, url: str) -> RemoteEndpoint:
        """See `Gateway`."""
        events: Any = list(EVENTS)
        with asked():
            for each in self._client.webhook_endpoints.list({"limit": _EVERYTHING}).auto_paging_iter():
                if each.url == url and each.api_version == API_VERSION:
                    self._client.webhook_endpoints.update(each.id, {"enabled_events": events, "disabled": False})
                    return RemoteEndpoint(id=each.id, url=url, secret=None)
            made = self._client.webhook_endpoints.create(
                {"url": url, "enabled_events": events, "api_version": API_VERSION}  # type: ignore[typeddict-item]
            )
        return RemoteEndpoint(id=made.id, url=url, secret=made.secret)

    def _put_product(self, plan: PlanToSell) -> str:
        product_id = f"plan_{plan.slug}"
        found = found_or_none(lambda: self._client.products.retrieve(product_id))
        if found is not None:
            return product_id
        made = self._client.products.create(
            {"id": product_id, "name": plan.name, "description": plan.description or plan.name},
            {"idempotency_key": f"product-{plan.slug}"},
        )
        return str(made.id)

    def _forget_schedule(self, found: dict[str, Any]) -> None:
        if found["schedule"] is not None and found["schedule"]["status"] == "active":
            with asked():
                self._client.subscription_schedules.release(found["schedule"]["id"])

    def _update(self, subscription_id: str, changes: Any, key: str) -> None:
        with asked():
            self._client.subscriptions.update(subscription_id, changes, {"idempotency_key": key})
