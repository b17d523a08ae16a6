"""`stop`: end whatever is left running of this IELTS_HOME, the embedded database included."""

import argparse

NAME = "stop"
HELP = "Stop app, worker and the embedded database, whoever started them."
PATIENCE_SECONDS = 45.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing."""


def run(arguments: argparse.Namespace) -> int:
    """Ask the running `run` to stop, then end what a killed one left. A database of DATABASE_URL stays."""
    from core import database
    from core.cli import _run_file
    from core.cli._run_file import RunFile
    from core.config import settings

    home = settings().ielts_home
    if not home.exists():
        print("Nothing was running.")
        return 0
    run_file = RunFile(home)
    note = run_file.read()
    if note is not None:
        if (supervisor := note.supervisor.find()) is not None:
            _run_file.end([supervisor], seconds=PATIENCE_SECONDS, is_family=False)  # it ends its children itself
        left = [child.find() for child in note.children.values()]
        _run_file.end([process for process in left if process is not None])
    if run_file.take():
        run_file.release()
    was_serving = database.embedded().stop() if database.is_embedded() else False
    print("Stopped." if note is not None or was_serving else "Nothing was running.")
    return 0
