"""Set work, the cockpit and who needs a word."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core.assessment.types import Criterion
from core.classroom import assignments, at_risk, cockpit, messages
from core.classroom.errors import AssignmentNotFound, CohortNotFound, DueBeforeOpen
from core.classroom.filters import Filters
from core.clock import pinned, utc_now
from core.content.errors import TaskNotFound
from db.models.platform import OutboxMail
from tests.factories.assessment import make_assessment
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.factories.practice import make_submission
from tests.pages.learner.steps import hand_in

DAY = timedelta(days=1)


def test_work_is_set_handed_in_and_late(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    quick, slow = make_member(session, cohort_id), make_member(session, cohort_id)
    task = make_task(session, title="Buses for all")
    now = utc_now()
    number = assignments.set_work(
        session, tutor, cohort_id=cohort_id, task_id=task.id, opens_at=now, due_at=now + DAY, note="Two pages"
    )
    assert [(each.title, each.note) for each in assignments.homework(session, quick)] == [
        ("Buses for all", "Two pages")
    ]

    hand_in(session, quick, band=6, task=task)
    with pinned(now + 2 * DAY):
        assert [each.title for each in assignments.homework(session, slow)] == ["Buses for all"]
        hand_in(session, slow, task=task)

    board = {row.user_id: row for row in assignments.board(session, tutor, assignment_id=number)}
    assert (board[quick.user_id].is_late, board[quick.user_id].band) == (False, Decimal(6))
    assert board[slow.user_id].is_late
    assert assignments.homework(session, quick) == ()
    assert assignments.owed(session, tutor) == ()


def test_who_owes_is_named(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    make_member(session, cohort_id, display_name="Mei")
    make_assignment(session, tutor, cohort_id)
    assert [each.names for each in assignments.owed(session, tutor)] == [("Mei",)]


def test_work_that_cannot_be_set(session: Session) -> None:
    tutor, other = make_tutor(session), make_tutor(session)
    cohort_id, task = make_class(session, tutor), make_task(session)
    now = utc_now()
    with pytest.raises(DueBeforeOpen):
        assignments.set_work(
            session, tutor, cohort_id=cohort_id, task_id=task.id, opens_at=now - 2 * DAY, due_at=now - DAY
        )
    with pytest.raises(TaskNotFound):
        assignments.set_work(session, tutor, cohort_id=cohort_id, task_id=0, opens_at=now, due_at=now + DAY)
    with pytest.raises(CohortNotFound):
        assignments.set_work(session, other, cohort_id=cohort_id, task_id=task.id, opens_at=now, due_at=now + DAY)
    made = make_assignment(session, tutor, cohort_id)
    with pytest.raises(CohortNotFound):
        assignments.board(session, other, assignment_id=made.id)
    assignments.withdraw(session, tutor, assignment_id=made.id)
    with pytest.raises(AssignmentNotFound):
        assignments.board(session, tutor, assignment_id=made.id)


def test_the_cockpit_shows_newest_change_and_range(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id, target_band_score=Decimal(7))
    empty = make_member(session, cohort_id)
    now = utc_now()
    for days, bands in ((20, (5, 5, 5, 5)), (3, (6, 5, 6, 7))):
        essay = make_submission(
            session,
            user_id=learner.user_id,
            status="assessed",
            started_at=now - days * DAY,
            submitted_at=now - days * DAY,
        )
        make_assessment(session, essay, bands=bands, billable=False)

    rows = {row.user_id: row for row in cockpit.heat_map(session, tutor, cohort_id=cohort_id)}

    found = rows[learner.user_id]
    assert found.bands[Criterion.grammar_accuracy] == 7
    assert found.changes[Criterion.grammar_accuracy] == 2
    assert found.changes[Criterion.coherence_cohesion] == 0
    assert (found.overall, found.lowest, found.highest) == (Decimal(6), Decimal(5), Decimal(6))
    assert (found.essays_this_week, found.results) == (1, 2)
    assert (rows[empty.user_id].overall, rows[empty.user_id].bands) == (None, {})


def test_the_cockpit_by_days_and_by_set_work(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task, now = make_task(session), utc_now()
    work = make_assignment(session, tutor, cohort_id, task_id=task.id)
    mock_test = make_assignment(session, tutor, cohort_id, task_id=None, kind="mock_test")
    elsewhere = make_assignment(session, tutor, make_class(session, tutor), task_id=task.id)
    for at, task_id, band in (
        (now - 40 * DAY, task.id, 4),
        (now - 10 * DAY, make_task(session).id, 5),
        (now + DAY, task.id, 6),
        (now + 2 * DAY, make_task(session).id, 7),
    ):
        essay = make_submission(
            session, user_id=learner.user_id, task_id=task_id, status="assessed", started_at=at, submitted_at=at
        )
        make_assessment(session, essay, bands=(band,) * 4, billable=False)

    def seen(**filters: int) -> tuple[Decimal | None, int]:
        (row,) = cockpit.heat_map(session, tutor, cohort_id=cohort_id, filters=Filters(**filters))
        return row.overall, row.results

    with pinned(now + 3 * DAY):
        assert seen() == (7, 4)
        assert seen(days=30) == (7, 3)
        assert seen(assignment_id=work.id) == (6, 1)
        assert seen(assignment_id=work.id, days=1) == (None, 0)
        assert seen(assignment_id=mock_test.id) == (None, 0)
        assert seen(assignment_id=elsewhere.id) == (None, 0)


def test_who_needs_a_word_and_why(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    cohort_id = make_class(session, tutor)
    now = utc_now()
    idle = make_member(session, cohort_id, target_band_score=Decimal(7), test_date=(now + 20 * DAY).date())
    for days in (30, 28, 26, 24):
        essay = make_submission(
            session, user_id=idle.user_id, status="assessed", started_at=now - days * DAY, submitted_at=now - days * DAY
        )
        make_assessment(session, essay, bands=(6, 6, 6, 6), billable=False, read_at=now)
    busy = make_member(session, cohort_id)
    make_submission(session, user_id=busy.user_id, status="submitted", started_at=now - DAY, submitted_at=now - DAY)

    found = at_risk.needs_a_word(session, tutor, cohort_id=cohort_id)

    assert [each.user_id for each in found] == [idle.user_id]
    assert found[0].reasons[0] == "no essay for 24 days"
    assert "1 band to go" in found[0].reasons[1]
    assert found[0].reasons[2] == "bands stand still: 6.0, 6.0, 6.0, 6.0"
    messages.send(session, tutor, learner_id=idle.user_id, text="Hello, how are you?")
    mail = session.query(OutboxMail).filter_by(template="tutor_word").one()
    assert mail.recipient == idle.email
