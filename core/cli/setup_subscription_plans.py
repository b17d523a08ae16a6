"""`setup_subscription_plans`: bring the plans of db/seeds/plans.toml into the database."""

import argparse
from pathlib import Path

NAME = "setup_subscription_plans"
HELP = "Load the six plans and the free one; running it again changes only what differs, never a Stripe id."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--file` for a file other than ours."""
    parser.add_argument("--file", type=Path, help="TOML file with [[plans]] (default: db/seeds/plans.toml)")


def run(arguments: argparse.Namespace) -> int:
    """Read everything, then write everything in one transaction."""
    from core import database
    from core.content import loading, seed_files
    from core.transaction import transaction

    seeds = seed_files.read_plans(arguments.file) if arguments.file else seed_files.read_plans()
    database.connect()
    with transaction() as session:
        loaded = loading.load_plans(session, seeds=seeds)
    print(f"Subscription plans: {loaded}.")
    return 0
