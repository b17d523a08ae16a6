"""What is sent: the same instructions every time, so that they are cached, and after them the essay as data."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from core.assessment import prompts, rubric
from core.assessment.criteria import CRITERIA, label
from core.assessment.engines.offline.letters import is_letter
from core.assessment.engines.offline.reading import Reading
from core.assessment.engines.offline.text import readable
from core.assessment.engines.openai.marker_talk import speaks_to_marker
from core.assessment.engines.openai.schema import COMMENT_TYPES, Reply
from core.assessment.own_words import sentence_spans
from core.assessment.types import Criterion, TaskFacts

MOST_MATERIAL_CHARACTERS = 12_000
_BANDS = range(9, 0, -1)


@dataclass(frozen=True)
class SentEssay:
    """The text that the model sees; `starts[i]` is the place of `text[i]` in the essay as it was handed in."""

    text: str
    starts: tuple[int, ...]
    left_out: int  # sentences that speak to the marker, beside those that a gate names


@cache
def instructions() -> str:
    """The static part, in front of every request: what to do, our rubric, the types of errors."""
    sections = [
        *(_section(label(criterion, 2), criterion, 2) for criterion in CRITERIA),
        _section("Task Achievement, for a report (Task 1)", Criterion.task_achievement, 1),
        _section("Task Achievement, for a letter (Task 1)", Criterion.task_achievement, 1, letter=True),
    ]
    filled = prompts.template().replace("{rubric}", "\n\n".join(sections))
    return filled.replace("{types}", ", ".join(COMMENT_TYPES))


@cache
def schema_text() -> str:
    """The schema of the reply, which the client sends along and a model reads as part of its input."""
    return json.dumps(Reply.model_json_schema())


def _section(title: str, criterion: Criterion, task_number: int, *, letter: bool = False) -> str:
    lines = [f"{band}: {rubric.meaning(criterion, Decimal(band), task_number, is_letter=letter)}" for band in _BANDS]
    return "\n".join([f"## {title}", *lines])


def sent_essay(reading: Reading) -> SentEssay:
    """The learner's own sentences in their paragraphs; copied, repeated and injected ones are left out."""
    characters: list[str] = []
    starts: list[int] = []
    left_out = 0
    last_end = 0
    for start, end in _own_sentences(reading):
        sentence = reading.essay[start:end]
        if speaks_to_marker(sentence):
            left_out += 1
            continue
        if characters:
            gap = "\n\n" if "\n" in reading.essay[last_end:start] else " "
            characters.extend(gap)
            starts.extend([last_end] * len(gap))
        characters.extend(sentence)
        starts.extend(range(start, end))
        last_end = end
    return SentEssay("".join(characters), tuple(starts), left_out)


def _own_sentences(reading: Reading) -> list[tuple[int, int]]:
    return [
        (start + first, start + last)
        for start, end in reading.own.kept
        for first, last in sentence_spans(reading.essay[start:end])
    ]


def user_message(sent: SentEssay, task: TaskFacts) -> str:
    """Task and essay as one JSON object: nothing in it can end the string that it stands in."""
    return json.dumps({"task": _task(task), "essay": sent.text}, ensure_ascii=False)


def _task(task: TaskFacts) -> dict[str, object]:
    kind = "letter" if is_letter(task) else ("report" if task.task_number == 1 else "essay")
    said: dict[str, object] = {
        "number": task.task_number,
        "kind": kind,
        "instruction": readable(task.instruction),
        "prompt": readable(task.prompt),
        "minimum_words": task.word_limit_min,
    }
    if task.materials is not None:
        materials = json.dumps(task.materials, ensure_ascii=False, default=str)
        if len(materials) <= MOST_MATERIAL_CHARACTERS:
            said["materials"] = task.materials
    return said
