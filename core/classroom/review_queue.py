"""A person looks at a result: learners ask, tutors mark beside the engine, and the learner reads both.

The engine's bands stay in their row. A look that moves the band by half a band or more upholds an appeal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.accounts.errors import BandOutOfRange
from core.actor import Actor, Role
from core.assessment import bands as arithmetic
from core.assessment import reports, reviews
from core.assessment.types import Criterion
from core.billing import grants
from core.billing.errors import NoPlan
from core.billing.grant_errors import CreditNotSpent
from core.classroom import reach, releases
from core.classroom.errors import (
    AskedAlready,
    NoteTooLong,
    NoTutor,
    ReasonMissing,
    ResultNotReady,
    ReviewNotFound,
)
from core.classroom.types import MemberKind, ReviewKind
from core.clock import utc_now
from core.practice.errors import SubmissionNotFound
from db.models.assessment import AssessmentStatus
from db.models.classroom import Review, ReviewState
from db.models.practice import Submission
from db.repositories import accounts, classroom, practice
from db.repositories import assessment as assessment_rows
from db.repositories import grants as grants_rows
from db.repositories import reviews as rows

MAX_WORDS_CHARACTERS = 1_000
MAX_REASON_CHARACTERS = 2_000


@dataclass(frozen=True)
class Waiting:
    """One essay in a tutor's queue. `kind` is None where the engine asks for a person, or the tutor for a sample."""

    submission_id: int
    learner: str
    title: str
    task_number: int
    words: int
    band: Decimal
    kind: ReviewKind | None
    said: str
    is_sample: bool
    since: datetime


@dataclass(frozen=True)
class LearnersReport:
    """A result and who wrote the essay."""

    report: reports.Report
    learner: str


@dataclass(frozen=True)
class TutorMark:
    """What a tutor said of a result; shown before the engine's bands."""

    bands: Mapping[Criterion, Decimal]
    overall: Decimal
    reason: str
    is_upheld: bool
    tutor: str
    at: datetime


def ask(session: Session, actor: Actor, *, submission_id: int, words: str) -> None:
    """Ask the tutors of one's classes to look at a result, in one's own words.

    Raises:
        SubmissionNotFound: It is not the actor's.
        ResultNotReady: It has no result yet.
        NoTutor: The actor is in no open class.
        AskedAlready: It was asked for, or looked at.
        NoteTooLong: More than 1,000 characters.
    """
    submission = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if submission is None:
        raise SubmissionNotFound
    found = assessment_rows.assessment_for_update(session, submission_id=submission_id)
    if found is None or found.overall_band_score is None or releases.is_kept(session, submission_id=submission_id):
        raise ResultNotReady
    if not classroom.list_cohorts(session, user_id=actor.user_id, kind=MemberKind.learner):
        raise NoTutor
    if rows.any_of(session, submission_id=submission_id) is not None:
        raise AskedAlready
    said = words.strip()
    if len(said) > MAX_WORDS_CHARACTERS:
        raise NoteTooLong
    session.add(Review(submission_id=submission_id, kind=ReviewKind.appeal, words=said))
    session.flush()


def may_ask(session: Session, actor: Actor, *, submission_id: int) -> bool:
    """Whether the page should offer it: there is a tutor, and nobody was asked before."""
    return (
        bool(classroom.list_cohorts(session, user_id=actor.user_id, kind=MemberKind.learner))
        and not releases.is_kept(session, submission_id=submission_id)
        and rows.any_of(session, submission_id=submission_id) is None
    )


def is_waiting(session: Session, *, submission_id: int) -> bool:
    """Whether somebody was asked and has not looked yet."""
    found = rows.any_of(session, submission_id=submission_id)
    return found is not None and found.state is ReviewState.waiting


def queue(session: Session, actor: Actor) -> tuple[Waiting, ...]:
    """What waits for this tutor, appeals first, then the oldest.

    Raises:
        NotAllowed: The actor is no tutor.
    """
    actor.require(Role.tutor)
    return tuple(Waiting(*row) for row in rows.waiting_for(session, tutor_id=actor.user_id))


def open_report(session: Session, actor: Actor, *, submission_id: int) -> LearnersReport:
    """The whole result of a learner's essay with its writer's name, for a tutor of theirs.

    Raises:
        NotAllowed: The actor is no tutor.
        LearnerNotFound, SubmissionNotFound: It is not by a learner of the actor's, or was not handed in.
    """
    submission = _reachable(session, actor, submission_id)
    writer = accounts.find_user(session, user_id=submission.user_id)
    return LearnersReport(reports.report_of(session, submission), writer.display_name if writer else "")


