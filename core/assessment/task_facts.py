"""A task of the bank as an engine sees it."""

import json
from dataclasses import asdict
from hashlib import sha256

from core.assessment.types import TaskFacts
from db.models.content import ModuleType, PracticeTask


def facts_of(task: PracticeTask) -> TaskFacts:
    """The frozen facts of a stored task."""
    return TaskFacts(
        task_number=task.task_number,
        prompt=task.prompt,
        module_type=ModuleType(task.module_type),
        instruction=task.instruction,
        word_limit_min=task.word_limit_min,
        materials=task.additional_materials,
    )


def input_sha256(essay: str, task: TaskFacts) -> str:
    """The fingerprint of what an engine sees: the same one means the same result, as long as the engine is the same."""
    seen = json.dumps({"essay": essay, "task": asdict(task)}, sort_keys=True, ensure_ascii=True)
    return sha256(seen.encode("ascii")).hexdigest()
