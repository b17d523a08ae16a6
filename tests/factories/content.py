"""Topics, tasks, what people report and models."""

from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from db.models.content import ModelAnswer, ModuleType, PracticeTask, ReportReason, TaskReport, Topic

_numbers = count(1)


def make_topic(session: Session, **overrides: Any) -> Topic:
    """An active topic."""
    number = next(_numbers)
    topic = Topic(**{"name": f"Topic {number}", "slug": f"topic-{number}", "category": "society"} | overrides)
    session.add(topic)
    session.flush()
    return topic


def make_task(session: Session, **overrides: Any) -> PracticeTask:
    """A public Academic Task 2, or Task 1 with `task_number=1`; its limits follow the task number."""
    number = next(_numbers)
    is_task_1 = overrides.get("task_number") == 1
    values: dict[str, Any] = {
        "task_code": f"TEST_{number:05d}",
        "title": f"Task {number}",
        "module_type": ModuleType.academic,
        "task_number": 2,
        "instruction": "You should spend about 40 minutes on this task.",
        "prompt": "Some people prefer to learn alone, others in a group. Discuss both views and give your own opinion.",
        "word_limit_min": 150 if is_task_1 else 250,
        "word_limit_max": 200 if is_task_1 else 320,
        "time_limit_minutes": 20 if is_task_1 else 40,
    }
    task = PracticeTask(**values | overrides)
    session.add(task)
    session.flush()
    return task


def make_report(session: Session, user_id: int, task_id: int, **overrides: Any) -> TaskReport:
    """An open report that a task is unclear."""
    report = TaskReport(**{"user_id": user_id, "task_id": task_id, "reason": ReportReason.unclear} | overrides)
    session.add(report)
    session.flush()
    return report


def make_model_answer(session: Session, task_id: int, **overrides: Any) -> ModelAnswer:
    """A model at band 7.5 on which engine and reader agree."""
    values = {
        "band": Decimal("7.5"),
        "read_band": Decimal("7.5"),
        "engine": "offline-2",
        "engine_band": Decimal("7.0"),
        "text": "It is often said that people learn best alone.",
        "annotations": [{"quote": "learn best alone", "note": "A natural phrase."}],
        "is_shown": True,
    }
    answer = ModelAnswer(**{"task_id": task_id} | values | overrides)
    session.add(answer)
    session.flush()
    return answer
