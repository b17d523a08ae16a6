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
ENOUGH_OF_A_TASK = 20  # first attempts: no claim looks at more


def overview(session: Session, actor: Actor) -> Overview:
    """Both task lines, practice days and the streak of the actor."""
    attempts = _attempts(session, actor)
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


def _attempts(session: Session, actor: Actor) -> list[Attempt]:
    """The newest attempts, oldest first; a task that is rare among them is looked for further back."""
    rows = progress.attempts(session, user_id=actor.user_id, limit=MOST_ATTEMPTS)
    found = {row.id: _attempt(row._asdict()) for row in rows}
    if len(found) == MOST_ATTEMPTS:
        for number in (1, 2):
            known = sum(each.task_number == number and not each.is_redraft for each in found.values())
            if known < ENOUGH_OF_A_TASK:
                older = progress.attempts(session, user_id=actor.user_id, limit=ENOUGH_OF_A_TASK, firsts_of_task=number)
                found |= {row.id: _attempt(row._asdict()) for row in older}
    return sorted(found.values(), key=lambda each: (each.submitted_at, each.submission_id))


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
        is_provisional=values["is_provisional"],
    )
