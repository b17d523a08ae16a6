"""The whole page from rows: readings without votes, pace from snapshots, names of every script, empty states."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import CheckKind
from core.clock import pinned
from core.progress import page, readings
from core.progress.overview import overview
from core.progress.page import ProgressPage
from core.progress.target_path import PathKind
from db.models.assessment import CommentVote, Vote
from db.models.practice import Submission
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of, make_learner
from tests.factories.content import make_task
from tests.factories.progress import error, gate, make_attempt, make_snapshots, missing

NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def learner(session: Session) -> Actor:
    return make_learner(session, target_band_score=Decimal("6.5"), timezone="Asia/Kolkata")


def load(session: Session, learner: Actor) -> ProgressPage:
    with pinned(NOW):
        return page.load(session, learner)


def essays(session: Session, learner: Actor, count: int, **found: object) -> list[Submission]:
    return [
        make_attempt(session, learner, at=NOW - timedelta(days=count - number), **found)  # type: ignore[arg-type]
        for number in range(count)
    ]


def test_nothing_yet(session: Session, learner: Actor) -> None:
    found = load(session, learner)

    assert (found.overview.essays, found.path.kind, found.forecast.low) == (0, PathKind.nothing_yet, None)
    assert found.errors.readings == () and found.pace_2.essays == ()
    assert found.next is None


def test_the_next_task_is_the_one_the_way_asks_for(session: Session, learner: Actor) -> None:
    make_task(session, title="Museums", task_number=1)
    make_task(session, title="Trains")
    essays(session, learner, 1)

    found = load(session, learner)

    assert found.next is not None
    assert found.next.card.task_number == 1
    assert found.next.reason == "Task 1 is a third of your Writing band, and you have not tried it yet."


def test_redrafts_alone_start_no_line_and_no_claim(session: Session, learner: Actor) -> None:
    elsewhere = make_attempt(session, actor_of(make_user(session)), at=NOW - timedelta(days=9))
    for days in (1, 2, 3):
        make_attempt(
            session, learner, at=NOW - timedelta(days=days), bands=(9, 9, 9, 9), parent_id=elsewhere.id,
            comments=[error("article")],
        )  # fmt: skip

    found = load(session, learner)

    assert found.overview.task_2.sentence == "No Task 2 essay yet."
    assert (found.overview.task_2.firsts, found.overview.task_2.redrafts) == ((), ())
    assert found.path.kind is PathKind.nothing_yet and found.errors.readings == ()
    assert found.overview.essays == 3


def test_a_redraft_stands_beside_its_essay(session: Session, learner: Actor) -> None:
    (first,) = essays(session, learner, 1)
    make_attempt(session, learner, at=NOW, bands=(7, 7, 7, 7), parent_id=first.id)

    (both,) = overview(session, learner).task_2.redrafts

    assert (both.before.band, both.after.band) == (6, 7)


def test_a_comment_called_wrong_is_not_counted(session: Session, learner: Actor) -> None:
    comment = error("article")
    written = essays(session, learner, 3, comments=[comment, error("spelling", "city"), error("preposition")])
    session.add(
        CommentVote(
            submission_id=written[2].id, user_id=learner.user_id, engine="offline-1", comment_key=comment.key,
            comment_type="article", vote=Vote.wrong,
        )
    )  # fmt: skip
    session.flush()

    found = load(session, learner)

    assert [[each.type for each in reading.errors or ()] for reading in found.errors.readings] == [
        ["article", "spelling"],
        ["article", "spelling"],
        ["spelling"],
    ]
    assert [(each.name, each.times, each.quotes) for each in found.path.evidence] == [
        ("Spelling errors", 3, ("city",)),
        ("Errors with articles", 2, ("Many",)),
    ]


def test_gates_checks_and_results_of_another_engine(session: Session, learner: Actor) -> None:
    essays(session, learner, 2, gates=[gate("no_paragraphs")], checks=[missing(CheckKind.position, "Your opinion")])
    make_attempt(session, learner, at=NOW, engine="gpt-5+fit-1", comments=[error("article")])

    found = load(session, learner)

    assert [each.name for each in found.path.evidence] == [
        "Your own position was not clear",
        "The essay was one block without paragraphs",
    ]
    assert len(found.errors.readings) == 2
    assert readings.read(session, user_id=learner.user_id, attempts=()) == ()


def test_pace_at_ten_twenty_and_thirty_minutes(session: Session, learner: Actor) -> None:
    first, second, third = essays(session, learner, 3)
    make_snapshots(session, first, [(5, 40), (10, 90), (12, 99), (20, 170), (31, 260)])
    make_snapshots(session, second, [(9, 100), (11, 130), (21, 200)])

    found = load(session, learner).pace_2

    assert [(each.attempt.submission_id, each.words) for each in found.essays] == [
        (first.id, (90, 170, 170)),
        (second.id, (100, 130, None)),
    ]
    assert found.usual == (95, 150, 170)
    assert found.sentence == (
        "Usually you have 95 words after 10 minutes, 150 words after 20 minutes and 170 words after 30 minutes "
        "(the middle of your last 2 essays)."
    )
    make_snapshots(session, third, [(3, 60)])
    assert load(session, learner).pace_2.essays[-1].words == (None, None, None)
    assert load(session, learner).pace_1.sentence.startswith("No record for Task 1 yet")


def test_somebody_elses_rows_are_never_there(session: Session, learner: Actor) -> None:
    essays(session, actor_of(make_user(session)), 3, comments=[error("article")])

    assert load(session, learner).overview.essays == 0


def test_a_task_that_is_rare_among_the_newest_is_found_further_back(
    session: Session, learner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.progress.overview.MOST_ATTEMPTS", 5)
    reports = make_task(session, task_number=1).id
    for days in range(40, 33, -1):
        make_attempt(session, learner, at=NOW - timedelta(days=days), task_id=reports)
    essays(session, learner, 6)

    seen = load(session, learner).overview

    assert (len(seen.task_1.firsts), len(seen.task_2.firsts)) == (7, 6)
    assert seen.task_1.sentence.startswith("About the same")
