"""What a learner says of the comments in the own essay: "helped", or "wrong", which hides it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.errors import CommentNotFound
from core.assessment.stored import from_json
from core.practice.errors import SubmissionNotFound
from db.models.assessment import Vote
from db.repositories import comment_votes as rows
from db.repositories import error_drills

__all__ = ["Vote", "vote", "votes_of"]


def vote(session: Session, actor: Actor, *, submission_id: int, key: str, vote: Vote | None) -> None:
    """Keep one vote on a comment of the result as it is shown now; another one replaces it, None takes it back.

    A comment that is called wrong is drilled no more.

    Raises:
        SubmissionNotFound: No such essay with a result belongs to this person.
        CommentNotFound: The result has no comment of this key.
    """
    found = rows.current_result(session, submission_id=submission_id, user_id=actor.user_id)
    if found is None or "comments" not in found[1]:
        raise SubmissionNotFound
    engine, stored = found
    comment = next((one for one in from_json(stored).comments if one.key == key), None)
    if comment is None:
        raise CommentNotFound
    if vote is None:
        rows.remove_vote(session, submission_id=submission_id, user_id=actor.user_id, engine=engine, key=key)
        return
    if vote is Vote.wrong:
        error_drills.drop(
            session,
            user_id=actor.user_id,
            submission_id=submission_id,
            quote_start=comment.start,
            error_type=comment.type,
        )
    rows.save_vote(
        session,
        submission_id=submission_id,
        user_id=actor.user_id,
        engine=engine,
        key=key,
        comment_type=comment.type,
        vote=vote,
    )


def votes_of(session: Session, actor: Actor, *, submission_id: int) -> Mapping[str, Vote]:
    """The actor's votes by comment key on the result that is shown now; empty for anybody else's essay."""
    return rows.votes_on(session, submission_id=submission_id, user_id=actor.user_id)
