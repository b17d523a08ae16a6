"""What changed between two texts: paragraphs that belong together, and the words that differ in them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+(?:['’]\w+)*\s*|[^\w\s]\s*|\s+")
_PARAGRAPHS = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_LEAST_ALIKE = 0.25  # of two paragraphs: below, one was taken out and the other is new
_MOST_TOKENS = 700  # of one paragraph: beyond, difflib takes seconds, so its popular words no longer join
_MOST_PARAGRAPHS = 60
_SHORTEST_ISLAND = 2  # words: fewer that stayed between two changes make the page harder to read, not easier


@dataclass(frozen=True)
class Step:
    """`before[start:end]` became `after[after_start:after_end]`, in code points; `is_same` where nothing changed."""

    is_same: bool
    start: int
    end: int
    after_start: int
    after_end: int


@dataclass(frozen=True)
class Pair:
    """A paragraph beside what it became, each `[start, end)`; None where one side has none."""

    before: tuple[int, int] | None
    after: tuple[int, int] | None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The places of the paragraphs, which blank lines part; in a text without any each line is one."""
    found = [match.span() for match in _PARAGRAPHS.finditer(text)]
    if len(found) > 1 or "\n" not in text.strip():
        return found
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def paragraph_pairs(before: str, after: str) -> list[Pair]:
    """Both texts' paragraphs in order, those that share most of their words side by side.

    The pairing that shares most words of all that keep the order (longest common subsequence, weighted).
    """
    old, new = paragraphs(before), paragraphs(after)
    if len(old) * len(new) > _MOST_PARAGRAPHS**2:
        old, new = ([(0, len(text))] if text else [] for text in (before, after))
    alike = _likeness([before[slice(*one)] for one in old], [after[slice(*one)] for one in new])
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in reversed(range(len(old))):
        for column in reversed(range(len(new))):
            joined = alike[row][column] + best[row + 1][column + 1] if alike[row][column] else 0.0
            best[row][column] = max(joined, best[row + 1][column], best[row][column + 1])
    pairs: list[Pair] = []
    row = column = 0
    while row < len(old) and column < len(new):
        if alike[row][column] and best[row][column] == alike[row][column] + best[row + 1][column + 1]:
            pairs.append(Pair(old[row], new[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append(Pair(old[row], None))
            row += 1
        else:
            pairs.append(Pair(None, new[column]))
            column += 1
    return [*pairs, *(Pair(one, None) for one in old[row:]), *(Pair(None, one) for one in new[column:])]


def word_steps(before: str, after: str) -> list[Step]:
    """The steps that turn one passage into the other; put together, each side is whole."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _MOST_TOKENS)
    old_at, new_at = _offsets(old), _offsets(new)
    steps = [
        Step(kind == "equal", old_at[old_start], old_at[old_end], new_at[new_start], new_at[new_end])
        for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes()
    ]
    return list(_trimmed(_joined(_without_islands(steps, before)), before, after))


def likeness(before: str, after: str) -> float:
    """The share of the words, between 0 and 1, that two texts have in common, wherever they stand."""
    return _likeness([before], [after])[0][0]


def _likeness(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    counts = [[Counter(re.findall(r"\w+", text.lower())) for text in side] for side in (old, new)]

    def of(row: int, column: int) -> float:
        if old[row] == new[column]:
            return 1.0
        one, other = counts[0][row], counts[1][column]
        total = one.total() + other.total()
        share = 2 * (one & other).total() / total if total else 0.0
        return share if share >= _LEAST_ALIKE else 0.0

    return [[of(row, column) for column in range(len(new))] for row in range(len(old))]


def _offsets(tokens: Sequence[str]) -> list[int]:
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def _without_islands(steps: Sequence[Step], before: str) -> Iterator[Step]:
    last = len(steps) - 1
    for place, step in enumerate(steps):
        words = len(re.findall(r"\w+", before[step.start : step.end])) if step.is_same else 0
        is_island = step.is_same and 0 < place < last and words < _SHORTEST_ISLAND
        yield Step(False, step.start, step.end, step.after_start, step.after_end) if is_island else step


def _joined(steps: Iterator[Step]) -> Iterator[Step]:
    held: Step | None = None
    for step in steps:
        if held is not None and held.is_same == step.is_same:
            held = Step(held.is_same, held.start, step.end, held.after_start, step.after_end)
            continue
        if held is not None:
            yield held
        held = step
    if held is not None:
        yield held


def _trimmed(steps: Iterator[Step], before: str, after: str) -> Iterator[Step]:
    """The space behind a changed word belongs to what stayed."""
    given = 0
    for step in steps:
        if step.is_same:
            yield Step(True, step.start - given, step.end, step.after_start - given, step.after_end)
            given = 0
            continue
        old, new = before[step.start : step.end], after[step.after_start : step.after_end]
        spaces = min(len(old) - len(old.rstrip()), len(new) - len(new.rstrip()))
        given = next((size for size in range(spaces, 0, -1) if old[-size:] == new[-size:]), 0)
        yield Step(False, step.start, step.end - given, step.after_start, step.after_end - given)
    if given:
        yield Step(True, len(before) - given, len(before), len(after) - given, len(after))
