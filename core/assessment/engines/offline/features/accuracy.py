"""Errors: what the checker finds, and agreement and determiner errors of learners."""

import math
import re
from collections import Counter

from core.assessment.engines.offline.analysis import STYLE_KINDS, Analysis, Doc, Token
from core.assessment.engines.offline.features.statistics import share
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.learner_rules.nouns import COLLECTIVE
from core.assessment.engines.offline.learner_rules.verbs import clashes, subject_verb_pairs

KINDS = (
    "Spelling",
    "Typo",
    "Capitalization",
    "Agreement",
    "Grammar",
    "Miscellaneous",
    "WordChoice",
    "Repetition",
    "Usage",
    "BoundaryError",
    "Style",
    "Readability",
    "Redundancy",
    "Enhancement",
)
HARD_KINDS = frozenset(KINDS[:10])
_SINGULAR_DETERMINERS = frozenset({"a", "an", "this", "that", "each", "every", "another"})
_PLURAL_DETERMINERS = frozenset({"these", "those", "many", "several", "few", "various"})
_PLURAL_ADJECTIVES = frozenset({"many", "several", "various", "few"})
_SMALL_I = re.compile(r"(?<![A-Za-z])i(?![A-Za-z.])")
_CONTRACTION = re.compile(r"\b\w+(?:n't|'re|'ve|'ll|'m)\b")


def measure(analysis: Analysis) -> dict[str, float]:
    """Rates for each 100 words, and shares of sentences."""
    per = analysis.per_100_words
    counts = Counter(remark.kind for remark in analysis.lints)
    hard = sum(counts[kind] for kind in HARD_KINDS) * per
    rates = {f"checker_{kind.lower()}": counts[kind] * per for kind in KINDS}
    return rates | {
        "hard_errors": hard,
        "hard_errors_log": math.log1p(hard),
        "spelling_log": math.log1p((counts["Spelling"] + counts["Typo"]) * per),
        "error_free_sentences": _error_free_sentences(analysis),
        "small_i": len(_SMALL_I.findall(analysis.text)) * per,
        "small_sentence_starts": share(sentence.text.strip()[:1].islower() for sentence in analysis.sentences),
        "contractions": len(_CONTRACTION.findall(analysis.text)) * per,
        **_agreement(analysis),
        **_missing_determiners(analysis),
    }


def _error_free_sentences(analysis: Analysis) -> float:
    positions = [remark.start for remark in analysis.lints if remark.kind not in STYLE_KINDS]
    return share(
        not any(sentence.start_char <= position < sentence.end_char for position in positions)
        for sentence in analysis.sentences
    )


def _agreement(analysis: Analysis) -> dict[str, float]:
    per = analysis.per_100_words
    pairs = list(subject_verb_pairs(analysis.doc))
    clashing = sum(clashes(subject, verb) for subject, verb in pairs)
    near = [(subject, verb) for subject, verb in pairs if verb is subject.head]
    subject_verb = sum(clashes(subject, verb) for subject, verb in near)
    determiner = sum(_determiner_clashes(token) for token in analysis.doc)
    verb_form = sum(_wrong_base_form(analysis.doc, token) for token in analysis.doc)
    return {
        "subject_verb": subject_verb * per,
        "determiner_number": determiner * per,
        "base_form": verb_form * per,
        "agreement_log": math.log1p((subject_verb + determiner + verb_form) * per),
        "subject_verb_rate": (clashing + 0.3) / (len(pairs) + 10),
    }


def _determiner_clashes(token: Token) -> bool:
    head = token.head
    word, relation, position = token.lower_, token.dep_, token.i
    if head.i <= position:
        return False
    if relation == "det":
        return (word in _SINGULAR_DETERMINERS and head.tag_ == "NNS") or (
            word in _PLURAL_DETERMINERS and head.tag_ == "NN"
        )
    return relation == "amod" and word in _PLURAL_ADJECTIVES and head.tag_ == "NN" and head.lower_ not in COLLECTIVE


def _wrong_base_form(doc: Doc, token: Token) -> bool:
    """A modal or "to" before a verb form that is not the base form."""
    position = token.i + 1
    if position >= len(doc):
        return False
    following = doc[position].tag_
    tag = token.tag_
    return (tag == "MD" and following in ("VBZ", "VBD", "VBG")) or (tag == "TO" and following in ("VBZ", "VBD"))


def _missing_determiners(analysis: Analysis) -> dict[str, float]:
    """Singular nouns that can be counted and stand bare ("I bought book")."""
    countable = [token for token in analysis.doc if _is_countable_singular(token)]
    bare = sum(token.dep_ != "conj" and not _has_determiner(token) for token in countable)
    return {
        "bare_singulars": bare * analysis.per_100_words,
        "bare_singular_share": (bare + 0.5) / (len(countable) + 5),
    }


def _is_countable_singular(token: Token) -> bool:
    if token.tag_ != "NN" or token.pos_ != "NOUN":
        return False
    if token.dep_ not in ("nsubj", "dobj", "pobj", "attr", "nsubjpass"):
        return False
    word: str = token.lower_
    plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
    return frequency(word) > 3 and frequency(plural) > frequency(word) - 0.6


def _has_determiner(token: Token) -> bool:
    return any(
        child.dep_ in ("det", "poss", "nummod", "nmod", "predet") or child.tag_ in ("DT", "PRP$", "CD")
        for child in token.children
    )
