"""Votes on comments: one's own essay, a comment of the current result, one vote each; and what administrators read."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.assessment.comment_votes import Vote, vote, votes_of
from core.assessment.errors import CommentNotFound
from core.assessment.reports import get_report
from core.errors import NotAllowed
from core.operations import comments
from core.practice.errors import SubmissionNotFound
from db.models.assessment import Assessment, AssessmentResultRow, CommentVote
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.full_results import REPORT, report_result
from tests.pages.learner.steps import hand_in

RESULT = report_result()
FIRST, SECOND = RESULT.comments[0].key, RESULT.comments[1].key


@pytest.fixture
def mai(session: Session) -> Actor:
    return make_learner(session)


@pytest.fixture
def essay_id(session: Session, mai: Actor) -> int:
    return hand_in(session, mai, result=RESULT, essay=REPORT)


def test_a_vote_is_kept_changed_and_taken_back(session: Session, mai: Actor, essay_id: int) -> None:
    vote(session, mai, submission_id=essay_id, key=FIRST, vote=Vote.wrong)
    vote(session, mai, submission_id=essay_id, key=SECOND, vote=Vote.helped)
    assert votes_of(session, mai, submission_id=essay_id) == {FIRST: Vote.wrong, SECOND: Vote.helped}

    vote(session, mai, submission_id=essay_id, key=FIRST, vote=Vote.helped)
    vote(session, mai, submission_id=essay_id, key=SECOND, vote=None)
    vote(session, mai, submission_id=essay_id, key=SECOND, vote=None)

    assert votes_of(session, mai, submission_id=essay_id) == {FIRST: Vote.helped}
    row = session.scalars(select(CommentVote)).one()
    assert (row.comment_type, row.engine, row.user_id) == ("word_choice", "offline-1", mai.user_id)


def test_nobody_votes_on_anothers_essay(session: Session, essay_id: int) -> None:
    other = make_learner(session)

    with pytest.raises(SubmissionNotFound):
        vote(session, other, submission_id=essay_id, key=FIRST, vote=Vote.wrong)
    assert votes_of(session, other, submission_id=essay_id) == {}
    assert session.scalar(select(func.count()).select_from(CommentVote)) == 0


@pytest.mark.parametrize("key", ["", "0-1-article", FIRST + "x", "1" * 60])
def test_the_comment_must_be_there(session: Session, mai: Actor, essay_id: int, key: str) -> None:
    with pytest.raises(CommentNotFound):
        vote(session, mai, submission_id=essay_id, key=key, vote=Vote.wrong)


def test_without_a_result_there_is_nothing_to_vote_on(session: Session, mai: Actor) -> None:
    waiting = hand_in(session, mai)

    with pytest.raises(SubmissionNotFound):
        vote(session, mai, submission_id=waiting, key=FIRST, vote=Vote.wrong)


def test_votes_belong_to_the_result_of_one_engine_version(session: Session, mai: Actor, essay_id: int) -> None:
    vote(session, mai, submission_id=essay_id, key=FIRST, vote=Vote.wrong)
    old = session.scalars(select(AssessmentResultRow)).one()
    session.add(AssessmentResultRow(submission_id=essay_id, engine="offline-2", result=old.result | {"comments": []}))
    session.scalars(select(Assessment)).one().ai_model_version = "offline-2"
    session.flush()

    assert votes_of(session, mai, submission_id=essay_id) == {}
    with pytest.raises(CommentNotFound):
        vote(session, mai, submission_id=essay_id, key=FIRST, vote=Vote.wrong)


def test_a_report_says_whether_it_is_provisional_and_paid(session: Session, mai: Actor, essay_id: int) -> None:
    report = get_report(session, mai, submission_id=essay_id)
    assert (report.is_provisional, report.billable) == (False, True)

    found = session.scalars(select(Assessment)).one()
    found.is_provisional, found.billable = True, False
    session.flush()

    report = get_report(session, mai, submission_id=essay_id)
    assert (report.is_provisional, report.billable) == (True, False)


def test_an_administrator_reads_counts_by_type_and_no_essay(session: Session, mai: Actor, essay_id: int) -> None:
    another = make_learner(session)
    other_essay = hand_in(session, another, result=RESULT, essay=REPORT)
    vote(session, mai, submission_id=essay_id, key=FIRST, vote=Vote.wrong)
    vote(session, another, submission_id=other_essay, key=FIRST, vote=Vote.wrong)
    vote(session, another, submission_id=other_essay, key=SECOND, vote=Vote.helped)
    admin = actor_of(make_user(session), roles=(Role.admin,))

    by_type = comments.votes_by_type(session, admin)

    assert [(one.comment_type, one.shown, one.helped, one.wrong, one.people) for one in by_type] == [
        ("word_choice", 2, 0, 2, 2),
        ("agreement", 2, 1, 0, 1),
    ]
    latest = comments.latest_wrong(session, admin)
    assert [(one.comment_type, one.engine) for one in latest] == [("word_choice", "offline-1")] * 2
    assert latest[0].voted_at >= latest[1].voted_at


def test_nobody_else_reads_them(session: Session, mai: Actor) -> None:
    for read in (comments.votes_by_type, comments.latest_wrong):
        with pytest.raises(NotAllowed):
            read(session, mai)
