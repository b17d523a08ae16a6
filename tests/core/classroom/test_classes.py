"""Classes: who comes in, who sees whom, and that leaving ends it at once."""

import pytest
from sqlalchemy.orm import Session

from core.accounts.errors import TooManyTries
from core.classroom import at_risk, cockpit, cohorts, invitations, joining, messages, reach, review_queue
from core.classroom.errors import (
    CodeNotFound,
    CohortNotFound,
    ConsentMissing,
    FaultyRoster,
    LastTutor,
    LearnerNotFound,
    NameOfClass,
    NotATutor,
    TeachesAlready,
    TooManyAddresses,
)
from core.errors import NotAllowed
from core.practice.errors import SubmissionNotFound
from db.models.classroom import Cohort
from db.models.platform import OutboxMail
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.classroom import make_class, make_member, make_tutor
from tests.factories.practice import make_submission


def test_a_learner_joins_with_the_code_and_consent(session: Session) -> None:
    tutor, learner = make_tutor(session, display_name="Ms Ito"), make_learner(session)
    cohort_id = make_class(session, tutor)
    code = session.get_one(Cohort, cohort_id).code

    offer = joining.look_up(session, learner, code=f" {code[:4].lower()}-{code[4:]} ", address="10.0.0.1")
    assert (offer.name, offer.tutors) == ("Evening group", ("Ms Ito",))
    with pytest.raises(ConsentMissing):
        joining.join(session, learner, code=code, agrees=False)
    with pytest.raises(LearnerNotFound):
        reach.require_learner(session, tutor, learner_id=learner.user_id)
    joining.join(session, learner, code=code, agrees=True)
    joining.join(session, learner, code=code, agrees=True)

    reach.require_learner(session, tutor, learner_id=learner.user_id)
    assert [card.name for card in joining.list_mine(session, learner)] == ["Evening group"]
    assert [card.learners for card in cohorts.list_mine(session, tutor)] == [1]


@pytest.mark.parametrize("end", ["leave", "remove", "archive", "tutor leaves"])
def test_access_ends_at_once(session: Session, end: str) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    essay = make_assessment(session, make_submission(session, user_id=learner.user_id, status="assessed")).submission_id
    review_queue.open_report(session, tutor, submission_id=essay)

    if end == "leave":
        joining.leave(session, learner, cohort_id=cohort_id)
    elif end == "remove":
        cohorts.remove(session, tutor, cohort_id=cohort_id, user_id=learner.user_id)
    elif end == "archive":
        cohorts.archive(session, tutor, cohort_id=cohort_id)
    else:
        other = make_tutor(session)
        cohorts.add_tutor(session, tutor, cohort_id=cohort_id, email=other.email)
        cohorts.remove(session, other, cohort_id=cohort_id, user_id=tutor.user_id)

    with pytest.raises((LearnerNotFound, SubmissionNotFound)):
        review_queue.open_report(session, tutor, submission_id=essay)
    assert review_queue.queue(session, tutor) == ()


def test_two_hundred_foreign_ids_give_a_tutor_nothing(session: Session) -> None:
    tutor, other = make_tutor(session), make_tutor(session)
    mine, foreign = make_class(session, tutor, learners=1), make_class(session, other, learners=2)
    theirs = make_member(session, foreign)
    own = {member.user_id for member in cohorts.members(session, tutor, cohort_id=mine)}
    essay = make_assessment(session, make_submission(session, user_id=theirs.user_id, status="assessed")).submission_id
    for number in (*range(foreign, foreign + 100), 0, -1, 10**12, *range(essay, essay + 97)):
        if number != mine:
            for look in (cockpit.heat_map, cockpit.class_errors, cohorts.members, at_risk.needs_a_word):
                with pytest.raises(CohortNotFound):
                    look(session, tutor, cohort_id=number)  # type: ignore[operator]
        with pytest.raises((LearnerNotFound, SubmissionNotFound)):
            review_queue.open_report(session, tutor, submission_id=number)
        if number not in own:
            with pytest.raises(LearnerNotFound):
                reach.require_learner(session, tutor, learner_id=number)
    with pytest.raises(LearnerNotFound):
        messages.send(session, tutor, learner_id=theirs.user_id, text="Hello")


def test_a_learner_is_no_tutor_and_a_tutor_no_learner_of_the_same_class(session: Session) -> None:
    tutor, learner = make_tutor(session), make_learner(session)
    cohort_id = make_class(session, tutor)
    for refused in (
        lambda: cohorts.create(session, learner, name="Mine"),
        lambda: cohorts.list_mine(session, learner),
        lambda: review_queue.queue(session, learner),
        lambda: cockpit.heat_map(session, learner, cohort_id=cohort_id),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(TeachesAlready):
        joining.join(session, tutor, code=session.get_one(Cohort, cohort_id).code, agrees=True)
    with pytest.raises(NotATutor):
        cohorts.add_tutor(session, tutor, cohort_id=cohort_id, email=learner.email)
    with pytest.raises(LastTutor):
        cohorts.remove(session, tutor, cohort_id=cohort_id, user_id=tutor.user_id)
    for name in ("", "  ", "x" * 101):
        with pytest.raises(NameOfClass):
            cohorts.create(session, tutor, name=name)


def test_a_guessed_code_is_throttled(session: Session) -> None:
    learner = make_learner(session)
    tries = 0
    with pytest.raises(TooManyTries):
        for number in range(1_000):
            tries += 1
            with pytest.raises(CodeNotFound):
                joining.look_up(session, learner, code=f"AAAA{number:04}", address="10.0.0.1")
    assert tries < 30


def test_a_roster_is_read_line_by_line_and_sent_all_or_not_at_all(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    known = make_member(session, cohort_id, email="known@example.org")
    text = f"a@example.org, b@example.org\nnonsense\nA@example.org\n{known.email}\n"

    lines = invitations.read_roster(session, tutor, cohort_id=cohort_id, text=text)

    assert [(line.number, line.fault) for line in lines] == [
        (1, ""),
        (1, ""),
        (2, "is no e-mail address"),
        (3, "stands in the list twice"),
        (4, "is in the class already"),
    ]
    with pytest.raises(FaultyRoster):
        invitations.invite(session, tutor, cohort_id=cohort_id, text=text)
    assert session.query(OutboxMail).filter_by(template="class_invitation").count() == 0
    assert invitations.invite(session, tutor, cohort_id=cohort_id, text="a@example.org b@example.org") == 2
    assert invitations.invite(session, tutor, cohort_id=cohort_id, text="a@example.org") == 0
    assert invitations.list_waiting(session, tutor, cohort_id=cohort_id) == ("a@example.org", "b@example.org")
    with pytest.raises(TooManyAddresses):
        many = "\n".join(f"p{number}@example.org" for number in range(5_000))
        invitations.invite(session, tutor, cohort_id=cohort_id, text=many)


def test_a_table_with_names_gives_its_addresses(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    text = 'Name,E-mail,Group\nMei,mei@example.org,A\n"Ali, M.",ali@example.org,B\n'
    lines = invitations.read_roster(session, tutor, cohort_id=cohort_id, text=text)
    assert [(line.email, line.fault) for line in lines] == [("mei@example.org", ""), ("ali@example.org", "")]
