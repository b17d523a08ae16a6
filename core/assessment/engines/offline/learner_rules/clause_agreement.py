"""Agreement across a clause: "people who is", "there is many", "working at home give", "it helps and make"."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.nouns import COLLECTIVE, SINGULAR_IN_S
from core.assessment.engines.offline.learner_rules.tables import fault, strictly_countable
from core.assessment.engines.offline.learner_rules.tokens import (
    ADVERBS_BETWEEN,
    at,
    end_of,
    lower_at,
    tag_at,
)
from core.assessment.word_list import word_set

OTHER_NUMBER = {
    "is": "are",
    "are": "is",
    "was": "were",
    "were": "was",
    "has": "have",
    "have": "has",
    "does": "do",
    "do": "does",
}
_RELATIVE = frozenset({"who", "which", "that"})
_PLURAL_STARTS = word_set("many several few two three four five six seven eight nine ten various numerous both these")
_PLURAL_HEADS = word_set("people children men women police")
_SINGULAR_ONE = word_set("everyone everybody someone somebody anyone anybody nobody everything something nothing")
_NOT_HEADS = COLLECTIVE - _PLURAL_HEADS
_SINGULAR_VERBS = frozenset({"is", "was", "has", "does"})
_PLURAL_VERBS = frozenset({"are", "were", "have", "do"})


def clause_agreement_findings(analysis: Analysis) -> Iterator[Finding]:
    """Every rule on every token; overlaps are settled later."""
    for token in analysis.doc:
        finding = (
            _relative(token)
            or _there(token)
            or _clause_subject(token)
            or _joined_verb(token)
            or _quantity(token)
            or _was_were(token)
        )
        if finding is not None:
            yield finding


def other_number(verb: Token, *, plural: bool) -> str | None:
    """The same verb for the other number."""
    return OTHER_NUMBER.get(verb.lower_) or inflected(verb.lemma_.lower(), "VBP" if plural else "VBZ")


def verb_fault(rule: str, verb: Token, *, plural: bool, subject: str) -> Finding | None:
    """A remark on a verb of the wrong number; nothing where it has no other form."""
    right = other_number(verb, plural=plural)
    if right is None or right == verb.lower_:
        return None
    number = "plural" if plural else "singular"
    return fault(rule, verb.idx, end_of(verb), right, subject=subject, verb=verb.text, right=right, number=number)


def _needs_plural(verb: Token) -> bool:
    return bool(verb.tag_ == "VBZ" or verb.lower_ == "was")


def _needs_singular(verb: Token) -> bool:
    return bool((verb.tag_ == "VBP" or verb.lower_ == "were") and verb.lower_ not in ("am", "'re", "'ve", "'m"))


def _relative(token: Token) -> Finding | None:
    """The noun directly before who, which or that, and the verb directly behind it."""
    if token.lower_ not in _RELATIVE or token.tag_ not in ("WP", "WDT"):
        return None
    doc, noun = token.doc, at(token.doc, token.i - 1)
    position = token.i + 1
    while lower_at(doc, position) in ADVERBS_BETWEEN - {"not", "n't"}:
        position += 1
    verb = at(doc, position)
    if noun is None or verb is None or (verb.head.i < token.i - 1 and verb.dep_ not in ("relcl", "aux", "auxpass")):
        return None
    is_plural = noun.tag_ == "NNS" or noun.lower_ in ("people", "children", "those")
    if is_plural and verb.lower_ in _SINGULAR_VERBS | _plain_singular(verb):
        if noun.lower_ in SINGULAR_IN_S or _stands_in_of(noun) or noun.dep_ == "conj":
            return None
        if verb.lower_ not in _SINGULAR_VERBS and verb.dep_ != "relcl":
            return None
        if token.lower_ == "which" and verb.lower_ in ("is", "was"):
            return None
        if token.lower_ == "which" and noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr"):
            return None  # it may speak of the whole clause
        return verb_fault("relative_verb", verb, plural=True, subject=noun.text)
    if noun.tag_ == "NN" and noun.lower_ in strictly_countable() and token.lower_ == "who" and _needs_singular(verb):
        if verb.tag_ != "VBP" or noun.dep_ == "conj" or _stands_in_of(noun):
            return None
        return verb_fault("relative_verb", verb, plural=False, subject=noun.text)
    return None


def _plain_singular(verb: Token) -> frozenset[str]:
    return frozenset({verb.lower_}) if verb.tag_ == "VBZ" and verb.pos_ == "VERB" else frozenset()


def _stands_in_of(noun: Token) -> bool:
    """ "One of the students who is": the clause may belong to the first noun."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("of", "in", "for", "with", "to", "from", "on", "between", "at")


