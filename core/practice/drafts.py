"""Essays at the desk: begun, saved as they grow, thrown away."""

from sqlalchemy.orm import Session

from core.actor import Actor
from core.clock import utc_now
from core.content import tasks
from core.practice import snapshots, versions
from core.practice.errors import AlreadySubmitted, DraftMovedOn, PartOfSitting, SubmissionNotFound, TimeIsUp
from core.practice.text import storable
from core.practice.types import LATE_SAVES, MAX_TIME_SPENT_SECONDS, Draft, SavedDraft
from db.models.practice import Submission, SubmissionStatus
from db.repositories import practice

MAX_SECONDS_A_SAVE = 600  # a laptop asleep does not write


def begin(session: Session, actor: Actor, *, task_id: int) -> int:
    """The id of the person's open draft on this task, begun if there is none.

    Raises:
        TaskNotFound: No such task is open to this person.
        NoMoreVersions: Set work takes no more of this task until its day.
    """
    tasks.get_task(session, actor, task_id=task_id)
    practice.lock_user(session, user_id=actor.user_id)
    draft_id = practice.find_open_draft(session, user_id=actor.user_id, task_id=task_id)
    if draft_id is not None:
        return draft_id
    versions.require_open(session, actor, task_id=task_id)
    draft = Submission(
        user_id=actor.user_id,
        task_id=task_id,
        content="",
        word_count=0,
        status=SubmissionStatus.draft,
        revision=0,
        started_at=utc_now(),
    )
    session.add(draft)
    session.flush()
    return draft.id


def begin_with(session: Session, actor: Actor, *, task_id: int, text: str) -> int:
    """A draft of its own for an essay that is written already; an open draft on the task stays as it is.

    Raises:
        TaskNotFound: No such task is open to this person.
        EssayTooLong: Over 2,000 words; nothing was written.
    """
    tasks.get_task(session, actor, task_id=task_id)
    kept, words = storable(text)
    draft = Submission(
        user_id=actor.user_id,
        task_id=task_id,
        content=kept,
        word_count=words,
        status=SubmissionStatus.draft,
        revision=0,
    )
    session.add(draft)
    session.flush()
    return draft.id


def get(session: Session, actor: Actor, *, submission_id: int) -> Draft:
    """The essay and its task, whatever its status.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
    """
    submission = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if submission is None:
        raise SubmissionNotFound
    return frozen(submission)


def frozen(submission: Submission) -> Draft:
    """The value of a row whose task is loaded with its topic."""
    return Draft(
        submission_id=submission.id,
        task=tasks.frozen(submission.task),
        text=submission.content,
        word_count=submission.word_count,
        revision=submission.revision,
        time_spent_seconds=submission.time_spent_seconds or 0,
        status=SubmissionStatus(submission.status),
        started_at=submission.started_at,
        parent_submission_id=submission.parent_submission_id,
        sitting_code=submission.session_id,
    )


def save(
    session: Session,
    actor: Actor,
    *,
    submission_id: int,
    revision: int,
    text: str,
    active_seconds: int = 0,
    pasted_characters: int = 0,
) -> SavedDraft:
    """Write `text` over the draft as saved under `revision`.

    `active_seconds` is the writing time since the last save; it is summed, capped and never a reason to refuse.
    `pasted_characters` came out of the clipboard since then.
    What was on its way when the clock of a mock test stopped counts for 30 seconds more.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
        AlreadySubmitted: It was handed in or thrown away.
        DraftMovedOn: `revision` is not the latest; carries the later text.
        EssayTooLong: Over 2,000 words; nothing was written.
        TimeIsUp: The time of its mock test is over.
    """
    kept, words = storable(text)
    seconds = min(max(active_seconds, 0), MAX_SECONDS_A_SAVE)
    latest_deadline = utc_now() - LATE_SAVES
    saved = practice.save_text(
        session,
        submission_id=submission_id,
        user_id=actor.user_id,
        revision=revision,
        text=kept,
        word_count=words,
        active_seconds=seconds,
        max_seconds=MAX_TIME_SPENT_SECONDS,
        latest_deadline=latest_deadline,
    )
    if saved is not None:
        spent = saved.time_spent_seconds or 0
        snapshots.record(
            session,
            submission_id=submission_id,
            before_seconds=spent - seconds,
            after_seconds=spent,
            word_count=words,
            text=kept,
            pasted_characters=pasted_characters,
        )
        return SavedDraft(revision=saved.revision, word_count=words, saved_at=saved.updated_at)
    submission = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if submission is None:
        raise SubmissionNotFound
    if submission.status != SubmissionStatus.draft:
        raise AlreadySubmitted
    if submission.deadline_at is not None and submission.deadline_at < latest_deadline:
        raise TimeIsUp
    raise DraftMovedOn(revision=submission.revision, text=submission.content)


def discard(session: Session, actor: Actor, *, submission_id: int) -> None:
    """Throw a draft away: it leaves every list.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
        AlreadySubmitted: It was handed in.
        PartOfSitting: It is one of the two essays of a mock test.
    """
    submission = practice.submission_for_update(session, submission_id=submission_id, user_id=actor.user_id)
    if submission is None:
        raise SubmissionNotFound
    if submission.status != SubmissionStatus.draft:
        raise AlreadySubmitted
    if submission.session_id is not None:
        raise PartOfSitting
    submission.status = SubmissionStatus.abandoned
