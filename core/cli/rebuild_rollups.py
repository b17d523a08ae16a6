"""`rebuild_rollups`: count the sums of the dashboards anew."""

import argparse
from time import perf_counter

NAME = "rebuild_rollups"
HELP = "Count the sums that the dashboards read anew; whoever writes waits meanwhile."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(arguments: argparse.Namespace) -> int:
    """Rebuild, say how long it took."""
    from core import database
    from core.operations import rollups
    from core.transaction import transaction

    database.connect(statement_timeout_seconds=0)
    begun = perf_counter()
    with transaction() as session:
        rollups.rebuild(session)
    print(f"Counted anew in {perf_counter() - begun:.1f} s.")
    return 0
