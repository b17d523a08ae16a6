"""Essays in files: each assessed into one plain JSON object, for scripts."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.assessment.criteria import CRITERIA
from core.assessment.engines.base import Engine
from core.assessment.stored import comment_json, evidence_json, gate_json
from core.assessment.types import MINIMUM_WORDS, AssessmentResult, NotAssessable, TaskFacts
from core.errors import Refusal


class EssayFileFault(Refusal):
    """The file with the essay or the question cannot be used."""


def task_of(*, code: str | None, prompt: Path | None, task_number: int | None) -> TaskFacts:
    """A task of ours by its code, or one's own question from a file.

    Raises:
        TaskNotFound: No task of ours has this code.
        EssayFileFault: The question cannot be read, or its task number is missing.
    """
    if code is not None:
        from core.content import seed_files

        return seed_files.task_facts(code)
    if prompt is None or task_number is None:
        raise EssayFileFault("--prompt needs --task-number 1 or 2.")
    return TaskFacts(task_number, _text_of(prompt), word_limit_min=MINIMUM_WORDS[task_number])


def files_at(path: Path) -> list[Path]:
    """The file itself, or the files of a folder by name (hidden ones left out).

    Raises:
        EssayFileFault: Nothing there.
    """
    if not path.is_dir():
        if not path.is_file():
            raise EssayFileFault(f"There is no file {path}.")
        return [path]
    files = sorted(entry for entry in path.iterdir() if entry.is_file() and not entry.name.startswith("."))
    if not files:
        raise EssayFileFault(f"The folder {path} holds no essay.")
    return files


def assessed(engine: Engine, path: Path, task: TaskFacts) -> dict[str, Any]:
    """The result of one file, or `{"refused": {"name", "reason"}}`; milliseconds are those of this essay."""
    essay = _text_of(path)
    began = time.perf_counter()
    try:
        result = engine.assess(essay, task)
    except NotAssessable as refusal:
        return {"refused": {"name": refusal.name, "reason": refusal.reason}}
    return as_dict(result) | {"milliseconds": int((time.perf_counter() - began) * 1000)}


def as_dict(result: AssessmentResult) -> dict[str, Any]:
    """The public shape of a result; bands as numbers."""
    return {
        "overall": float(result.overall),
        "criteria": {criterion.value: int(result.criteria[criterion].band) for criterion in CRITERIA},
        "range": [float(result.low), float(result.high)],
        "coverage": float(result.coverage),
        "confidence": float(result.confidence),
        "gates": [gate_json(gate) for gate in result.gates],
        "summary": result.summary,
        "priority": result.priority,
        "advice": result.advice,
        "priority_evidence": evidence_json(result.priority_evidence) if result.priority_evidence else None,
        "next_step": result.next_step,
        "comments": [comment_json(comment) for comment in result.comments],
        "evidence": {
            criterion.value: [evidence_json(entry) for entry in result.criteria[criterion].evidence]
            for criterion in CRITERIA
        },
        "feedback": {
            criterion.value: {
                "summary": result.criteria[criterion].summary,
                "strengths": list(result.criteria[criterion].strengths),
                "improvements": list(result.criteria[criterion].improvements),
                "suggestions": list(result.criteria[criterion].suggestions),
            }
            for criterion in CRITERIA
        },
        "measures": dict(result.measures),
        "engine": result.engine,
        "rubric": result.rubric,
    }


def as_json(report: Mapping[str, Any]) -> str:
    """One line; a lone surrogate of the essay cannot break it."""
    return json.dumps(report, ensure_ascii=True)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise EssayFileFault(f"{path} cannot be read.") from error
