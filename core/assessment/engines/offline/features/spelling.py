"""Misspelt words: how many, how far off, how easy the intended word is."""

import math

from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.language_tools import closest_words, frequency, unigrams

_KNOWN = 2.5
_EASY = 4.5
_LONGEST = 30  # longer tokens are no words, and slow to look up


def measure(analysis: Analysis) -> dict[str, float]:
    """Logarithms of rates for each 100 words."""
    types: set[str] = set()
    edits = 0
    easy = 0
    for token in analysis.words:
        word = token.lower_
        if not 4 <= len(word) <= _LONGEST or "'" in word or token.pos_ == "PROPN" or token.text[0].isupper():
            continue
        if word in unigrams() or frequency(word) >= _KNOWN:
            continue
        nearest = closest_words(word)
        if nearest:
            intended, distance = nearest[0]
            types.add(word)
            edits += distance
            easy += frequency(intended) >= _EASY
    per = analysis.per_100_words
    return {
        "misspelt_types": math.log1p(len(types) * per),
        "edits": math.log1p(edits * per),
        "easy_words": math.log1p(easy * per),
    }
