"""Agreement and verb forms, read from the parse; only where the parse can be trusted."""

import re
from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.nouns import COLLECTIVE, SINGULAR_IN_S, UNCOUNTABLE_PLURALS
from core.assessment.engines.offline.learner_rules.verbs import clashes, subject_verb_pairs
from core.assessment.word_list import word_set

_OTHER_NUMBER = {
    "is": "are",
    "are": "is",
    "was": "were",
    "were": "was",
    "has": "have",
    "have": "has",
    "does": "do",
    "do": "does",
}
_SHORT_FORMS = frozenset({"'m", "'re", "'s"})
_UNSURE_SUBJECT = re.compile(
    r"%|per ?cent|\b(?:all|most|some|half|none|who|which|that|people|community|government|team|family|population"
    r"|majority|number|lots?|rest|variety)\b",
    re.IGNORECASE,
)
_TAKES_BASE_FORM = word_set(
    "suggest recommend demand insist propose require request advise ask important essential vital"
)
_NEAR = 7
_AS_MANY_AS_FOLLOW = frozenset({"plenty", "lots", "majority", "rest", "half", "all", "most", "number"})
_ONE_FORM = frozenset({"aircraft", "species", "offspring", "sheep", "fish", "crossroads", "headquarters"})
_ADJECTIVE_NEAR = 3
_PLURAL_ADJECTIVES = frozenset({"many", "several", "various", "few"})
_COUNTING = frozenset({"few", "lot", "number", "great", "couple", "good"})
_ADVERBS_BETWEEN = frozenset({"not", "n't", "also", "always", "never", "only", "really", "easily"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "HYPH"})


def agreement_findings(analysis: Analysis) -> Iterator[Finding]:
    """Subject and verb, determiner and noun, base forms, nouns without a plural."""
    yield from _subject_verb(analysis)
    for token in analysis.doc:
        yield from _determiner(token)
        yield from _base_form(token)
        yield from _uncountable(token)


def _subject_verb(analysis: Analysis) -> Iterator[Finding]:
    for subject, verb in subject_verb_pairs(analysis.doc):
        if not clashes(subject, verb) or verb.lower_ in _SHORT_FORMS or verb.i - subject.i > _NEAR:
            continue
        if any(token.tag_ == "PRP" or token.lower_ == "then" for token in analysis.doc[subject.i + 1 : verb.i]):
            continue  # another subject, or another verb's, stands before it
        if verb.lower_ == "means" or (subject.left_edge.i and analysis.doc[subject.left_edge.i - 1].tag_ == "CC"):
            continue  # "fewer cars means ...": the whole idea is the subject; after "and" the parser is unsure
        if any(child.dep_ == "amod" and any(two.dep_ == "conj" for two in child.children) for child in subject.lefts):
            continue  # "mental and physical strength": perhaps two
        if (
            subject.lower_ in SINGULAR_IN_S
            or subject.lower_ in COLLECTIVE
            or subject.lower_ in _ONE_FORM | _AS_MANY_AS_FOLLOW
        ):
            continue
        if subject.tag_ == "NN" and subject.pos_ not in ("NOUN", "PRON"):
            continue
        if verb.lower_ == "be" or (verb.i and analysis.doc[verb.i - 1].lower_ == "to"):
            continue
        if verb.tag_ == "VBP" and verb.head.lemma_.lower() in _TAKES_BASE_FORM:
            continue
        first = subject.left_edge.i
        if first and analysis.doc[first - 1].tag_ == "VBG":  # "having friends is": the whole clause is the subject
            continue
        opens_with_ing = analysis.doc[first].lower_.endswith("ing") and first < subject.i
        if verb.tag_ == "VBZ" and opens_with_ing:  # "manufacturing goods is": the parser may take it for an adjective
            continue
        if _UNSURE_SUBJECT.search(" ".join(token.text for token in subject.subtree)):
            continue
        needs_plural = verb.tag_ == "VBZ"
        right = _OTHER_NUMBER.get(verb.lower_) or inflected(verb.lemma_.lower(), "VBP" if needs_plural else "VBZ")
        number = "plural" if needs_plural else "singular"
        if subject.lower_ in ("you", "i"):
            message = f'"{subject.text}" takes the verb form without -s.'
        else:
            message = f'The subject "{subject.text}" is {number}, so its verb must be {number} too.'
        yield Finding(
            verb.idx, verb.idx + len(verb), "subject_verb", "subject_verb", message, (right,) if right else ()
        )


