"""`write_metrics`: write docs/metrics.md from the comments of the views."""

import argparse
from pathlib import Path

NAME = "write_metrics"
HELP = "Write docs/metrics.md, the meaning of every metric, from the comments in the database."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--file` for another place."""
    parser.add_argument("--file", type=Path, help="where to write (default: docs/metrics.md)")


def run(arguments: argparse.Namespace) -> int:
    """Read the comments, write the file."""
    from analytics.metrics import as_markdown
    from core import database
    from core.config import ROOT
    from core.transaction import transaction

    target: Path = arguments.file or ROOT / "docs" / "metrics.md"
    database.connect()
    with transaction() as session:
        text = as_markdown(session)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(f"Wrote {target}.")
    return 0
