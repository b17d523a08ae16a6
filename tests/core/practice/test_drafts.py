"""Drafts: begun once, saved over the revision they were read at, private."""

import pytest
from sqlalchemy.orm import Session

from core.content.errors import TaskNotFound
from core.practice import drafts, essays
from core.practice.errors import AlreadySubmitted, DraftMovedOn, EssayTooLong, SubmissionNotFound
from core.practice.types import SubmissionStatus
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.practice import make_submission


def test_a_task_is_begun_once(session: Session) -> None:
    learner, task = make_learner(session), make_task(session)

    first = drafts.begin(session, learner, task_id=task.id)

    assert drafts.begin(session, learner, task_id=task.id) == first
    assert drafts.get(session, learner, submission_id=first).text == ""


def test_an_unknown_task_is_refused(session: Session) -> None:
    with pytest.raises(TaskNotFound):
        drafts.begin(session, make_learner(session), task_id=0)


def test_a_save_counts_words_and_writing_time(session: Session) -> None:
    learner, task = make_learner(session), make_task(session)
    draft_id = drafts.begin(session, learner, task_id=task.id)

    saved = drafts.save(session, learner, submission_id=draft_id, revision=0, text="Two words", active_seconds=7)
    drafts.save(session, learner, submission_id=draft_id, revision=1, text="Three words now", active_seconds=5)

    session.expire_all()
    draft = drafts.get(session, learner, submission_id=draft_id)
    assert (saved.revision, saved.word_count) == (1, 2)
    assert (draft.text, draft.revision, draft.time_spent_seconds) == ("Three words now", 2, 12)


@pytest.mark.parametrize(("sent", "kept"), [(-50, 0), (10**9, 600)])
def test_a_clock_that_jumps_is_no_reason_to_refuse(session: Session, sent: int, kept: int) -> None:
    learner, task = make_learner(session), make_task(session)
    draft_id = drafts.begin(session, learner, task_id=task.id)

    drafts.save(session, learner, submission_id=draft_id, revision=0, text="x", active_seconds=sent)

    session.expire_all()
    assert drafts.get(session, learner, submission_id=draft_id).time_spent_seconds == kept


def test_writing_time_stops_at_two_hours(session: Session) -> None:
    learner = make_learner(session)
    draft = make_submission(session, user_id=learner.user_id, time_spent_seconds=7_100, status=SubmissionStatus.draft)

    drafts.save(
        session, learner, submission_id=draft.id, revision=draft.revision, text="still writing", active_seconds=500
    )

    session.expire_all()
    assert drafts.get(session, learner, submission_id=draft.id).time_spent_seconds == 7_200


def test_an_older_tab_is_told_and_overwrites_nothing(session: Session) -> None:
    learner, task = make_learner(session), make_task(session)
    draft_id = drafts.begin(session, learner, task_id=task.id)
    drafts.save(session, learner, submission_id=draft_id, revision=0, text="newer")

    with pytest.raises(DraftMovedOn) as moved_on:
        drafts.save(session, learner, submission_id=draft_id, revision=0, text="older")

    assert (moved_on.value.revision, moved_on.value.text) == (1, "newer")


def test_too_long_a_text_changes_nothing(session: Session) -> None:
    learner, task = make_learner(session), make_task(session)
    draft_id = drafts.begin(session, learner, task_id=task.id)

    with pytest.raises(EssayTooLong):
        drafts.save(session, learner, submission_id=draft_id, revision=0, text="w " * 2_001)

    assert drafts.get(session, learner, submission_id=draft_id).revision == 0


def test_another_persons_draft_does_not_exist(session: Session) -> None:
    owner, other, task = make_learner(session), make_learner(session), make_task(session)
    draft_id = drafts.begin(session, owner, task_id=task.id)

    with pytest.raises(SubmissionNotFound):
        drafts.get(session, other, submission_id=draft_id)
    with pytest.raises(SubmissionNotFound):
        drafts.save(session, other, submission_id=draft_id, revision=0, text="mine")
    with pytest.raises(SubmissionNotFound):
        drafts.discard(session, other, submission_id=draft_id)


def test_a_draft_thrown_away_leaves_the_list(session: Session) -> None:
    learner, task = make_learner(session), make_task(session)
    draft_id = drafts.begin(session, learner, task_id=task.id)

    drafts.discard(session, learner, submission_id=draft_id)

    assert essays.list_essays(session, learner, statuses=essays.DRAFTS) == []
    with pytest.raises(AlreadySubmitted):
        drafts.save(session, learner, submission_id=draft_id, revision=0, text="too late")
    assert drafts.begin(session, learner, task_id=task.id) != draft_id


def test_an_essay_written_elsewhere_gets_a_draft_of_its_own(session: Session) -> None:
    learner, task = make_learner(session), make_task(session)
    open_draft = drafts.begin(session, learner, task_id=task.id)

    pasted = drafts.begin_with(session, learner, task_id=task.id, text="Pasted words here")

    assert pasted != open_draft
    assert drafts.get(session, learner, submission_id=pasted).word_count == 3


def test_lists_come_in_pages_newest_first(session: Session) -> None:
    learner = make_learner(session)
    for _ in range(essays.PAGE + 3):
        make_submission(session, user_id=learner.user_id, status=SubmissionStatus.draft)

    first = essays.list_essays(session, learner, statuses=essays.DRAFTS)
    second = essays.list_essays(session, learner, statuses=essays.DRAFTS, page=2)

    assert (len(first), len(second)) == (essays.PAGE, 3)
    assert not {card.submission_id for card in first} & {card.submission_id for card in second}
    assert essays.count_essays(session, learner, statuses=essays.DRAFTS) == essays.PAGE + 3
