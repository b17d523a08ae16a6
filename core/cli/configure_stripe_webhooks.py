"""`configure_stripe_webhooks`: tell Stripe where this installation takes its events."""

import argparse

from core.errors import Refusal

NAME = "configure_stripe_webhooks"
HELP = "Create or update Stripe's webhook endpoint for PUBLIC_ORIGIN; prints the signing secret of a new one."
PATH = "/webhooks/stripe"


class NoPublicAddress(Refusal):
    """Stripe must reach us over https."""

    sentence = "Set PUBLIC_ORIGIN to the https address that Stripe can reach, then run this again."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing: the settings say it all."""


def run(arguments: argparse.Namespace) -> int:
    """Bring the endpoint to what we need. Without a key there is nothing to do: the sandbox finds us by itself."""
    from core.billing.gateways.choosing import gateway
    from core.config import settings

    chosen = settings()
    if not chosen.stripe_secret_key:
        print("STRIPE_SECRET_KEY is not set: test mode, no money moves. The sandbox needs no endpoint.")
        return 0
    if not chosen.is_https:
        raise NoPublicAddress
    endpoint = gateway().put_endpoint(f"{chosen.public_origin}{PATH}")
    if endpoint.secret:
        print(f"Created {endpoint.id} for {endpoint.url}. Keep this, Stripe shows it once:")
        print(f"STRIPE_WEBHOOK_SECRET={endpoint.secret}")
        return 0
    print(f"Updated {endpoint.id} for {endpoint.url}; its signing secret is as before.")
    if not chosen.stripe_webhook_secret:
        print("Missing: STRIPE_WEBHOOK_SECRET. Stripe's dashboard shows it: Developers, Webhooks, this endpoint.")
    return 0
