"""Set work in exam conditions, and how many versions of an essay it takes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core import audit
from core.actor import Actor
from core.assessment import assessments
from core.assessment.reports import ReportState, get_report, mark_read
from core.classroom import assignments, cockpit
from core.classroom.assignments import Release
from core.classroom.errors import DraftsRange
from core.classroom.filters import Filters
from core.clock import pinned, utc_now
from core.practice import drafts, redrafts, sittings, submissions
from core.practice.errors import NoMoreVersions
from core.practice.types import SittingMode
from core.progress.next_step import NextKind, next_step
from core.progress.reliable_errors import RELIABLE
from db.models.classroom import Assignment
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.factories.sittings import begin, make_pair, write
from tests.pages.learner.steps import give, hand_in

DAY = timedelta(days=1)


def sit(session: Session, learner: Actor, task_id: int) -> int:
    """An essay on the task, written under the clock."""
    sitting = sittings.start_task(session, learner, task_id=task_id)
    essay = write(session, learner, sitting, 1, ESSAY)
    sittings.finish(session, learner, code=sitting.code)
    session.commit()
    return essay


def test_only_what_is_written_under_the_clock_counts(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task = make_task(session, title="Buses for all", time_limit_minutes=40)
    work = make_assignment(
        session, tutor, cohort_id, task_id=task.id, is_exam=True, release=Release.after_look, due_at=utc_now() + DAY
    )
    [owed] = assignments.homework(session, learner)
    assert (owed.title, owed.is_exam) == ("Buses for all (in 40 minutes, as in the test)", True)

    at_the_desk = hand_in(session, learner, band=6, task=task)
    assert get_report(session, learner, submission_id=at_the_desk).state == ReportState.ready
    assert len(assignments.homework(session, learner)) == 1
    assert assignments.board(session, tutor, assignment_id=work.id)[0].submission_id is None
    only = Filters(assignment_id=work.id)
    assert cockpit.heat_map(session, tutor, cohort_id=cohort_id, filters=only)[0].submission_id is None

    essay = sit(session, learner, task.id)
    give(session, essay, make_result(7))

    assert get_report(session, learner, submission_id=essay).state == ReportState.held
    assert assignments.homework(session, learner) == ()
    [row] = assignments.board(session, tutor, assignment_id=work.id)
    assert (row.submission_id, row.is_late) == (essay, False)
    assert cockpit.heat_map(session, tutor, cohort_id=cohort_id, filters=only)[0].submission_id == essay
    assert audit.run(session) == []


def test_a_mock_test_as_in_the_exam_is_no_relaxed_one_and_no_single_task(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task_ids = make_pair(session)
    work = assignments.set_work(
        session, tutor, cohort_id=cohort_id, task_id=None, opens_at=utc_now(), due_at=utc_now() + DAY, is_exam=True
    )

    def owes() -> bool:
        return assignments.board(session, tutor, assignment_id=work)[0].submitted_at is None

    assert assignments.homework(session, learner)[0].title.endswith("60 minutes, exactly like the test")
    sit(session, learner, task_ids[1])
    assert owes()
    for mode, still in ((SittingMode.relaxed, True), (SittingMode.exam, False)):
        sitting = begin(session, learner, mode=mode)
        sittings.finish(session, learner, code=sitting.code)
        assert owes() is still


def test_so_many_versions_until_the_day_and_then_any_number(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner, other = make_member(session, cohort_id), make_member(session, cohort_id)
    task = make_task(session)
    work = make_assignment(session, tutor, cohort_id, task_id=task.id, drafts_allowed=2)
    parallel = drafts.begin_with(session, learner, task_id=task.id, text=f"{ESSAY} Once more.")
    first = hand_in(session, learner, band=5, task=task)
    assert redrafts.offer(session, learner, submission_id=first).closed_until is None
    assert next_step(session, learner).kind == NextKind.go_on
    second = redrafts.begin(session, learner, submission_id=first)
    drafts.save(session, learner, submission_id=second, revision=0, text=f"{ESSAY} Better.")
    submissions.submit(session, learner, submission_id=second, revision=1)
    give(session, second, make_result(7))

    [row] = [each for each in assignments.board(session, tutor, assignment_id=work.id) if each.submission_id]
    assert (row.submission_id, row.band, row.versions, row.last_band) == (first, Decimal(5), 2, Decimal(7))
    assert redrafts.offer(session, learner, submission_id=first).closed_until == work.due_at
    day = f"{work.due_at.day} {work.due_at:%B}"
    for attempt in (
        lambda: redrafts.begin(session, learner, submission_id=first),
        lambda: submissions.submit(session, learner, submission_id=parallel, revision=0),
        lambda: sittings.start_task(session, learner, task_id=task.id),
    ):
        with pytest.raises(NoMoreVersions, match=f"no more versions of this essay until {day}"):
            attempt()
    assert drafts.begin(session, other, task_id=task.id)
    with pinned(work.due_at + timedelta(minutes=1)):
        assert redrafts.begin(session, learner, submission_id=first)
    assignments.withdraw(session, tutor, assignment_id=work.id)
    submissions.submit(session, learner, submission_id=parallel, revision=0)


def test_one_version_is_no_invitation_to_improve_it(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task = make_task(session)
    make_assignment(session, tutor, cohort_id, task_id=task.id, drafts_allowed=1)
    essay = hand_in(session, learner, band=5, task=task)
    mark_read(session, learner, submission_id=essay)

    assert next_step(session, learner).kind not in (NextKind.improve, NextKind.read)
    with pytest.raises(NoMoreVersions):
        drafts.begin(session, learner, task_id=task.id)


@pytest.mark.parametrize("wrong", [0, -1, 10, 1_000])
def test_a_number_of_versions_is_one_to_nine(session: Session, wrong: int) -> None:
    tutor = make_tutor(session)
    cohort_id, task_id = make_class(session, tutor), make_task(session).id
    now = utc_now()
    with pytest.raises(DraftsRange):
        assignments.set_work(
            session, tutor, cohort_id=cohort_id, task_id=task_id, opens_at=now, due_at=now + DAY, drafts_allowed=wrong
        )


def test_what_does_not_go_together_is_left_out(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id, task_id = make_class(session, tutor), make_task(session).id
    now = utc_now()

    def made(task_id: int | None = None, error_type: str | None = None, **how: object) -> tuple[bool, int | None]:
        number = assignments.set_work(
            session,
            tutor,
            cohort_id=cohort_id,
            task_id=task_id,
            error_type=error_type,
            opens_at=now,
            due_at=now + DAY,
            **how,  # type: ignore[arg-type]
        )
        found = session.get_one(Assignment, number)
        return found.is_exam, found.drafts_allowed

    assert made(task_id, is_exam=True, drafts_allowed=2) == (True, None)
    assert made(task_id, drafts_allowed=2) == (False, 2)
    assert made(drafts_allowed=2) == (False, None)
    assert made(error_type=next(iter(RELIABLE)), is_exam=True, drafts_allowed=2) == (False, None)


def test_a_kept_exam_does_not_come_out_at_the_desk(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    task = make_task(session)
    for release in (Release.after_look, Release.comments):
        learner = make_member(session, cohort_id)
        work = make_assignment(session, tutor, cohort_id, task_id=task.id, is_exam=True, release=release)
        give(session, sit(session, learner, task.id), make_result(7))

        again = hand_in(session, learner, task=task)  # the same text has its result already: it is free
        give(session, again, make_result(7))

        report = get_report(session, learner, submission_id=again)
        assert report.state == ReportState.held or not report.has_bands
        assignments.withdraw(session, tutor, assignment_id=work.id)
        later = hand_in(session, learner, task=task, essay=f"{ESSAY} More.", band=6)
        assert get_report(session, learner, submission_id=later).has_bands


def test_what_was_begun_before_the_work_opened_is_not_its_hand_in(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task_id = make_task(session).id
    sitting = sittings.start_task(session, learner, task_id=task_id)
    with pinned(sitting.started_at + timedelta(minutes=5)):
        work = make_assignment(session, tutor, cohort_id, task_id=task_id, is_exam=True, opens_at=utc_now())
        essay = write(session, learner, sitting, 1, ESSAY)
        sittings.finish(session, learner, code=sitting.code)
        session.commit()

        assert assignments.board(session, tutor, assignment_id=work.id)[0].submitted_at is None
        assert len(assignments.homework(session, learner)) == 1
        give(session, essay, make_result(7))
        only = Filters(assignment_id=work.id)
        assert cockpit.heat_map(session, tutor, cohort_id=cohort_id, filters=only)[0].submission_id is None


def test_a_board_of_exam_work_counts_no_desk_essay(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task = make_task(session)
    work = make_assignment(session, tutor, cohort_id, task_id=task.id, is_exam=True)
    draft = drafts.begin(session, learner, task_id=task.id)
    drafts.save(session, learner, submission_id=draft, revision=0, text="Some words at the desk")
    assert assignments.board(session, tutor, assignment_id=work.id)[0].words_begun == 0
    give(session, sit(session, learner, task.id), make_result(5))
    hand_in(session, learner, task=task, essay=f"{ESSAY} Better.", band=7)

    [row] = assignments.board(session, tutor, assignment_id=work.id)
    assert (row.band, row.versions, row.last_band) == (Decimal(5), 1, Decimal(5))


def test_what_runs_under_the_clock_is_a_version_and_what_failed_is_none(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task = make_task(session)
    make_assignment(session, tutor, cohort_id, task_id=task.id, drafts_allowed=1)
    draft = drafts.begin_with(session, learner, task_id=task.id, text=f"{ESSAY} At the desk.")
    sitting = sittings.start_task(session, learner, task_id=task.id)
    with pytest.raises(NoMoreVersions):
        submissions.submit(session, learner, submission_id=draft, revision=0)
    sittings.finish(session, learner, code=sitting.code)  # nothing was written
    essay = submissions.submit(session, learner, submission_id=draft, revision=0).submission_id
    claim = assessments.claim(session, submission_id=essay)
    assert claim is not None
    assessments.give_up(session, claim)

    assert drafts.begin(session, learner, task_id=task.id)


def test_the_free_redraft_is_not_lost_to_a_limit(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task = make_task(session)
    work = make_assignment(
        session, tutor, cohort_id, task_id=task.id, drafts_allowed=1, due_at=utc_now() + timedelta(days=14)
    )
    essay = hand_in(session, learner, band=5, task=task)
    with pinned(work.due_at + timedelta(minutes=1)):
        found = redrafts.offer(session, learner, submission_id=essay)

    assert (found.is_free, found.closed_until) == (True, None)
    assert found.free_until == work.due_at + redrafts.FREE_DAYS


def test_a_limit_of_one_class_does_not_forbid_the_exam_of_another(session: Session) -> None:
    tutor = make_tutor(session)
    one, other = make_class(session, tutor), make_class(session, tutor)
    learner = make_member(session, one)
    make_member(session, other, learner)
    task = make_task(session)
    make_assignment(session, tutor, one, task_id=task.id, drafts_allowed=1)
    hand_in(session, learner, band=5, task=task)
    with pytest.raises(NoMoreVersions):
        sittings.start_task(session, learner, task_id=task.id)
    make_assignment(session, tutor, other, task_id=task.id, is_exam=True)

    assert sittings.start_task(session, learner, task_id=task.id).parts


def test_nobody_is_reminded_of_work_that_is_not_open(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor, learners=1)
    make_assignment(session, tutor, cohort_id, opens_at=utc_now() + DAY, due_at=utc_now() + 3 * DAY)

    assert assignments.owed(session, tutor) == ()
