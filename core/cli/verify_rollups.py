"""`verify_rollups`: whether the sums of the dashboards say what their views say."""

import argparse
import json

NAME = "verify_rollups"
HELP = "Compare the sums that the dashboards read with the views they stand for; exit code 1 if any differs."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--json` for scripts."""
    parser.add_argument("--json", action="store_true", help="print the rows that differ, by rollup, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Count the rows that differ."""
    from core import database
    from core.operations import rollups
    from core.transaction import transaction

    database.connect(statement_timeout_seconds=0)
    with transaction() as session:
        found = rollups.differences(session)
        stale = rollups.stale(session)
    if arguments.json:
        print(json.dumps({"differences": dict(found), "stale": dict(stale)}))
    else:
        for name, rows in found.items():
            print(f"{name}: {'as its view' if rows == 0 else f'{rows} rows differ'}")
        for name, rows in stale.items():
            print(f"{name}: {'as its view' if rows == 0 else f'{rows} rows to be copied'}")
    return 1 if any(found.values()) else 0
