"""Keeping what a redraft did with the comments on the drafts before it."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy.orm import Session

from core.assessment.stored import from_json
from core.assessment.types import AssessmentResult, Comment
from core.assessment.uptake import came_back_later, uptake
from db.models.assessment import Uptake, Vote
from db.models.practice import Submission
from db.repositories import comment_status, comment_votes, practice

_Row = tuple[int, str, str, Uptake]


def record(session: Session, *, redraft: Submission, result: AssessmentResult) -> None:
    """Note for each comment on the earlier draft whether this redraft fixed it; nothing for a first attempt.

    A comment that its reader called wrong is left out. What an earlier redraft had fixed and now stands there
    again, word for word, came back.
    """
    parent_id = redraft.parent_submission_id
    if parent_id is None:
        return
    earlier = _comments_for(session, submission_id=parent_id, user_id=redraft.user_id)
    before = practice.text_of(session, submission_id=parent_id) or ""
    found = uptake(before, redraft.content, earlier, result.comments)
    rows = [(parent_id, one.key, one.type, found[one.key]) for one in earlier]
    rows += _came_back(session, redraft, parent_id, earlier, result)
    comment_status.save(session, submission_id=redraft.id, rows=rows)


def _comments_for(session: Session, *, submission_id: int, user_id: int) -> list[Comment]:
    """The comments that a person still sees on the essay: all of its result but those called wrong."""
    current = comment_votes.current_result(session, submission_id=submission_id, user_id=user_id)
    if current is None:
        return []
    votes = comment_votes.votes_on(session, submission_id=submission_id, user_id=user_id)
    return [one for one in from_json(current[1]).comments if votes.get(one.key) != Vote.wrong]


def _came_back(
    session: Session, redraft: Submission, parent_id: int, earlier: list[Comment], result: AssessmentResult
) -> Iterator[_Row]:
    fixed = sorted(comment_status.fixed_in_chain(session, submission_id=parent_id))
    for commented_id, group in groupby(fixed, key=itemgetter(0)):
        keys = {key for _, key in group}
        comments = _comments_for(session, submission_id=commented_id, user_id=redraft.user_id)
        known = [one for one in comments if one.key in keys]
        again = set(came_back_later(known, earlier, result.comments))
        yield from ((commented_id, one.key, one.type, Uptake.came_back) for one in known if one.key in again)
