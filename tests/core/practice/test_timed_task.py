"""One task under the clock: one credit, one essay, and the same end as a mock test."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.actor import Actor
from core.assessment.reports import ReportState, get_report
from core.assessment.sitting_results import get_sitting_result
from core.billing import credits, movements
from core.billing.errors import FeedbackQuotaExhausted
from core.clock import pinned
from core.content import tasks
from core.content.errors import TaskNotFound
from core.jobs import closing_time
from core.practice import closing, drafts, essays, plans, sittings, submissions
from core.practice.errors import EmailNotConfirmed, NoNotesInThisTest, PartOfSitting, UnknownExtraTime
from core.practice.types import SittingMode, SubmissionStatus
from core.progress import practice_mails
from core.progress.next_step import NextKind, next_step
from db.models.platform import OutboxMail
from db.models.practice import Submission
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.factories.sittings import begin, held, make_pair, move_deadline, write
from tests.pages.learner.steps import hand_in


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_learner(session)


@pytest.mark.parametrize(("number", "extra", "minutes"), [(1, 0, 20), (1, 25, 25), (2, 0, 40), (2, 25, 50)])
def test_it_takes_the_time_of_its_task_and_one_credit(
    session: Session, learner: Actor, number: int, extra: int, minutes: int
) -> None:
    task = make_task(session, task_number=number, time_limit_minutes=20 * number)

    sitting = sittings.start_task(session, learner, task_id=task.id, extra_time_percent=extra)

    assert (sitting.mode, sitting.is_mock_test) == (SittingMode.exam, False)
    assert sitting.deadline_at - sitting.started_at == timedelta(minutes=minutes)
    assert [part.task.task_id for part in sitting.parts] == [task.id]
    assert held(session, learner.user_id) == 1
    assert credits.balance(session, learner).left == 4  # type: ignore[union-attr]
    assert audit.run(session) == []


def test_a_person_has_one_clock_at_a_time(session: Session, learner: Actor) -> None:
    make_pair(session)
    task_id = make_task(session).id
    mock_test = begin(session, learner)

    assert sittings.start_task(session, learner, task_id=task_id).code == mock_test.code
    sittings.finish(session, learner, code=mock_test.code)
    alone = sittings.start_task(session, learner, task_id=task_id)
    assert begin(session, learner).code == alone.code
    assert held(session, learner.user_id) == 1


def test_what_is_refused_holds_nothing(session: Session, learner: Actor) -> None:
    task_id = make_task(session).id
    own = tasks.create_own_task(session, make_learner(session), task_number=2, prompt="Should every town have a park?")
    with pytest.raises(UnknownExtraTime):
        sittings.start_task(session, learner, task_id=task_id, extra_time_percent=50)
    for wrong in (0, own.task_id):
        with pytest.raises(TaskNotFound):
            sittings.start_task(session, learner, task_id=wrong)
    for number in range(5):
        hand_in(session, learner, essay=f"{ESSAY} {number}")
    with pytest.raises(FeedbackQuotaExhausted), session.begin_nested():
        sittings.start_task(session, learner, task_id=task_id)
    assert sittings.find_open(session, learner) is None


def test_an_address_that_was_never_confirmed_has_one_essay(session: Session) -> None:
    newcomer = make_learner(session, email_verified_at=None)
    task_id = make_task(session).id
    sitting = sittings.start_task(session, newcomer, task_id=task_id)
    write(session, newcomer, sitting, 1, ESSAY)
    sittings.finish(session, newcomer, code=sitting.code)

    with pytest.raises(EmailNotConfirmed):
        sittings.start_task(session, newcomer, task_id=task_id)


def test_its_draft_stays_under_the_clock(session: Session, learner: Actor) -> None:
    task_id = make_task(session).id
    at_the_desk = drafts.begin(session, learner, task_id=task_id)
    part = sittings.start_task(session, learner, task_id=task_id).parts[0]

    assert part.submission_id != at_the_desk
    assert [card.submission_id for card in essays.list_essays(session, learner, statuses=essays.DRAFTS)] == [
        at_the_desk
    ]
    assert drafts.begin(session, learner, task_id=task_id) == at_the_desk
    with pytest.raises(PartOfSitting):
        submissions.submit(session, learner, submission_id=part.submission_id, revision=0)
    with pytest.raises(NoNotesInThisTest):
        plans.save(session, learner, submission_id=part.submission_id, notes="First")


def test_home_leads_back_to_it(session: Session, learner: Actor) -> None:
    sittings.start_task(session, learner, task_id=make_task(session, title="Buses for all").id)

    step = next_step(session, learner)

    assert (step.kind, step.title) == (NextKind.sit, "Buses for all")


def test_what_was_written_is_read_and_left_blank_costs_nothing(session: Session, learner: Actor) -> None:
    task = make_task(session, title="Buses for all")
    written = sittings.start_task(session, learner, task_id=task.id)
    essay = write(session, learner, written, 1, ESSAY)
    sittings.finish(session, learner, code=written.code)
    blank = sittings.start_task(session, learner, task_id=task.id)
    held_line = movements.list_movements(session, learner).rows[0]
    sittings.finish(session, learner, code=blank.code)

    report = get_report(session, learner, submission_id=essay)
    assert (report.state, report.mock_test_code) == (ReportState.queued, None)
    found = get_sitting_result(session, learner, code=written.code)
    assert (found.is_mock_test, found.writing_band, found.why_none) == (False, None, None)
    found = get_sitting_result(session, learner, code=blank.code)
    assert found.why_none == "Nothing was written, so there is no band. Your credit has returned."
    assert held(session, learner.user_id) == 1
    assert sittings.list_past(session, learner) == []
    assert held_line.sentence == "Feedback on “Buses for all” holds one credit until the result is there."
    assert audit.run(session) == []


def test_without_a_browser_it_closes_on_time(session: Session, learner: Actor) -> None:
    sitting = sittings.start_task(session, learner, task_id=make_task(session).id)
    essay = write(session, learner, sitting, 1, ESSAY)
    move_deadline(session, sitting.code, seconds_ago=closing.SWEPT_AFTER.total_seconds() + 1)
    session.commit()

    assert closing_time.close_overdue() == 1

    session.expire_all()
    assert session.get_one(Submission, essay).status == SubmissionStatus.submitted


def test_its_late_result_is_told_with_the_way_to_it(session: Session, learner: Actor) -> None:
    sitting = sittings.start_task(session, learner, task_id=make_task(session).id)
    essay = write(session, learner, sitting, 1, ESSAY)
    sittings.finish(session, learner, code=sitting.code)
    with pinned(sitting.started_at + timedelta(minutes=5)):
        practice_mails.tell_of_result(session, submission=session.get_one(Submission, essay))

    [mail] = session.scalars(select(OutboxMail).where(OutboxMail.template == "result_ready"))
    assert mail.context["link"].endswith(f"submission={essay}")
