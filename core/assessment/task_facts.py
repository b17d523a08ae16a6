"""A task of the bank as an engine sees it."""

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
