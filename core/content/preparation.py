"""Help before writing, from the files below db/seeds/preparation: by kind of task, and by topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.content.errors import SeedFileFault
from core.content.seed_files import SEEDS, read_toml, read_topics
from core.content.task_entries import NOT_PLAIN
from core.content.types import Task

FOLDER = SEEDS / "preparation"
MAX_COLLOCATIONS = 15
MIN_COLLOCATION_WORDS = 2
MAX_CHARACTERS = 600
MINUTES_OF_TASK = (20, 40)
TEXT = "a text that is not empty"


@dataclass(frozen=True)
class Collocation:
    """Words that belong together, in a sentence that uses them."""

    phrase: str
    sentence: str


@dataclass(frozen=True)
class Question:
    """A common question of a topic with ideas for both sides."""

    question: str
    ideas_for: tuple[str, ...]
    ideas_against: tuple[str, ...]


@dataclass(frozen=True)
class TopicPreparation:
    """What helps with a topic: things to think of, words in sentences, questions with ideas for both sides."""

    slug: str
    name: str
    ideas: tuple[str, ...]
    collocations: tuple[Collocation, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def has_page(self) -> bool:
        """Whether there is more than the things to think of."""
        return bool(self.collocations or self.questions)


@dataclass(frozen=True)
class TimedStep:
    """One step of the work with the minutes that it takes."""

    minutes: int
    text: str


@dataclass(frozen=True)
class Part:
    """A paragraph of the answer and what it holds."""

    name: str
    text: str


@dataclass(frozen=True)
class KindPreparation:
    """How to approach a kind of task; `title` is empty while only the questions for a plan are written."""

    kind: str
    plan: tuple[str, ...]
    title: str = ""
    asks: str = ""
    steps: tuple[TimedStep, ...] = ()
    paragraphs: tuple[Part, ...] = ()
    phrases: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preparation:
    """What helps to plan an answer; every part may be missing for a question of one's own."""

    steps: tuple[str, ...]
    ideas: tuple[str, ...]
    kind: KindPreparation | None = None
    topic: TopicPreparation | None = None


def preparation_for(task: Task) -> Preparation:
    """Questions for a plan that fit the task's kind; things to think of for Task 2 only, which asks for ideas."""
    materials = task.materials or {}
    kind = kinds().get(str(materials.get("essay_type") or materials.get("type") or ""))
    topic = next((one for one in topics().values() if one.name == task.topic), None)
    return Preparation(
        steps=kind.plan if kind else (),
        ideas=topic.ideas if topic and task.task_number == 2 else (),
        kind=kind,
        topic=topic,
    )


def kinds() -> Mapping[str, KindPreparation]:
    """Every kind of task that has a file, by its name."""
    return _kinds(FOLDER)


def topics() -> Mapping[str, TopicPreparation]:
    """Every topic that has a file, by slug."""
    return _topics(FOLDER)


@cache
def _kinds(folder: Path) -> Mapping[str, KindPreparation]:
    return {path.stem: read_kind(path) for path in sorted((folder / "kinds").glob("*.toml"))}


@cache
def _topics(folder: Path) -> Mapping[str, TopicPreparation]:
    return {path.stem: read_topic(path) for path in sorted((folder / "topics").glob("*.toml"))}


def read_topic(path: Path) -> TopicPreparation:
    """One file of topics/.

    Raises:
        SeedFileFault: The first fault found, with its place in the file.
    """
    entry = read_toml(path)
    _require_keys(path, "the file", entry, {"topic", "ideas", "collocations", "questions"})
    names = {topic.slug: topic.name for topic in read_topics()}
    if entry.get("topic") != path.stem or path.stem not in names:
        raise SeedFileFault(path.name, "topic must be the slug of a topic and the name of the file")
    collocations = tuple(
        _collocation(path, f"collocations[{index}]", one)
        for index, one in enumerate(_tables(path, "collocations", entry))
    )
    if len(collocations) > MAX_COLLOCATIONS:
        raise SeedFileFault(path.name, f"collocations: {len(collocations)}, but at most {MAX_COLLOCATIONS} are shown")
    questions = []
    for index, one in enumerate(_tables(path, "questions", entry)):
        place = f"questions[{index}]"
        _require_keys(path, place, one, {"question", "for", "against"})
        questions.append(
            Question(
                question=_text(path, place, "question", one),
                ideas_for=_lines(path, place, "for", one),
                ideas_against=_lines(path, place, "against", one),
            )
        )
    return TopicPreparation(
        slug=path.stem,
        name=names[path.stem],
        ideas=_lines(path, "the file", "ideas", entry),
        collocations=collocations,
        questions=tuple(questions),
    )


