"""Subjects and the verbs that must agree with them."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Doc, Token
from core.assessment.engines.offline.learner_rules.nouns import COLLECTIVE

MAX_DISTANCE = 8  # further apart the parse is too often wrong

_THIRD_PERSON = frozenset({"he", "she", "it"})
_OTHER_PERSONS = frozenset({"they", "we", "you"})


def subject_verb_pairs(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Each subject with its present-tense verb (the auxiliary, where there is one), in reading order."""
    for subject in doc:
        head = subject.head
        if subject.dep_ not in ("nsubj", "nsubjpass") or not 0 < head.i - subject.i < MAX_DISTANCE:
            continue
        auxiliaries = [child for child in head.children if child.dep_ in ("aux", "auxpass") and child.i > subject.i]
        verb = auxiliaries[0] if auxiliaries else head
        if verb.tag_ in ("VBZ", "VBP"):
            yield subject, verb


def clashes(subject: Token, verb: Token) -> bool:
    """Whether a singular subject meets a plural verb or the other way round."""
    if any(child.dep_ == "conj" for child in subject.children):
        return False
    if subject.tag_ == "NN":
        return bool(verb.tag_ == "VBP") and subject.lower_ not in COLLECTIVE
    if subject.tag_ == "NNS":
        return bool(verb.tag_ == "VBZ")
    if subject.lower_ in _THIRD_PERSON:
        return bool(verb.tag_ == "VBP")
    return subject.lower_ in _OTHER_PERSONS and verb.tag_ == "VBZ"
