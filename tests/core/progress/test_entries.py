"""The entry that each assessment leaves, by the formulas of the product."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.progress import entries
from db.models.assessment import Assessment
from db.models.practice import Submission
from db.models.progress import ProgressEntry
from tests.factories.actors import make_learner
from tests.factories.content import make_task
from tests.factories.practice import make_submission
from tests.factories.progress import error, make_attempt, make_drill, make_plan, result_of

NOON = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)  # a Wednesday


def assessed(
    session: Session, learner: Actor, bands: Sequence[int], *, day: int, task_number: int = 2, parent: int | None = None
) -> ProgressEntry:
    """An essay handed in on that day after `NOON`, and the entry that its assessment leaves."""
    essay = make_attempt(
        session,
        learner,
        at=NOON + timedelta(days=day),
        bands=bands,
        task_id=make_task(session, task_number=task_number).id,
        parent_id=parent,
    )
    found = session.scalars(select(Assessment).where(Assessment.submission_id == essay.id)).one()
    with_task = session.get_one(Submission, essay.id, populate_existing=True)
    session.refresh(with_task, ["task"])
    comments = [error("article"), error("preposition")]
    entries.record(session, submission=with_task, assessment=found, result=result_of(bands, comments=comments))
    return session.scalars(select(ProgressEntry).where(ProgressEntry.assessment_id == found.id)).one()


def test_improvement_is_against_the_previous_first_attempt_of_the_same_task(session: Session) -> None:
    learner = make_learner(session)
    first = assessed(session, learner, (6, 6, 6, 6), day=0)
    other = assessed(session, learner, (4, 4, 4, 4), day=1, task_number=1)
    parent = session.scalar(select(Assessment.submission_id).where(Assessment.id == first.assessment_id))
    redraft = assessed(session, learner, (8, 8, 8, 8), day=2, parent=parent)
    second = assessed(session, learner, (7, 7, 7, 7), day=3)

    assert [each.band_score_improvement for each in (first, other, redraft, second)] == [None, None, 2, 1]


def test_consistency_takes_the_last_five_first_attempts_alone(session: Session) -> None:
    learner = make_learner(session)
    found = [assessed(session, learner, (band,) * 4, day=day) for day, band in enumerate((1, 6, 6, 7, 7, 6))]
    parent = session.scalar(select(Assessment.submission_id).where(Assessment.id == found[0].assessment_id))
    redraft = assessed(session, learner, (9, 9, 9, 9), day=8, parent=parent)

    assert [each.consistency_score for each in found[:3]] == [None, None, Decimal("0.00")]
    assert found[5].consistency_score == Decimal("0.63")  # 1 - 0.5477 / 1.5
    assert redraft.consistency_score == found[5].consistency_score


def test_the_streak_counts_drills_and_plans_in_the_learners_zone(session: Session) -> None:
    learner = make_learner(session, timezone="Asia/Kathmandu")
    draft = make_submission(session, user_id=learner.user_id, started_at=NOON - timedelta(days=3))
    done = make_attempt(session, learner, at=NOON - timedelta(days=4))
    make_plan(session, draft, at=NOON - timedelta(days=1))
    make_drill(session, done, done_at=NOON - timedelta(days=2))

    entry = assessed(session, learner, (6, 6, 6, 6), day=0)

    assert entry.practice_streak == 4  # Saturday's essay, Monday's drill, Tuesday's plan, Wednesday's essay


def test_a_late_assessment_counts_up_to_its_own_day(session: Session) -> None:
    learner = make_learner(session)
    make_submission(session, user_id=learner.user_id, status="submitted", started_at=NOON + timedelta(days=1))

    assert assessed(session, learner, (6, 6, 6, 6), day=0).practice_streak == 1


def test_total_practices_are_the_assessed_essays(session: Session) -> None:
    learner = make_learner(session)
    make_submission(session, user_id=learner.user_id, status="submitted", started_at=NOON)
    make_submission(session, user_id=learner.user_id)

    assert [assessed(session, learner, (6, 6, 6, 6), day=day).total_practices for day in range(2)] == [1, 2]


def test_areas_carry_their_evidence(session: Session) -> None:
    entry = assessed(session, make_learner(session), (5, 6, 6, 7), day=0)

    assert [area["criterion"] for area in entry.weak_areas or [] if "criterion" in area] == ["task_achievement"]
    assert [area for area in entry.weak_areas or [] if "error_type" in area] == [
        {"error_type": "article", "count": 1, "evidence": ["Many"]}
    ]
    assert [area["criterion"] for area in entry.strong_areas or []] == ["grammar_accuracy"]
