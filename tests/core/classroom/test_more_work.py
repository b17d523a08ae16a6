"""Work for some, mock tests, reminders, samples, words, comments, and the week by mail."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.assessment.types import Criterion
from core.classroom import agreement, assignments, cohorts, mails, messages, review_queue, tutor_comments
from core.classroom.errors import (
    CohortNotFound,
    CommentWords,
    LearnerNotFound,
    NobodyChosen,
    NoteTooLong,
    QuoteNotFound,
    SampleRange,
)
from core.clock import pinned, utc_now
from core.content import tasks
from core.content.errors import TaskNotFound
from core.errors import NotAllowed
from core.practice import process
from core.practice.errors import SubmissionNotFound
from db.models.classroom import Assignment
from db.models.platform import OutboxMail
from db.models.practice import Snapshot, SnapshotKind
from tests.factories.actors import make_learner
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.practice import make_submission
from tests.factories.sittings import make_sitting
from tests.pages.learner.steps import hand_in

DAY = timedelta(days=1)


def mails_of(session: Session, template: str) -> list[OutboxMail]:
    return list(session.scalars(select(OutboxMail).where(OutboxMail.template == template).order_by(OutboxMail.id)))


def test_work_for_some_is_nobody_elses(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    chosen, other = make_member(session, cohort_id), make_member(session, cohort_id)
    now = utc_now()
    number = assignments.set_work(
        session,
        tutor,
        cohort_id=cohort_id,
        task_id=None,
        opens_at=now,
        due_at=now + DAY,
        learner_ids=[chosen.user_id, make_learner(session).user_id],
    )

    assert [each.title for each in assignments.homework(session, chosen)] == ["Mock test: both tasks in 60 minutes"]
    assert assignments.homework(session, other) == ()
    assert [row.user_id for row in assignments.board(session, tutor, assignment_id=number)] == [chosen.user_id]
    [listed] = assignments.list_work(session, tutor, cohort_id=cohort_id)
    assert (listed.learners, listed.handed_in, listed.task_id) == (1, 0, None)
    with pytest.raises(NobodyChosen):
        assignments.set_work(
            session,
            tutor,
            cohort_id=cohort_id,
            task_id=None,
            opens_at=now,
            due_at=now + DAY,
            learner_ids=[make_learner(session).user_id],
        )


def test_a_tutors_own_question_opens_to_the_class_it_is_set_to(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner, stranger = make_member(session, cohort_id), make_learner(session)
    own = tasks.create_own_task(session, tutor, task_number=2, prompt="Should every town have a public garden today?")
    assert [task.task_id for task in tasks.list_own(session, tutor)] == [own.task_id]
    with pytest.raises(TaskNotFound):
        tasks.get_task(session, learner, task_id=own.task_id)
    now = utc_now()
    number = assignments.set_work(
        session, tutor, cohort_id=cohort_id, task_id=own.task_id, opens_at=now - DAY, due_at=now + DAY
    )
    assert tasks.get_task(session, learner, task_id=own.task_id).title == own.title
    with pytest.raises(TaskNotFound):
        tasks.get_task(session, stranger, task_id=own.task_id)
    with pytest.raises(TaskNotFound):
        tasks.get_task(session, make_tutor(session), task_id=own.task_id)
    assignments.withdraw(session, tutor, assignment_id=number)
    with pytest.raises(TaskNotFound):
        tasks.get_task(session, learner, task_id=own.task_id)


def test_a_mock_test_is_handed_in_when_it_is_over(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    now = utc_now()
    number = assignments.set_work(
        session, tutor, cohort_id=cohort_id, task_id=None, opens_at=now - DAY, due_at=now + DAY
    )
    make_sitting(session, learner.user_id, started_at=now, deadline_at=now + DAY / 24, closed_at=now + DAY / 24)

    [row] = assignments.board(session, tutor, assignment_id=number)

    assert row.submitted_at is not None
    assert not row.is_late
    assert assignments.homework(session, learner) == ()


def test_who_owes_work_is_reminded_once(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    slow, quick = make_member(session, cohort_id), make_member(session, cohort_id)
    work = make_assignment(session, tutor, cohort_id, due_at=utc_now() + DAY / 2)
    make_submission(session, user_id=quick.user_id, task_id=work.task_id, status="submitted", started_at=utc_now())

    assert (mails.remind(session), mails.remind(session)) == (1, 0)

    assert [mail.recipient for mail in mails_of(session, "homework_due")] == [slow.email]
    assert session.get_one(Assignment, work.id).reminded_at is not None


def test_the_week_goes_to_tutors_who_want_it(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor, name="Evening group")
    learner = make_member(session, cohort_id)
    make_submission(session, user_id=learner.user_id, status="submitted", started_at=utc_now() - DAY)
    assert mails.put_weeks(session) == 0
    cohorts.want_weekly_mail(session, tutor, cohort_id=cohort_id, wants=True)

    assert (mails.put_weeks(session), mails.put_weeks(session)) == (1, 0)

    [mail] = mails_of(session, "tutor_week")
    assert mail.context["lines"] == "Evening group: 1 of 1 wrote, 1 essays in all; 0 wrote nothing for ten days"
    assert cohorts.settings_of(session, tutor, cohort_id=cohort_id) == (0, True)


def test_a_class_of_nobody_has_a_week_too(session: Session) -> None:
    tutor = make_tutor(session)
    cohorts.want_weekly_mail(session, tutor, cohort_id=make_class(session, tutor), wants=True)
    assert mails.put_weeks(session) == 0


def test_a_word_to_the_class_is_read_and_followed(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    cohort_id = make_class(session, tutor)
    first, second = make_member(session, cohort_id), make_member(session, cohort_id)
    assert messages.send_to_class(session, tutor, cohort_id=cohort_id, text=" Well done! ") == 2
    assert len(mails_of(session, "tutor_word")) == 2

    [word] = messages.inbox(session, first)
    assert (word.words, word.tutor, word.is_read) == ("Well done!", "Ms Ito", False)
    messages.mark_read(session, second, message_id=word.message_id)  # not theirs: nothing happens
    assert not messages.inbox(session, first)[0].is_read
    messages.mark_read(session, first, message_id=word.message_id)
    make_submission(session, user_id=first.user_id, status="submitted", started_at=utc_now() + DAY)

    followed = messages.followed(session, tutor, cohort_id=cohort_id)
    assert followed[first.user_id].is_read
    assert followed[first.user_id].wrote_at is not None
    assert (followed[second.user_id].is_read, followed[second.user_id].wrote_at) == (False, None)
    for bad in ("", " ", "x" * 1_001):
        with pytest.raises(NoteTooLong):
            messages.send(session, tutor, learner_id=first.user_id, text=bad)
    with pytest.raises(CohortNotFound):
        messages.send_to_class(session, make_tutor(session), cohort_id=cohort_id, text="Hello")


def test_a_comment_stands_on_words_of_the_essay(session: Session) -> None:
    tutor = make_tutor(session)
    learner = make_member(session, make_class(session, tutor))
    essay = make_submission(
        session, user_id=learner.user_id, status="submitted", content="Cities grow\nfast, and so on."
    )
    number = tutor_comments.add(
        session, tutor, submission_id=essay.id, quote="grow fast,", note="Say how fast.", keep=True
    )

    assert [(each.quote, each.note) for each in tutor_comments.list_of(session, submission_id=essay.id)] == [
        ("grow fast,", "Say how fast.")
    ]
    assert [each.note for each in tutor_comments.bank(session, tutor)] == ["Say how fast."]
    with pytest.raises(QuoteNotFound):
        tutor_comments.add(session, tutor, submission_id=essay.id, quote="shrink", note="No.")
    with pytest.raises(CommentWords):
        tutor_comments.add(session, tutor, submission_id=essay.id, quote="Cities", note="\x00 ")
    other = make_tutor(session)
    with pytest.raises(LearnerNotFound):
        tutor_comments.add(session, other, submission_id=essay.id, quote="Cities", note="Mine")
    with pytest.raises(NotAllowed):
        tutor_comments.add(session, learner, submission_id=essay.id, quote="Cities", note="Mine")
    tutor_comments.remove(session, other, comment_id=number)
    assert len(tutor_comments.list_of(session, submission_id=essay.id)) == 1
    tutor_comments.remove(session, tutor, comment_id=number)
    assert tutor_comments.list_of(session, submission_id=essay.id) == ()
    tutor_comments.drop_kept(session, tutor, kept_id=tutor_comments.bank(session, tutor)[0].kept_id)
    assert tutor_comments.bank(session, tutor) == ()


def test_samples_come_into_the_queue_as_the_tutor_wants(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    essay = hand_in(session, learner, band=6)
    assert review_queue.queue(session, tutor) == ()
    cohorts.set_sample(session, tutor, cohort_id=cohort_id, percent=100)

    assert [(each.submission_id, each.is_sample) for each in review_queue.queue(session, tutor)] == [(essay, True)]
    review_queue.decide(
        session, tutor, submission_id=essay, bands=dict.fromkeys(Criterion, Decimal(7)), reason="Richer words."
    )
    assert review_queue.queue(session, tutor) == ()
    for percent in (-1, 101):
        with pytest.raises(SampleRange):
            cohorts.set_sample(session, tutor, cohort_id=cohort_id, percent=percent)


def test_marks_are_held_against_the_engine(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    learner = make_member(session, make_class(session, tutor))
    admin = make_tutor(session)
    for engine, said in ((6, 6), (6, 7), (7, 5)):
        essay = hand_in(session, learner, band=engine)
        review_queue.decide(
            session, tutor, submission_id=essay, bands=dict.fromkeys(Criterion, Decimal(said)), reason="As I read it."
        )

    found = {each.group: each for each in agreement.of_tutor(session, tutor)}

    assert found["All"].marks == 3
    assert (found["All"].mean_error, round(found["All"].bias, 3)) == (1.0, 0.333)
    assert (found["All"].within_half, found["All"].within_one, found["All"].kappa) == (1, 2, None)
    assert set(found) == {"All", "Task 2", "Not asked for", "Bands 5 to 5.5", "Bands 6 to 6.5", "Bands 7 to 9"}
    assert agreement.of_tutor(session, admin) == ()
    with pytest.raises(NotAllowed):
        agreement.of_everybody(session, tutor)
    with pytest.raises(NotAllowed):
        agreement.export(session, tutor)


def test_a_process_is_facts_and_nobody_elses(session: Session) -> None:
    learner = make_learner(session)
    begun = datetime(2031, 5, 1, 10, tzinfo=UTC)
    essay = make_submission(session, user_id=learner.user_id, status="submitted", started_at=begun)
    for minute, active, words in ((1, 60, 20), (2, 120, 45), (9, 180, 60)):
        session.add(
            Snapshot(
                submission_id=essay.id,
                kind=SnapshotKind.words,
                active_seconds=active,
                word_count=words,
                created_at=begun + timedelta(minutes=minute),
            )
        )
    session.flush()
    session.add(
        Snapshot(
            submission_id=essay.id,
            kind=SnapshotKind.paste,
            active_seconds=185,
            word_count=130,
            pasted_characters=420,
            created_at=begun + timedelta(minutes=9, seconds=5),
        )
    )
    session.flush()

    found = process.of_own(session, learner, submission_id=essay.id)

    assert (found.minutes, found.words) == ((1.0, 2.0, 3.0), (20, 45, 60))
    assert [(pause.at_minute, pause.minutes) for pause in found.pauses] == [(3.0, 6.0)]
    assert [paste.characters for paste in found.pastes] == [420]
    assert found.sentence == (
        "60 words in 3 minutes of writing, one long pause, the longest 6 minutes, one large paste of 420 characters."
    )
    with pytest.raises(SubmissionNotFound):
        process.of_own(session, make_learner(session), submission_id=essay.id)


def test_an_early_reminder_waits(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor, learners=1)
    make_assignment(session, tutor, cohort_id)
    assert mails.remind(session) == 0
    with pinned(utc_now() + timedelta(days=5, hours=2)):
        assert mails.remind(session) == 1
