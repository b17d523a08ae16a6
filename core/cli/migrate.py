"""`migrate`: bring the schema of the database up to date."""

import argparse

NAME = "migrate"
HELP = "Apply the migrations that the database has not seen yet; running it again changes nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing."""


def run(arguments: argparse.Namespace) -> int:
    """Migrate at the direct address; an embedded database is started and left running."""
    from core import database

    database.migrate()
    print("The database is up to date.")
    return 0
