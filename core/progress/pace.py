"""Pace: the words written after 10, 20 and 30 minutes of active writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy.orm import Session

from core.progress.types import Attempt
from db.repositories import progress_readings

MINUTES = (10, 20, 30)
LAST_ESSAYS = 10


@dataclass(frozen=True)
class PacedEssay:
    """One essay's words at 10, 20 and 30 minutes; None where it was done before."""

    attempt: Attempt
    words: tuple[int | None, ...]


@dataclass(frozen=True)
class Pace:
    """The last first attempts of one task that have a record, oldest first; `usual` is their median at each mark."""

    task_number: int
    essays: tuple[PacedEssay, ...]
    usual: tuple[int | None, ...]
    sentence: str


def read(session: Session, *, task_number: int, firsts: Sequence[Attempt]) -> Pace:
    """The pace of the last ten first attempts of one task."""
    last = firsts[-LAST_ESSAYS:]
    rows = (
        progress_readings.words_at(
            session,
            submission_ids=[attempt.submission_id for attempt in last],
            seconds=[minutes * 60 for minutes in MINUTES],
        )
        if last
        else ()
    )
    recorded = {
        row.submission_id: tuple(
            words if row.last_second >= minutes * 60 else None for minutes, words in zip(MINUTES, row[2:], strict=True)
        )
        for row in rows
    }
    return pace(
        task_number,
        [PacedEssay(each, recorded[each.submission_id]) for each in last if each.submission_id in recorded],
    )


def pace(task_number: int, essays: Sequence[PacedEssay]) -> Pace:
    """What the records of these essays show: counts, and no judgement, for speed is no criterion."""
    usual = tuple(_middle([each.words[place] for each in essays]) for place in range(len(MINUTES)))
    return Pace(task_number, tuple(essays), usual, _sentence(task_number, essays, usual))


def _middle(words: Sequence[int | None]) -> int | None:
    known = [each for each in words if each is not None]
    return int(median(known)) if known else None


def _sentence(task_number: int, essays: Sequence[PacedEssay], usual: Sequence[int | None]) -> str:
    if not essays:
        return f"No record for Task {task_number} yet: it starts with the next essay that you write at the desk."
    said = [f"{words} words after {minutes} minutes" for minutes, words in zip(MINUTES, usual, strict=True) if words]
    if not said:
        return f"Your Task {task_number} essays so far took less than ten minutes of writing."
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    if len(essays) == 1:
        return f"One essay has a record so far: {listed}."
    return f"Usually you have {listed} (the middle of your last {len(essays)} essays)."
