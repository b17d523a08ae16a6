"""How alike two tasks are: shared trigrams of their prompts, first words, titles and figures."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.content.materials import figures
from core.content.types import ModuleType, TaskSeed

MAX_SHARED = 0.5  # of the word trigrams of the shorter prompt
OPENER_WORDS = 5
OPENER_LEAST = 3
OPENER_SHARE = 0.2
WORD = re.compile(r"[a-z0-9']+")

Trigrams = frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Likeness:
    """Two tasks that are too much alike and the share of trigrams that the shorter prompt has in the other."""

    code: str
    other_code: str
    share: float


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(text.lower())


def trigrams(text: str) -> Trigrams:
    """All runs of three words."""
    words = words_of(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def shared(one: Trigrams, other: Trigrams) -> float:
    """The share of the smaller set that lies in the other; 0 where one is empty."""
    return len(one & other) / max(1, min(len(one), len(other)))


def kind_of(seed: TaskSeed) -> str:
    """The type of question: line, letter-formal, opinion and so on."""
    materials = seed.materials
    if materials["type"] == "letter":
        return f"letter-{materials.get('tone', '')}"
    return str(materials.get("essay_type") or materials["type"])


def family_of(seed: TaskSeed) -> str:
    """Among which tasks a prompt must stand out: Task 1 of its module, or Task 2 of both."""
    if seed.task_number == 2:
        return "T2"
    return "AC_T1" if seed.module_type == ModuleType.academic else "GT_T1"


def near_duplicates(seeds: Sequence[TaskSeed]) -> Iterator[Likeness]:
    """Pairs within a family that share more than half of the trigrams of the shorter prompt."""
    families: dict[str, list[tuple[str, Trigrams]]] = defaultdict(list)
    for seed in seeds:
        family = families[family_of(seed)]
        own = trigrams(seed.prompt)
        for code, others in family:
            share = shared(own, others)
            if share > MAX_SHARED:
                yield Likeness(code=code, other_code=seed.code, share=share)
        family.append((seed.code, own))


def common_openers(seeds: Sequence[TaskSeed]) -> Iterator[tuple[str, str, int, int]]:
    """Kinds whose prompts begin too often in the same way: kind, first five words, how many, of how many."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for seed in seeds:
        by_kind[kind_of(seed)].append(" ".join(words_of(seed.prompt)[:OPENER_WORDS]))
    for kind, openers in sorted(by_kind.items()):
        most = max(OPENER_LEAST, OPENER_SHARE * len(openers))
        for opener, count in Counter(openers).items():
            if count > most:
                yield kind, opener, count, len(openers)


def equal_titles(seeds: Iterable[TaskSeed]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Titles that more than one task has, without regard to case."""
    yield from _twice((seed.title.casefold(), seed.code) for seed in seeds)


def equal_numbers(seeds: Iterable[TaskSeed]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Rows of figures that stand in more than one chart, in words, with the codes of their tasks."""
    yield from _twice(
        (", ".join(f"{value:g}" for value in values), seed.code)
        for seed in seeds
        for figure in figures(seed.materials)
        for values in figure.values.values()
    )


def _twice(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    codes: dict[str, list[str]] = defaultdict(list)
    for what, code in pairs:
        codes[what].append(code)
    for what, found in codes.items():
        if len(found) > 1:
            yield what, tuple(found)
