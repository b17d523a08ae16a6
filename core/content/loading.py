"""Bringing content files into the database: by slug or code, as often as one likes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from core.content.errors import SeedFileFault
from core.content.types import Loaded, PlanSeed, TaskSeed, TopicSeed
from db.models.billing import SubscriptionPlan
from db.models.content import PracticeTask, Topic
from db.repositories import content, task_search


def load_topics(session: Session, *, seeds: Sequence[TopicSeed]) -> Loaded:
    """Insert new topics and bring the known ones up to date, by slug. No topic is taken away."""
    known = {topic.slug: topic for topic in content.topics(session)}
    count = _Counter()
    for seed in seeds:
        values = {"name": seed.name, "category": seed.category, "description": seed.description}
        count.put(session, known.get(seed.slug), Topic(slug=seed.slug), values)
    session.flush()
    task_search.remember_words(session)
    return count.loaded()


def load_plans(session: Session, *, seeds: Sequence[PlanSeed]) -> Loaded:
    """Insert new plans and bring the known ones up to date, by slug; Stripe ids and `is_active` stay as they are."""
    known = {plan.slug: plan for plan in content.plans(session)}
    count = _Counter()
    for seed in seeds:
        values = {
            "name": seed.name,
            "description": seed.description,
            "test_feedback_count": seed.test_feedback_count,
            "duration_months": seed.duration_months,
            "price_usd": seed.price_usd,
            "is_featured": seed.is_featured,
            "sort_order": seed.sort_order,
        }
        count.put(session, known.get(seed.slug), SubscriptionPlan(slug=seed.slug, is_active=True), values)
    session.flush()
    return count.loaded()


def load_tasks(session: Session, *, seeds: Sequence[TaskSeed], overwrites_edits: bool = False) -> Loaded:
    """Insert new tasks and bring the known ones up to date, by task code.

    A task is on offer from the day it has been reviewed; one that an admin has taken off stays off. One that
    was edited in the content lab stays as it was edited, until its file says the same or `overwrites_edits`.

    Raises:
        SeedFileFault: A task names a topic that is not loaded; nothing is written then.
    """
    topics = {topic.slug: topic.id for topic in content.topics(session)}
    for seed in seeds:
        if seed.topic not in topics:
            raise SeedFileFault(f"{seed.code}.toml", f"there is no topic {seed.topic!r}; run load_topics first")
    known = {task.task_code: task for task in content.public_tasks(session)}
    count = _Counter()
    kept = []
    for seed in seeds:
        row = known.get(seed.code)
        values = {
            "title": seed.title,
            "module_type": seed.module_type,
            "task_number": seed.task_number,
            "difficulty_level": seed.difficulty,
            "topic_id": topics[seed.topic],
            "instruction": seed.instruction,
            "prompt": seed.prompt,
            "additional_materials": dict(seed.materials),
            "word_limit_min": seed.word_limit_min,
            "word_limit_max": seed.word_limit_max,
            "time_limit_minutes": seed.time_limit_minutes,
            "reviewed_on": seed.reviewed_on,
        }
        if row is not None and row.edited_at is not None:
            if not overwrites_edits and any(getattr(row, key) != value for key, value in values.items()):
                kept.append(seed.code)
                continue
            values["edited_at"] = None
        if row is None or row.reviewed_on is None or seed.reviewed_on is None:
            values["is_active"] = seed.reviewed_on is not None
        count.put(session, row, PracticeTask(task_code=seed.code), values)
    session.flush()
    task_search.remember_words(session)
    return replace(count.loaded(), kept=tuple(kept))


class _Counter:
    """Writes what differs and counts it: a row that is as it should be is not touched."""

    def __init__(self) -> None:
        self.created = self.changed = self.unchanged = 0

    def put(self, session: Session, row: Any, new: Any, values: dict[str, Any]) -> None:
        target = new if row is None else row
        differing = {key: value for key, value in values.items() if row is None or getattr(row, key) != value}
        for key, value in differing.items():
            setattr(target, key, value)
        if row is None:
            session.add(new)
            self.created += 1
        elif differing:
            self.changed += 1
        else:
            self.unchanged += 1

    def loaded(self) -> Loaded:
        return Loaded(created=self.created, changed=self.changed, unchanged=self.unchanged)
