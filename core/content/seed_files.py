"""The content files: read, checked against their schema, given as frozen values.

Nothing here needs a database. A fault is one sentence with the file and the place in it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from core.assessment.types import TaskFacts
from core.content.errors import SeedFileFault, TaskNotFound
from core.content.task_entries import MODULE_PREFIX, NOT_PLAIN, faults_in, seed_of
from core.content.types import PlanSeed, TaskSeed, TopicSeed

SEEDS = Path(__file__).resolve().parents[2] / "db" / "seeds"
MAX_FILE_BYTES = 1_000_000
CODE = re.compile(r"(AC|GT)_T([12])_[0-9]{3}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    faults = faults_in(entry, name=path.stem)
    if faults:
        raise SeedFileFault(path.name, str(faults[0]))
    return seed_of(entry)


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
