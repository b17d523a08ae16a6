"""What was found in the last first attempts: gates that fired, checks that miss something, errors that count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.assessment.types import Verdict
from core.progress.reliable_errors import RELIABLE, is_counted
from core.progress.types import Attempt
from db.repositories import progress_readings


@dataclass(frozen=True)
class Found:
    """One error of a reliable kind: its words in the essay, and what to do next time."""

    type: str
    quote: str
    how: str


@dataclass(frozen=True)
class Reading:
    """What the current result of one first attempt found.

    `gates` maps the name of each rule that fired to its reason, `missing` holds kind and truth of what the task
    asks for and the essay lacks. `errors` are of the reliable kinds alone, without those that the writer called
    wrong; None where the engine's recall is not known, so that none found is never read as none made.
    """

    attempt: Attempt
    gates: Mapping[str, str]
    missing: tuple[tuple[str, str], ...]
    errors: tuple[Found, ...] | None


def read(session: Session, *, user_id: int, attempts: Sequence[Attempt]) -> tuple[Reading, ...]:
    """The readings of these first attempts in their order; an attempt without a stored result is left out."""
    ids = [attempt.submission_id for attempt in attempts]
    if not ids:
        return ()
    rows = {row.submission_id: row for row in progress_readings.readings(session, submission_ids=ids)}
    wrong = progress_readings.comments_called_wrong(session, user_id=user_id, submission_ids=ids)
    return tuple(
        _reading(attempt, rows[attempt.submission_id]._asdict(), wrong)
        for attempt in attempts
        if attempt.submission_id in rows
    )


def _reading(attempt: Attempt, stored: Mapping[str, Any], wrong: set[tuple[int, str, str]]) -> Reading:
    errors = (
        tuple(
            Found(comment["type"], comment["quote"], comment.get("how", ""))
            for comment in stored["comments"] or ()
            if comment["type"] in RELIABLE and (attempt.submission_id, stored["engine"], _key(comment)) not in wrong
        )
        if is_counted(stored["engine"])
        else None
    )
    return Reading(
        attempt=attempt,
        gates={gate["name"]: gate["reason"] for gate in stored["gates"] or ()},
        missing=tuple(
            (check["kind"], check["truth"])
            for check in stored["checks"] or ()
            if check["verdict"] == Verdict.missing.value
        ),
        errors=errors,
    )


def _key(comment: Mapping[str, Any]) -> str:
    return f"{comment['start']}-{comment['end']}-{comment['type']}"
