"""`audit`: whether the books are sound."""

import argparse
import json
from typing import Any

NAME = "audit"
HELP = "Check the rules that must hold over all rows together; exit code 1 if any is broken."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--json` for scripts."""
    parser.add_argument("--json", action="store_true", help="print every rule with the rows that break it, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the rules and what breaks them."""
    from core import audit, database
    from core.transaction import transaction

    database.connect(statement_timeout_seconds=0)
    with transaction() as session:
        broken = {finding.rule: finding.rows for finding in audit.run(session)}
    report: dict[str, dict[str, Any]] = {
        rule.name: {"what": rule.what, "rows": list(broken.get(rule.name, ()))} for rule in audit.rules()
    }
    if arguments.json:
        print(json.dumps(report, default=str))
    else:
        print("\n".join(_line(name, found) for name, found in report.items()))
    return 1 if broken else 0


def _line(name: str, found: dict[str, Any]) -> str:
    rows = found["rows"]
    if not rows:
        return f"{name} holds   {found['what']}"
    shown = "; ".join(", ".join(f"{key} {value}" for key, value in row.items()) for row in rows[:5])
    more = f"; and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f"{name} BROKEN  {found['what']} In {len(rows)} rows: {shown}{more}"