def read_kind(path: Path) -> KindPreparation:
    """One file of kinds/: the questions for a plan, and with a `title` the whole page.

    Raises:
        SeedFileFault: The first fault found, with its place in the file.
    """
    entry = read_toml(path)
    _require_keys(path, "the file", entry, {"kind", "title", "asks", "plan", "steps", "paragraphs", "phrases", "traps"})
    if entry.get("kind") != path.stem:
        raise SeedFileFault(path.name, "kind must be the name of the file")
    plan = _lines(path, "the file", "plan", entry)
    if "title" not in entry:
        return KindPreparation(kind=path.stem, plan=plan)
    steps = tuple(_step(path, f"steps[{index}]", one) for index, one in enumerate(_tables(path, "steps", entry)))
    if (total := sum(step.minutes for step in steps)) not in MINUTES_OF_TASK:
        raise SeedFileFault(path.name, f"steps: the minutes add up to {total}, not to 20 or 40")
    paragraphs = []
    for index, one in enumerate(_tables(path, "paragraphs", entry)):
        place = f"paragraphs[{index}]"
        paragraphs.append(Part(name=_text(path, place, "name", one), text=_text(path, place, "text", one)))
    if not paragraphs:
        raise SeedFileFault(path.name, "holds no [[paragraphs]] entries")
    return KindPreparation(
        kind=path.stem,
        plan=plan,
        title=_text(path, "the file", "title", entry),
        asks=_text(path, "the file", "asks", entry),
        steps=steps,
        paragraphs=tuple(paragraphs),
        phrases=_lines(path, "the file", "phrases", entry),
        traps=_lines(path, "the file", "traps", entry),
    )


def _collocation(path: Path, place: str, entry: Mapping[str, Any]) -> Collocation:
    _require_keys(path, place, entry, {"phrase", "sentence"})
    phrase, sentence = (_text(path, place, key, entry) for key in ("phrase", "sentence"))
    if len(phrase.replace("-", " ").split()) < MIN_COLLOCATION_WORDS:
        raise SeedFileFault(path.name, f"{place}: {phrase!r} is a single word; a collocation has two or more")
    return Collocation(phrase=phrase, sentence=sentence)


def _step(path: Path, place: str, entry: Mapping[str, Any]) -> TimedStep:
    minutes = entry.get("minutes")
    if type(minutes) is not int or minutes < 1:
        raise SeedFileFault(path.name, f"{place}: minutes must be a whole number of at least 1")
    return TimedStep(minutes=minutes, text=_text(path, place, "text", entry))


def _require_keys(path: Path, place: str, entry: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(entry) - known):
        raise SeedFileFault(path.name, f"{place}: has keys that we do not know: {', '.join(unknown)}")


def _tables(path: Path, key: str, entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = entry.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise SeedFileFault(path.name, f"{key} must be [[{key}]] entries")
    return found


def _text(path: Path, place: str, key: str, entry: Mapping[str, Any]) -> str:
    found = entry.get(key)
    if not _is_line(found):
        raise SeedFileFault(path.name, f"{place}: {key} must be {TEXT}, plain and of at most {MAX_CHARACTERS} letters")
    return str(found).strip()


def _lines(path: Path, place: str, key: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    found = entry.get(key)
    if not isinstance(found, list) or not found or not all(_is_line(line) for line in found):
        raise SeedFileFault(path.name, f"{place}: {key} must be a list of lines that are not empty")
    return tuple(line.strip() for line in found)


def _is_line(found: object) -> bool:
    return isinstance(found, str) and 0 < len(found.strip()) <= MAX_CHARACTERS and not NOT_PLAIN.search(found)
