"""The points of a task that an answer has to cover.

Our own tasks name them with words that show them; of a learner's own question only what its text plainly lists is
known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.assessment.checks.acts import Act, act_of
from core.assessment.checks.passages import in_american_spelling
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.phrases import word_stem
from core.assessment.types import TaskFacts
from core.assessment.word_list import word_set

_BULLET = re.compile(r"^\s*(?:[•*\-–—·]|\d[.)])\s+(\S.*?)\s*[.;,]?\s*$", re.MULTILINE)
_WORD = re.compile(r"[a-z]+")
_COMMON_WORD = 5.9  # Zipf: more frequent words of a demand say nothing about its subject
_SHARED_WEIGHT = 0.5
_OWN_WORD_WEIGHT = 0.5
_TASK_WORDS = frozenset(
    word_stem(word)
    for word in word_set(
        "ask say see let way how why who can "
        "describe explain give details tell letter write discuss whether suggest what would like about your they them "
        "their there this that these those with from have does could should being happening view opinion some others "
        "people cause causes solve solved problem problems reasons advantages disadvantages another different deal "
        "effect change improve important useful still done years time work making"
    )
)


@dataclass(frozen=True)
class Demand:
    """One point: its words, what it wants done, and the words that show it with what each weighs.

    `place` is where it is expected, from 0 for the start to 1 for the end. `is_known` is true for our own tasks: only
    there can "missing" rest on words that were chosen to show the point.
    """

    text: str
    act: Act
    phrases: tuple[tuple[str, float], ...]
    stems: tuple[tuple[str, float], ...]
    place: float
    is_known: bool


def bullet_lines(prompt: str) -> list[str]:
    """The points that a prompt lists on lines of their own."""
    return [match.group(1) for match in _BULLET.finditer(prompt)]


def demands(task: TaskFacts, key: str, listed: Sequence[str]) -> list[Demand]:
    """The points under `key` of the task's materials, or those that its text lists."""
    materials = task.materials or {}
    entries = materials.get(key) or ()
    if entries:
        texts = [str(entry["text"]) for entry in entries]
        terms = [[in_american_spelling(str(term)) for term in entry["terms"]] for entry in entries]
    else:
        texts = list(listed)
        terms = [[] for _ in texts]
    found = []
    for index, text in enumerate(texts):
        others = {term for place, words in enumerate(terms) if place != index for term in words}
        weighed = {term: _SHARED_WEIGHT if term in others else 1.0 for term in terms[index]}
        single = {word_stem(term): weight for term, weight in weighed.items() if " " not in term}
        own_weight = _OWN_WORD_WEIGHT if entries else 1.0
        elsewhere = {stem for place, other in enumerate(texts) if place != index for stem in subject_stems(other)}
        for stem in subject_stems(text):
            single.setdefault(stem, own_weight if stem not in elsewhere else own_weight / 2)
        phrases = tuple((term, weight) for term, weight in weighed.items() if " " in term)
        place = (index + 0.5) / len(texts)
        found.append(Demand(text, act_of(text), phrases, tuple(single.items()), place, bool(entries)))
    return found


def subject_stems(text: str) -> list[str]:
    """The stems of the words that say what a text is about."""
    words = _WORD.findall(in_american_spelling(text))
    stems = (word_stem(word) for word in words if len(word) > 2 and frequency(word) < _COMMON_WORD)
    return [stem for stem in dict.fromkeys(stems) if stem not in _TASK_WORDS]
