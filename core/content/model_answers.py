"""Models at several bands: shown where engine and reader agree, and only after the learner's own attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.engines.base import Engine
from core.assessment.task_facts import facts_of, input_sha256
from core.assessment.types import NotAssessable, TaskFacts
from core.content.errors import SeedFileFault
from core.content.model_files import Annotation, ModelSeed
from core.content.model_readings import Readings
from db.models.content import ModelAnswer
from db.repositories import content, model_answers

AGREEMENT = Decimal("0.5")  # how far engine and blind reader may be from the band that we meant


@dataclass(frozen=True)
class Model:
    """A model as learners see it."""

    band: Decimal
    text: str
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True)
class ModelsOfTask:
    """`exist` says whether there is anything to open; `models` are empty until the learner's own essay has a result."""

    exist: bool
    models: tuple[Model, ...] = ()


@dataclass(frozen=True)
class ModelsLoaded:
    """What a load did, as counts of models."""

    read: int
    assessed: int
    shown: int
    hidden: tuple[str, ...]


def models_of(session: Session, actor: Actor, *, task_id: int) -> ModelsOfTask:
    """The models of a task, locked until an essay of the actor on it has a result."""
    rows = model_answers.shown(session, task_id=task_id)
    if not rows or not model_answers.has_own_result(session, user_id=actor.user_id, task_id=task_id):
        return ModelsOfTask(exist=bool(rows))
    return ModelsOfTask(
        exist=True,
        models=tuple(
            Model(
                band=row.band,
                text=row.text,
                annotations=tuple(Annotation(quote=one["quote"], note=one["note"]) for one in row.annotations),
            )
            for row in rows
        ),
    )


def load(session: Session, *, seeds: Sequence[ModelSeed], readings: Readings, engine: Engine | None) -> ModelsLoaded:
    """Bring the models into the database with the bands of the kept readings.

    A text without a reading is assessed and the reading added; without an `engine` it stays hidden instead. A model is
    shown where both the engine and the reader of the file are within half a band of what we meant.

    Raises:
        SeedFileFault: A file is named after a task that is not loaded; nothing is written then.
    """
    tasks = {task.task_code: task for task in content.public_tasks(session)}
    for seed in seeds:
        if seed.code not in tasks:
            raise SeedFileFault(f"{seed.code}.toml", "there is no such task; run load_practice_tasks first")
    assessed, hidden = 0, []
    for seed in seeds:
        task = tasks[seed.code]
        rows = {row.band: row for row in model_answers.of_task(session, task_id=task.id)}
        row = rows.get(seed.band) or ModelAnswer(task_id=task.id, band=seed.band)
        facts = facts_of(task)
        fingerprint = input_sha256(seed.text, facts)
        if fingerprint not in readings.bands and engine is not None:
            readings.bands[fingerprint] = _assessed(engine, seed.text, facts)
            assessed += 1
        row.is_shown = False
        row.text, row.engine = seed.text, readings.engine
        row.engine_band = readings.bands.get(fingerprint)
        row.read_band = seed.read_band
        row.annotations = [{"quote": one.quote, "note": one.note} for one in seed.annotations]
        row.is_shown = _agrees(seed.band, row.engine_band) and _agrees(seed.band, seed.read_band)
        if not row.is_shown:
            hidden.append(f"{seed.code} {seed.band}: engine {_said(row.engine_band)}, reader {_said(seed.read_band)}")
        session.add(row)
        session.flush()
    return ModelsLoaded(read=len(seeds), assessed=assessed, shown=len(seeds) - len(hidden), hidden=tuple(hidden))


def _assessed(engine: Engine, text: str, task: TaskFacts) -> Decimal | None:
    try:
        return engine.assess(text, task).overall
    except NotAssessable:
        return None


def _agrees(meant: Decimal, given: Decimal | None) -> bool:
    return given is not None and abs(given - meant) <= AGREEMENT


def _said(band: Decimal | None) -> str:
    return "none" if band is None else f"{band:.1f}"
