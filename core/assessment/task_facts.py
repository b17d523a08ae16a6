"""A task of the bank as an engine sees it."""

import json
from dataclasses import asdict, replace
from hashlib import sha256

from sqlalchemy.orm import Session

from core.assessment.types import TaskFacts
from db.models.content import ModuleType, PracticeTask
from db.repositories import model_answers


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


def facts_with_models(session: Session, task: PracticeTask) -> TaskFacts:
    """The facts with the models that we show, so that an engine knows an essay that was copied from one.

    They are no part of `input_sha256`: publishing a model must not make an old result look like that of another text.
    """
    return replace(facts_of(task), model_answers=model_answers.shown_texts(session, task_id=task.id))


def input_sha256(essay: str, task: TaskFacts) -> str:
    """The fingerprint of what an engine sees: the same one means the same result, as long as the engine is the same."""
    seen = json.dumps({"essay": essay, "task": asdict(task)}, sort_keys=True, ensure_ascii=True)
    return sha256(seen.encode("ascii")).hexdigest()
