"""Reporting a task: once a person, kindly refused afterwards, answered by an administrator."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.content import reports, tasks
from core.content.errors import AlreadyReported, ReportNotFound, ReportRefused, TaskNotFound
from core.content.reports import OwnReport, ReportReason
from core.errors import NotAllowed
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.content import make_task


@pytest.fixture
def ann(session: Session) -> Actor:
    return actor_of(make_user(session))


@pytest.fixture
def admin(session: Session) -> Actor:
    return actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))


def test_a_report_is_kept_once(session: Session, ann: Actor) -> None:
    task = make_task(session)
    assert reports.own_report(session, ann, task_id=task.id) is None
    reports.report(session, ann, task_id=task.id, reason=ReportReason.spelling, comment=" Line\x00 2 ")
    with pytest.raises(AlreadyReported, match="already"):
        reports.report(session, ann, task_id=task.id, reason=ReportReason.other)
    assert reports.own_report(session, ann, task_id=task.id) == OwnReport(ReportReason.spelling, False, "")


def test_what_nobody_may_see_cannot_be_reported(session: Session, ann: Actor) -> None:
    own = tasks.create_own_task(session, ann, task_number=2, prompt="Do you like cats more than dogs or not?")
    for task_id in (own.task_id, 0, make_task(session, is_active=False).id):
        with pytest.raises(TaskNotFound):
            reports.report(session, ann, task_id=task_id, reason=ReportReason.unclear)
    with pytest.raises(ReportRefused, match="1,000"):
        reports.report(session, ann, task_id=make_task(session).id, reason=ReportReason.other, comment="x" * 1001)


def test_an_admin_answers_and_it_is_logged(session: Session, ann: Actor, admin: Actor) -> None:
    task = make_task(session)
    reports.report(session, ann, task_id=task.id, reason=ReportReason.unclear, comment="Which year?")
    (open_one,) = reports.waiting(session, admin)
    assert (open_one.code, open_one.comment, open_one.reason) == (task.task_code, "Which year?", "unclear")
    assert [(one.reports, one.open_reports) for one in reports.by_task(session, admin)] == [(1, 1)]

    with pytest.raises(ReportRefused):
        reports.answer(session, admin, report_id=open_one.report_id, text="  ")
    reports.answer(session, admin, report_id=open_one.report_id, text="The title says it now.")
    session.flush()

    assert reports.waiting(session, admin) == ()
    assert [one.answer for one in reports.answered(session, admin)] == ["The title says it now."]
    assert [(one.reports, one.open_reports) for one in reports.by_task(session, admin)] == [(1, 0)]
    own = reports.own_report(session, ann, task_id=task.id)
    assert own is not None and own.is_answered and own.answer == "The title says it now."
    logged = session.execute(
        text("select action, entity_id from platform_auditlog where actor_id = :id"), {"id": admin.user_id}
    )
    assert list(logged) == [("task_report.answered", str(task.id))]


def test_nobody_else_reads_or_answers(session: Session, ann: Actor, admin: Actor) -> None:
    for read in (reports.waiting, reports.answered, reports.by_task):
        with pytest.raises(NotAllowed):
            read(session, ann)
    with pytest.raises(NotAllowed):
        reports.answer(session, ann, report_id=1, text="No.")
    with pytest.raises(ReportNotFound):
        reports.answer(session, admin, report_id=0, text="No.")
