"""The sample report that every visitor may read: an essay of ours, assessed by our engine and kept in a file."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from core.assessment.reports import Report, ReportState
from core.assessment.stored import from_json, to_json
from core.assessment.types import TaskFacts
from core.content.seed_files import SEEDS, read_task, task_facts
from core.content.types import Task, TaskSeed, TaskVisibility
from core.practice.word_count import count_words

TASK_CODE = "AC_T2_001"
ESSAY = SEEDS / "sample_report.txt"
RESULT = SEEDS / "sample_report.json"
_OURS = 0  # no row of the database has this id


def sample_essay() -> tuple[str, TaskFacts]:
    """The essay and its task, as an engine takes them."""
    return ESSAY.read_text(encoding="utf-8").strip(), task_facts(TASK_CODE)


@cache
def sample_report() -> Report:
    """The report as a learner would see it; no database is needed."""
    essay, _facts = sample_essay()
    stored: dict[str, Any] = json.loads(RESULT.read_text(encoding="utf-8"))
    seed = read_task(SEEDS / "tasks" / "academic" / "task_2" / f"{TASK_CODE}.toml")
    return Report(
        submission_id=_OURS,
        task=_task(seed),
        essay=essay,
        word_count=count_words(essay),
        submitted_at=None,
        state=ReportState.ready,
        result=from_json(stored),
    )


def write_sample_report(engine_name: str) -> Report:
    """Let the engine assess the sample essay anew and keep what it says in the file."""
    from core.assessment.engines import registry  # the language libraries: never in the web process

    essay, facts = sample_essay()
    result = registry.engine(engine_name).assess(essay, facts)
    RESULT.write_text(json.dumps(to_json(result), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sample_report.cache_clear()
    return sample_report()


def _task(seed: TaskSeed) -> Task:
    return Task(
        task_id=_OURS,
        code=seed.code,
        title=seed.title,
        module_type=seed.module_type,
        task_number=seed.task_number,
        difficulty=seed.difficulty,
        topic=seed.topic,
        instruction=seed.instruction,
        prompt=seed.prompt,
        word_limit_min=seed.word_limit_min,
        word_limit_max=seed.word_limit_max,
        time_limit_minutes=seed.time_limit_minutes,
        visibility=TaskVisibility.public,
        is_active=True,
        updated_at=datetime(2026, 11, 23, tzinfo=UTC),
        materials=seed.materials,
    )
