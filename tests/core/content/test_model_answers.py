"""Models: files that are checked, shown where engine and reader agree, opened by an own result."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.assessment.task_facts import facts_of, facts_with_models
from core.assessment.types import AssessmentResult, TaskFacts
from core.content import model_answers, model_files
from core.content.errors import SeedFileFault
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
    engine = Reader(Model5=6, Model6=6, Model7=7, Model8=8)
    loaded = model_answers.load(session, seeds=seeds, engine=engine)

    assert (loaded.read, loaded.assessed, loaded.shown) == (4, 4, 2)
    assert loaded.hidden == (f"{CODE} 6.5: engine 6.0, reader 7.5", f"{CODE} 8.5: engine 8.0, reader none")
    rows = session.scalars(select(ModelAnswer).order_by(ModelAnswer.band)).all()
    assert [row.is_shown for row in rows] == [True, False, True, False]

    again = model_answers.load(session, seeds=seeds, engine=engine)
    assert (again.assessed, again.shown, engine.calls) == (0, 2, 4)
    newer = model_answers.load(session, seeds=seeds, engine=Reader("offline-10", Model5=4, Model7=7))
    assert (newer.assessed, newer.shown) == (4, 1), "a new engine version reads them again"


def test_a_file_without_its_task_loads_nothing(session: Session, tmp_path: Path) -> None:
    file(tmp_path)
    with pytest.raises(SeedFileFault, match="no such task"):
        model_answers.load(session, seeds=model_files.read_models(tmp_path), engine=Reader())


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
