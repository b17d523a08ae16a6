"""A person's progress: what the numbers allow to be said, and no more."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.types import Criterion
from core.clock import utc_now
from core.progress import streaks
from core.progress.types import Attempt, Overview, Trend
from db.repositories import progress

MOST_ATTEMPTS = 200
COMPARED = 3  # first attempts on each side of a comparison
# The engine's typical error of one band is about 0.8 (docs/assessment.md); of the difference of two means of
# three, about 0.8 * sqrt(2/3) = 0.65. Twice that is beyond what chance gives in 19 of 20 cases.
NOISE = Decimal("1.3")


def overview(session: Session, actor: Actor) -> Overview:
    """Both task lines, practice days and the streak of the actor."""
    attempts = [
        _attempt(row._mapping)
        for row in reversed(progress.attempts(session, user_id=actor.user_id, limit=MOST_ATTEMPTS))
    ]
    moments = progress.practice_moments(session, user_id=actor.user_id)
    today = utc_now().astimezone(ZoneInfo(actor.timezone)).date()
    days = streaks.practice_days(moments, timezone=actor.timezone)
    return Overview(
        task_1=trend(1, [attempt for attempt in attempts if attempt.task_number == 1]),
        task_2=trend(2, [attempt for attempt in attempts if attempt.task_number == 2]),
        target_band=actor.target_band,
        practice_days=days,
        today=today,
        streak_days=streaks.streak(days, today=today),
        essays=len(attempts),
    )


def trend(task_number: int, attempts: Sequence[Attempt]) -> Trend:
    """The line of one task. "Improved" is said only beyond the measured noise, and of first attempts only."""
    firsts = [attempt.band for attempt in attempts if not attempt.is_redraft]
    if not firsts:
        sentence = f"No Task {task_number} essay yet."
    elif len(firsts) < 2 * COMPARED:
        missing = 2 * COMPARED - len(firsts)
        more = "1 more essay" if missing == 1 else f"{missing} more essays"
        sentence = f"Too early to see a trend: {more} of Task {task_number} will show it."
    else:
        change = mean(firsts[-COMPARED:]) - mean(firsts[-2 * COMPARED : -COMPARED])
        if change >= NOISE:
            sentence = "Improved: your last three essays are clearly above the three before."
        elif change <= -NOISE:
            sentence = "Lower: your last three essays are clearly below the three before."
        else:
            sentence = "About the same: your last three essays differ too little from the three before to say more."
    return Trend(task_number=task_number, attempts=tuple(attempts), sentence=sentence)


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
    )
