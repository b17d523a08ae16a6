"""Where a text names the things of a diagram: stages of a process, places of a map."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from core.assessment.checks.vocabulary import stem
from core.assessment.engines.offline.analysis import Doc
from core.assessment.word_list import word_set

_SMALL = word_set(
    "the a an and or of to for in on at with from by into onto is are was were it its that which this only no new old"
)


@dataclass(frozen=True)
class Naming:
    """`text[start:end]` names the thing number `thing`, by its label or by a word of what happens there.

    `words` are how many of its words stand there.
    """

    start: int
    end: int
    thing: int
    words: int
    is_label: bool = True


def content(label: str) -> tuple[str, ...]:
    """The stems of a label without its small words."""
    words = "".join(c if c.isalpha() else " " for c in label.lower()).split()
    return tuple(stem(word) for word in words if word not in _SMALL) or tuple(stem(word) for word in words)


def namings(
    doc: Doc, labels: Sequence[str], *, details: Sequence[str] = (), weak: Iterable[str] = (), nouns_only: bool = False
) -> list[Naming]:
    """Each place that names one thing only, in reading order; the longest name wins.

    A word stands for a thing when no other thing has it and it is not weak; `details` say what happens there.
    """
    names = [content(label) for label in labels]
    words = [{*name, *content(detail)} for name, detail in zip_longest(names, details, fillvalue="")]
    counts = Counter(word for one in words for word in one)
    weak_stems = {stem(word) for word in weak}
    single = {
        word: number
        for number, one in enumerate(words)
        for word in one
        if counts[word] == 1 and len(word) > 2 and word not in weak_stems
    }
    tokens = [token for token in doc if token.is_alpha]
    stems = [stem(token.lower_) for token in tokens]
    found: list[Naming] = []
    position = 0
    while position < len(tokens):
        step = 1
        best = _longest(names, stems, position)
        is_noun = tokens[position].pos_ in ("NOUN", "PROPN") or not nouns_only
        if best is not None and (is_noun or best[1] > 1):
            number, size = best
            found.append(_naming(tokens, position, position + size, number, size))
            step = size
        elif stems[position] in single and is_noun:
            number = single[stems[position]]
            naming = _naming(tokens, position, position + 1, number, 1)
            found.append(replace(naming, is_label=stems[position] in names[number]))
        position += step
    return found


def _longest(names: Sequence[tuple[str, ...]], stems: Sequence[str], at: int) -> tuple[int, int] | None:
    fitting = [(number, len(name)) for number, name in enumerate(names) if tuple(stems[at : at + len(name)]) == name]
    longest = max((size for _, size in fitting), default=0)
    chosen = [one for one in fitting if one[1] == longest]
    return chosen[0] if len(chosen) == 1 else None


def _naming(tokens: Sequence[Doc], start: int, end: int, thing: int, words: int) -> Naming:
    last = tokens[end - 1]
    return Naming(tokens[start].idx, last.idx + len(last.text), thing, words)
