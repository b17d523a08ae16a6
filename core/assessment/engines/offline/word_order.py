"""Whether English words stand in an order that English uses."""

import re
from collections.abc import Mapping
from itertools import pairwise

from core.assessment.word_list import word_set

_TOKEN = re.compile(r"[a-z']+|[.,;!?]")
_ARTICLES = frozenset({"the", "a", "an"})
_NEVER_AFTER_AN_ARTICLE = word_set(
    "of to in is and the a an that it for are be this with as on they have can was were by at from or but their will "
    "which there has we i you he she if when what so because do does would should could these those than then into "
    ". , ; ! ?"
)
_ENOUGH_ARTICLES = 5
# Of 885 real essays none has more than 23 % broken articles; shuffled ones have 20 to 60 %.
_BROKEN_SHARE = 0.25
_ATTESTED_WITH_BROKEN_ARTICLES = 0.60
_ATTESTED_ALONE = 0.34


def is_word_salad(text: str, features: Mapping[str, float]) -> bool:
    """Articles that stand before no noun, together with word pairs that nobody writes."""
    tokens = _TOKEN.findall(text.lower())
    following = [after for before, after in pairwise(tokens) if before in _ARTICLES]
    attested = features["collocation.attested"]
    if len(following) < _ENOUGH_ARTICLES:
        return attested < _ATTESTED_ALONE
    broken = sum(word in _NEVER_AFTER_AN_ARTICLE for word in following) / len(following)
    return broken >= _BROKEN_SHARE and attested < _ATTESTED_WITH_BROKEN_ARTICLES
