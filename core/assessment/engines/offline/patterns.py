"""Patterns of grammar: which small words, word classes and relations follow each other in an essay.

No word of a topic is in them: a word that is no function word stands as its class.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from core.assessment.engines.offline.analysis import Analysis, Token

LONGEST_PATTERN = 3


def pattern_rates(analysis: Analysis) -> dict[str, float]:
    """Square roots of how often each pattern of one to three stands in 100 tokens.

    "words the NN of" is a row of function words and Penn tags, "links det nsubj ROOT" a row of dependency relations.
    """
    tokens = [token for token in analysis.doc if not token.is_space]
    counts: Counter[str] = Counter()
    counts.update(_rows("words", [_word_or_class(token) for token in tokens]))
    counts.update(_rows("links", [token.dep_ for token in tokens]))
    return {pattern: math.sqrt(count * 100 / len(tokens)) for pattern, count in counts.items()}


def _word_or_class(token: Token) -> str:
    return str(token.lower_ if token.is_stop and token.is_alpha else token.tag_)


def _rows(kind: str, sequence: Sequence[str]) -> Iterator[str]:
    for size in range(1, LONGEST_PATTERN + 1):
        for start in range(len(sequence) - size + 1):
            yield " ".join((kind, *sequence[start : start + size]))
