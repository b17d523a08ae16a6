"""The life of an assessment: claimed, finished once, fenced by its attempt, paid for once."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import assessments
from core.assessment.marking import Outcome
from core.assessment.reports import OUR_FAULT, ReportState, find_state, get_report
from core.assessment.types import NotAssessable
from core.billing import credits
from core.content.errors import TaskNotFound
from core.jobs import queue
from core.practice import drafts, submissions
from core.practice.errors import (
    AlreadySubmitted,
    CannotRetry,
    DraftMovedOn,
    EmailNotConfirmed,
    SubmissionNotFound,
)
from db.models.assessment import Assessment, AssessmentStatus, Feedback
from db.models.billing import UsageState, UsageTracking
from db.models.practice import Submission, SubmissionStatus
from db.models.progress import ProgressEntry
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result

GOOD = Outcome(make_result(6), None, Decimal("0.20"))


def write(session: Session, learner: Actor, *, essay: str = ESSAY) -> int:
    draft_id = drafts.begin(session, learner, task_id=make_task(session).id)
    drafts.save(session, learner, submission_id=draft_id, revision=0, text=essay)
    session.expire_all()
    return draft_id


def hand_in(session: Session, learner: Actor, *, essay: str = ESSAY) -> int:
    draft_id = write(session, learner, essay=essay)
    submissions.submit(session, learner, submission_id=draft_id, revision=1)
    return draft_id


def jobs_for(session: Session, submission_id: int) -> int:
    query = text("select count(*) from procrastinate_jobs where (args ->> 'submission_id')::bigint = :id")
    return session.scalar(query, {"id": submission_id}) or 0


def assessment_of(session: Session, submission_id: int) -> Assessment:
    session.expire_all()
    return session.scalars(select(Assessment).where(Assessment.submission_id == submission_id)).one()


def state_of_credit(session: Session, submission_id: int) -> list[UsageState]:
    assessment = assessment_of(session, submission_id)
    query = select(UsageTracking.state).where(UsageTracking.assessment_id == assessment.id).order_by(UsageTracking.id)
    return list(session.scalars(query))


def test_handing_in_freezes_reserves_and_defers(session: Session) -> None:
    learner = make_learner(session)

    submission_id = hand_in(session, learner)

    submission = session.get_one(Submission, submission_id)
    assert submission.status == SubmissionStatus.submitted
    assert submission.content_sha256 is not None and len(submission.content_sha256) == 64
    assert state_of_credit(session, submission_id) == [UsageState.reserved]
    assert jobs_for(session, submission_id) == 1


def test_the_second_click_is_a_refusal_and_not_a_second_charge(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)

    with pytest.raises(AlreadySubmitted):
        submissions.submit(session, learner, submission_id=submission_id, revision=1)

    assert jobs_for(session, submission_id) == 1


def test_an_older_tab_cannot_hand_in(session: Session) -> None:
    learner = make_learner(session)

    with pytest.raises(DraftMovedOn):
        submissions.submit(session, learner, submission_id=write(session, learner), revision=0)


def test_nobody_hands_in_for_another(session: Session) -> None:
    learner, other = make_learner(session), make_learner(session)
    draft_id = write(session, learner)

    with pytest.raises(SubmissionNotFound):
        submissions.submit(session, other, submission_id=draft_id, revision=1)


@pytest.mark.parametrize("essay", ["", "word", "I like it very much because it is good for me.", "asdf jkl qwer " * 80])
def test_what_no_band_fits_stays_a_draft_and_costs_nothing(session: Session, essay: str) -> None:
    learner = make_learner(session)
    draft_id = write(session, learner, essay=essay)

    with pytest.raises(NotAssessable):
        submissions.submit(session, learner, submission_id=draft_id, revision=1)

    assert drafts.get(session, learner, submission_id=draft_id).status == SubmissionStatus.draft
    balance = credits.balance(session, learner)
    assert balance is not None and balance.left == 5


def test_the_second_essay_waits_for_the_confirmed_address(session: Session) -> None:
    learner = make_learner(session, email_verified_at=None)
    hand_in(session, learner)

    with pytest.raises(EmailNotConfirmed):
        hand_in(session, learner)


def test_a_result_is_saved_whole_and_charged_once(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None

    assert assessments.finish(session, claim, GOOD)
    assert not assessments.finish(session, claim, GOOD)

    found = assessment_of(session, submission_id)
    assert (found.status, found.overall_band_score, found.ai_model_version) == ("completed", Decimal(6), "offline-1")
    assert state_of_credit(session, submission_id) == [UsageState.consumed]
    assert session.scalar(select(func.count()).where(Feedback.assessment_id == found.id)) == 5
    entry = session.scalars(select(ProgressEntry).where(ProgressEntry.assessment_id == found.id)).one()
    assert (entry.band_score_improvement, entry.total_practices) == (None, 1)
    report = get_report(session, learner, submission_id=submission_id)
    assert report.result == GOOD.result


def test_comments_are_stored_with_their_offsets(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    assessments.finish(session, claim, GOOD)

    rows = session.scalars(select(Feedback).where(Feedback.assessment_id == claim.assessment_id))
    comments = [comment for row in rows for comment in row.inline_comments or []]

    assert [(c["start"], c["end"], c["quote"], c["suggestions"]) for c in comments] == [(0, 4, "Many", ["A"])]


def test_a_worker_back_from_the_dead_changes_nothing(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)
    dead = assessments.claim(session, submission_id=submission_id)
    living = assessments.claim(session, submission_id=submission_id)
    assert dead is not None and living is not None and living.attempt == dead.attempt + 1

    assert not assessments.finish(session, dead, Outcome(make_result(9), None, Decimal(1)))
    assessments.give_up(session, dead)
    assessments.give_back(session, dead)
    assert assessments.finish(session, living, GOOD)

    assert assessment_of(session, submission_id).overall_band_score == 6
    assert state_of_credit(session, submission_id) == [UsageState.consumed]


def test_a_finished_essay_is_not_claimed_again(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    assessments.finish(session, claim, GOOD)

    assert assessments.claim(session, submission_id=submission_id) is None


def test_what_the_system_broke_returns_and_can_be_sent_again(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    assessments.give_up(session, claim)

    report = get_report(session, learner, submission_id=submission_id)
    assert (report.state, report.failure) == (ReportState.failed, OUR_FAULT)
    assert state_of_credit(session, submission_id) == [UsageState.released]

    submissions.retry(session, learner, submission_id=submission_id)
    assert find_state(session, learner, submission_id=submission_id)[0] == ReportState.queued
    assert state_of_credit(session, submission_id) == [UsageState.released, UsageState.reserved]
    with pytest.raises(CannotRetry):
        submissions.retry(session, learner, submission_id=submission_id)


def test_what_the_engine_refuses_says_why(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)
    claim = assessments.claim(session, submission_id=submission_id)
    assert claim is not None
    refused = NotAssessable("not_english", "This text is not in English.")

    assessments.finish(session, claim, Outcome(None, refused, Decimal("0.1")))

    report = get_report(session, learner, submission_id=submission_id)
    assert (report.state, report.failure) == (ReportState.failed, "This text is not in English.")
    assert state_of_credit(session, submission_id) == [UsageState.released]


def test_an_essay_that_kills_its_workers_is_given_up(session: Session) -> None:
    learner = make_learner(session)
    submission_id = hand_in(session, learner)

    claims = [assessments.claim(session, submission_id=submission_id) for _ in range(assessments.MAX_CLAIMS + 1)]

    assert claims[-1] is None and claims[-2] is not None
    assert assessment_of(session, submission_id).status == AssessmentStatus.failed


def test_the_second_essay_shows_its_gain_and_the_fifth_the_consistency(session: Session) -> None:
    learner = make_learner(session)
    for band in (5, 6, 6):
        claim = assessments.claim(session, submission_id=hand_in(session, learner))
        assert claim is not None
        assessments.finish(session, claim, Outcome(make_result(band), None, Decimal("0.2")))

    entries = list(session.scalars(select(ProgressEntry).order_by(ProgressEntry.id)))

    assert [entry.band_score_improvement for entry in entries] == [None, 1, 0]
    assert [entry.consistency_score for entry in entries] == [None, None, Decimal("0.62")]
    assert [entry.total_practices for entry in entries] == [1, 2, 3]
    assert {entry.practice_streak for entry in entries} == {1}


def test_a_strangers_report_does_not_exist(session: Session) -> None:
    submission_id = hand_in(session, make_learner(session))
    stranger = make_learner(session)

    with pytest.raises(SubmissionNotFound):
        get_report(session, stranger, submission_id=submission_id)
    with pytest.raises(SubmissionNotFound):
        find_state(session, stranger, submission_id=submission_id)
    with pytest.raises(TaskNotFound):
        drafts.begin(session, stranger, task_id=0)


def test_only_essays_that_will_be_read_earlier_stand_before_one(session: Session) -> None:
    first, second, third = (hand_in(session, make_learner(session)) for _ in range(3))
    learner = make_learner(session)
    sample = write(session, learner)
    submissions.submit(session, learner, submission_id=sample, revision=1, priority=queue.SAMPLE)

    def before(*submission_ids: int) -> list[int]:
        return [queue.waiting_before(session, submission_id=each) for each in submission_ids]

    assert before(first, second, third, sample) == [0, 1, 2, 3]
    session.execute(
        text("update procrastinate_jobs set status = 'doing' where args ->> 'submission_id' = cast(:id as text)"),
        {"id": sample},
    )
    assert before(first, second, third, sample) == [1, 2, 3, 0], "what runs cannot be overtaken"
