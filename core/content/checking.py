"""The whole bank under one look: what there is of it, and everything that a publisher would not print."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.content import likeness, preparation, wording
from core.content.errors import SeedFileFault
from core.content.materials import figures
from core.content.seed_files import SEEDS, read_toml, read_topics
from core.content.task_entries import faults_in, seed_of
from core.content.types import TaskSeed

TASKS = SEEDS / "tasks"
CHART_FEATURES = {"trend", "contrast", "extreme"}
TONES = ("formal", "informal", "semi-formal", "tone")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class BankFault:
    """What is wrong with one task; `rule` names the check."""

    code: str
    rule: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.code}: {self.rule}: {self.sentence}"


@dataclass(frozen=True)
class BankReport:
    """How many tasks there are, by each thing that one may count, and every fault."""

    tasks: int
    counts: Mapping[str, Mapping[str, int]]
    faults: tuple[BankFault, ...]


def check(folder: Path | None = None, *, only_reviewed: bool = False) -> BankReport:
    """Read every task file below the folder (ours if none is given) and check each alone and all together.

    `only_reviewed` leaves out what nobody has read yet: it is not on offer, and its faults are the reader's to find.

    Raises:
        SeedFileFault: The folder holds no task file at all.
    """
    folder = folder or TASKS
    paths = sorted(folder.rglob("*.toml"), key=lambda path: path.name)
    if not paths:
        raise SeedFileFault(folder.name, "holds no task files (*.toml)")
    seeds: list[TaskSeed] = []
    faults: list[BankFault] = []
    for path in paths:
        try:
            entry = read_toml(path)
        except SeedFileFault as fault:
            faults.append(BankFault(path.stem, "schema", fault.fault))
            continue
        if only_reviewed and "reviewed_on" not in entry:
            continue
        found = faults_in(entry, name=path.stem)
        faults.extend(BankFault(path.stem, "schema", str(fault)) for fault in found)
        if not found:
            seeds.append(seed_of(entry))
    topics = {topic.slug for topic in read_topics()}
    for seed in seeds:
        faults.extend(faults_of(seed, topics=topics))
    faults.extend(faults_together(seeds))
    counts = counts_of(seeds)
    if folder == TASKS:
        faults.extend(_in_preparation())
        counts["preparation"] = {
            "kinds with a page": sum(bool(kind.title) for kind in preparation.kinds().values()),
            "topics with a page": sum(topic.has_page for topic in preparation.topics().values()),
        }
    return BankReport(tasks=len(seeds) if only_reviewed else len(paths), counts=counts, faults=tuple(faults))


def counts_of(seeds: Sequence[TaskSeed]) -> dict[str, dict[str, int]]:
    """The number of tasks by module, task, kind, topic, difficulty, tone, and whether they have been reviewed."""
    return {
        "module": _counted(str(seed.module_type) for seed in seeds),
        "task": _counted(
            likeness.family_of(seed) if seed.task_number == 1 else f"T2 {seed.module_type}" for seed in seeds
        ),
        "kind": _counted(likeness.kind_of(seed) for seed in seeds),
        "topic": _counted(seed.topic for seed in seeds),
        "difficulty": _counted(str(seed.difficulty) for seed in seeds),
        "tone": _counted(str(seed.materials["tone"]) for seed in seeds if seed.materials["type"] == "letter"),
        "reviewed": _counted("reviewed" if seed.reviewed_on else "not yet" for seed in seeds),
    }


def faults_of(seed: TaskSeed, *, topics: Iterable[str]) -> Iterator[BankFault]:
    """What is wrong with one task whose shape is right."""
    if seed.topic not in topics:
        yield BankFault(seed.code, "topic", f"there is no topic {seed.topic!r}")
    for word in TONES:
        if word in seed.prompt.lower().split():
            yield BankFault(seed.code, "tone", f"the prompt names the tone: {word!r}")
    yield from (BankFault(seed.code, "chart", fault) for fault in _in_chart(seed))
    text = "\n\n".join((f"{seed.title}.", seed.prompt, *_words_of_materials(seed)))
    yield from (BankFault(seed.code, "spelling", fault) for fault in wording.faults(text))
    yield from (BankFault(seed.code, "reading", fault) for fault in wording.hard_to_read(seed.prompt))


def faults_together(seeds: Sequence[TaskSeed]) -> Iterator[BankFault]:
    """What is wrong between the tasks: twins, openers, titles and figures that stand there twice."""
    for code, count in Counter(seed.code for seed in seeds).items():
        if count > 1:
            yield BankFault(code, "code", f"stands in {count} files")
    for pair in likeness.near_duplicates(seeds):
        sentence = f"shares {pair.share:.0%} of its word trigrams with {pair.other_code}"
        yield BankFault(pair.code, "near-duplicate", sentence)
    for kind, opener, count, total in likeness.common_openers(seeds):
        yield BankFault(kind, "opener", f"{count} of {total} prompts begin with {opener!r}")
    for title, codes in likeness.equal_titles(seeds):
        yield BankFault(codes[0], "title", f"{title!r} is also the title of {', '.join(codes[1:])}")
    for values, codes in likeness.equal_numbers(seeds):
        yield BankFault(codes[0], "numbers", f"{values} also stand in {', '.join(codes[1:])}")


def _in_preparation() -> Iterator[BankFault]:
    """Our help before writing is read by the same people: its language is checked in the same way."""
    for path in sorted(preparation.FOLDER.rglob("*.toml")):
        try:
            read = preparation.read_kind if path.parent.name == "kinds" else preparation.read_topic
            read(path)
        except SeedFileFault as fault:
            yield BankFault(path.stem, "schema", fault.fault)
            continue
        text = ".\n\n".join(_texts(read_toml(path)))
        yield from (BankFault(path.stem, "spelling", fault) for fault in wording.faults(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in ("topic", "kind"):
                yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _in_chart(seed: TaskSeed) -> Iterator[str]:
    charts = figures(seed.materials)
    if not charts:
        return
    kinds = {feature["kind"] for feature in seed.materials["key_features"]}
    # slices of one pie or the columns of one table need not be times: then there is nothing that moves
    missing = CHART_FEATURES - kinds - (set() if any(_has_time(chart.x_values) for chart in charts) else {"trend"})
    if missing:
        yield f"the key features hold no {' and no '.join(sorted(missing))}"
    said = {float(number) for number in NUMBER.findall(seed.materials["text_alternative"].replace(",", ""))}
    unsaid = [value for chart in charts for row in chart.values.values() for value in row if abs(value) not in said]
    if unsaid:
        yield f"the text alternative does not say {', '.join(f'{value:.15g}' for value in unsaid[:6])}"


def _has_time(x_values: Iterable[str]) -> bool:
    months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
    return all(re.search(r"\b(1[89]|20)\d\d\b", value) or value[:3].lower() in months for value in x_values)


def _words_of_materials(seed: TaskSeed) -> Iterator[str]:
    materials = seed.materials
    yield from (str(materials[key]) for key in ("title", "source", "text_alternative", "purpose") if key in materials)
    for feature in materials.get("key_features", ()):
        yield feature["text"]


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
