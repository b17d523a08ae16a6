"""`check_content`: the task bank counted, and everything in it that is not fit to print."""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

NAME = "check_content"
HELP = "Count the task files and check schema, near-duplicates, figures, spelling and reading level; exit 1 if faulty."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which tasks (`--folder`, `--reviewed-only`), `--json` for scripts, `--accept-names` after reading the list."""
    parser.add_argument("--json", action="store_true", help="print counts and faults as JSON")
    parser.add_argument("--folder", type=Path, help="folder with task files (default: db/seeds/tasks)")
    parser.add_argument("--reviewed-only", action="store_true", help="leave out tasks that nobody has read yet")
    parser.add_argument(
        "--accept-names", action="store_true", help="add every unknown name to db/seeds/names.txt first"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the counts, then a line a fault."""
    from core.content import checking, wording

    report = checking.check(arguments.folder, only_reviewed=arguments.reviewed_only)
    if arguments.accept_names:
        unknown = [fault.sentence for fault in report.faults if fault.sentence.startswith(wording.UNKNOWN_NAME)]
        wording.accept_names(sentence.split("'", 1)[1].rstrip("'") for sentence in unknown)
        report = checking.check(arguments.folder, only_reviewed=arguments.reviewed_only)
    by_rule = dict(sorted(Counter(fault.rule for fault in report.faults).items()))
    if arguments.json:
        faults = [asdict(fault) for fault in report.faults]
        print(json.dumps({"tasks": report.tasks, "counts": report.counts, "faults_by_rule": by_rule, "faults": faults}))
    else:
        print(f"{report.tasks} tasks, {len(report.faults)} faults{_listed(by_rule)}")
        for name, counts in report.counts.items():
            print(f"{name}{_listed(counts)}")
        for fault in report.faults:
            print(fault)
    return 1 if report.faults else 0


def _listed(counts: Mapping[str, int]) -> str:
    return ": " + ", ".join(f"{name} {count}" for name, count in counts.items()) if counts else ""
