"""Reading a subscription's whole life at Stripe: the subscription, its invoices, their payments and disputes."""

from functools import lru_cache
from typing import Any

from core.billing.gateways import reading
from core.billing.gateways.protocol import Reference, RemoteInvoice, RemoteLife
from core.billing.gateways.stripe_client import StripeServices, asked, found_or_none, plain

_EVERYTHING = 100


class StripeLives:
    """Lives at Stripe; which plan a price belongs to is asked once a price."""

    def __init__(self, client: StripeServices) -> None:
        self._client = client
        self._slug_of = lru_cache(maxsize=256)(self._read_slug)

    def find(self, subscription_id: str) -> RemoteLife | None:
        """See `Gateway.find_life`."""
        with asked():
            found = found_or_none(
                lambda: self._client.subscriptions.retrieve(subscription_id, {"expand": ["schedule"]})
            )
            if found is None:
                return None
            listed = self._client.invoices.list(
                {"subscription": subscription_id, "limit": _EVERYTHING, "expand": ["data.payments"]}
            )
            read = [self._invoice(plain(each)) for each in listed.auto_paging_iter()]
            subscription = reading.subscription(plain(found), slug_of=self._slug_of)
        known = sorted((each for each in read if each is not None), key=lambda each: (each.created_at, each.id))
        return RemoteLife(subscription, tuple(known))

    def find_subscription_id(self, reference: Reference) -> str | None:
        """See `Gateway.find_subscription_id`."""
        if reference.subscription_id:
            return reference.subscription_id
        with asked():
            if reference.checkout_id:
                checkout_id = reference.checkout_id
                session = found_or_none(lambda: self._client.checkout.sessions.retrieve(checkout_id))
                return reading.id_of(plain(session)["subscription"]) if session else None
            invoice_id = reference.invoice_id or self._invoice_id(reference)
            if invoice_id is None:
                return None
            invoice = found_or_none(lambda: self._client.invoices.retrieve(invoice_id))
            return reading.invoice_subscription_id(plain(invoice)) if invoice else None

    def _invoice(self, found: dict[str, Any]) -> RemoteInvoice | None:
        ids = reading.intent_ids(found)
        intent: dict[str, Any] | None = None
        disputes: list[dict[str, Any]] = []
        if ids:
            expand = ["latest_charge.balance_transaction", "latest_charge.refunds"]
            intent = plain(self._client.payment_intents.retrieve(ids[0], {"expand": expand}))
            if intent["latest_charge"] and intent["latest_charge"]["disputed"]:
                listed = self._client.disputes.list({"payment_intent": ids[0], "limit": _EVERYTHING})
                disputes = [plain(each) for each in listed.data]
        return reading.invoice(found, intent, disputes, slug_of=self._slug_of)

    def _invoice_id(self, reference: Reference) -> str | None:
        intent_id = reference.payment_intent_id
        if intent_id is None and (charge_id := reference.charge_id) is not None:
            charge = found_or_none(lambda: self._client.charges.retrieve(charge_id))
            intent_id = reading.id_of(plain(charge)["payment_intent"]) if charge else None
        if intent_id is None:
            return None
        paid = self._client.invoice_payments.list(
            {"payment": {"type": "payment_intent", "payment_intent": intent_id}, "limit": 1}
        )
        return reading.id_of(plain(paid.data[0])["invoice"]) if paid.data else None

    def _read_slug(self, price_id: str) -> str | None:
        price = found_or_none(lambda: self._client.prices.retrieve(price_id))
        return (plain(price)["metadata"] or {}).get(reading.PLAN) if price else None
