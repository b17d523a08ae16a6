"""Mock tests: begun once, paid before the clock starts, saved until the clock stops."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.billing import credits
from core.billing.errors import MockTestNeedsCredits, NoPlan
from core.clock import pinned
from core.content.errors import NotAPairOfTasks, NoTasksForMockTest, TaskNotFound
from core.practice import closing, drafts, essays, sittings, submissions
from core.practice.errors import (
    AlreadySubmitted,
    EmailNotConfirmed,
    PartOfSitting,
    SittingNotFound,
    TimeIsUp,
    UnknownExtraTime,
)
from core.practice.types import SittingMode, SubmissionStatus
from core.transaction import transaction
from db.models import practice as rows
from db.models.content import ModuleType
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.content import make_task, make_topic
from tests.factories.essays import ESSAY
from tests.factories.practice import make_submission
from tests.factories.sittings import begin, held, make_candidate, make_pair, move_deadline, write


def test_it_starts_an_hour_with_two_empty_parts_and_two_credits_held(session: Session) -> None:
    learner = make_candidate(session)

    sitting = begin(session, learner)

    assert [part.task.task_number for part in sitting.parts] == [1, 2]
    assert [part.text for part in sitting.parts] == ["", ""]
    assert sitting.deadline_at - sitting.started_at == timedelta(minutes=60)
    assert 3_590 < sitting.seconds_left <= 3_600
    assert held(session, learner.user_id) == 2
    assert credits.balance(session, learner).left == 3  # type: ignore[union-attr]
    stored = session.scalars(select(rows.Submission).where(rows.Submission.session_id == sitting.code)).all()
    assert {essay.deadline_at for essay in stored} == {sitting.deadline_at}
    assert not any(essay.is_practice_mode for essay in stored)
    assert audit.run(session) == []


def test_extra_time_is_a_quarter_more(session: Session) -> None:
    sitting = begin(session, make_candidate(session), extra_time_percent=25)

    assert sitting.deadline_at - sitting.started_at == timedelta(minutes=75)


def test_other_extra_time_is_refused(session: Session) -> None:
    with pytest.raises(UnknownExtraTime):
        begin(session, make_candidate(session), extra_time_percent=50)


def test_a_second_start_gives_the_same_one(session: Session) -> None:
    learner = make_candidate(session)

    first, again = begin(session, learner), begin(session, learner, mode=SittingMode.relaxed)

    assert (again.code, again.mode) == (first.code, SittingMode.exam)
    assert held(session, learner.user_id) == 2


@pytest.mark.parametrize("left", [0, 1])
def test_with_fewer_than_two_credits_nothing_is_written(session: Session, left: int) -> None:
    learner = make_candidate(session)
    for _ in range(2):
        with transaction():
            sitting = begin(session, learner)
            write(session, learner, sitting, 1, ESSAY)
            write(session, learner, sitting, 2, ESSAY + str(_))
            sittings.finish(session, learner, code=sitting.code)
    if not left:
        draft_id = drafts.begin_with(session, learner, task_id=make_task(session).id, text=ESSAY)
        submissions.submit(session, learner, submission_id=draft_id, revision=0)
    session.commit()

    sentence = rf"A mock test costs 2 credits; you have {left} left\. Your next ones come on"
    with pytest.raises(MockTestNeedsCredits, match=sentence), transaction() as tx:
        begin(tx, learner)

    session.expire_all()
    assert sittings.find_open(session, learner) is None
    assert credits.balance(session, learner).left == left  # type: ignore[union-attr]
    assert audit.run(session) == []


def test_without_a_plan_it_does_not_start(session: Session) -> None:
    make_pair(session)

    with pytest.raises(NoPlan):
        begin(session, actor_of(make_user(session)))


def test_an_address_that_was_never_confirmed_waits(session: Session) -> None:
    with pytest.raises(EmailNotConfirmed, match="hands in two essays"):
        begin(session, make_candidate(session, email_verified_at=None))


def test_its_tasks_are_new_to_the_person_even_as_a_draft(session: Session) -> None:
    learner = make_candidate(session)
    begun = make_task(session, task_number=1, task_code="AAA_1")
    make_submission(session, user_id=learner.user_id, task=begun)
    make_submission(
        session, user_id=learner.user_id, task=make_task(session, task_code="AAA_2"), status=SubmissionStatus.abandoned
    )

    sitting = begin(session, learner)

    assert {part.task.code for part in sitting.parts}.isdisjoint({"AAA_1", "AAA_2"})


def test_with_none_new_left_the_one_longest_ago_comes_back(session: Session) -> None:
    learner = make_learner(session)
    recent, old = (make_task(session, task_number=number) for number in (1, 1))
    make_task(session)
    make_submission(session, user_id=learner.user_id, task=recent)
    make_submission(
        session, user_id=learner.user_id, task=old, started_at=make_submission(session).started_at - timedelta(days=9)
    )

    assert begin(session, learner).parts[0].task.task_id == old.id


def test_the_two_tasks_differ_in_topic(session: Session) -> None:
    learner = make_learner(session)
    one, other = make_topic(session).id, make_topic(session).id
    make_task(session, task_number=1, topic_id=one)
    make_task(session, topic_id=one)
    wanted = make_task(session, topic_id=other)

    assert begin(session, learner).parts[1].task.task_id == wanted.id


def test_tasks_are_of_the_persons_module(session: Session) -> None:
    make_pair(session)
    learner = make_learner(session, module_type=ModuleType.general)

    with pytest.raises(NoTasksForMockTest):
        begin(session, learner)


def test_given_tasks_may_come_in_any_order(session: Session) -> None:
    learner = make_candidate(session)
    first, second = make_pair(session)

    sitting = begin(session, learner, task_ids=[second, first])

    assert [part.task.task_id for part in sitting.parts] == [first, second]


def test_what_is_no_pair_is_refused(session: Session) -> None:
    learner = make_candidate(session)
    first, second = make_pair(session)
    letter = make_task(session, task_number=1, module_type=ModuleType.general).id

    for wrong in ([first], [first, first], [second, second], [letter, second], [first, second, second]):
        with pytest.raises(NotAPairOfTasks):
            begin(session, learner, task_ids=wrong)
    with pytest.raises(TaskNotFound):
        begin(session, learner, task_ids=[first, 0])


def test_a_person_sees_only_their_own(session: Session) -> None:
    learner = make_candidate(session)
    sitting, stranger = begin(session, learner), make_learner(session)

    assert sittings.find_open(session, stranger) is None
    for attempt in (sittings.clock, sittings.finish):
        with pytest.raises(SittingNotFound):
            attempt(session, stranger, code=sitting.code)


def test_going_on_later_finds_text_and_clock(session: Session) -> None:
    learner = make_candidate(session)
    sitting = begin(session, learner)
    write(session, learner, sitting, 2, "Half an essay")

    with pinned(sitting.started_at + timedelta(minutes=20)):
        found = sittings.find_open(session, learner)
        clock = sittings.clock(session, learner, code=sitting.code)

    assert found is not None
    assert [part.text for part in found.parts] == ["", "Half an essay"]
    assert (found.seconds_left, clock.seconds_left, clock.is_open) == (2_400, 2_400, True)


@pytest.mark.parametrize(("seconds_late", "is_saved"), [(-1, True), (0, True), (29, True), (30, True), (31, False)])
def test_a_save_counts_until_half_a_minute_after_the_end(session: Session, seconds_late: int, is_saved: bool) -> None:
    learner = make_candidate(session)
    sitting = begin(session, learner)
    part = sitting.parts[0]

    def save(text: str) -> None:
        drafts.save(session, learner, submission_id=part.submission_id, revision=0, text=text)

    with pinned(sitting.deadline_at + timedelta(seconds=seconds_late)):
        if is_saved:
            save("The last words")
        else:
            with pytest.raises(TimeIsUp, match="not saved"):
                save("Too late")

    session.expire_all()
    assert drafts.get(session, learner, submission_id=part.submission_id).revision == int(is_saved)


def test_after_the_hand_in_a_save_is_told_so(session: Session) -> None:
    learner = make_candidate(session)
    sitting = begin(session, learner)
    submission_id = write(session, learner, sitting, 1, ESSAY)
    sittings.finish(session, learner, code=sitting.code)

    with pytest.raises(AlreadySubmitted):
        drafts.save(session, learner, submission_id=submission_id, revision=1, text="later")


def test_an_essay_of_practice_has_no_deadline(session: Session) -> None:
    learner = make_candidate(session)
    draft_id = drafts.begin(session, learner, task_id=make_task(session).id)

    with pinned(drafts.get(session, learner, submission_id=draft_id).started_at + timedelta(days=400)):
        drafts.save(session, learner, submission_id=draft_id, revision=0, text="A year later")


def test_a_part_is_neither_handed_in_nor_thrown_away_alone(session: Session) -> None:
    learner = make_candidate(session)
    submission_id = write(session, learner, begin(session, learner), 2, ESSAY)

    with pytest.raises(PartOfSitting):
        submissions.submit(session, learner, submission_id=submission_id, revision=1)
    with pytest.raises(PartOfSitting):
        drafts.discard(session, learner, submission_id=submission_id)


def test_its_drafts_stay_in_the_exam_room(session: Session) -> None:
    learner = make_candidate(session)
    sitting = begin(session, learner)
    task_id = sitting.parts[1].task.task_id

    assert essays.list_essays(session, learner, statuses=essays.DRAFTS) == []
    assert essays.count_essays(session, learner, statuses=essays.DRAFTS) == 0
    assert drafts.begin(session, learner, task_id=task_id) != sitting.parts[1].submission_id


def test_a_start_after_the_end_closes_the_old_one_first(session: Session) -> None:
    learner = make_candidate(session)
    old = begin(session, learner)
    write(session, learner, old, 1, ESSAY)
    move_deadline(session, old.code, seconds_ago=closing.SWEPT_AFTER.total_seconds() + 1)

    new = begin(session, learner)

    assert new.code != old.code
    assert not sittings.clock(session, learner, code=old.code).is_open
    assert [past.code for past in sittings.list_past(session, learner)] == [old.code]
    assert audit.run(session) == []
