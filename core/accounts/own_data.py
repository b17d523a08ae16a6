"""What we hold of a person, to take along: everything as one archive, and the history of essays as a table."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor
from core.clock import utc_now
from core.progress.overview import history_rows
from db.repositories import own_data

_README = (
    "This archive holds everything that we keep about you, as of {now:%d %B %Y, %H:%M} UTC.",
    "",
    "history.csv: your essays with their bands, one a line. Any spreadsheet opens it.",
    "essays: each essay as you wrote it.",
    "data: every row of our database about you, one file a table, as JSON.",
    "",
    "Passwords and links are left out. We keep them only in a form that nobody can read.",
    "",
)
_HISTORY = (
    "handed_in_utc", "task", "task_number", "band", "likely_from", "likely_to", "task_achievement",
    "coherence_cohesion", "lexical_resource", "grammar_accuracy", "words", "is_new_draft", "engine",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class OwnData:
    """What there was at one moment: the history as CSV, and every row by its table."""

    taken_at: datetime
    history: str
    rows: Mapping[str, Sequence[Mapping[str, Any]]]


def collect(session: Session, actor: Actor) -> OwnData:
    """Everything about the actor; that it was taken is logged."""
    audit_log.record(session, actor, action="own_data.taken", entity="accounts_customuser", entity_id=actor.user_id)
    rows = dict(own_data.rows_of(session, user_id=actor.user_id))
    return OwnData(taken_at=utc_now(), history=history(session, actor), rows=rows)


def archive(found: OwnData) -> bytes:
    """A ZIP of it: essays as texts, the history, each table as JSON. Years of work take seconds: no session is held."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("README.txt", "\n".join(_README).format(now=found.taken_at))
        files.writestr("history.csv", found.history)
        for table, rows in found.rows.items():
            files.writestr(f"data/{table}.json", json.dumps(rows, default=_plain, ensure_ascii=False, indent=1))
        for essay in found.rows.get("practice_submission", ()):
            files.writestr(f"essays/{essay['id']}.txt", essay["content"])
    return packed.getvalue()


def history(session: Session, actor: Actor) -> str:
    """Every essay of the actor with a result, oldest first, as CSV that no spreadsheet takes for a formula."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(_HISTORY)
    for attempt in history_rows(session, actor):
        lines.writerow(
            [
                f"{attempt.submitted_at:%Y-%m-%d %H:%M}",
                _safe(attempt.task_title),
                attempt.task_number,
                attempt.band,
                attempt.low,
                attempt.high,
                *attempt.criteria.values(),
                attempt.word_count,
                attempt.is_redraft,
                attempt.engine,
            ]
        )
    return written.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value)
