"""Rows of essays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, literal, not_, or_, select, text, update
from sqlalchemy.orm import Session, aliased, joinedload

from db.models.accounts import User
from db.models.assessment import Assessment
from db.models.content import PracticeTask
from db.models.practice import Submission, SubmissionStatus
from db.repositories.draft_limits import closed_until, limited_until
from db.repositories.held_results import is_held
from db.types import UtcDateTime

# Built once and run without the unit of work: it runs every few seconds for everybody who writes.
_SAVE_TEXT = (
    update(Submission)
    .where(
        Submission.id == bindparam("of_submission"),
        Submission.user_id == bindparam("of_user"),
        Submission.status == SubmissionStatus.draft,
        Submission.revision == bindparam("over_revision"),
        or_(
            Submission.deadline_at.is_(None), Submission.deadline_at >= bindparam("latest_deadline", type_=UtcDateTime)
        ),
    )
    .values(
        content=bindparam("new_text"),
        word_count=bindparam("new_words"),
        revision=Submission.revision + 1,
        time_spent_seconds=func.least(
            bindparam("most_seconds"), func.coalesce(Submission.time_spent_seconds, 0) + bindparam("seconds")
        ),
    )
    .returning(Submission.revision, Submission.updated_at, Submission.time_spent_seconds)
)


# Written out: every view of a result asks it, and building it from parts cost a tenth of the page.
_ABOUT_REDRAFTS = text(
    f"""
    select
        essays.parent_submission_id,
        essays.status,
        (select greatest(
            min(found.created_at),
            max(kept.released_at),
            ({limited_until("essays.user_id", "essays.task_id", "essays.submitted_at")})
        ) from assessment_result as found
            left join classroom_heldresult as kept
                on kept.submission_id = found.submission_id and kept.shows = 'nothing'
            where found.submission_id = essays.id and found.overall_band_score is not null) as resulted_at,
        max(redrafts.id) filter (where redrafts.status = 'draft') as open_draft_id,
        count(*) filter (
            where redrafts.status in ('submitted', 'assessed') and redrafts.id <> :except_id
        ) as handed_in,
        ({closed_until("essays.user_id", "essays.task_id")}) as closed_until
    from practice_submission as essays
    left join practice_submission as redrafts on redrafts.parent_submission_id = essays.id
    where essays.id = :submission_id and essays.user_id = :user_id
    group by essays.id
    """  # noqa: S608 (our own text)
)


def lock_user(session: Session, *, user_id: int) -> None:
    """Make two requests of one person wait for each other until the transaction ends.

    Rows that merely point to the person are not held up: a hand-in may wait for nothing that waits for it.
    """
    session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def find_open_draft(session: Session, *, user_id: int, task_id: int) -> int | None:
    """The newest first attempt that this person has begun on this task, mock tests left out."""
    return session.scalar(
        select(Submission.id)
        .where(
            Submission.user_id == user_id,
            Submission.task_id == task_id,
            Submission.status == SubmissionStatus.draft,
            Submission.parent_submission_id.is_(None),
            Submission.session_id.is_(None),
        )
        .order_by(Submission.id.desc())
        .limit(1)
    )


def find_open_redraft(session: Session, *, parent_id: int) -> int | None:
    """The newest redraft that is begun and not handed in."""
    return session.scalar(
        select(func.max(Submission.id)).where(
            Submission.parent_submission_id == parent_id, Submission.status == SubmissionStatus.draft
        )
    )


def about_redrafts(
    session: Session, *, submission_id: int, user_id: int, now: datetime, except_id: int | None = None
) -> Row[*tuple[Any, ...]] | None:
    """What a redraft of this person's essay depends on; None when it is not theirs.

    `parent_submission_id` and `status` of the essay, `open_draft_id`, how many redrafts were handed in (failed ones
    and `except_id` aside), and `resulted_at`, when it got its first band that its writer could read.
    """
    return session.execute(
        _ABOUT_REDRAFTS, {"submission_id": submission_id, "user_id": user_id, "except_id": except_id or 0, "now": now}
    ).one_or_none()


def chain(session: Session, *, submission_id: int) -> list[int]:
    """The ids from the first attempt to this draft, each the parent of the next."""
    up = select(Submission.id, Submission.parent_submission_id, literal(1).label("back")).where(
        Submission.id == submission_id
    )
    drafts = up.cte("drafts", recursive=True)
    parents = select(Submission.id, Submission.parent_submission_id, drafts.c.back + 1).join(
        drafts, drafts.c.parent_submission_id == Submission.id
    )
    drafts = drafts.union_all(parents)
    return list(session.scalars(select(drafts.c.id).order_by(drafts.c.back.desc())))


def text_of(session: Session, *, submission_id: int) -> str | None:
    """The text alone."""
    return session.scalar(select(Submission.content).where(Submission.id == submission_id))


def find_submission(session: Session, *, submission_id: int, user_id: int) -> Submission | None:
    """The essay with its task and topic, if it is this person's."""
    return session.scalar(
        select(Submission)
        .where(Submission.id == submission_id, Submission.user_id == user_id)
        .options(joinedload(Submission.task).joinedload(PracticeTask.topic))
    )


