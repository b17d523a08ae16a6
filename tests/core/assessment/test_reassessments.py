"""A new engine version: the last essays are read again, free; old results stay."""

from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment import reassessments
from core.assessment.engines.offline.model import shipped_model
from core.assessment.marking import Outcome
from core.assessment.reports import EarlierBand, get_report
from core.assessment.types import NotAssessable
from db.models.assessment import AssessmentResultRow, Feedback
from db.models.billing import UsageState
from tests.core.assessment.test_assessments import assessment_of, hand_in, state_of_credit
from tests.core.assessment.test_unchanged_essays import finish
from tests.factories.actors import make_learner
from tests.factories.essays import make_result

TODAY = shipped_model().version
BEFORE = Outcome(make_result(6, engine="offline-0"), None, Decimal("0.20"))
NOW = Outcome(make_result(7, engine=TODAY), None, Decimal("0.20"))


def essays_of(session: Session, learner: Actor, count: int, outcome: Outcome = BEFORE) -> list[int]:
    written = []
    for _ in range(count):
        written.append(hand_in(session, learner))
        finish(session, written[-1], outcome)
    return written


def queued(session: Session) -> list[tuple[int, int]]:
    query = text(
        "select (args ->> 'submission_id')::bigint, priority from procrastinate_jobs"
        " where task_name = 'reassess_submission' order by id"
    )
    return [tuple(row) for row in session.execute(query)]


def test_the_first_worker_queues_the_last_essays_of_each_learner(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reassessments.LAST_ESSAYS == 10
    monkeypatch.setattr(reassessments, "LAST_ESSAYS", 3)
    busy, calm, new = make_learner(session), make_learner(session), make_learner(session)
    many, few = essays_of(session, busy, 4), essays_of(session, calm, 2)
    essays_of(session, new, 1, NOW)

    assert reassessments.note_version(session) == 5
    assert reassessments.note_version(session) == 0
    assert {submission for submission, _ in queued(session)} == {*many[1:], *few}
    assert {priority for _, priority in queued(session)} == {-10}


def test_the_new_result_is_shown_and_the_old_one_kept(session: Session) -> None:
    learner = make_learner(session)
    [essay] = essays_of(session, learner, 1)

    claim = reassessments.begin(session, submission_id=essay)
    assert claim is not None and reassessments.finish(session, claim, NOW)

    found = assessment_of(session, essay)
    assert (found.status, found.overall_band_score, found.ai_model_version) == ("completed", Decimal(7), TODAY)
    assert state_of_credit(session, essay) == [UsageState.consumed]
    rows = select(AssessmentResultRow.engine).where(AssessmentResultRow.submission_id == essay)
    assert list(session.scalars(rows.order_by(AssessmentResultRow.id))) == ["offline-0", TODAY]
    assert len(list(session.scalars(select(Feedback.id).where(Feedback.assessment_id == found.id)))) == 5
    report = get_report(session, learner, submission_id=essay)
    assert report.result is not None and report.result.overall == 7
    assert report.earlier == (EarlierBand("offline-0", Decimal(6)),)


def test_what_goes_wrong_leaves_the_old_result(session: Session) -> None:
    learner = make_learner(session)
    [essay] = essays_of(session, learner, 1)
    claim = reassessments.begin(session, submission_id=essay)
    assert claim is not None

    refused = Outcome(None, NotAssessable("gibberish", "No words."), Decimal("0.1"))
    assert not reassessments.finish(session, claim, refused)
    assert assessment_of(session, essay).overall_band_score == 6

    assert reassessments.finish(session, claim, NOW)
    assert not reassessments.finish(session, claim, NOW), "twice is once"
    assert reassessments.begin(session, submission_id=essay) is None
    assert reassessments.begin(session, submission_id=0) is None


def test_an_essay_that_waits_is_not_read_again(session: Session) -> None:
    assert reassessments.begin(session, submission_id=hand_in(session, make_learner(session))) is None
