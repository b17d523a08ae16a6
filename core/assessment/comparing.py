"""Two essays of one person side by side: their texts, their bands, and what became of the comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.errors import NotComparable
from core.assessment.redraft_change import BandChange, CheckChange, band_changes, check_changes
from core.assessment.stored import from_json
from core.assessment.types import AssessmentResult, Comment
from core.assessment.uptake import Uptake
from core.practice.differences import paragraph_pairs, word_steps
from core.practice.errors import SubmissionNotFound
from db.models.practice import Submission
from db.repositories import comment_status, comment_votes, held_results, practice


@dataclass(frozen=True)
class Side:
    """One of the two essays. `version` counts from 1 along its chain of redrafts."""

    submission_id: int
    task_title: str
    task_number: int
    version: int
    submitted_at: datetime | None
    word_count: int
    text: str
    result: AssessmentResult


@dataclass(frozen=True)
class Answered:
    """A comment on an earlier draft, on which one (by its version), and what the redraft did with it."""

    comment: Comment
    version: int
    status: Uptake


@dataclass(frozen=True)
class Comparison:
    """The earlier essay first. Bands are compared for two drafts of one essay only; else `bands` is empty.

    `share_changed` is the part of the words that differ, from 0 to 1. `checks` are demands of the task that only one
    of the two meets. `answered` is there where `second` is the redraft of `first`.
    """

    first: Side
    second: Side
    is_redraft: bool
    share_changed: float
    bands: tuple[BandChange, ...]
    checks: tuple[CheckChange, ...]
    answered: tuple[Answered, ...]


def compare(session: Session, actor: Actor, *, first_id: int, second_id: int) -> Comparison:
    """Two assessed essays of the actor's own, whatever the order of the ids.

    Raises:
        SubmissionNotFound: One of them does not belong to this person.
        NotComparable: One of them has no result, its tutor has not shown it, or both are the same.
    """
    if first_id == second_id:
        raise NotComparable
    one, other = (_essay(session, actor, submission_id=chosen) for chosen in sorted((first_id, second_id)))
    chain = practice.chain(session, submission_id=other.id)
    is_redraft = one.id in chain
    first = _side(session, one, version=len(practice.chain(session, submission_id=one.id)))
    second = _side(session, other, version=len(chain))
    share = share_changed(one.content, other.content)
    same_task = one.task_id == other.task_id
    number = one.task.task_number
    return Comparison(
        first=first,
        second=second,
        is_redraft=is_redraft,
        share_changed=share,
        bands=band_changes(first.result, second.result, task_number=number, share_changed=share)
        if number == other.task.task_number
        else (),
        checks=check_changes(first.result.checks, second.result.checks) if same_task else (),
        answered=_answered(session, other, chain) if is_redraft and other.parent_submission_id == one.id else (),
    )


def share_changed(before: str, after: str) -> float:
    """The part of the words of both texts, from 0 to 1, that stands in only one of them or elsewhere."""
    total = len(before.split()) + len(after.split())
    kept = 0
    for pair in paragraph_pairs(before, after):
        if pair.before is None or pair.after is None:
            continue
        old, new = before[slice(*pair.before)], after[slice(*pair.after)]
        kept += sum(len(old[step.start : step.end].split()) for step in word_steps(old, new) if step.is_same)
    return 1 - min(1.0, 2 * kept / total) if total else 0.0


def answered_counts(session: Session, *, submission_id: int) -> Mapping[Uptake, int]:
    """How many earlier comments a redraft fixed, left and made again."""
    counts = dict.fromkeys(Uptake, 0)
    for row in comment_status.of_redraft(session, submission_id=submission_id):
        counts[Uptake(row.status)] += 1
    return counts


def _essay(session: Session, actor: Actor, *, submission_id: int) -> Submission:
    found = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if found is None:
        raise SubmissionNotFound
    if held_results.shown(session, submission_id=submission_id) is not None:
        raise NotComparable
    return found


def _side(session: Session, essay: Submission, *, version: int) -> Side:
    current = comment_votes.current_result(session, submission_id=essay.id, user_id=essay.user_id)
    if current is None or "refused" in current[1]:
        raise NotComparable
    return Side(
        submission_id=essay.id,
        task_title=essay.task.title,
        task_number=essay.task.task_number,
        version=version,
        submitted_at=essay.submitted_at,
        word_count=essay.word_count,
        text=essay.content,
        result=from_json(current[1]),
    )


def _answered(session: Session, redraft: Submission, chain: Sequence[int]) -> tuple[Answered, ...]:
    """In the order of what matters: left, come back, fixed; the dearest first."""
    rows = comment_status.of_redraft(session, submission_id=redraft.id)
    versions = {submission_id: place for place, submission_id in enumerate(chain, start=1)}
    found: list[Answered] = []
    for commented_id in {row.commented_submission_id for row in rows}:
        current = comment_votes.current_result(session, submission_id=commented_id, user_id=redraft.user_id)
        comments = {one.key: one for one in from_json(current[1]).comments} if current else {}
        found += [
            Answered(comments[row.comment_key], versions.get(commented_id, 1), Uptake(row.status))
            for row in rows
            if row.commented_submission_id == commented_id and row.comment_key in comments
        ]
    order = [Uptake.ignored, Uptake.came_back, Uptake.fixed]
    return tuple(sorted(found, key=lambda one: (order.index(one.status), -one.comment.cost, one.comment.start)))
