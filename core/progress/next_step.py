"""What to do next, in one look."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from core.actor import Actor
from core.clock import utc_now
from core.content import tasks
from core.content.types import Recommendation
from core.practice import essays, redrafts, sittings
from core.practice.types import SubmissionStatus
from db.repositories import next_steps

READ_WITHIN = timedelta(days=14)  # an older result is no news any more


class NextKind(StrEnum):
    """Where the next step leads."""

    sit = "sit"
    go_on = "go_on"
    wait = "wait"
    read = "read"
    improve = "improve"
    write = "write"
    nothing = "nothing"


@dataclass(frozen=True)
class NextStep:
    """One thing to do: `submission_id` for an essay of one's own, `task_id` for a task to begin."""

    kind: NextKind
    title: str
    reason: str
    submission_id: int | None = None
    task_id: int | None = None


def next_step(session: Session, actor: Actor, *, advised: Recommendation | None = None) -> NextStep:
    """A running clock before all; a draft, an essay being read, a result to read, one to improve, a new task.

    `advised` is the task that the way to the target asks for; without it the bank recommends one.
    """
    sitting = sittings.find_open(session, actor)
    if sitting is not None:
        minutes = int(sitting.seconds_left // 60)
        left = "less than a minute" if minutes < 1 else f"{minutes} minute{'s' if minutes > 1 else ''}"
        title = "Your mock test is running" if sitting.is_mock_test else sitting.parts[0].task.title
        return NextStep(NextKind.sit, title, f"The clock goes on: {left} left.")
    drafts = essays.list_essays(session, actor, statuses=essays.DRAFTS)
    written = next((draft for draft in drafts if draft.word_count), None)
    if written is not None:
        return NextStep(
            NextKind.go_on,
            written.task_title,
            f"You have written {written.word_count} words. Go on where you stopped.",
            submission_id=written.submission_id,
        )
    waiting = essays.list_essays(session, actor, statuses=(SubmissionStatus.submitted,))
    if waiting:
        return NextStep(
            NextKind.wait,
            waiting[0].task_title,
            "We are reading this essay now.",
            submission_id=waiting[0].submission_id,
        )
    return _from_a_result(session, actor) or _new_task(session, actor, advised)


def _from_a_result(session: Session, actor: Actor) -> NextStep | None:
    now = utc_now()
    unread = next_steps.newest_unread(session, user_id=actor.user_id, since=now - READ_WITHIN)
    if unread is not None:
        return NextStep(NextKind.read, unread[1], "Your result is here.", submission_id=unread[0])
    found = next_steps.newest_first_attempt(session, user_id=actor.user_id, since=now - redrafts.FREE_DAYS)
    offered = None if found is None else redrafts.offer(session, actor, submission_id=found[0])
    if found is None or offered is None or not offered.is_free or offered.closed_until is not None:
        return None
    return NextStep(
        NextKind.improve,
        found[1],
        "A second version, with the feedback beside you, teaches more than a new essay. This one is free.",
        submission_id=found[0],
    )


def _new_task(session: Session, actor: Actor, advised: Recommendation | None) -> NextStep:
    recommended = advised or tasks.recommended_task(session, actor)
    if recommended is None:
        return NextStep(
            NextKind.nothing, "All tasks done", "You have written on every task. New ones are on their way."
        )
    return NextStep(NextKind.write, recommended.card.title, recommended.reason, task_id=recommended.card.task_id)
