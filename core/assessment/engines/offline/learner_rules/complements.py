"""What follows "to" and what a verb takes behind it: "had to travelled", "enjoy to swim", "let them to go"."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault, words_of
from core.assessment.engines.offline.learner_rules.tokens import BE, at, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_LET_MAKE = word_set("let make lets makes made letting making")
_OBJECT_PRONOUNS = word_set("me him her us them you it people")
_WITH_TO = word_set("used able have had has going want wants wanted ought need needs needed")
_PEOPLE = word_set(
    "people children students workers women men visitors parents users teenagers consumers customers citizens "
    "employees child student person others kids adults players residents"
)


def complement_findings(analysis: Analysis) -> Iterator[Finding]:
    """Each token with what stands behind it."""
    for token in analysis.doc:
        finding = _after_to(token) or _complement(token) or _let_to(token)
        if finding is not None:
            yield finding


def _after_to(token: Token) -> Finding | None:
    """ "Had to travelled", "to improved"; and "look forward to see", "be used to live"."""
    doc = token.doc
    if token.lower_ != "to":
        return None
    verb = at(doc, token.i + 1)
    if verb is None:
        return None
    before = lower_at(doc, token.i - 1)
    if (
        verb.tag_ in ("VBN", "VBD")
        and verb.lower_ != verb.lemma_.lower()
        and before in _WITH_TO
        and verb.pos_ == "VERB"
    ):
        if before == "used" and lower_at(doc, token.i - 2) in BE:
            return None
        if tag_at(doc, verb.i + 1) not in ("NN", "NNS", "JJ") or before in ("have", "had", "has", "able"):
            return fault("to_base", verb.idx, end_of(verb), verb.lemma_.lower())
    if verb.tag_ == "VB" and before == "forward" and lower_at(doc, token.i - 2).startswith("look"):
        return fault("forward_to", verb.idx, end_of(verb), inflected(verb.lemma_.lower(), "VBG"))
    if verb.tag_ == "VBG" and before in (
        "want",
        "wants",
        "wanted",
        "need",
        "needs",
        "able",
        "decided",
        "decide",
        "try",
        "tried",
    ):
        return fault("to_base", verb.idx, end_of(verb), verb.lemma_.lower())
    return None


def _complement(token: Token) -> Finding | None:
    """ "Enjoy to swim", "want going", "such as to interview"."""
    doc, lemma = token.doc, token.lemma_.lower()
    second, third = at(doc, token.i + 1), at(doc, token.i + 2)
    if second is None or third is None:
        return None
    if token.lower_ == "as" and lower_at(doc, token.i - 1) == "such" and second.tag_ == "TO" and third.tag_ == "VB":
        right = inflected(third.lemma_.lower(), "VBG")
        return fault("such_as_to", second.idx, end_of(third), right)
    if token.pos_ != "VERB":
        return None
    if lemma in words_of("gerund_verbs") and second.lower_ == "to" and third.tag_ == "VB" and token.tag_ != "VBN":
        right = inflected(third.lemma_.lower(), "VBG")
        if lemma == "mind":
            return None
        return fault(
            "gerund_verb", token.idx, end_of(third), f"{token.text} {right}", word=token.lower_, right=right or ""
        )
    if (
        lemma in words_of("infinitive_verbs")
        and second.tag_ == "VBG"
        and second.dep_ in ("xcomp", "pcomp")
        and third.lower_ != "to"
    ):
        if token.tag_ == "VBN" or lemma in ("seem", "choose", "learn", "plan", "tend", "promise"):
            return None
        base = second.lemma_.lower()
        return fault(
            "infinitive_verb", token.idx, end_of(second), f"{token.text} to {base}", word=token.lower_, right=base
        )
    before = {lower_at(doc, token.i - 1), lower_at(doc, token.i - 2)}
    if lemma == "like" and before & {"would", "'d"} and second.lower_ in _OBJECT_PRONOUNS and third.tag_ == "VBG":
        return fault("would_like", third.idx, end_of(third), f"to {third.lemma_.lower()}")
    return None


def _let_to(token: Token) -> Finding | None:
    """ "Let them to go", "make people to feel"."""
    doc = token.doc
    if token.lower_ not in _LET_MAKE or token.pos_ != "VERB" or token.tag_ == "VBN":
        return None
    to = next(
        (doc[place] for place in range(token.i + 2, min(token.i + 5, len(doc))) if doc[place].lower_ == "to"), None
    )
    if to is None or tag_at(doc, to.i + 1) != "VB":
        return None
    between = doc[token.i + 1 : to.i]
    last = between[-1]
    is_person = last.lower_ in _OBJECT_PRONOUNS or last.lower_ in _PEOPLE
    if not is_person or any(t.tag_ in ("IN", "VB", "CC", ",") for t in between):
        return None
    if token.lemma_ == "make" and last.lower_ == "it":
        return None
    verb = doc[to.i + 1]
    return fault("let_to", to.idx, end_of(verb), verb.text, word=token.lower_, verb=verb.text)
