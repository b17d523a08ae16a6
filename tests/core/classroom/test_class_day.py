"""What a tutor reads first: tests that come, who moved, what came this week, whom to remind, who needs which word."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.classroom import assignments, at_risk, class_day, cockpit, distances, error_examples, messages
from core.classroom.assignments import Release
from core.classroom.distances import Distance, ExamTime
from core.classroom.errors import AssignmentNotFound, CohortNotFound, NoteTooLong, SaidAlready
from core.classroom.filters import Filters
from core.clock import pinned, utc_now
from db.models.platform import OutboxMail
from tests.factories.assessment import make_assessment
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.factories.practice import make_submission
from tests.pages.learner.steps import hand_in

DAY = timedelta(days=1)
NOON = datetime(2031, 5, 10, 12, tzinfo=UTC)


def essay_of(session: Session, learner: Actor, *, at: datetime, band: int, task_number: int = 2, **more: object) -> int:
    """An essay with a result."""
    task = make_task(session, task_number=task_number)
    essay = make_submission(
        session, user_id=learner.user_id, task=task, status="assessed", started_at=at, submitted_at=at, **more
    )
    make_assessment(session, essay, bands=(band,) * 4, billable=False)
    return essay.id


def test_tests_that_come_are_listed_by_day(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    today = NOON.date()
    near, far, past, on_the_day = (
        make_member(session, cohort_id, test_date=today + timedelta(days=days), target_band_score=Decimal("6.5"))
        for days in (5, 15, -1, 0)
    )
    make_member(session, cohort_id)
    essay_of(session, near, at=NOON - DAY, band=6)
    with pinned(NOON):
        found = class_day.tests_soon(session, tutor, cohort_id=cohort_id)

    assert [(test.user_id, test.days, test.band) for test in found] == [
        (on_the_day.user_id, 0, None),
        (near.user_id, 5, Decimal(6)),
    ]
    assert {far.user_id, past.user_id}.isdisjoint({test.user_id for test in found})


def test_only_a_move_beyond_the_noise_is_one(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    up, steady, down, idle, few = (make_member(session, cohort_id) for _ in range(5))
    for learner, bands, ended in (
        (up, (4, 4, 4, 7, 7, 7), NOON),
        (steady, (5, 5, 5, 6, 6, 6), NOON),
        (down, (8, 8, 8, 5, 5, 5), NOON),
        (idle, (4, 4, 4, 7, 7, 7), NOON - 20 * DAY),
        (few, (4, 4, 7, 7, 7), NOON),
    ):
        for place, band in enumerate(reversed(bands)):
            essay_of(session, learner, at=ended - place * DAY, band=band)
    first = essay_of(session, up, at=NOON - 9 * DAY, band=9)  # older than the six: counts no more
    essay_of(session, up, at=NOON, band=2, parent_submission_id=first)  # a redraft never counts
    essay_of(session, up, at=NOON, band=2, task_number=1)
    with pinned(NOON + DAY):
        found = class_day.moved(session, tutor, cohort_id=cohort_id)

    assert sorted((each.user_id, each.task_number, each.before, each.after) for each in found) == sorted(
        [(up.user_id, 2, Decimal(4), Decimal(7)), (down.user_id, 2, Decimal(8), Decimal(5))]
    )


def test_the_week_is_seven_days_of_the_class(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    essay_of(session, learner, at=NOON - 8 * DAY, band=5)
    older = essay_of(session, learner, at=NOON - 6 * DAY, band=6)
    newest = make_submission(session, user_id=learner.user_id, status="submitted", started_at=NOON - DAY).id
    essay_of(session, make_member(session, make_class(session, tutor)), at=NOON, band=6)
    with pinned(NOON):
        found = class_day.week(session, tutor, cohort_id=cohort_id)

    assert [(each.submission_id, each.band) for each in found] == [(newest, None), (older, Decimal(6))]


@pytest.mark.parametrize("look", [class_day.tests_soon, class_day.moved, class_day.week])
def test_another_tutor_sees_nothing_of_it(session: Session, look: object) -> None:
    cohort_id = make_class(session, make_tutor(session), learners=1)
    with pytest.raises(CohortNotFound):
        look(session, make_tutor(session), cohort_id=cohort_id)  # type: ignore[operator]


def test_who_owes_work_is_written_to_once_a_day(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    slow, quick = make_member(session, cohort_id), make_member(session, cohort_id)
    work = make_assignment(session, tutor, cohort_id)
    make_submission(session, user_id=quick.user_id, task_id=work.task_id, status="submitted", started_at=utc_now())
    [owed] = assignments.owed(session, tutor)

    def remind(text: str = "Please hand it in.") -> int:
        return messages.remind(session, tutor, assignment_id=owed.assignment_id, text=text)

    assert (remind(), remind(), remind("One more word.")) == (1, 0, 1)
    assert [word.words for word in messages.inbox(session, slow)] == ["One more word.", "Please hand it in."]
    assert messages.inbox(session, quick) == ()
    mails = session.scalars(select(OutboxMail).where(OutboxMail.template == "tutor_word")).all()
    assert [mail.recipient for mail in mails] == [slow.email] * 2
    with pinned(utc_now() + 2 * DAY):
        assert remind() == 1
    with pytest.raises(NoteTooLong):
        remind(" ")
    with pytest.raises(CohortNotFound):
        messages.remind(session, make_tutor(session), assignment_id=work.id, text="Mine")
    with pytest.raises(AssignmentNotFound):
        messages.remind(session, tutor, assignment_id=0, text="None")


def test_distances_count_everybody_once(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    today = NOON.date()
    days = (("6.5", 30), ("6", 31), ("7", 91), ("8", -1), ("8", None), (None, 5))
    people = [
        make_member(
            session,
            cohort_id,
            target_band_score=None if target is None else Decimal(target),
            test_date=None if day is None else today + timedelta(days=day),
        )
        for target, day in days
    ]
    for learner in people:
        essay_of(session, learner, at=NOON, band=6)
    make_member(session, cohort_id, target_band_score=Decimal(7))
    rows = cockpit.heat_map(session, tutor, cohort_id=cohort_id)

    found = distances.counts(rows, today)

    assert {distance: list(times.values()) for distance, times in found.items()} == {
        Distance.reached: [0, 1, 0],
        Distance.half: [1, 0, 0],
        Distance.one: [0, 0, 1],
        Distance.more: [0, 0, 2],
        Distance.unknown: [1, 0, 1],
    }
    assert len(distances.of_group(rows, (Distance.unknown, None), today)) == 2
    [one] = distances.of_group(rows, (Distance.half, ExamTime.soon), today)
    assert one.user_id == people[0].user_id


def test_the_words_fit_the_first_reason(session: Session) -> None:
    tutor = make_tutor(session, display_name="Ms Ito")
    cohort_id = make_class(session, tutor)
    silent = make_member(session, cohort_id, display_name="Mei Tanaka")
    near = make_member(
        session,
        cohort_id,
        display_name="Omar Said",
        target_band_score=Decimal(7),
        test_date=date.today() + timedelta(days=12),  # noqa: DTZ011 (the service's own day)
    )
    essay_of(session, near, at=utc_now() + 10 * DAY, band=5)
    with pinned(utc_now() + 11 * DAY):
        found = {each.user_id: each for each in at_risk.needs_a_word(session, tutor, cohort_id=cohort_id)}

    assert found[silent.user_id].reasons == ("no essay for 11 days",)
    assert found[silent.user_id].message.startswith("Hello Mei,\n\nI have not seen an essay of yours for a while.")
    assert found[near.user_id].reasons[0] == "test tomorrow, 2.0 bands to go"
    assert found[near.user_id].message.startswith("Hello Omar,\n\nYour test is tomorrow, and you want 7.0.")
    assert found[near.user_id].message.endswith("\n\nMs Ito")


def test_a_result_that_the_tutor_keeps_is_not_one_that_was_never_opened(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task = make_task(session)
    work = make_assignment(session, tutor, cohort_id, task_id=task.id, release=Release.after_look)
    hand_in(session, learner, band=6, task=task)

    def reasons() -> tuple[str, ...]:
        return tuple(
            reason for each in at_risk.needs_a_word(session, tutor, cohort_id=cohort_id) for reason in each.reasons
        )

    with pinned(utc_now() + 3 * DAY):
        assert reasons() == ()
        assignments.withdraw(session, tutor, assignment_id=work.id)  # this shows what was kept
        assert reasons() == ()
    with pinned(utc_now() + 6 * DAY):
        assert reasons() == ("a result never opened",)


def test_errors_follow_the_filters(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    learner = make_member(session, cohort_id)
    task = make_task(session, task_number=2)
    work = make_assignment(session, tutor, cohort_id, task_id=task.id)
    hand_in(session, learner, band=6, task=task)
    kinds = [error.kind for error in cockpit.class_errors(session, tutor, cohort_id=cohort_id)]
    assert kinds

    def seen(**filters: int) -> int:
        only = Filters(**filters)
        errors = cockpit.class_errors(session, tutor, cohort_id=cohort_id, filters=only)
        found = error_examples.examples(session, tutor, cohort_id=cohort_id, kind=kinds[0], filters=only)
        assert bool(errors) is bool(found)
        return sum(error.times for error in errors)

    assert seen() == seen(task_number=2) == seen(assignment_id=work.id) == seen(days=1) > 0
    assert seen(task_number=1) == seen(assignment_id=make_assignment(session, tutor, cohort_id).id) == 0
    with pinned(utc_now() + 2 * DAY):
        assert seen(days=1) == 0


def test_the_same_words_go_out_once_a_day(session: Session) -> None:
    tutor = make_tutor(session)
    cohort_id = make_class(session, tutor)
    first, second = make_member(session, cohort_id), make_member(session, cohort_id)
    messages.send(session, tutor, learner_id=first.user_id, text="Well done")
    with pytest.raises(SaidAlready):
        messages.send(session, tutor, learner_id=first.user_id, text=" Well done ")

    assert messages.send_to_class(session, tutor, cohort_id=cohort_id, text="Well done") == 1
    assert messages.send_to_class(session, tutor, cohort_id=cohort_id, text="Well done") == 0
    assert [len(messages.inbox(session, learner)) for learner in (first, second)] == [1, 1]
    with pinned(utc_now() + 2 * DAY):
        assert messages.send_to_class(session, tutor, cohort_id=cohort_id, text="Well done") == 2
