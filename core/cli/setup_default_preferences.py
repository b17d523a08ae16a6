"""`setup_default_preferences`: give everybody without preferences the default ones."""

import argparse

NAME = "setup_default_preferences"
HELP = "Give everybody without preferences the default ones; running it again changes nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(arguments: argparse.Namespace) -> int:
    """One statement, one transaction."""
    from core import database
    from core.accounts import preferences
    from core.transaction import transaction

    database.connect()
    with transaction() as session:
        people = preferences.setup_defaults(session)
    print(f"Preferences: {people} added.")
    return 0
