"""`load_topics`: bring the topics of db/seeds/topics.toml into the database."""

import argparse
from pathlib import Path

NAME = "load_topics"
HELP = "Load the topics of the task bank; running it again changes only what differs."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--file` for a file other than ours."""
    parser.add_argument("--file", type=Path, help="TOML file with [[topics]] (default: db/seeds/topics.toml)")


def run(arguments: argparse.Namespace) -> int:
    """Read everything, then write everything in one transaction."""
    from core import database
    from core.content import loading, seed_files
    from core.transaction import transaction

    seeds = seed_files.read_topics(arguments.file) if arguments.file else seed_files.read_topics()
    database.connect()
    with transaction() as session:
        loaded = loading.load_topics(session, seeds=seeds)
    print(f"Topics: {loaded}.")
    return 0
