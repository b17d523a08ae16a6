"""One task as its file says it, wherever the file came from: every fault in it, and the value it stands for."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from core.assessment.types import MINIMUM_WORDS
from core.content.materials import faults_in_materials
from core.content.types import Difficulty, ModuleType, TaskSeed

SCHEMA = Path(__file__).resolve().parents[2] / "db" / "seeds" / "schema" / "task.json"
MODULE_PREFIX = {"academic": "AC", "general": "GT"}
NOT_PLAIN = re.compile(r"[<>\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")
PLAIN_FIELDS = ("title", "instruction", "prompt")
MAX_MESSAGE = 300


@dataclass(frozen=True)
class EntryFault:
    """What is wrong, and in which field; the field may be empty when the fault is about all of it."""

    field: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.field}: {self.sentence}" if self.field else self.sentence


def faults_in(entry: Mapping[str, Any], *, name: str | None = None) -> tuple[EntryFault, ...]:
    """Every fault of one task, the one to mend first at the front; `name` is that of its file without the ending.

    Where the shape is wrong, only the shape is spoken of: what it means cannot be judged yet.
    """
    entry = dated(entry)
    errors = list(_schema().iter_errors(entry))
    if errors:
        first = best_match(errors)
        ordered = [first, *(error for error in errors if error is not first)]
        return tuple(
            EntryFault(error.json_path.removeprefix("$.").strip("$"), _short(error.message)) for error in ordered
        )
    return tuple(_in_task(entry, name)) + tuple(_split(fault) for fault in faults_in_materials(entry["materials"]))


def seed_of(entry: Mapping[str, Any]) -> TaskSeed:
    """The task of an entry without faults."""
    entry = dated(entry)
    return TaskSeed(
        code=entry["code"],
        title=entry["title"],
        module_type=ModuleType(entry["module"]),
        task_number=entry["task_number"],
        difficulty=Difficulty(entry["difficulty"]),
        topic=entry["topic"],
        instruction=entry["instruction"].strip(),
        prompt=entry["prompt"].strip(),
        word_limit_min=entry["word_limit_min"],
        word_limit_max=entry["word_limit_max"],
        time_limit_minutes=entry["time_limit_minutes"],
        reviewed_on=date.fromisoformat(entry["reviewed_on"]) if "reviewed_on" in entry else None,
        materials=_stripped(entry["materials"]),
    )


def entry_of(seed: TaskSeed) -> dict[str, Any]:
    """The other way round: what a file of the task holds, in the order in which ours are written."""
    entry: dict[str, Any] = {
        "code": seed.code,
        "title": seed.title,
        "module": str(seed.module_type),
        "task_number": seed.task_number,
        "difficulty": str(seed.difficulty),
        "topic": seed.topic,
        "instruction": seed.instruction,
        "prompt": seed.prompt,
        "word_limit_min": seed.word_limit_min,
        "word_limit_max": seed.word_limit_max,
        "time_limit_minutes": seed.time_limit_minutes,
    }
    if seed.reviewed_on is not None:
        entry["reviewed_on"] = seed.reviewed_on
    entry["materials"] = dict(seed.materials)
    return entry


def dated(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with its date as JSON would write it."""
    reviewed_on = entry.get("reviewed_on")
    return {**entry, "reviewed_on": reviewed_on.isoformat()} if isinstance(reviewed_on, date) else dict(entry)


def _in_task(entry: Mapping[str, Any], name: str | None) -> Iterator[EntryFault]:
    code, module, number = entry["code"], entry["module"], entry["task_number"]
    if name is not None and name != code:
        yield EntryFault("", f"code is {code}, but the file is called {name}.toml")
    if not code.startswith(f"{MODULE_PREFIX[module]}_T{number}_"):
        yield EntryFault("", f"code {code} does not fit module {module!r} and task number {number}")
    if entry["word_limit_min"] < MINIMUM_WORDS[number]:
        yield EntryFault("word_limit_min", f"Task {number} asks for at least {MINIMUM_WORDS[number]} words")
    if entry["word_limit_max"] <= entry["word_limit_min"]:
        yield EntryFault("", "word_limit_max must be above word_limit_min")
    for key in PLAIN_FIELDS:
        if NOT_PLAIN.search(entry[key]):
            yield EntryFault(key, "only plain text is allowed (no <, > or control characters)")
    yield from _markup("materials", entry["materials"])
    kind = entry["materials"]["type"]
    expected = "essay" if number == 2 else "letter" if module == "general" else None
    if (expected and kind != expected) or (expected is None and kind in ("essay", "letter")):
        yield EntryFault("materials.type", f"{kind!r} does not fit module {module!r} and task number {number}")
    if kind == "letter":
        yield from _in_letter(entry)
    try:
        date.fromisoformat(entry.get("reviewed_on", "2000-01-01"))
    except ValueError:
        yield EntryFault("", f"reviewed_on {entry['reviewed_on']!r} is not a date")


def _in_letter(entry: Mapping[str, Any]) -> Iterator[EntryFault]:
    materials = entry["materials"]
    for bullet in materials.get("bullets", ()):
        if isinstance(bullet, dict) and str(bullet.get("text", "")) not in entry["prompt"]:
            yield EntryFault("prompt", f"the bullet point {bullet['text']!r} is not in it")
    if not entry["instruction"].strip().endswith(str(materials.get("opening_line", ""))):
        yield EntryFault("instruction", "must end with the opening line of the letter")


def _markup(place: str, value: Any) -> Iterator[EntryFault]:
    """Materials are drawn and read aloud: a tag in them is as wrong as one in the prompt."""
    if isinstance(value, str):
        if re.search(r"<[A-Za-z/!]", value):
            yield EntryFault(place, "only plain text is allowed (no tags)")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _markup(f"{place}.{key}", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _markup(f"{place}[{index}]", item)


def _split(fault: str) -> EntryFault:
    field, colon, sentence = fault.partition(": ")
    return EntryFault(field, sentence) if colon else EntryFault("", fault)


def _short(message: str) -> str:
    return message if len(message) <= MAX_MESSAGE else f"{message[:120]} … {message[-120:]}"


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return {key: _stripped(item) for key, item in value.items()}
    return [_stripped(item) for item in value] if isinstance(value, list) else value


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
