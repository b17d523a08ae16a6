"""`setup_subscription_plans`: bring the plans of db/seeds/plans.toml into the database, and with a key to Stripe."""

import argparse
from pathlib import Path

NAME = "setup_subscription_plans"
HELP = "Load the six plans and the free one, with a key also into Stripe; running it again changes only what differs."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--file` for a file other than ours."""
    parser.add_argument("--file", type=Path, help="TOML file with [[plans]] (default: db/seeds/plans.toml)")


def run(arguments: argparse.Namespace) -> int:
    """Read everything, write everything in one transaction, then make the products and prices at Stripe."""
    from core import database
    from core.billing import selling
    from core.config import settings
    from core.content import loading, seed_files
    from core.transaction import transaction

    seeds = seed_files.read_plans(arguments.file) if arguments.file else seed_files.read_plans()
    database.connect()
    with transaction() as session:
        loaded = loading.load_plans(session, seeds=seeds)
    print(f"Subscription plans: {loaded}.")
    if settings().stripe_secret_key:
        for slug, price in selling.put_all_plans():
            print(f"At Stripe: {slug} is {price.price_id} of {price.product_id}.")
    return 0
