"""`load_model_answers`: bring the models of db/seeds/models into the database."""

import argparse
from pathlib import Path

NAME = "load_model_answers"
HELP = "Load our models at four bands; new texts are assessed, and those on which engine and reader agree are shown."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--folder` for files other than ours; `--engine` for another engine."""
    parser.add_argument("--folder", type=Path, help="folder with model files (default: db/seeds/models)")
    parser.add_argument("--engine", choices=("offline", "openai"), default="offline", help="which engine (offline)")


def run(arguments: argparse.Namespace) -> int:
    """Read and check every file, then assess and write in one transaction; say what stays hidden, and why."""
    from core import database
    from core.assessment.engines import registry
    from core.content import model_answers, model_files
    from core.transaction import transaction

    seeds = model_files.read_models(arguments.folder or model_files.FOLDER)
    database.connect(statement_timeout_seconds=0)
    with transaction() as session:
        loaded = model_answers.load(session, seeds=seeds, engine=registry.engine(arguments.engine))
    print(f"Models: {loaded.read} read, {loaded.assessed} assessed anew, {loaded.shown} shown.")
    for line in loaded.hidden:
        print(f"Not shown: {line}")
    return 0
