"""`audit`: whether the books are sound."""

import argparse
import json
from typing import Any

from core.errors import Refusal

NAME = "audit"
HELP = "Check the rules that must hold over all rows together; exit code 1 if any is broken."


class SchemaOutOfDate(Refusal):
    """The rules are about tables that this database does not have yet."""

    sentence = "The database is not up to date: start the platform once (make run), then try again."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--json` for scripts."""
    parser.add_argument("--json", action="store_true", help="print every rule with the rows that break it, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the rules and what breaks them."""
    from core import audit, database
    from core.transaction import transaction
    from db.schema import is_current

    database.connect(statement_timeout_seconds=0)
    with transaction() as session:
        if not is_current(session.connection()):
            raise SchemaOutOfDate
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
    return f"{name} BROKEN  {found['what']} Not so: {shown}{more}"
