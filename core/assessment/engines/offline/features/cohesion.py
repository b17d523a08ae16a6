"""How sentences hang together."""

import math
from collections import Counter
from itertools import pairwise

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.features.statistics import entropy, mean, share
from core.assessment.engines.offline.phrases import CONNECTIVES, LINKING_KINDS, SUBORDINATORS

_REFERRING = frozenset({"this", "these", "such", "it", "they", "their", "them", "its"})
_FIRST_PERSON = frozenset({"i", "my", "me", "we", "our", "us"})
_SECOND_PERSON = frozenset({"you", "your"})
_WEAK_STARTS = frozenset({"and", "but", "so", "because", "also"})
_COUNTED_KINDS = (*LINKING_KINDS, "conclusion")


def measure(analysis: Analysis) -> dict[str, float]:
    """Connectives, references, words carried from sentence to sentence, sentence starts."""
    return _connectives(analysis) | _references(analysis) | _carried_words(analysis) | _starts(analysis)


def _connectives(analysis: Analysis) -> dict[str, float]:
    per = analysis.per_100_words
    found = {kind: [match.lower() for match in pattern.findall(analysis.text)] for kind, pattern in CONNECTIVES.items()}
    total = sum(len(found[kind]) for kind in _COUNTED_KINDS)
    distinct = sum(len(set(found[kind])) for kind in _COUNTED_KINDS)
    linking = Counter({kind: len(found[kind]) for kind in LINKING_KINDS})
    return {
        **{f"{kind}_rate": len(matches) * per for kind, matches in found.items()},
        **{f"{kind}_distinct": len(set(matches)) for kind, matches in found.items()},
        "connectives": total * per,
        "connective_variety": distinct / math.sqrt(max(1, total)),
        "connectives_distinct": distinct,
        "connective_kinds": sum(bool(found[kind]) for kind in _COUNTED_KINDS),
        "connective_entropy": entropy(linking.values()),
        "subordinators": len(SUBORDINATORS.findall(analysis.text)) * per,
    }


def _references(analysis: Analysis) -> dict[str, float]:
    per = analysis.per_100_words
    words = Counter(analysis.lower)
    tokens = list(analysis.doc)
    with_noun = sum(
        token.lower_ in ("this", "these", "such") and token.dep_ in ("det", "amod", "predet") for token in tokens
    )
    bare = sum(
        token.lower_ in ("this", "that", "these", "those") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        for token in tokens
    )
    return {
        "referring_words": sum(token.lower_ in _REFERRING for token in tokens) * per,
        "first_person": sum(words[word] for word in _FIRST_PERSON) * per,
        "second_person": sum(words[word] for word in _SECOND_PERSON) * per,
        "this_with_noun": with_noun * per,
        "this_alone": bare * per,
    }


def _carried_words(analysis: Analysis) -> dict[str, float]:
    named = [_lemmas(sentence, ("NOUN", "PROPN", "VERB", "ADJ")) for sentence in analysis.sentences]
    content = [_lemmas(sentence, ("NOUN", "VERB", "ADJ")) for sentence in analysis.sentences]
    nouns = [_lemmas(sentence, ("NOUN", "PROPN")) for sentence in analysis.sentences]
    given = []
    before: set[str] = set()
    for position, sentence_nouns in enumerate(nouns):
        if position:
            given.append(len(sentence_nouns & before) / max(1, len(sentence_nouns)))
        before |= sentence_nouns
    return {
        "overlap": mean(
            len(first & second) / max(1, min(len(first), len(second))) for first, second in pairwise(named)
        ),
        "shared_content": mean(len(first & second) for first, second in pairwise(content)),
        "shared_nouns": share(bool(first & second) for first, second in pairwise(nouns)),
        "given_nouns": mean(given),
        "repeated_fours": _repeated_fours(analysis.lower),
    }


def _lemmas(sentence: Token, kinds: tuple[str, ...]) -> set[str]:
    return {token.lemma_.lower() for token in sentence if token.pos_ in kinds and not token.is_stop}


def _repeated_fours(words: list[str]) -> float:
    """How many runs of four words were written before."""
    fours = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return sum(count - 1 for count in fours.values()) / max(1, sum(fours.values()))


def _starts(analysis: Analysis) -> dict[str, float]:
    first_tokens = [sentence[0] for sentence in analysis.sentences]
    return {
        "weak_starts": share(token.lower_ in _WEAK_STARTS for token in first_tokens),
        "pronoun_starts": share(token.pos_ == "PRON" for token in first_tokens),
        "different_starts": len({token.lower_ for token in first_tokens}) / math.sqrt(analysis.sentence_count),
    }
