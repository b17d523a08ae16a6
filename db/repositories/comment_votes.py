"""Rows of votes on inline comments."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.assessment import Assessment, AssessmentResultRow, CommentVote, Vote
from db.models.practice import Submission


def current_result(session: Session, *, submission_id: int, user_id: int) -> tuple[str, dict[str, Any]] | None:
    """Engine and result of this person's essay as the result page shows it now."""
    row = session.execute(
        select(AssessmentResultRow.engine, AssessmentResultRow.result)
        .join(Assessment, Assessment.submission_id == AssessmentResultRow.submission_id)
        .join(Submission, Submission.id == Assessment.submission_id)
        .where(
            Submission.id == submission_id,
            Submission.user_id == user_id,
            AssessmentResultRow.engine == Assessment.ai_model_version,
        )
    ).one_or_none()
    return None if row is None else (row.engine, row.result)


def save_vote(
    session: Session, *, submission_id: int, user_id: int, engine: str, key: str, comment_type: str, vote: Vote
) -> None:
    """Keep the vote, over an earlier one on the same comment."""
    session.execute(
        insert(CommentVote)
        .values(
            submission_id=submission_id,
            user_id=user_id,
            engine=engine,
            comment_key=key,
            comment_type=comment_type,
            vote=vote,
        )
        .on_conflict_do_update(constraint="assessment_commentvote_one_a_comment", set_={"vote": vote})
    )


def remove_vote(session: Session, *, submission_id: int, user_id: int, engine: str, key: str) -> None:
    """Take the vote back; nothing happens without one."""
    session.execute(
        delete(CommentVote).where(
            CommentVote.submission_id == submission_id,
            CommentVote.user_id == user_id,
            CommentVote.engine == engine,
            CommentVote.comment_key == key,
        )
    )


def votes_on(session: Session, *, submission_id: int, user_id: int) -> dict[str, Vote]:
    """This person's votes by comment key, on the result that is shown now."""
    rows = session.execute(
        select(CommentVote.comment_key, CommentVote.vote)
        .join(Assessment, Assessment.submission_id == CommentVote.submission_id)
        .where(
            CommentVote.submission_id == submission_id,
            CommentVote.user_id == user_id,
            CommentVote.engine == Assessment.ai_model_version,
        )
    )
    return {row.comment_key: row.vote for row in rows}


def count_by_type(session: Session, *, since: datetime) -> Sequence[Row[Any]]:
    """A row a comment type with a vote, most often wrong first.

    Comments and votes of results that were saved since then; only what is shown now counts.
    """
    return session.execute(
        text(
            """
            with shown as (
                select c.value ->> 'type' as comment_type, count(*) as shown
                from assessment_result as r
                join assessment_assessment as a
                    on a.submission_id = r.submission_id and a.ai_model_version = r.engine
                cross join jsonb_array_elements(r.result -> 'comments') as c
                where r.created_at >= :since
                group by 1
            ),
            voted as (
                select
                    v.comment_type,
                    count(*) filter (where v.vote = 'helped') as helped,
                    count(*) filter (where v.vote = 'wrong') as wrong,
                    count(distinct v.user_id) as people
                from assessment_commentvote as v
                join assessment_result as r on r.submission_id = v.submission_id and r.engine = v.engine
                join assessment_assessment as a
                    on a.submission_id = r.submission_id and a.ai_model_version = r.engine
                where r.created_at >= :since
                group by 1
            )
            select voted.comment_type, coalesce(shown.shown, 0) as shown, voted.helped, voted.wrong, voted.people
            from voted left join shown using (comment_type)
            order by voted.wrong desc, voted.helped desc, voted.comment_type
            """
        ),
        {"since": since},
    ).all()


def latest_wrong(session: Session, *, limit: int) -> Sequence[CommentVote]:
    """The comments called wrong last, the newest vote first."""
    return session.scalars(
        select(CommentVote)
        .where(CommentVote.vote == Vote.wrong)
        .order_by(CommentVote.updated_at.desc(), CommentVote.id.desc())
        .limit(limit)
    ).all()
