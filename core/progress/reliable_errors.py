"""The kinds of error that the engine finds often enough for a count of them to mean something.

A kind stands here when, of the errors of that name marked in our own 40 essays, comments of the same name find at
least half on the seen half and at least half on both halves together (`benchmarks/comments.py`; docs/assessment.md,
"Comments on the language"). Not here are prepositions (26 of 64), tense (11 of 40), missing words (7 of 17), singular
and plural (9 of 22), word choice (12 of 56), punctuation (3 of 19) and word order (2 of 11): no count, no trend.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Recall:
    """A kind of error as a learner calls it, and how many of the marked ones were found, on which half."""

    label: str
    found_seen: int
    marked_seen: int
    found_all: int
    marked_all: int


RELIABLE: Mapping[str, Recall] = MappingProxyType(
    {
        "article": Recall("articles", 29, 44, 46, 85),
        "subject_verb": Recall("subject and verb", 17, 18, 26, 37),
        "verb_form": Recall("verb forms", 13, 14, 20, 30),
        "spelling": Recall("spelling", 19, 21, 39, 42),
        "uncountable": Recall("uncountable nouns", 7, 7, 12, 15),
    }
)
ENGINE = "offline-"  # the recall was measured on this engine; nothing is known of another's


def is_counted(engine: str) -> bool:
    """Whether this engine version's comments may be counted."""
    return engine.startswith(ENGINE)
