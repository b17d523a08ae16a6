"""Set work whose result a tutor shows later: what its writer sees until then, and what shows it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from core import audit
from core.actor import Actor
from core.assessment.comparing import compare
from core.assessment.errors import NotComparable
from core.assessment.reports import ReportState, get_report
from core.assessment.types import Criterion
from core.classroom import assignments, cohorts, joining, releases, review_queue
from core.classroom.assignments import Release
from core.classroom.errors import CohortNotFound, ResultNotReady
from core.clock import pinned, utc_now
from core.practice import essays, redrafts
from core.practice.errors import NothingToImprove
from core.progress.page import load
from db.models.content import PracticeTask
from db.models.platform import OutboxMail
from db.repositories import error_drills, next_steps, progress
from tests.factories.classroom import make_assignment, make_class, make_member, make_tutor
from tests.factories.content import make_task
from tests.pages.learner.steps import hand_in

DAY = timedelta(days=1)


class Room:
    """A class with one learner and one piece of work whose result is kept."""

    def __init__(self, session: Session, release: str = "after_look", **overrides: Any) -> None:
        self.session = session
        self.tutor = make_tutor(session)
        self.cohort_id = make_class(session, self.tutor)
        self.learner: Actor = make_member(session, self.cohort_id)
        self.task: PracticeTask = make_task(session, title="Kept until seen")
        self.work = make_assignment(
            session, self.tutor, self.cohort_id, task_id=self.task.id, release=Release(release), **overrides
        )

    def write(self, learner: Actor | None = None) -> int:
        """Hand in an essay that gets band 6."""
        return hand_in(self.session, learner or self.learner, band=6, task=self.task)

    def seen(self, essay: int) -> tuple[ReportState, bool]:
        """State for the writer, and whether bands are shown."""
        found = get_report(self.session, self.learner, submission_id=essay)
        return found.state, found.result is not None and found.has_bands

    def cards(self) -> list[Decimal | None]:
        """The bands in My essays."""
        return [card.band for card in essays.list_essays(self.session, self.learner, statuses=essays.HANDED_IN)]


def test_a_kept_result_is_nowhere_until_it_is_shown(session: Session) -> None:
    room = Room(session)
    essay = room.write()
    user_id, long_ago = room.learner.user_id, utc_now() - 30 * DAY

    assert room.seen(essay) == (ReportState.held, False)
    assert room.cards() == [None]
    assert progress.attempts(session, user_id=user_id, limit=None) == []
    assert next_steps.newest_unread(session, user_id=user_id, since=long_ago) is None
    assert next_steps.newest_first_attempt(session, user_id=user_id, since=long_ago) is None
    assert error_drills.newest_results(session, user_id=user_id, limit=5) == []
    with pytest.raises(NothingToImprove):
        redrafts.begin(session, room.learner, submission_id=essay)
    with pytest.raises(ResultNotReady):
        review_queue.ask(session, room.learner, submission_id=essay, words="")
    board = assignments.board(session, room.tutor, assignment_id=room.work.id)
    assert [row.band for row in board] == [Decimal(6)], "the tutor sees it"
    assert releases.waiting(session, room.tutor, assignment_id=room.work.id) == {user_id}

    assert releases.release(session, room.tutor, assignment_id=room.work.id) == 1
    assert room.seen(essay) == (ReportState.ready, True)
    assert room.cards() == [Decimal(6)]
    assert next_steps.newest_unread(session, user_id=user_id, since=long_ago) == (essay, "Kept until seen")
    assert releases.waiting(session, room.tutor, assignment_id=room.work.id) == frozenset()
    session.commit()
    assert audit.run(session) == []


def test_comments_come_at_once_and_bands_later(session: Session) -> None:
    room = Room(session, "comments")
    essay = room.write()
    found = get_report(session, room.learner, submission_id=essay)
    assert (found.state, found.has_bands, found.result is not None) == (ReportState.ready, False, True)
    assert room.cards() == [None]
    redraft = redrafts.begin(session, room.learner, submission_id=essay)
    assert redraft
    other = hand_in(session, room.learner, band=6)
    with pytest.raises(NotComparable):
        compare(session, room.learner, first_id=essay, second_id=other)
    releases.release(session, room.tutor, assignment_id=room.work.id, user_id=room.learner.user_id)
    assert room.seen(essay) == (ReportState.ready, True)


def test_writing_it_again_does_not_show_it(session: Session) -> None:
    room = Room(session)
    first, second = room.write(), room.write()
    assert room.seen(first) == room.seen(second) == (ReportState.held, False)
    releases.release(session, room.tutor, assignment_id=room.work.id)
    assert room.seen(second) == (ReportState.ready, True)
    assert room.seen(room.write()) == (ReportState.ready, True), "once shown, practice is practice"


def test_a_mark_shows_it(session: Session) -> None:
    room = Room(session)
    essay = room.write()
    sixes = dict.fromkeys(Criterion, Decimal(6))
    review_queue.decide(session, room.tutor, submission_id=essay, bands=sixes, reason="")
    assert room.seen(essay) == (ReportState.ready, True)


def test_a_mark_by_the_tutor_of_another_class_of_the_learner_shows_it(session: Session) -> None:
    room = Room(session)
    essay = room.write()
    second = make_tutor(session)
    make_member(session, make_class(session, second), learner=room.learner)
    sixes = dict.fromkeys(Criterion, Decimal(6))
    review_queue.decide(session, second, submission_id=essay, bands=sixes, reason="")
    assert room.seen(essay) == (ReportState.ready, True)


@pytest.mark.parametrize("way", ["withdrawn", "archived", "removed", "left", "two weeks"])
def test_nobody_waits_for_good(session: Session, way: str) -> None:
    room = Room(session)
    essay = room.write()
    if way == "withdrawn":
        assignments.withdraw(session, room.tutor, assignment_id=room.work.id)
    elif way == "archived":
        cohorts.archive(session, room.tutor, cohort_id=room.cohort_id)
    elif way == "removed":
        cohorts.remove(session, room.tutor, cohort_id=room.cohort_id, user_id=room.learner.user_id)
    elif way == "left":
        joining.leave(session, room.learner, cohort_id=room.cohort_id)
    else:
        with pinned(utc_now() + 13 * DAY):
            assert releases.release_overdue(session) == 0
        with pinned(utc_now() + 15 * DAY):
            assert releases.release_overdue(session) == 1
    assert room.seen(essay) == (ReportState.ready, True)


def test_who_is_not_in_it_sees_the_result_at_once(session: Session) -> None:
    room = Room(session, is_for_some=True)
    assert room.seen(room.write()) == (ReportState.ready, True)
    room = Room(session, opens_at=utc_now() + DAY)
    assert room.seen(room.write()) == (ReportState.ready, True), "written before the work was opened"


def test_a_late_result_is_told_when_it_is_shown(session: Session) -> None:
    room = Room(session)
    room.write()
    assert session.query(OutboxMail).filter_by(template="result_ready").count() == 0
    with pinned(utc_now() + DAY):
        releases.release(session, room.tutor, assignment_id=room.work.id)
    assert session.query(OutboxMail).filter_by(template="result_ready").count() == 1


def test_progress_and_goals_wait_too(session: Session) -> None:
    room = Room(session)
    room.write()
    before = progress.version(session, user_id=room.learner.user_id)
    releases.release(session, room.tutor, assignment_id=room.work.id)
    assert progress.version(session, user_id=room.learner.user_id) != before


def test_only_the_class_s_own_tutors_show_it(session: Session) -> None:
    room = Room(session)
    room.write()
    with pytest.raises(CohortNotFound):
        releases.release(session, make_tutor(session), assignment_id=room.work.id)
    with pytest.raises(CohortNotFound):
        releases.waiting(session, make_tutor(session), assignment_id=room.work.id)


def test_the_free_redraft_lasts_seven_days_from_the_release(session: Session) -> None:
    room = Room(session)
    essay = room.write()
    with pinned(utc_now() + 9 * DAY):
        releases.release(session, room.tutor, assignment_id=room.work.id)
        assert redrafts.offer(session, room.learner, submission_id=essay).is_free
    with pinned(utc_now() + 17 * DAY):
        assert not redrafts.offer(session, room.learner, submission_id=essay).is_free


def test_what_was_written_for_the_tutor_counts_as_tried(session: Session) -> None:
    room = Room(session)
    room.write()
    page = load(session, room.learner)
    assert page.overview.essays == 0
    assert page.overview.kept == {2}
    assert page.path.next_task.task_number == 1
    room.task = make_task(session, title="A letter to a neighbour", task_number=1)
    room.work = make_assignment(session, room.tutor, room.cohort_id, task_id=room.task.id, release=Release.after_look)
    room.write()
    assert load(session, room.learner).path.next_task.reason == "Task 2 counts twice in your Writing band."