def decide(
    session: Session, actor: Actor, *, submission_id: int, bands: Mapping[Criterion, Decimal], reason: str
) -> TutorMark:
    """Mark an essay beside the engine: four whole bands and why. Returns the mark as the learner reads it.

    The overall band follows by the one rule. Half a band or more away from the engine's upholds what was asked: the
    credit comes back, and the learner is told. Nothing is deleted, and it is in the audit log.

    Raises:
        NotAllowed: The actor is no tutor.
        LearnerNotFound, SubmissionNotFound: It is not by a learner of the actor's.
        ReviewNotFound: It has no result that could be looked at, or another tutor was faster.
        BandOutOfRange: Not four whole bands from 1 to 9.
        ReasonMissing: Other bands than the engine's, without a word of why.
        NoteTooLong: More than 2,000 characters.
    """
    submission = _reachable(session, actor, submission_id)
    practice.submission_for_update(session, submission_id=submission_id)
    found = assessment_rows.assessment_for_update(session, submission_id=submission_id)
    if found is None or found.overall_band_score is None:
        raise ReviewNotFound
    review = rows.waiting_for_update(session, submission_id=submission_id)
    if review is None and rows.any_of(session, submission_id=submission_id) is not None:
        raise ReviewNotFound
    if set(bands) != set(Criterion) or any(band != band // 1 or not 1 <= band <= 9 for band in bands.values()):
        raise BandOutOfRange
    overall = arithmetic.task_band([bands[criterion] for criterion in Criterion])
    words = reason.strip()
    is_changed = any(getattr(found, f"{criterion.value}_score") != band for criterion, band in bands.items())
    if is_changed and not words:
        raise ReasonMissing
    if len(words) > MAX_REASON_CHARACTERS:
        raise NoteTooLong
    if review is None:
        review = Review(submission_id=submission_id, kind=ReviewKind.tutor)
        session.add(review)
    is_upheld = overall != found.overall_band_score
    for criterion, band in bands.items():
        setattr(review, f"{criterion.value}_score", band)
    review.overall_band_score, review.reason, review.reviewer_id = overall, words, actor.user_id
    review.is_upheld, review.decided_at, review.state = is_upheld, utc_now(), ReviewState.done
    session.flush()
    _settle(session, submission, is_upheld=is_upheld and review.kind is ReviewKind.appeal)
    releases.release_essay(session, submission_id=submission_id, user_id=submission.user_id)
    audit_log.record(
        session,
        actor,
        action="result.reviewed",
        entity="practice_submission",
        entity_id=submission_id,
        detail={"engine": str(found.overall_band_score), "tutor": str(overall), "upheld": is_upheld},
    )
    mark = find_mark(session, submission_id=submission_id)
    if mark is None:
        raise ReviewNotFound
    return mark


def find_mark(session: Session, *, submission_id: int) -> TutorMark | None:
    """What a tutor said of this essay, for whoever may see the essay."""
    row = rows.find_done(session, submission_id=submission_id)
    if row is None:
        return None
    return TutorMark(
        bands={criterion: getattr(row, f"{criterion.value}_score") for criterion in Criterion},
        overall=row.overall_band_score,
        reason=row.reason,
        is_upheld=row.is_upheld,
        tutor=row.display_name,
        at=row.decided_at,
    )


def _settle(session: Session, submission: Submission, *, is_upheld: bool) -> None:
    """A result that waited for a person is complete now; an upheld appeal gives its credit back."""
    found = assessment_rows.assessment_for_update(session, submission_id=submission.id)
    if found is None:
        return
    if found.status is AssessmentStatus.manual_review:
        reviews.complete(session, submission_id=submission.id, is_free=is_upheld or not found.billable)
    session.refresh(found)
    found.is_provisional = False
    session.flush()
    usage_id = grants_rows.find_spent(session, assessment_id=found.id) if is_upheld else None
    if usage_id is not None:
        try:
            grants.give_back(
                session,
                usage_id=usage_id,
                user_id=submission.user_id,
                reason="Your tutor saw it differently from our engine",
                granted_by=None,
            )
        except (CreditNotSpent, NoPlan):
            return


def _reachable(session: Session, actor: Actor, submission_id: int) -> Submission:
    actor.require(Role.tutor)
    submission = practice.find_any(session, submission_id=submission_id)
    if submission is None:
        raise SubmissionNotFound
    reach.require_learner(session, actor, learner_id=submission.user_id)
    if submission.submitted_at is None:
        raise SubmissionNotFound
    return submission
