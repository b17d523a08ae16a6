"""`database_url`: the address of the database, for psql and other tools."""

import argparse

NAME = "database_url"
HELP = "Start the embedded database if needed, leave it running and print its address."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing."""


def run(arguments: argparse.Namespace) -> int:
    """Print the address and nothing else. The embedded database is migrated; that of DATABASE_URL is not touched."""
    from core import database

    url = database.resolve_url()
    if database.is_embedded():
        database.migrate()
    print(url)
    return 0
