"""What the mapping itself promises: rows load what was asked for, and go with what they belong to."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session, joinedload, selectinload

from db.models.accounts import Group, User
from db.models.assessment import Assessment, Feedback, FeedbackCriterion
from db.models.practice import Submission
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.practice import make_submission


def test_a_row_never_fetches_another_by_accident(session: Session) -> None:
    submission_id = make_submission(session).id
    session.expunge_all()

    with pytest.raises(InvalidRequestError):
        _ = session.get_one(Submission, submission_id).task.title


def test_what_is_asked_for_comes_along(session: Session) -> None:
    submission_id = make_assessment(session).submission_id
    session.expunge_all()

    with_both = (joinedload(Submission.task), joinedload(Submission.assessment).selectinload(Assessment.feedback))
    essay = session.scalars(select(Submission).where(Submission.id == submission_id).options(*with_both)).one()

    assert essay.task.title
    assert essay.assessment is not None
    assert essay.assessment.feedback == []


def test_feedback_goes_with_its_essay(session: Session) -> None:
    essay = make_submission(session)
    assessment = make_assessment(session, essay, status="pending")
    session.add(Feedback(assessment_id=assessment.id, criterion=FeedbackCriterion.overall, feedback_text="Good."))
    session.flush()
    session.expunge_all()

    session.delete(session.get_one(Submission, essay.id))
    session.flush()

    assert session.scalar(select(func.count()).select_from(Feedback)) == 0


def test_the_standard_groups_carry_their_permissions(session: Session) -> None:
    groups = session.scalars(select(Group).options(selectinload(Group.permissions)))

    assert {group.name: {permission.codename for permission in group.permissions} for group in groups} == {
        "learner": {"practise"},
        "tutor": {"practise", "teach"},
        "admin": {"practise", "administer"},
    }


def test_a_person_has_the_groups_that_were_given(session: Session) -> None:
    user_id = make_user(session, groups=("learner", "tutor")).id
    session.expunge_all()

    user = session.scalars(select(User).where(User.id == user_id).options(selectinload(User.groups))).one()

    assert {group.name for group in user.groups} == {"learner", "tutor"}
