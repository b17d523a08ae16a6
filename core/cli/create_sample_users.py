"""`create_sample_users`: learners with essays of ours, which the worker really assesses."""

import argparse

NAME = "create_sample_users"
HELP = "Make sample learners with essays of the past 120 days; running it again adds only those that are missing."
MAX_COUNT = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--count`, 100 unless said otherwise."""
    parser.add_argument("--count", type=int, default=100, help="how many learners there shall be (default: 100)")


def run(arguments: argparse.Namespace) -> int:
    """A transaction for each learner: a stop in between leaves whole people only."""
    from core import database
    from core.samples.errors import BadSampleCount
    from core.samples.learners import create_sample_learner
    from core.transaction import transaction

    if not 1 <= arguments.count <= MAX_COUNT:
        raise BadSampleCount
    database.connect()
    added = essays = 0
    for index in range(arguments.count):
        with transaction() as session:
            handed_in = create_sample_learner(session, index=index)
        if handed_in is not None:
            added += 1
            essays += handed_in
    print(
        f"Sample learners: {added} added, {arguments.count - added} were there."
        f" {essays} essays wait for the worker, behind everybody else's."
    )
    return 0
