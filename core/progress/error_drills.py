"""Own errors as short drills: spot it, choose the form, fix it; right answers let them rest 3, 7 and 21 days.

The first drill comes the day after the essay. Four right answers, each on its day, end a drill; a wrong one brings it
back the next day, one step earlier. An answer before its day is practice and moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.stored import comments_from_json
from core.assessment.types import AssessmentResult, Comment
from core.clock import utc_now
from core.practice.text import storable
from core.progress.drill_forms import Drill, drill_of, is_right
from core.progress.drill_sentences import DrillSentence, drill_sentences
from core.progress.errors import AnswerMissing, DrillNotFound
from core.progress.paragraphs import today_of
from core.progress.reliable_errors import is_counted
from db.models.practice import Submission
from db.repositories import error_drills as rows
from db.repositories import progress, progress_readings

RESTS = (1, 3, 7, 21)  # days before each of the four times
A_DAY = 5
MOST_OPEN = 40
MAX_ANSWER_CHARACTERS = 300
_LOOKED_THROUGH = 10  # essays, for somebody who has no drills yet


@dataclass(frozen=True)
class Outcome:
    """What an answer came to: the sentence as it should be, why, and when the drill comes back (None: no more)."""

    is_right: bool
    before: str
    right: str
    after: str
    why: str
    comes_back: date | None


@dataclass(frozen=True)
class Waiting:
    """How many drills are for today (at most five a day), how many more are due, and the day of the next one."""

    today: int
    more: int
    next_day: date | None


@dataclass(frozen=True)
class CommentedEssay:
    """An essay and what was said of its words."""

    submission_id: int
    title: str
    text: str
    comments: tuple[Comment, ...]


def set_from(session: Session, *, submission: Submission, result: AssessmentResult) -> None:
    """Make drills of the errors of a first attempt for the next day; none while forty of the writer's wait."""
    if submission.parent_submission_id is not None or not is_counted(result.engine):
        return
    timezone = progress.timezone_of(session, user_id=submission.user_id)
    written = (submission.submitted_at or utc_now()).astimezone(ZoneInfo(timezone)).date()
    due_on = written + timedelta(days=RESTS[0])
    _keep(session, submission.user_id, submission.id, submission.content, result.comments, due_on=due_on)


def look_through(session: Session, actor: Actor) -> None:
    """Make drills of the last ten essays for somebody who has none, as if they had been made then."""
    if rows.counts(session, user_id=actor.user_id):
        return
    for essay in commented(session, user_id=actor.user_id, limit=_LOOKED_THROUGH):
        _keep(session, actor.user_id, essay.submission_id, essay.text, essay.comments, due_on=today_of(actor))


def commented(session: Session, *, user_id: int, limit: int) -> tuple[CommentedEssay, ...]:
    """A person's newest first attempts whose comments may be counted, without those that they called wrong."""
    found = [row for row in rows.newest_results(session, user_id=user_id, limit=limit) if is_counted(row.engine)]
    ids = [row.submission_id for row in found]
    wrong = progress_readings.comments_called_wrong(session, user_id=user_id, submission_ids=ids)
    return tuple(
        CommentedEssay(
            row.submission_id,
            row.title,
            row.content,
            tuple(
                comment
                for comment in comments_from_json(row.comments or ())
                if (row.submission_id, row.engine, comment.key) not in wrong
            ),
        )
        for row in found
    )


def waiting(session: Session, actor: Actor) -> Waiting:
    """What is left of today's five, and how many more are due."""
    day = today_of(actor)
    due = rows.count_due(session, user_id=actor.user_id, today=day)
    answered = rows.answers_on(session, user_id=actor.user_id, timezone=actor.timezone, day=day)
    today = min(due, max(0, A_DAY - answered))
    return Waiting(today, due - today, rows.next_day(session, user_id=actor.user_id) if not due else day)


def next_one(session: Session, actor: Actor) -> Drill | None:
    """The drill that waits longest, or None when none is due."""
    found = rows.due(session, user_id=actor.user_id, today=today_of(actor), limit=1)
    return drill_of(found[0][0], found[0][1].content) if found else None


def get(session: Session, actor: Actor, *, drill_id: int) -> Drill:
    """One drill of the actor's.

    Raises:
        DrillNotFound: No such drill belongs to this person.
    """
    found = rows.find_for_update(session, drill_id=drill_id, user_id=actor.user_id)
    if found is None:
        raise DrillNotFound
    return drill_of(found[0], found[1].content)


def answer(session: Session, actor: Actor, *, drill_id: int, answer: str) -> Outcome:
    """Take one answer: the piece that was chosen, or the words that were written.

    Raises:
        DrillNotFound: No such drill belongs to this person, or its sentence is gone.
        AnswerMissing: Nothing was chosen or written.
    """
    found = rows.find_for_update(session, drill_id=drill_id, user_id=actor.user_id)
    if found is None:
        raise DrillNotFound
    row, essay = found
    words = storable(answer[:MAX_ANSWER_CHARACTERS])[0].strip()
    if not words:
        raise AnswerMissing
    drill = drill_of(row, essay.content)
    right = is_right(drill, words)
    rows.add_answer(
        session,
        drill_id=row.id,
        user_id=actor.user_id,
        form=drill.form.value,
        answer=words,
        is_right=right,
        at=utc_now(),
    )
    day = today_of(actor)
    if row.done_at is None and row.due_on <= day:
        row.step = row.step + 1 if right else max(0, row.step - 1)
        if row.step == len(RESTS):
            row.done_at = utc_now()
        else:
            row.due_on = day + timedelta(days=RESTS[row.step] if right else RESTS[0])
    session.flush()
    return Outcome(
        is_right=right,
        before=drill.before,
        right=drill.corrections[0],
        after=drill.after,
        why=drill.message,
        comes_back=None if row.done_at is not None else row.due_on,
    )


def keep(session: Session, *, user_id: int, submission_id: int, chosen: Sequence[DrillSentence], due_on: date) -> None:
    """Keep these sentences of an essay as drills of a person; those that are there stay as they are."""
    rows.add(session, [_row(user_id, submission_id, one, due_on) for one in chosen])


def _keep(
    session: Session, user_id: int, submission_id: int, essay: str, comments: Sequence[Comment], *, due_on: date
) -> None:
    room = MOST_OPEN - rows.count_open(session, user_id=user_id)
    chosen = drill_sentences(essay, comments)[: max(0, room)]
    keep(session, user_id=user_id, submission_id=submission_id, chosen=chosen, due_on=due_on)


def _row(user_id: int, submission_id: int, one: DrillSentence, due_on: date) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "submission_id": submission_id,
        "error_type": one.comment.type,
        "sentence_start": one.start,
        "sentence_end": one.end,
        "quote_start": one.comment.start,
        "quote_end": one.comment.end,
        "corrections": list(one.corrections),
        "message": one.comment.message[:500],
        "due_on": due_on,
    }
