"""Which words stand side by side, against a table of common word pairs."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.features.statistics import deviation, mean, percentile, share
from core.assessment.engines.offline.language_tools import GOOGLE_TOKENS, bigrams, unigrams
from core.assessment.engines.offline.phrases import PREPOSITIONS

PAIR_KINDS = (
    "after_preposition",
    "before_preposition",
    "adjective_noun",
    "noun_noun",
    "after_determiner",
    "adverb",
    "verb_object",
    "two_function_words",
    "two_content_words",
)
_UNSEEN_WEIGHT = 0.1
_PRIOR_PAIRS = 2
_PRIOR_SHARE = 0.6


def measure(analysis: Analysis) -> dict[str, float]:
    """How expected the word pairs are, by kind of pair."""
    return _plain_pairs(analysis) | _expectedness(analysis) | _adjectives(analysis)


def _plain_pairs(analysis: Analysis) -> dict[str, float]:
    table = bigrams()
    pairs = list(pairwise(analysis.lower))
    counts = [table.get(f"{first} {second}") for first, second in pairs]
    known = [math.log10(count) for count in counts if count]
    return {"attested": len(known) / max(1, len(pairs)), "log_count": mean(known)}


def _expectedness(analysis: Analysis) -> dict[str, float]:
    singles, table = unigrams(), bigrams()
    surprise: list[float] = []
    association: list[float] = []
    attested: list[bool] = []
    seen: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for first, second in _neighbours(analysis):
        left, right = first.lower_, second.lower_
        if left not in singles or right not in singles:
            continue
        count = table.get(f"{left} {right}")
        if count:
            chance = count / singles[left]
            association.append(math.log10(count * GOOGLE_TOKENS / (singles[left] * singles[right])))
        else:
            chance = _UNSEEN_WEIGHT * singles[right] / GOOGLE_TOKENS
        surprise.append(min(math.log10(chance), 0.0))
        attested.append(bool(count))
        for kind in _kinds(first, second):
            seen[kind] += 1
            found[kind] += bool(count)
    surprise = surprise or [-4.0]
    association = association or [1.0]
    smoothed = {
        f"attested_{kind}": (found[kind] + _PRIOR_PAIRS * _PRIOR_SHARE) / (seen[kind] + _PRIOR_PAIRS)
        for kind in PAIR_KINDS
    }
    per = analysis.per_100_words
    return smoothed | {
        "expected_mean": mean(surprise),
        "expected_p5": percentile(surprise, 5),
        "expected_p10": percentile(surprise, 10),
        "expected_p20": percentile(surprise, 20),
        "expected_p50": percentile(surprise, 50),
        "expected_deviation": deviation(surprise),
        "association_mean": mean(association),
        "association_p80": percentile(association, 80),
        "association_strong": share(value > 3 for value in association),
        "content_pairs": seen["two_content_words"] * per,
        "adjective_noun_pairs": seen["adjective_noun"] * per,
        "adverb_pairs": seen["adverb"] * per,
        "attested_run": mean(_runs(attested)),
    }


def _neighbours(analysis: Analysis) -> Iterator[tuple[Token, Token]]:
    for sentence in analysis.sentences:
        tokens = [token for token in sentence if not token.is_space]
        for first, second in pairwise(tokens):
            if first.is_alpha and second.is_alpha:
                yield first, second


def _kinds(first: Token, second: Token) -> Iterator[str]:
    if first.lower_ in PREPOSITIONS:
        yield "after_preposition"
    if second.lower_ in PREPOSITIONS and first.pos_ in ("NOUN", "VERB", "ADJ"):
        yield "before_preposition"
    if first.pos_ == "ADJ" and second.pos_ == "NOUN":
        yield "adjective_noun"
    if first.pos_ == "NOUN" and second.pos_ == "NOUN":
        yield "noun_noun"
    if first.pos_ == "DET":
        yield "after_determiner"
    if first.pos_ == "ADV" and second.pos_ in ("VERB", "ADJ"):
        yield "adverb"
    if first.pos_ == "VERB" and second.pos_ in ("DET", "NOUN", "ADJ", "PRON"):
        yield "verb_object"
    if first.is_stop and second.is_stop:
        yield "two_function_words"
    if not first.is_stop and not second.is_stop:
        yield "two_content_words"


def _runs(attested: list[bool]) -> list[float]:
    lengths = [0.0]
    for is_attested in attested:
        if is_attested:
            lengths[-1] += 1
        else:
            lengths.append(0.0)
    return lengths


def _adjectives(analysis: Analysis) -> dict[str, float]:
    singles, table = unigrams(), bigrams()
    strengths = []
    for token in analysis.doc:
        if token.dep_ != "amod" or token.head.pos_ != "NOUN":
            continue
        left, right = token.lower_, token.head.lower_
        if left in singles and right in singles:
            count = table.get(f"{left} {right}")
            strengths.append(math.log10(count * GOOGLE_TOKENS / (singles[left] * singles[right])) if count else 0.0)
    return {
        "adjective_strength": mean(strengths, default=1.0),
        "strong_adjectives": sum(strength > 2.5 for strength in strengths) * analysis.per_100_words,
    }