def find_any(session: Session, *, submission_id: int) -> Submission | None:
    """The essay with its task and topic, whoever wrote it: for whoever checks that it may be seen."""
    return session.scalar(
        select(Submission)
        .where(Submission.id == submission_id)
        .options(joinedload(Submission.task).joinedload(PracticeTask.topic))
    )


def submission_for_update(session: Session, *, submission_id: int, user_id: int | None = None) -> Submission | None:
    """The essay, locked; with `user_id` only if it is this person's."""
    query = (
        select(Submission)
        .where(Submission.id == submission_id)
        .options(joinedload(Submission.task))
        .with_for_update(of=Submission)
        .execution_options(populate_existing=True)
    )
    if user_id is not None:
        query = query.where(Submission.user_id == user_id)
    return session.scalar(query)


def save_text(
    session: Session,
    *,
    submission_id: int,
    user_id: int,
    revision: int,
    text: str,
    word_count: int,
    active_seconds: int,
    max_seconds: int,
    latest_deadline: datetime,
) -> Row[int, datetime, int | None] | None:
    """Write over `revision` in one statement; None when there is no such draft any more.

    A draft whose deadline lies before `latest_deadline` is closed; most have none.
    """
    return (
        session.connection()
        .execute(
            _SAVE_TEXT,
            {
                "of_submission": submission_id,
                "of_user": user_id,
                "over_revision": revision,
                "new_text": text,
                "new_words": word_count,
                "seconds": active_seconds,
                "most_seconds": max_seconds,
                "latest_deadline": latest_deadline,
            },
        )
        .one_or_none()
    )


def count_handed_in(session: Session, *, user_id: int) -> int:
    """How many essays this person ever handed in, failed ones aside, or is writing under the clock."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Submission)
            .where(
                Submission.user_id == user_id,
                or_(
                    Submission.status.in_([SubmissionStatus.submitted, SubmissionStatus.assessed]),
                    and_(Submission.status == SubmissionStatus.draft, Submission.session_id.is_not(None)),
                ),
            )
        )
        or 0
    )


def essay_cards(
    session: Session,
    *,
    user_id: int,
    statuses: Sequence[SubmissionStatus],
    limit: int,
    offset: int,
    task_id: int | None = None,
    search: str = "",
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Lines of My essays, newest first; never the text. With `task_id` those on one task.

    `search` is looked for in the task and in the text, without regard to case.
    """
    parent = aliased(Assessment)
    query = (
        select(
            Submission.id,
            PracticeTask.title,
            PracticeTask.task_number,
            PracticeTask.visibility,
            Submission.status,
            Submission.word_count,
            Submission.updated_at,
            Submission.submitted_at,
            case((is_held(Submission.id), None), else_=Assessment.overall_band_score).label("band"),
            Submission.parent_submission_id,
            case((is_held(parent.submission_id), None), else_=parent.overall_band_score).label("parent_band"),
        )
        .join(PracticeTask, PracticeTask.id == Submission.task_id)
        .outerjoin(Assessment, Assessment.submission_id == Submission.id)
        .outerjoin(parent, parent.submission_id == Submission.parent_submission_id)
        .where(Submission.user_id == user_id, Submission.status.in_(statuses), _is_listed(), *_found(search))
        .order_by(func.coalesce(Submission.submitted_at, Submission.updated_at).desc(), Submission.id.desc())
        .limit(limit)
        .offset(offset)
    )
    if task_id is not None:
        query = query.where(Submission.task_id == task_id)
    return session.execute(query).all()


def count_essays(session: Session, *, user_id: int, statuses: Sequence[SubmissionStatus], search: str = "") -> int:
    """How many essays of this person are in these states and hold what is searched."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Submission)
            .join(PracticeTask, PracticeTask.id == Submission.task_id)
            .where(Submission.user_id == user_id, Submission.status.in_(statuses), _is_listed(), *_found(search))
        )
        or 0
    )


def _found(search: str) -> list[ColumnElement[bool]]:
    if not search:
        return []
    places = (PracticeTask.title, PracticeTask.prompt, Submission.content)
    return [or_(*(place.icontains(search, autoescape=True) for place in places))]


def _is_listed() -> ColumnElement[bool]:
    """Not a draft of a mock test that runs: that one is written in the exam room only."""
    return not_(and_(Submission.status == SubmissionStatus.draft, Submission.session_id.is_not(None)))