def _determiner(token: Token) -> Iterator[Finding]:
    head = token.head
    distance = head.i - token.i
    if (
        not 0 < distance <= 4
        or _next_tag(head) in _NOUN_TAGS
        or head.lower_ in SINGULAR_IN_S | _ONE_FORM | {"data", "people"}
    ):
        return
    word = token.lower_
    if token.dep_ == "det" and word == "this" and head.tag_ == "NNS":
        if any(other.pos_ in ("NOUN", "VERB") for other in token.doc[token.i + 1 : head.i]):
            return
        yield _number(token, f'"{head.text}" is plural, so it goes with "these".', "these")
    elif token.dep_ == "det" and word in ("a", "an", "each", "every", "another") and head.tag_ == "NNS":
        between = token.doc[token.i + 1 : head.i]
        if not any(other.tag_ in ("CD", "CC") or other.lower_ in _COUNTING for other in between):
            singular = inflected(head.lemma_.lower(), "NN")
            yield _number(head, f'"{token.text}" speaks of one thing, so the noun is singular.', singular)
    elif token.dep_ == "det" and word in ("these", "those") and head.tag_ == "NN":
        if head.lower_ not in ("people", "kind", "sort", "type"):
            plural = inflected(head.lemma_.lower(), "NNS")
            yield _number(head, f'"{token.text}" speaks of several things, so the noun is plural.', plural)
    elif token.dep_ == "amod" and word in _PLURAL_ADJECTIVES and head.tag_ == "NN" and distance <= _ADJECTIVE_NEAR:
        plural = inflected(head.lemma_.lower(), "NNS")
        if plural in UNCOUNTABLE_PLURALS:
            yield _number(head, f'"{head.text}" cannot be counted, so "{token.text}" does not go with it.', None)
        else:
            yield _number(head, f'After "{token.text}" the noun is plural.', plural)


def _number(token: Token, message: str, right: str | None) -> Finding:
    return Finding(
        token.idx,
        token.idx + len(token),
        "noun_number",
        "determiner_number",
        message,
        (right,) if right else (),
    )


def _base_form(token: Token) -> Iterator[Finding]:
    doc = token.doc
    if token.tag_ == "MD" and token.i + 1 < len(doc):
        verb = doc[token.i + 1]
        if verb.lower_ in _ADVERBS_BETWEEN and token.i + 2 < len(doc):
            verb = doc[token.i + 2]
        is_wrong = verb.tag_ in ("VBZ", "VBD", "VBG") and verb.head.i >= token.i - 1 and token.lower_ != "need"
    elif token.tag_ == "TO" and token.i + 1 < len(doc):
        verb = doc[token.i + 1]
        is_wrong = verb.tag_ in ("VBZ", "VBD")
    else:
        return
    if is_wrong and verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() != verb.lower_:
        yield Finding(
            verb.idx,
            verb.idx + len(verb),
            "verb_form",
            "base_form",
            f'After "{token.text}" the verb stands in its base form, without -s, -ed or -ing.',
            (verb.lemma_.lower(),),
        )


def _uncountable(token: Token) -> Iterator[Finding]:
    right = UNCOUNTABLE_PLURALS.get(token.lower_)
    if right is not None:
        yield Finding(
            token.idx,
            token.idx + len(token),
            "uncountable",
            "uncountable_plural",
            f'"{right.capitalize()}" has no form with -s here.',
            (right,),
        )


def _next_tag(token: Token) -> str:
    following = token.i + 1
    return str(token.doc[following].tag_) if following < len(token.doc) else ""
