"""`load_model_answers`: bring the models of db/seeds/models into the database."""

import argparse
from pathlib import Path

NAME = "load_model_answers"
HELP = "Load our models at four bands; new texts are assessed, and those on which engine and reader agree are shown."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--folder` for files other than ours; `--kept-only` for a start, `--keep-readings` after writing models."""
    parser.add_argument("--folder", type=Path, help="folder with model files (default: db/seeds/models)")
    parser.add_argument(
        "--kept-only", action="store_true", help="load no engine: a text without a reading stays hidden"
    )
    parser.add_argument("--keep-readings", action="store_true", help="write what the engine said to readings.json")


def run(arguments: argparse.Namespace) -> int:
    """Check every file, assess what has no reading, write in one transaction; say what stays hidden, and why."""
    from core import database
    from core.assessment.engines import registry
    from core.config import EngineName
    from core.content import model_answers, model_files, model_readings
    from core.transaction import transaction

    folder = arguments.folder or model_files.FOLDER
    seeds = model_files.read_models(folder)
    readings = model_readings.read(registry.version(EngineName.offline), folder / model_readings.FILE.name)
    engine = registry.engine(EngineName.offline) if seeds and not arguments.kept_only else None
    database.connect(statement_timeout_seconds=0)
    with transaction() as session:
        loaded = model_answers.load(session, seeds=seeds, readings=readings, engine=engine)
    if arguments.keep_readings:
        model_readings.write(readings, folder / model_readings.FILE.name)
    print(f"Models: {loaded.read} read, {loaded.assessed} assessed anew, {loaded.shown} shown.")
    if not arguments.kept_only:
        for line in loaded.hidden:
            print(f"Not shown: {line}")
    return 0
