"""How an essay came about: words over active minutes, long pauses, large pastes. Facts, and no verdict."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.actor import Actor
from core.practice.errors import SubmissionNotFound
from core.practice.snapshots import LONG_PAUSE_SECONDS
from db.models.practice import SnapshotKind
from db.repositories import practice, snapshots


@dataclass(frozen=True)
class Pause:
    """Writing stood still for `minutes` after so many active minutes."""

    at_minute: float
    minutes: float


@dataclass(frozen=True)
class Paste:
    """So many characters were pasted at once after so many active minutes."""

    at_minute: float
    characters: int


@dataclass(frozen=True)
class Process:
    """The record of one essay; `minutes` and `words` run side by side, oldest first."""

    minutes: tuple[float, ...]
    words: tuple[int, ...]
    pauses: tuple[Pause, ...]
    pastes: tuple[Paste, ...]
    sentence: str


def of_own(session: Session, actor: Actor, *, submission_id: int) -> Process:
    """The process of an essay of the actor's own.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
    """
    if practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id) is None:
        raise SubmissionNotFound
    return read(session, submission_id=submission_id)


def read(session: Session, *, submission_id: int) -> Process:
    """The process of an essay, for whoever may see the essay."""
    minutes, words, pauses, pastes = [], [], [], []
    before: tuple[datetime, int] | None = None
    for row in snapshots.record_of(session, submission_id=submission_id):
        minute = row.active_seconds / 60
        if row.kind == SnapshotKind.words:
            minutes.append(minute)
            words.append(row.word_count)
        if row.kind == SnapshotKind.paste:
            pastes.append(Paste(minute, row.pasted_characters))
        still = row.still_seconds
        if still is None and before is not None:
            still = (row.created_at - before[0]).total_seconds() - (row.active_seconds - before[1])
        if still is not None and still >= LONG_PAUSE_SECONDS:
            pauses.append(Pause(minute, still / 60))
        before = (row.created_at, row.active_seconds)
    return Process(
        tuple(minutes), tuple(words), tuple(pauses), tuple(pastes), _sentence(minutes, words, pauses, pastes)
    )


def _sentence(minutes: list[float], words: list[int], pauses: list[Pause], pastes: list[Paste]) -> str:
    if not minutes:
        return "There is no record of how this essay was written."
    said = [f"{words[-1]} words in {minutes[-1]:.0f} minutes of writing"]
    if pauses:
        longest = max(pause.minutes for pause in pauses)
        count = "one long pause" if len(pauses) == 1 else f"{len(pauses)} long pauses"
        said.append(f"{count}, the longest {longest:.0f} minutes")
    if pastes:
        count = "one large paste" if len(pastes) == 1 else f"{len(pastes)} large pastes"
        said.append(f"{count} of {sum(paste.characters for paste in pastes)} characters")
    return ", ".join(said) + "."
