"""A person's progress: what the numbers allow to be said, and no more."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Criterion
from core.clock import utc_now
from core.progress import claims, formulas, streaks
from core.progress.practice_days import practice_days
from core.progress.types import Attempt, Overview, Trend
from db.repositories import progress

MOST_ATTEMPTS = 200


def overview(session: Session, actor: Actor) -> Overview:
    """Both task lines, practice days and the streak of the actor."""
    rows = progress.attempts(session, user_id=actor.user_id, limit=MOST_ATTEMPTS)
    attempts = [_attempt(row._mapping) for row in reversed(rows)]
    today = utc_now().astimezone(ZoneInfo(actor.timezone)).date()
    days = practice_days(session, user_id=actor.user_id, timezone=actor.timezone, today=today)
    return Overview(
        task_1=trend(1, [each for each in attempts if each.task_number == 1], target=actor.target_band),
        task_2=trend(2, [each for each in attempts if each.task_number == 2], target=actor.target_band),
        target_band=actor.target_band,
        practice_days=days,
        today=today,
        streak_days=streaks.streak(days, today=today),
        essays=len(attempts),
    )


def trend(task_number: int, attempts: Sequence[Attempt], *, target: Decimal | None = None) -> Trend:
    """The line of one task and what may be said of it; redrafts never count."""
    firsts = [attempt for attempt in attempts if not attempt.is_redraft]
    consistency = formulas.consistency([attempt.band for attempt in firsts])
    return Trend(
        task_number=task_number,
        attempts=tuple(attempts),
        sentence=claims.trend_sentence(task_number, firsts),
        goal=claims.goal_sentence(firsts, target),
        steadiness=claims.consistency_sentence(consistency, firsts),
        consistency=consistency,
    )


def _attempt(values: Mapping[str, Any]) -> Attempt:
    band = values["overall_band_score"]
    return Attempt(
        submission_id=values["id"],
        task_title=values["title"],
        task_number=values["task_number"],
        submitted_at=values["submitted_at"],
        band=band,
        low=values["range_low"] or band,
        high=values["range_high"] or band,
        criteria={
            Criterion.task_achievement: values["task_achievement_score"],
            Criterion.coherence_cohesion: values["coherence_cohesion_score"],
            Criterion.lexical_resource: values["lexical_resource_score"],
            Criterion.grammar_accuracy: values["grammar_accuracy_score"],
        },
        engine=values["ai_model_version"] or "",
        is_redraft=values["parent_submission_id"] is not None,
        word_count=values["word_count"],
        parent_id=values["parent_submission_id"],
    )
