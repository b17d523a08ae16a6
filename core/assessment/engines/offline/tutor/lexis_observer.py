"""What a tutor notices about the words."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from core.assessment.engines.offline.analysis import Token
from core.assessment.engines.offline.language_tools import GOOGLE_TOKENS, bigrams, frequency, unigrams
from core.assessment.engines.offline.phrases import TEMPLATES, VAGUE, word_stem
from core.assessment.engines.offline.tutor.observation import Essay, Observation
from core.assessment.types import Criterion

LEXIS = Criterion.lexical_resource
_EXACT_ENOUGH = 2.5  # logarithm: how much oftener the two words meet than by chance
_RARE = 4.4
_OFTEN = 7
_OFTEN_SHARE = 0.03
_VAGUE_NOUNS = frozenset({"thing", "things", "stuff", "a lot", "lots", "big", "nice", "get", "gets", "got"})
_MANY_VAGUE = 3
_MANY_MISSPELT = 3


def observe(essay: Essay) -> Iterator[Observation]:
    """Exact pairs of words, words that come too often, vague words, set phrases, spelling."""
    yield from _exact_pair(essay)
    yield from _too_often(essay)
    yield from _vague(essay)
    yield from _set_phrases(essay)
    yield from _spelling(essay)


def _exact_pair(essay: Essay) -> Iterator[Observation]:
    prompt = {word_stem(word) for word in essay.analysis.prompt_words}
    best: tuple[float, Token, Token] | None = None
    tokens = list(essay.analysis.doc)
    for first, second in pairwise(tokens):
        if first.pos_ not in ("ADJ", "VERB", "NOUN") or second.pos_ != "NOUN" or first.is_stop or second.is_stop:
            continue
        if {word_stem(first.lower_), word_stem(second.lower_)} & prompt or not (first.is_alpha and second.is_alpha):
            continue
        strength = _strength(first.lower_, second.lower_)
        rarest = min(frequency(first.lower_), frequency(second.lower_))
        span = first.idx, second.idx + len(second)
        if strength < _EXACT_ENOUGH or rarest > _RARE or essay.has_fault(span):
            continue
        worth = strength - rarest
        if best is None or worth > best[0]:
            best = worth, first, second
    if best is not None:
        _, first, second = best
        yield Observation(
            LEXIS,
            True,
            3.0,
            "You choose words that belong together and say exactly what you mean.",
            (first.idx, second.idx + len(second)),
        )


def _strength(first: str, second: str) -> float:
    singles = unigrams()
    count = bigrams().get(f"{first} {second}")
    if not count or first not in singles or second not in singles:
        return 0.0
    return math.log10(count * GOOGLE_TOKENS / (singles[first] * singles[second]))


def _too_often(essay: Essay) -> Iterator[Observation]:
    topic = {word_stem(word) for word in essay.analysis.prompt_words}
    lemmas = Counter(
        token.lemma_.lower()
        for token in essay.analysis.content_words
        if token.pos_ == "NOUN" and word_stem(token.lower_) not in topic
    )
    if not lemmas:
        return
    lemma, count = min(lemmas.items(), key=lambda entry: (-entry[1], entry[0]))
    if count < _OFTEN or count < _OFTEN_SHARE * len(essay.analysis.words):
        return
    uses = [token for token in essay.analysis.content_words if token.lemma_.lower() == lemma]
    third = uses[min(2, len(uses) - 1)]
    yield Observation(
        LEXIS,
        False,
        1.5,
        f'"{lemma.capitalize()}" comes {count} times.',
        (third.idx, third.idx + len(third)),
        'In some places say more exactly who or what you mean, or point back with "they" or "this".',
    )


def _vague(essay: Essay) -> Iterator[Observation]:
    vague = [found for found in VAGUE.finditer(essay.analysis.text) if found.group().lower() in _VAGUE_NOUNS]
    if len(vague) >= _MANY_VAGUE:
        yield Observation(
            LEXIS,
            False,
            2.6,
            f'Words like "{vague[0].group()}" leave the reader to guess what you mean.',
            vague[0].span(),
            "Name the thing itself: which ones, how many, who.",
        )


def _set_phrases(essay: Essay) -> Iterator[Observation]:
    found = TEMPLATES.search(essay.analysis.text)
    if found is not None:
        yield Observation(
            LEXIS,
            False,
            2.0,
            "This is a set phrase that stands in very many essays and says little.",
            found.span(),
            "Say what is true of this question in your own plain words.",
        )


def _spelling(essay: Essay) -> Iterator[Observation]:
    misspelt = [fault for fault in essay.faults if fault.type == "spelling"]
    if len(misspelt) >= _MANY_MISSPELT:
        first = next((fault for fault in misspelt if fault.suggestions), misspelt[0])
        yield Observation(
            LEXIS,
            False,
            2.0 + 40 * len(misspelt) / max(1, len(essay.analysis.words)),
            f"{len(misspelt)} words are misspelt.",
            (first.start, first.end),
            "Write each of them once from memory, and keep them on a list that you read before you check your essay.",
        )
