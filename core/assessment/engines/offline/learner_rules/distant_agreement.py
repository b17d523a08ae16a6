"""Agreement that the tagger misses or a clause hides: "when a singer eat", "students who live abroad sends"."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.learner_rules.clause_agreement import verb_fault
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.nouns import COLLECTIVE, SINGULAR_IN_S
from core.assessment.engines.offline.learner_rules.tables import strictly_countable
from core.assessment.engines.offline.learner_rules.tokens import VERB_TAGS, at, lower_at, tag_at
from core.assessment.word_list import word_set

_CLAUSE_WORDS = word_set("when because if although though since as while who which that before after until")
_CAUSATIVE = word_set(
    "make let help see hear watch have suggest recommend demand insist propose require request advise ask feel"
)


def distant_agreement_findings(analysis: Analysis) -> Iterator[Finding]:
    """Each verb, with its subject in front."""
    for token in analysis.doc:
        finding = _untagged(token) or _over_a_clause(token)
        if finding is not None:
            yield finding


def _untagged(verb: Token) -> Finding | None:
    """ "When a singer eat": the tagger takes it for a base form, but no helper stands before it."""
    if (
        verb.tag_ != "VB"
        or verb.pos_ not in ("VERB", "AUX")
        or verb.lower_ != verb.lemma_.lower()
        or verb.lower_ == "be"
    ):
        return None
    if any(
        child.dep_ in ("aux", "auxpass", "mark", "conj", "preconj") and child.lower_ not in _CLAUSE_WORDS
        for child in verb.children
    ):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    if subject is None or verb.dep_ not in ("ROOT", "advcl", "relcl", "ccomp", "conj") or verb.i - subject.i > 6:
        return None
    if verb.dep_ == "ccomp" and (verb.head.lemma_.lower() in _CAUSATIVE or verb.head.i > verb.i):
        return None
    if verb.dep_ == "conj" and verb.head.tag_ not in ("VBZ", "VBD", "VBP"):
        return None
    before = verb.doc[max(verb.sent.start, subject.left_edge.i - 2) : verb.i]
    if any(token.tag_ in ("MD", "TO", "CC") or token.lemma_.lower() in _CAUSATIVE for token in before):
        return None
    if tag_at(verb.doc, verb.i - 1) in VERB_TAGS or lower_at(verb.doc, verb.i - 1) in ("not", "n't"):
        return None
    is_single = subject.lower_ in ("he", "she", "it") or (
        subject.tag_ == "NN" and subject.lower_ in strictly_countable() and subject.lower_ not in COLLECTIVE
    )
    if not is_single or any(child.dep_ in ("conj", "cc") for child in subject.children):
        return None
    return verb_fault("bare_verb", verb, plural=False, subject=subject.text)


def _over_a_clause(verb: Token) -> Finding | None:
    """ "Students who live abroad sends": the clause stands between the subject and its verb."""
    if verb.tag_ != "VBZ" or verb.dep_ not in ("ROOT", "ccomp", "conj", "advcl") or verb.lower_ == "'s":
        return None
    subject = next(
        (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i), None
    )
    if (
        subject is None
        or subject.tag_ != "NNS"
        or subject.lower_ in SINGULAR_IN_S | {"species"}
        or verb.i - subject.i > 12
    ):
        return None
    nouns = (subject, *(child for child in subject.children if child.dep_ == "conj"))
    clause = next((child for noun in nouns for child in noun.children if child.dep_ == "relcl"), None)
    clause = clause or next((child for child in subject.children if child.dep_ == "relcl"), None)
    if clause is None or clause.right_edge.i != verb.i - 1 or clause.i < subject.i:
        return None
    opening = at(verb.doc, clause.left_edge.i)
    if opening is None or opening.lower_ not in ("who", "that", "which") or any(t.text == "," for t in clause.subtree):
        return None
    return verb_fault("relative_far", verb, plural=True, subject=subject.text)
