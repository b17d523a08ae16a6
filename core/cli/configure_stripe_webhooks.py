"""`configure_stripe_webhooks`: what stands between this installation and Stripe's events."""

import argparse

from core.config import settings

NAME = "configure_stripe_webhooks"
HELP = "Say which settings Stripe's webhooks still need; changes nothing."
PATH = "/webhooks/stripe"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing: the settings say it all."""


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each missing setting. 0 also when some are missing: the free plan works without Stripe."""
    chosen = settings()
    needed = {
        "STRIPE_SECRET_KEY": (chosen.stripe_secret_key, "the secret key of your Stripe account"),
        "STRIPE_WEBHOOK_SECRET": (chosen.stripe_webhook_secret, "the signing secret of the webhook endpoint"),
        "PUBLIC_ORIGIN": (
            chosen.public_origin,
            f"the address that Stripe reaches, such as https://ielts.example{PATH}",
        ),
    }
    missing = {name: why for name, (value, why) in needed.items() if not value}
    for name, why in missing.items():
        print(f"Missing: {name}, {why}.")
    if not missing:
        print("All settings for Stripe are there.")
    print("This version sells nothing yet: no endpoint was created or changed.")
    return 0
