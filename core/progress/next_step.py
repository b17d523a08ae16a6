"""What to do next, in one look."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from core.actor import Actor
from core.content import tasks
from core.practice import essays, sittings
from core.practice.types import SubmissionStatus


class NextKind(StrEnum):
    """Where the next step leads."""

    sit = "sit"
    go_on = "go_on"
    wait = "wait"
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


def next_step(session: Session, actor: Actor) -> NextStep:
    """A mock test that runs before all, an open draft, then an essay that is being read, then the recommended task."""
    sitting = sittings.find_open(session, actor)
    if sitting is not None:
        minutes = int(sitting.seconds_left // 60)
        left = "less than a minute" if minutes < 1 else f"{minutes} minute{'s' if minutes > 1 else ''}"
        return NextStep(NextKind.sit, "Your mock test is running", f"The clock goes on: {left} left.")
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
    recommended = tasks.recommended_task(session, actor)
    if recommended is None:
        return NextStep(
            NextKind.nothing, "All tasks done", "You have written on every task. New ones are on their way."
        )
    return NextStep(NextKind.write, recommended.card.title, recommended.reason, task_id=recommended.card.task_id)
