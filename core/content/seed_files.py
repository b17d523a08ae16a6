"""The content files: read, checked against their schema, given as frozen values.

Nothing here needs a database. A fault is one sentence with the file and the place in it.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from core.assessment.types import MINIMUM_WORDS, TaskFacts
from core.content.errors import SeedFileFault, TaskNotFound
from core.content.materials import fault_in_materials
from core.content.types import Difficulty, ModuleType, PlanSeed, TaskSeed, TopicSeed

SEEDS = Path(__file__).resolve().parents[2] / "db" / "seeds"
MAX_FILE_BYTES = 1_000_000
MODULE_PREFIX = {"academic": "AC", "general": "GT"}
CODE = re.compile(r"(AC|GT)_T([12])_[0-9]{3}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NOT_PLAIN = re.compile(r"[<>\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")


def read_toml(path: Path) -> dict[str, Any]:
    """The content of one TOML file.

    Raises:
        SeedFileFault: Missing, too large, not UTF-8 or not TOML.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SeedFileFault(path.name, f"cannot be read ({error.strerror})") from error
    if len(raw) > MAX_FILE_BYTES:
        raise SeedFileFault(path.name, f"is larger than {MAX_FILE_BYTES:,} bytes")
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SeedFileFault(path.name, f"is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise SeedFileFault(path.name, f"is not valid TOML: {error}") from error


def read_topics(path: Path = SEEDS / "topics.toml") -> tuple[TopicSeed, ...]:
    """All topics of the file, in its order.

    Raises:
        SeedFileFault: The first fault found.
    """
    topics = []
    for number, entry in enumerate(_entries(path, "topics"), start=1):
        place = f"topic {number}"
        fields = _strings(path, place, entry, {"slug": 100, "name": 100, "category": 50, "description": 500})
        if not SLUG.fullmatch(fields["slug"]):
            raise SeedFileFault(
                path.name, f"{place}: slug {fields['slug']!r} may hold only a-z, 0-9 and single hyphens"
            )
        topics.append(TopicSeed(**fields))
    _require_unique(path, "slug", (topic.slug for topic in topics))
    _require_unique(path, "name", (topic.name for topic in topics))
    return tuple(topics)


def read_plans(path: Path = SEEDS / "plans.toml") -> tuple[PlanSeed, ...]:
    """All plans of the file, in its order.

    Raises:
        SeedFileFault: The first fault found.
    """
    plans = []
    for number, entry in enumerate(_entries(path, "plans"), start=1):
        place = f"plan {number}"
        words = _strings(path, place, entry, {"slug": 100, "name": 100, "description": 500, "price_usd": 12}, others=4)
        for key, least in (("test_feedback_count", 1), ("duration_months", 1), ("sort_order", 0)):
            if type(entry.get(key)) is not int or entry[key] < least:
                raise SeedFileFault(path.name, f"{place}: {key} must be a whole number of at least {least}")
        if type(entry.get("is_featured")) is not bool:
            raise SeedFileFault(path.name, f"{place}: is_featured must be true or false")
        try:
            price_usd = Decimal(words["price_usd"])
        except InvalidOperation as error:
            raise SeedFileFault(path.name, f"{place}: price_usd {words['price_usd']!r} is not a number") from error
        if not price_usd.is_finite() or price_usd < 0 or price_usd != price_usd.quantize(Decimal("0.01")):
            raise SeedFileFault(path.name, f"{place}: price_usd must be 0 or more, in whole cents")
        plans.append(
            PlanSeed(
                slug=words["slug"],
                name=words["name"],
                description=words["description"],
                test_feedback_count=entry["test_feedback_count"],
                duration_months=entry["duration_months"],
                price_usd=price_usd,
                is_featured=entry["is_featured"],
                sort_order=entry["sort_order"],
            )
        )
    _require_unique(path, "slug", (plan.slug for plan in plans))
    _require_unique(path, "name", (plan.name for plan in plans))
    return tuple(plans)


def read_tasks(folder: Path = SEEDS / "tasks") -> tuple[TaskSeed, ...]:
    """Every task file below the folder, by code.

    Raises:
        SeedFileFault: The first fault found; or the folder holds no task file.
    """
    paths = sorted(folder.rglob("*.toml"), key=lambda path: path.name)
    if not paths:
        raise SeedFileFault(folder.name, "holds no task files (*.toml)")
    tasks = tuple(read_task(path) for path in paths)
    _require_unique(folder, "code", (task.code for task in tasks))
    return tasks


def read_task(path: Path) -> TaskSeed:
    """One task file.

    Raises:
        SeedFileFault: The first fault found.
    """
    entry = read_toml(path)
    if isinstance(entry.get("reviewed_on"), date):
        entry["reviewed_on"] = entry["reviewed_on"].isoformat()
    if (error := best_match(_task_schema().iter_errors(entry))) is not None:
        raise SeedFileFault(path.name, f"{error.json_path.removeprefix('$.')}: {error.message}")
    fault = _fault_in_task(path, entry) or fault_in_materials(entry["materials"])
    if fault:
        raise SeedFileFault(path.name, fault)
    try:
        reviewed_on = date.fromisoformat(entry["reviewed_on"]) if "reviewed_on" in entry else None
    except ValueError as error:
        raise SeedFileFault(path.name, f"reviewed_on {entry['reviewed_on']!r} is not a date") from error
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
        reviewed_on=reviewed_on,
        materials=_stripped(entry["materials"]),
    )