def _there(token: Token) -> Finding | None:
    doc = token.doc
    if token.lower_ != "there" or token.tag_ != "EX":
        return None
    verb = at(doc, token.i + 1)
    if verb is None or verb.lower_ not in ("is", "was", "are", "were", "has"):
        return None
    noun = next((child for child in verb.children if child.dep_ in ("attr", "nsubj") and child.i > verb.i), None)
    first = at(doc, verb.i + 1)
    if first is None or first.lower_ in ("no", "not", "n't", "a", "an", "always", "only", "one"):
        is_singular = first is not None and first.lower_ in ("a", "an") and verb.lower_ in ("are", "were")
        is_one = is_singular and noun is not None and noun.tag_ == "NN" and noun.lower_ in strictly_countable()
        if is_one and noun is not None and lower_at(doc, noun.i + 1) not in ("of", "and", ","):
            return verb_fault("there_is", verb, plural=False, subject=noun.text)
        return None
    if verb.lower_ in ("is", "was") and (
        first.lower_ in _PLURAL_STARTS
        or (noun is not None and noun.tag_ == "NNS" and noun.lower_ not in SINGULAR_IN_S and noun.i - verb.i <= 3)
    ):
        if noun is None or noun.tag_ != "NNS" or any(t.text in (",", "and") for t in doc[verb.i : noun.i]):
            return None
        return verb_fault("there_is", verb, plural=True, subject=noun.text)
    return None


_LIKE_PREPOSITIONS = word_set("following providing including according considering assuming regarding being")


def _clause_subject(token: Token) -> Finding | None:
    """ "Studying abroad have": an -ing clause counts as one thing."""
    if token.lower_ in _LIKE_PREPOSITIONS:
        return None
    if (
        token.dep_ != "csubj"
        or token.tag_ != "VBG"
        or (
            not token.is_sent_start
            and lower_at(token.doc, token.i - 1)
            not in (",", "that", "although", "because", "but", "and", "think", "believe")
        )
    ):
        return None
    verb = token.head
    auxiliary = next((child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i > token.i), verb)
    if not _needs_singular(auxiliary) or auxiliary.tag_ != "VBP" or auxiliary.i - token.i > 6:
        return None
    if (
        any(child.dep_ in ("conj", "cc") for child in token.children)
        or any(child.dep_ in ("nsubj", "expl") for child in verb.children)
        or any(t.lower_ in ("and", "or", ",") for t in token.doc[token.i : auxiliary.i])
    ):
        return None
    subject = token.doc[token.i : auxiliary.i].text
    return verb_fault("clause_subject", auxiliary, plural=False, subject=subject)


def _joined_verb(token: Token) -> Finding | None:
    """ "It helps people and make them": the second verb has the same subject."""
    first = token.head
    is_bare = token.tag_ in ("VBP", "VB") and token.lower_ == token.lemma_.lower()
    if token.dep_ != "conj" or token.pos_ != "VERB" or token.i < first.i or first.pos_ != "VERB":
        return None
    if not (first.tag_ == "VBZ" and is_bare) and not (first.tag_ == "VBP" and token.tag_ == "VBZ"):
        return None
    if first.dep_ != "ROOT" and not (first.dep_ == "conj" and first.head.dep_ == "ROOT"):
        return None
    if token.i - first.i > 12 or any(child.dep_ in ("nsubj", "nsubjpass", "expl", "aux") for child in token.children):
        return None
    if any(child.dep_ == "aux" for child in first.children):
        return None
    subject = next((c for c in first.children if c.dep_ in ("nsubj", "csubj") and c.i < first.i), None)
    before = lower_at(token.doc, token.i - 1)
    if subject is None or before not in ("and", "but", "or", "also", "then") or token.i - first.i < 2:
        return None
    is_single = (
        subject.lower_ in ("he", "she", "it", "this")
        or subject.dep_ == "csubj"
        or (subject.tag_ == "NN" and subject.lower_ not in COLLECTIVE)
    )
    is_many = subject.lower_ in ("they", "we", "you", "i", "people") or (
        subject.tag_ == "NNS" and subject.lower_ in ("students", "children", "parents", "workers", "women", "men")
    )
    if any(child.dep_ == "conj" for child in subject.children):
        return None
    between = token.doc[first.i + 1 : token.i - 1]
    if is_single and first.tag_ == "VBZ" and is_bare:
        if any(t.tag_ in ("TO", "MD", "VBP", "WDT", "WP", "VB") or t.dep_ == "mark" for t in between):
            return None  # it may go on from another verb
        return verb_fault("joined_verb", token, plural=False, subject=subject.text)
    if is_many and first.tag_ == "VBP" and token.tag_ == "VBZ" and subject.i == first.i - 1:
        if any(t.tag_ in ("VBZ", "WDT", "WP", "NN") or t.dep_ == "mark" for t in between):
            return None
        return verb_fault("joined_verb", token, plural=True, subject=subject.text)
    return None


