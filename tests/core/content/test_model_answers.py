"""Models: files that are checked, shown where engine and reader agree, opened by an own result."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.engines import registry
from core.assessment.task_facts import facts_of, facts_with_models, input_sha256
from core.assessment.types import AssessmentResult, TaskFacts
from core.config import EngineName
from core.content import model_answers, model_files, model_readings, seed_files
from core.content.errors import SeedFileFault
from core.content.model_readings import Readings
from db.models.content import ModelAnswer, PracticeTask
from tests.factories.accounts import make_user
from tests.factories.actors import actor_of
from tests.factories.assessment import make_assessment
from tests.factories.content import make_model_answer, make_task
from tests.factories.essays import make_result
from tests.factories.practice import make_submission

CODE = "AC_T2_001"
SENTENCE = "People who read every day write better letters than people who never open a book at all. "
BANDS = ("5.5", "6.5", "7.5", "8.5")


class Reader:
    """An engine that gives each text the band that stands in it."""

    name = "offline"

    def __init__(self, version: str = "offline-9", **bands: int) -> None:
        self.version = version
        self.bands = bands
        self.calls = 0

    def assess(self, essay: str, task: TaskFacts) -> AssessmentResult:
        self.calls += 1
        assert task.model_answers == ()
        return make_result(self.bands.get(essay.split()[0], 7))


def answer(band: str, *, quote: str = "write better letters", read: str | None = None) -> str:
    read_line = f"read_band = {read or band}\n" if read != "" else ""
    text = f"Model{band[0]} says this. " + SENTENCE * 16
    return (
        f'[[answers]]\nband = {band}\n{read_line}text = """\n{text}"""\n'
        f'annotations = [{{ quote = "{quote}", note = "A natural phrase." }}]\n'
    )


def file(folder: Path, *answers: str, code: str = CODE) -> Path:
    path = folder / f"{code}.toml"
    path.write_text(f'code = "{code}"\n\n' + "\n".join(answers or map(answer, BANDS)), "utf-8")
    return path


@pytest.fixture
def task(session: Session) -> PracticeTask:
    return make_task(session, task_code=CODE)


@pytest.fixture
def ann(session: Session) -> Actor:
    return actor_of(make_user(session))


def test_our_own_files_are_sound() -> None:
    assert all(model.band in model_files.BANDS for model in model_files.read_models())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("band = 8.5", "band = 8.0"), "one answer at each of the bands"),
        (lambda text: text.replace("band = 8.5", "band = 7.5"), "one answer at each of the bands"),
        (lambda text: text.replace("band = 8.5", 'band = "high"'), "answers[3].band: must be between 1 and 9"),
        (lambda text: text.replace('"write better letters"', '"write best letters"', 1), "is not in the text"),
        (lambda text: text.replace(SENTENCE * 10, "", 1), "words, but Task 2 asks for 250"),
        (lambda text: text.replace("[[answers]]", "[[models]]"), "holds no [[answers]]"),
        (lambda text: text.replace("Model5", "<b>Model5"), "must be plain text"),
        (lambda text: text.replace("note =", "why =", 1), "needs exactly a quote and a note"),
        (lambda text: text.replace(CODE, "AC_T2_002"), "name of the file"),
        (lambda text: f"{text}\nmark = 7\n", "has keys that we do not know: mark"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: Callable[[str], str], fault: str) -> None:
    path = file(tmp_path)
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(SeedFileFault) as caught:
        model_files.read_file(path)
    assert fault in str(caught.value)


def test_only_those_on_which_both_agree_are_shown(session: Session, task: PracticeTask, tmp_path: Path) -> None:
    file(tmp_path, answer("5.5"), answer("6.5", read="7.5"), answer("7.5"), answer("8.5", read=""))
    seeds = model_files.read_models(tmp_path)
    readings, engine = Readings("offline-9"), Reader(Model5=6, Model6=6, Model7=7, Model8=8)
    loaded = model_answers.load(session, seeds=seeds, readings=readings, engine=engine)

    assert (loaded.read, loaded.assessed, loaded.shown) == (4, 4, 2)
    assert loaded.hidden == (f"{CODE} 6.5: engine 6.0, reader 7.5", f"{CODE} 8.5: engine 8.0, reader none")
    rows = session.scalars(select(ModelAnswer).order_by(ModelAnswer.band)).all()
    assert [row.is_shown for row in rows] == [True, False, True, False]

    model_readings.write(readings, tmp_path / "readings.json")
    kept = model_readings.read("offline-9", tmp_path / "readings.json")
    assert kept == readings
    again = model_answers.load(session, seeds=seeds, readings=kept, engine=None)
    assert (again.assessed, again.shown, engine.calls) == (0, 2, 4)


def test_another_engine_version_reads_them_anew_or_hides_them(
    session: Session, task: PracticeTask, tmp_path: Path
) -> None:
    file(tmp_path)
    seeds = model_files.read_models(tmp_path)
    readings = Readings("offline-9")
    model_answers.load(session, seeds=seeds, readings=readings, engine=Reader(Model5=6, Model7=7))
    model_readings.write(readings, tmp_path / "readings.json")

    newer = model_readings.read("offline-10", tmp_path / "readings.json")
    hidden = model_answers.load(session, seeds=seeds, readings=newer, engine=None)
    assert (newer.bands, hidden.shown, hidden.assessed) == ({}, 0, 0)
    assert model_answers.load(session, seeds=seeds, readings=newer, engine=Reader(Model7=7)).assessed == 4


@pytest.mark.parametrize("text", ["{", "[]", '{"engine": "offline-9"}', '{"engine": "x", "bands": {"a": "high"}}'])
def test_damaged_readings_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "readings.json").write_text(text, "utf-8")
    with pytest.raises(SeedFileFault, match="damaged"):
        model_readings.read("offline-9", tmp_path / "readings.json")


def test_a_file_without_its_task_loads_nothing(session: Session, tmp_path: Path) -> None:
    file(tmp_path)
    with pytest.raises(SeedFileFault, match="no such task"):
        model_answers.load(
            session, seeds=model_files.read_models(tmp_path), readings=Readings("offline-9"), engine=Reader()
        )


def test_models_open_after_the_learners_own_result(session: Session, task: PracticeTask, ann: Actor) -> None:
    assert model_answers.models_of(session, ann, task_id=task.id) == model_answers.ModelsOfTask(exist=False)
    make_model_answer(session, task.id)
    make_model_answer(session, task.id, band=Decimal("5.5"), is_shown=False, text="Hidden.")
    locked = model_answers.ModelsOfTask(exist=True)
    assert model_answers.models_of(session, ann, task_id=task.id) == locked

    make_submission(session, user_id=ann.user_id, task=task, status="submitted")
    make_assessment(session, make_submission(session, task=task, status="assessed"))
    assert model_answers.models_of(session, ann, task_id=task.id) == locked, "somebody else's result opens nothing"
    make_assessment(session, make_submission(session, user_id=ann.user_id, task=task, status="assessed"))

    (model,) = model_answers.models_of(session, ann, task_id=task.id).models
    assert (model.band, model.annotations[0].quote) == (Decimal("7.5"), "learn best alone")


def test_an_engine_is_told_what_we_show(session: Session, task: PracticeTask) -> None:
    shown = make_model_answer(session, task.id)
    make_model_answer(session, task.id, band=Decimal("5.5"), is_shown=False, text="Hidden.")
    assert facts_with_models(session, task).model_answers == (shown.text,)
    assert facts_of(task).model_answers == ()


@pytest.mark.parametrize("kind", ["AC_T1", "AC_T2", "GT_T1", "GT_T2"])
def test_the_engine_tells_our_models_apart(kind: str) -> None:
    """By the kept readings: what was written to show a higher band got one, up to 7.5, in every kind of task."""
    kept = model_readings.read(registry.version(EngineName.offline))
    bands: dict[Decimal, list[Decimal]] = defaultdict(list)
    for seed in model_files.read_models():
        if seed.code.startswith(kind):
            read = kept.bands[input_sha256(seed.text, seed_files.task_facts(seed.code))]
            assert read is not None, "assessable"
            bands[seed.band].append(read)
    low, middle, high, highest = (sum(bands[band]) / len(bands[band]) for band in sorted(bands))
    assert low + Decimal("0.5") < middle < high
    assert highest > middle
