"""`load_practice_tasks`: bring the task files of db/seeds/tasks into the database."""

import argparse
from pathlib import Path

NAME = "load_practice_tasks"
HELP = "Load the writing tasks; running it again changes only what differs. Load the topics first."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--folder` for task files other than ours; `--overwrite-edits` where the files are right and the lab is not."""
    parser.add_argument("--folder", type=Path, help="folder with task files (default: db/seeds/tasks)")
    parser.add_argument("--overwrite-edits", action="store_true", help="also replace what the content lab has edited")


def run(arguments: argparse.Namespace) -> int:
    """Read and check every file, then write everything in one transaction: all or nothing."""
    from core import database
    from core.content import loading, seed_files
    from core.transaction import transaction

    seeds = seed_files.read_tasks(arguments.folder) if arguments.folder else seed_files.read_tasks()
    database.connect()
    with transaction() as session:
        loaded = loading.load_tasks(session, seeds=seeds, overwrites_edits=arguments.overwrite_edits)
    print(f"Practice tasks: {loaded}.")
    return 0