def _quantity(token: Token) -> Finding | None:
    """Each, every, one of, the number of: one; many, a number of, both: several."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or not 0 < verb.i - token.i < 9:
        return None
    auxiliary = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i > token.i), verb)
    doc, word = token.doc, token.lower_
    is_of = lower_at(doc, token.i + 1) == "of"
    if auxiliary.tag_ not in ("VBP", "VBZ", "VBD"):
        return None
    between = doc[token.i + 1 : auxiliary.i]
    if any(t.lower_ in ("and", "or", "who", "which", "that", ",") for t in between):
        return None
    if word in ("each", "one", "neither", "either") and is_of and _needs_singular(auxiliary):
        if lower_at(doc, token.i - 1) in ("than", "no", "only", "make", "makes", "making", "made", "let", "if"):
            return None
        return verb_fault("one_of_verb", auxiliary, plural=False, subject=f"{word} of")
    if word == "number" and is_of and lower_at(doc, token.i - 1) == "the" and _needs_singular(auxiliary):
        return verb_fault("number_of_verb", auxiliary, plural=False, subject="the number of")
    if word in _SINGULAR_ONE and auxiliary.i - token.i <= 2 and _needs_singular(auxiliary):
        return verb_fault("everyone_verb", auxiliary, plural=False, subject=token.text)
    return None


def _was_were(token: Token) -> Finding | None:
    """A simple subject directly before be or have in the past or the present, where the tagger is sure."""
    verb = at(token.doc, token.i + 1)
    if verb is None or token.dep_ not in ("nsubj", "nsubjpass") or token.tag_ not in ("PRP", "NNS", "NN", "DT"):
        return None
    if any(child.dep_ in ("conj", "cc") for child in token.children) or token.head.i < token.i:
        return None
    word = token.lower_
    if tag_at(token.doc, token.i - 1) in ("CC", "IN", ",") and token.tag_ != "PRP":
        return None
    if verb.lower_ == "was" and (word in ("they", "we", "you") or (token.tag_ == "NNS" and word not in SINGULAR_IN_S)):
        if word in _NOT_HEADS or tag_at(token.doc, token.i - 1) in ("CD", "VBG") or _has_verb_before(token):
            return None
        return verb_fault("was_were", verb, plural=True, subject=token.text)
    if (
        verb.lower_ == "were"
        and word in ("he", "she", "it")
        and verb.dep_ not in ("advcl", "auxpass")
        and (verb.head.dep_ != "advcl")
    ):
        if lower_at(token.doc, token.i - 1) in ("if", "as", "wish", "though", "that", "than"):
            return None
        return verb_fault("was_were", verb, plural=False, subject=token.text)
    return None


def _has_verb_before(noun: Token) -> bool:
    """A finite verb of the same clause before it: then it may be an object, and the verb behind it another's."""
    for place in range(noun.i - 1, noun.sent.start - 1, -1):
        token = noun.doc[place]
        if token.tag_ in (",", ":", "CC", "-RRB-") or token.lower_ in (
            "that",
            "because",
            "when",
            "if",
            "where",
            "while",
        ):
            return False
        if token.tag_ in ("VBP", "VBZ", "VBD", "MD", "IN", "WDT", "WP"):
            return True
    return False
