"""What learners say of inline comments, for those who look after the engines; never a word of an essay."""

from datetime import timedelta

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.clock import utc_now
from core.operations.types import CommentTypeVotes, WrongComment
from db.repositories import comment_votes as rows

PERIOD = timedelta(days=90)
MOST_SHOWN = 50


def votes_by_type(session: Session, actor: Actor) -> tuple[CommentTypeVotes, ...]:
    """A line a comment type with a vote, of results of the last 90 days; most often called wrong first.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return tuple(
        CommentTypeVotes(row.comment_type, shown=row.shown, helped=row.helped, wrong=row.wrong, people=row.people)
        for row in rows.count_by_type(session, since=utc_now() - PERIOD)
    )


def latest_wrong(session: Session, actor: Actor) -> tuple[WrongComment, ...]:
    """The comments called wrong last, the newest first; at most 50.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return tuple(
        WrongComment(row.comment_type, row.engine, row.updated_at)
        for row in rows.latest_wrong(session, limit=MOST_SHOWN)
    )
