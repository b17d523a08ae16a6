"""How a text grows."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.clock import pinned, utc_now
from core.practice import drafts, process, snapshots, submissions
from core.practice.errors import DraftMovedOn
from db.models.practice import Snapshot
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.essays import ESSAY
from tests.factories.practice import make_submission


def test_words_every_half_minute_the_text_every_two_and_large_pastes(session: Session) -> None:
    learner = make_learner(session)
    draft_id = drafts.begin(session, learner, task_id=make_task(session).id)

    for revision, (seconds, pasted) in enumerate([(10, 0), (10, 199), (15, 0), (5, 200), (80, 0), (600, 0)]):
        text = "word " * (revision + 1)
        drafts.save(
            session,
            learner,
            submission_id=draft_id,
            revision=revision,
            text=text,
            active_seconds=seconds,
            pasted_characters=pasted,
        )

    rows = session.scalars(select(Snapshot).where(Snapshot.submission_id == draft_id).order_by(Snapshot.id)).all()
    assert [(row.kind, row.active_seconds, row.word_count, row.pasted_characters) for row in rows] == [
        ("words", 35, 3, None),
        ("paste", 40, 4, 200),
        ("words", 120, 5, None),
        ("text", 120, 5, None),
        ("words", 720, 6, None),
        ("text", 720, 6, None),
    ]
    assert [row.content for row in rows if row.kind == "text"] == ["word " * 5, "word " * 6]
    assert [
        (one.active_seconds, one.word_count) for one in snapshots.growth(session, learner, submission_id=draft_id)
    ] == [
        (35, 3),
        (120, 5),
        (720, 6),
    ]


def test_a_refused_save_leaves_no_trace(session: Session) -> None:
    learner = make_learner(session)
    draft_id = drafts.begin(session, learner, task_id=make_task(session).id)

    with pytest.raises(DraftMovedOn):
        drafts.save(session, learner, submission_id=draft_id, revision=7, text="late", active_seconds=60)

    assert session.scalar(select(Snapshot.id).where(Snapshot.submission_id == draft_id)) is None


def test_thinning_neither_invents_a_pause_nor_loses_one(session: Session) -> None:
    learner = make_learner(session)
    begun = utc_now() - timedelta(hours=2)
    essay = make_submission(
        session, user_id=learner.user_id, status="submitted", started_at=begun, submitted_at=utc_now()
    )
    at = begun
    for note in range(1, 41):  # 30 seconds of typing and 50 of thinking each; after the 17th somebody leaves
        at += timedelta(seconds=80 + 300 * (note == 18))
        session.add(
            Snapshot(
                submission_id=essay.id,
                kind="paste" if note == 25 else "words",
                active_seconds=30 * note,
                word_count=5 * note,
                pasted_characters=250 if note == 25 else None,
                created_at=at,
            )
        )
    session.flush()
    before = process.of_own(session, learner, submission_id=essay.id)
    assert [(pause.at_minute, pause.minutes) for pause in before.pauses] == [(9.0, 350 / 60)]

    with pinned(utc_now() + timedelta(hours=2)):
        assert snapshots.thin(session) > 20
        assert snapshots.thin(session) == 0
    after = process.of_own(session, learner, submission_id=essay.id)
    assert (after.pauses, after.pastes, after.words[-1]) == (before.pauses, before.pastes, before.words[-1])


def test_the_night_after_the_hand_in_a_count_every_hundred_seconds_is_left(session: Session) -> None:
    learner = make_learner(session)
    draft_id = drafts.begin(session, learner, task_id=make_task(session).id)
    for revision in range(20):
        drafts.save(
            session,
            learner,
            submission_id=draft_id,
            revision=revision,
            text=ESSAY,
            active_seconds=30,
            pasted_characters=250 * (revision == 4),
        )
    with pinned(utc_now() + timedelta(hours=2)):
        assert snapshots.thin(session) == 0, "it is still open"
    submissions.submit(session, learner, submission_id=draft_id, revision=20)
    with pinned(utc_now() + timedelta(hours=2)):
        assert snapshots.thin(session) == 5 + 13
        assert snapshots.thin(session) == 0

    rows = session.scalars(select(Snapshot).where(Snapshot.submission_id == draft_id).order_by(Snapshot.id)).all()
    assert [(row.kind, row.active_seconds) for row in rows] == [
        ("words", 90),
        ("paste", 150),
        *(("words", seconds) for seconds in (180, 270, 390, 480, 570, 600)),
    ]
