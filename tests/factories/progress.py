"""Learners with a past: assessed essays on chosen days, as the worker would have left them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.criteria import CRITERIA
from core.assessment.stored import to_json
from core.assessment.types import AssessmentResult, Check, CheckKind, Comment, Criterion, Gate, Verdict
from db.models.assessment import AssessmentResultRow
from db.models.practice import Plan, Snapshot, SnapshotKind, Submission
from db.models.progress import Drill, DrillKind
from tests.factories.assessment import make_assessment
from tests.factories.content import make_task
from tests.factories.essays import ESSAY, make_result
from tests.factories.practice import make_submission


def make_attempt(
    session: Session,
    learner: Actor,
    *,
    at: datetime,
    bands: Sequence[int] = (6, 6, 6, 6),
    task_id: int | None = None,
    parent_id: int | None = None,
    engine: str = "offline-1",
    **found: Any,
) -> Submission:
    """An essay handed in at `at` and assessed; `found` goes into its result (comments, checks, gates)."""
    submission = make_submission(
        session,
        task_id=task_id or make_task(session).id,
        user_id=learner.user_id,
        status="assessed",
        started_at=at - timedelta(minutes=35),
        parent_submission_id=parent_id,
    )
    make_assessment(session, submission, bands=bands, ai_model_version=engine)
    result = result_of(bands, engine=engine, **found)
    session.add(
        AssessmentResultRow(
            submission_id=submission.id,
            engine=engine,
            overall_band_score=result.overall,
            range_low=result.low,
            range_high=result.high,
            result=to_json(result),
        )
    )
    session.flush()
    return submission


def result_of(bands: Sequence[int], *, engine: str = "offline-1", **found: Any) -> AssessmentResult:
    """A whole result with these criterion bands, its range one band either way."""
    made = make_result(6, engine=engine, **{"comments": (), **found})
    overall = (Decimal(sum(bands)) / 2 + Decimal("0.5")).to_integral_value(ROUND_FLOOR) / 2
    values = vars(made) | {
        "overall": overall,
        "criteria": {
            criterion: replace(made.criteria[criterion], band=Decimal(band))
            for criterion, band in zip(CRITERIA, bands, strict=True)
        },
        "low": max(Decimal(1), overall - 1),
        "high": min(Decimal(9), overall + 1),
    }
    return AssessmentResult(**values)


def error(kind: str, quote: str = "Many", *, how: str = "Ask: a, the, or none?") -> Comment:
    """A comment of one kind on the first words of the essay."""
    start = ESSAY.index(quote)
    return Comment(start, start + len(quote), quote, Criterion.grammar_accuracy, kind, "Check it.", cost=1.0, how=how)


def missing(kind: CheckKind, truth: str) -> Check:
    """A check whose demand the essay does not meet."""
    return Check(kind, Verdict.missing, truth)


def gate(name: str) -> Gate:
    """A rule that fired."""
    return Gate(name, "A reason in words.", limit=5)


def make_drill(session: Session, submission: Submission, *, done_at: datetime | None) -> Drill:
    """A paragraph to write again, done or not."""
    drill = Drill(
        user_id=submission.user_id,
        submission_id=submission.id,
        kind=DrillKind.paragraph,
        passage_start=0,
        passage_end=10,
        due_on=(done_at or submission.started_at).date(),
        done_at=done_at,
    )
    session.add(drill)
    session.flush()
    return drill


def make_plan(session: Session, submission: Submission, *, at: datetime, notes: str = "Two reasons.") -> Plan:
    """Notes made at `at`."""
    plan = Plan(submission_id=submission.id, notes=notes, created_at=at)
    session.add(plan)
    session.flush()
    return plan


def make_snapshots(session: Session, submission: Submission, words: Sequence[tuple[int, int]]) -> None:
    """How the text grew: pairs of active minutes and words."""
    session.add_all(
        Snapshot(submission_id=submission.id, kind=SnapshotKind.words, active_seconds=60 * minutes, word_count=count)
        for minutes, count in words
    )
    session.flush()
