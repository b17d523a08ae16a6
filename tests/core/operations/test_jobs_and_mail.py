"""What failed is started again, once, by an administrator, and is logged."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.actor import Role
from core.errors import NotAllowed
from core.operations import jobs, mail
from core.operations.errors import JobNotFailed, MailNotFailed
from db.models.platform import OutboxMail
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.assessment import make_assessment
from tests.factories.practice import make_submission


@pytest.fixture
def admin(session: Session):
    return actor_of(make_user(session, groups=("learner", "admin")), roles=(Role.learner, Role.admin))


def add_job(session: Session, task: str, args: str = "{}", *, status: str = "failed", lock: str | None = None) -> int:
    return session.scalar(
        text(
            "insert into procrastinate_jobs (queue_name, task_name, args, status, queueing_lock) values"
            " ('q', :task, cast(:args as jsonb), cast(:status as procrastinate_job_status), :lock) returning id"
        ),
        {"task": task, "args": args, "status": status, "lock": lock},
    )


def status_of(session: Session, job_id: int) -> str | None:
    return session.scalar(text("select status from procrastinate_jobs where id = :id"), {"id": job_id})


def logged(session: Session, admin) -> list[str]:
    query = text("select action from platform_auditlog where actor_id = :id order by id")
    return list(session.execute(query, {"id": admin.user_id}).scalars())


def test_a_failed_job_waits_again(session: Session, admin) -> None:
    job_id = add_job(session, "send_mail", '{"outbox_id": 1}')

    assert [job.job_id for job in jobs.list_jobs(session, admin, status="failed")] == [job_id]
    jobs.start_again(session, admin, job_id=job_id)

    assert status_of(session, job_id) == "todo"
    assert logged(session, admin) == ["job.started_again"]
    with pytest.raises(JobNotFailed):
        jobs.start_again(session, admin, job_id=job_id)


def test_a_job_that_waits_already_under_the_same_lock_is_not_doubled(session: Session, admin) -> None:
    failed = add_job(session, "send_mail", lock="mail:1")
    waiting = add_job(session, "send_mail", status="todo", lock="mail:1")

    jobs.start_again(session, admin, job_id=failed)

    assert (status_of(session, failed), status_of(session, waiting)) == (None, "todo")


def test_an_essay_that_was_given_up_is_sent_again_with_a_new_credit(session: Session, admin) -> None:
    learner = make_learner(session)
    submission = make_submission(session, user_id=learner.user_id, status="failed")
    make_assessment(session, submission, status="failed")
    job_id = add_job(session, "assess_submission", f'{{"submission_id": {submission.id}}}')

    jobs.start_again(session, admin, job_id=job_id)

    assert submission.status == "submitted"
    assert status_of(session, job_id) is None
    held = text("select state from subscriptions_usagetracking where user_id = :id")
    assert list(session.execute(held, {"id": learner.user_id}).scalars()) == ["reserved"]
    waits = text("select status from procrastinate_jobs where queueing_lock = :lock")
    assert session.scalar(waits, {"lock": f"assess:{submission.id}"}) == "todo"


def test_a_failed_mail_is_sent_again(session: Session, admin) -> None:
    row = OutboxMail(recipient="a@example.org", template="confirm_email", context={}, status="failed", error="refused")
    session.add(row)
    session.flush()

    [shown] = mail.list_mails(session, admin, status="failed")
    mail.send_again(session, admin, outbox_id=row.id)

    assert (shown.recipient, shown.error) == ("a@example.org", "refused")
    assert mail.counts(session, admin) == {"waiting": 1, "sent": 0, "failed": 0}
    assert logged(session, admin) == ["mail.sent_again"]
    with pytest.raises(MailNotFailed):
        mail.send_again(session, admin, outbox_id=row.id)


def test_nobody_else_touches_jobs_and_mails(session: Session) -> None:
    tutor = actor_of(make_user(session), roles=(Role.learner, Role.tutor))
    job_id = add_job(session, "send_mail")
    for act in (
        lambda: jobs.list_jobs(session, tutor, status="failed"),
        lambda: jobs.counts(session, tutor),
        lambda: jobs.start_again(session, tutor, job_id=job_id),
        lambda: mail.list_mails(session, tutor, status="failed"),
        lambda: mail.counts(session, tutor),
        lambda: mail.send_again(session, tutor, outbox_id=1),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert status_of(session, job_id) == "failed"