def task_facts(code: str, *, folder: Path = SEEDS / "tasks") -> TaskFacts:
    """A task of ours as an engine sees it, straight from its file.

    Raises:
        TaskNotFound: We have no task with this code.
        SeedFileFault: Its file is faulty.
    """
    known = CODE.fullmatch(code)
    module = {prefix: name for name, prefix in MODULE_PREFIX.items()}
    path = folder / module[known[1]] / f"task_{known[2]}" / f"{code}.toml" if known else None
    if path is None or not path.is_file():
        raise TaskNotFound(f"There is no task with the code {code[:40]!r}.")
    seed = read_task(path)
    return TaskFacts(
        task_number=seed.task_number,
        prompt=seed.prompt,
        module_type=seed.module_type,
        instruction=seed.instruction,
        word_limit_min=seed.word_limit_min,
        materials=seed.materials,
    )


@cache
def _task_schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((SEEDS / "schema" / "task.json").read_text("utf-8")))


def _fault_in_task(path: Path, entry: Mapping[str, Any]) -> str | None:
    code, module, number = entry["code"], entry["module"], entry["task_number"]
    if path.stem != code:
        return f"code is {code}, but the file is called {path.name}"
    if not code.startswith(f"{MODULE_PREFIX[module]}_T{number}_"):
        return f"code {code} does not fit module {module!r} and task number {number}"
    if entry["word_limit_min"] < MINIMUM_WORDS[number]:
        return f"word_limit_min: Task {number} asks for at least {MINIMUM_WORDS[number]} words"
    if entry["word_limit_max"] <= entry["word_limit_min"]:
        return "word_limit_max must be above word_limit_min"
    for key in ("title", "instruction", "prompt"):
        if NOT_PLAIN.search(entry[key]):
            return f"{key}: only plain text is allowed (no <, > or control characters)"
    kind = entry["materials"]["type"]
    expected = "essay" if number == 2 else "letter" if module == "general" else None
    if (expected and kind != expected) or (expected is None and kind in ("essay", "letter")):
        return f"materials.type: {kind!r} does not fit module {module!r} and task number {number}"
    if kind == "letter":
        missing = [
            bullet["text"] for bullet in entry["materials"].get("bullets", ()) if bullet["text"] not in entry["prompt"]
        ]
        if missing:
            return f"prompt: the bullet point {missing[0]!r} is not in it"
        if not entry["instruction"].strip().endswith(entry["materials"].get("opening_line", "")):
            return "instruction: must end with the opening line of the letter"
    return None


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return {key: _stripped(item) for key, item in value.items()}
    return [_stripped(item) for item in value] if isinstance(value, list) else value


def _entries(path: Path, key: str) -> list[dict[str, Any]]:
    entries = read_toml(path).get(key)
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise SeedFileFault(path.name, f"holds no [[{key}]] entries")
    return entries


def _strings(
    path: Path, place: str, entry: Mapping[str, Any], longest: Mapping[str, int], others: int = 0
) -> dict[str, str]:
    for key, limit in longest.items():
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            raise SeedFileFault(path.name, f"{place}: {key} is missing or not a text")
        if len(value) > limit:
            raise SeedFileFault(path.name, f"{place}: {key} is longer than {limit} characters")
        if NOT_PLAIN.search(value):
            raise SeedFileFault(path.name, f"{place}: {key} may hold only plain text")
    if len(entry) > len(longest) + others:
        raise SeedFileFault(path.name, f"{place}: has keys that we do not know: {', '.join(sorted(entry))}")
    return {key: entry[key].strip() for key in longest}


def _require_unique(path: Path, key: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise SeedFileFault(path.name, f"{key} {value!r} stands there twice")
        seen.add(value)
