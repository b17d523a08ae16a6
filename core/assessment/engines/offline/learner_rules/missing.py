"""Subjects, verbs and helpers that are not there."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault
from core.assessment.engines.offline.learner_rules.tokens import SUBJECTS, VERB_TAGS, at, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_PRONOUNS = word_set("i you he she it we they")
_NEEDING_SUBJECT = word_set("because although if though unless")
_ADJECTIVES = word_set(
    "important necessary difficult easy good bad dangerous expensive possible impossible useful clear true happy "
    "sad angry "
    "tired free healthy different interested able ready afraid sure right wrong responsible aware better worse "
    "busy lonely"
)
_VERBS_AFTER_NOT = word_set(
    "understand know have like want come go think believe need see work help spend eat care learn study give "
    "make take get "
    "do feel play buy use speak agree support pay live cook read find"
)


def missing_findings(analysis: Analysis) -> Iterator[Finding]:
    """Every rule on every token."""
    for token in analysis.doc:
        finding = _subject(token) or _sentence_subject(token) or _helper(token) or _be(token) or _because_of(token)
        if finding is not None:
            yield finding


def _subject(token: Token) -> Finding | None:
    """ "Because is very dirty"."""
    verb = at(token.doc, token.i + 1)
    if (
        token.lower_ not in _NEEDING_SUBJECT
        or verb is None
        or verb.lower_ not in ("is", "was", "has", "can", "will", "does", "are")
    ):
        return None
    if (token.lower_ == "if" and verb.lower_ in ("are", "can", "will", "has")) or tag_at(token.doc, verb.i + 1) in (
        "PRP",
        "EX",
        "NNP",
        ".",
    ):
        return None
    pronoun = "they" if verb.lower_ == "are" else "it"
    return fault("no_subject", token.idx, end_of(verb), f"{token.text} {pronoun} {verb.text}", verb=verb.text)


def _sentence_subject(token: Token) -> Finding | None:
    """ "Is a difficult time." as a statement, and "In my opinion is"."""
    doc = token.doc
    if token.lower_ not in ("is", "was") or token.text.isupper():
        return None
    starts = token.is_sent_start and token.text[0].isupper()
    behind_phrase = (
        lower_at(doc, token.i - 1) == "," and token.sent.start >= token.i - 5 and token.i - token.sent.start > 1
    )
    if not (starts or behind_phrase) or any(t.text == "?" for t in token.sent):
        return None
    if behind_phrase and any(t.dep_ in SUBJECTS or t.tag_ in VERB_TAGS for t in doc[token.sent.start : token.i]):
        return None
    if behind_phrase and lower_at(doc, token.sent.start) not in (
        "in",
        "also",
        "for",
        "however",
        "therefore",
        "moreover",
        "besides",
        "nowadays",
    ):
        return None
    if tag_at(doc, token.i + 1) not in ("DT", "JJ", "RB", "VBN") or lower_at(doc, token.i + 1) in (
        "this",
        "that",
        "there",
        "these",
    ):
        return None
    if starts and any(c.dep_ in ("nsubj", "expl") and c.i > token.i + 1 and c.tag_ == "PRP" for c in token.children):
        return None
    shown = f"It {token.lower_}" if starts else f"it {token.lower_}"
    return fault("no_subject", token.idx, end_of(token), shown, verb=token.text)


def _helper(token: Token) -> Finding | None:
    """ "They not understand"."""
    doc = token.doc
    if token.lower_ != "not" or lower_at(doc, token.i - 1) not in _PRONOUNS | {
        "people",
        "students",
        "children",
        "parents",
    }:
        return None
    verb = at(doc, token.i + 1)
    if (
        verb is None
        or verb.lower_ not in _VERBS_AFTER_NOT
        or tag_at(doc, token.i - 2) in ("MD", "VB", "VBP", "VBD", "VBZ", "IN")
    ):
        return None
    if tag_at(doc, token.i - 2) in ("CC",) and lower_at(doc, token.i - 2) == "whether":
        return None
    subject = lower_at(doc, token.i - 1)
    helper = "does" if subject in ("he", "she", "it") else "do"
    return fault("no_helper", token.idx, end_of(verb), f"{helper} not {verb.lower_}", helper=helper)


def _be(token: Token) -> Finding | None:
    """ "He very angry", "it important", "they able to"."""
    doc = token.doc
    if token.lower_ not in ("he", "she", "it", "they", "we", "this") or (
        token.tag_ == "DT" and tag_at(doc, token.i + 1) != "RB"
    ):
        return None
    place = token.i + 1
    has_degree = lower_at(doc, place) in ("very", "so", "too", "also", "really", "always")
    place += has_degree
    adjective = at(doc, place)
    if adjective is None or adjective.lower_ not in _ADJECTIVES or adjective.tag_ not in ("JJ", "RB", "JJR"):
        return None
    before = tag_at(doc, token.i - 1)
    if before not in ("", ".", ",", "CC") and lower_at(doc, token.i - 1) not in (
        "because",
        "that",
        "if",
        "when",
        "although",
        "but",
        "and",
        "so",
    ):
        return None
    if (
        (token.lower_ in ("it",) and before == "CC")
        or tag_at(doc, place + 1) in ("NN", "NNS", "CC")
        or lower_at(doc, place + 1) in VERB_TAGS
    ):
        return None
    if tag_at(doc, place + 1) in ("VBZ", "VBP", "VBD", "MD", "JJ"):
        return None
    be = "are" if token.lower_ in ("they", "we") else "is"
    quote = doc.text[token.idx : end_of(adjective)]
    rest = doc.text[doc[token.i + 1].idx : end_of(adjective)]
    return fault("no_be", token.idx, end_of(adjective), f"{token.text} {be} {rest}", be=be, quote=quote)


def _because_of(token: Token) -> Finding | None:
    """ "Because two reasons", "instead a ban"."""
    doc = token.doc
    if token.lower_ not in ("because", "instead"):
        return None
    if token.lower_ == "instead":
        if tag_at(doc, token.i + 1) not in ("DT", "VBG", "PRP$") or (
            lower_at(doc, token.i + 1) in ("this", "that", "the") and tag_at(doc, token.i + 2) == "VBZ"
        ):
            return None
        if token.is_sent_start or lower_at(doc, token.i - 1) in (",", "and"):
            rest = [t for t in doc[token.i + 1 : token.i + 7] if t.sent == token.sent]
            comma = next((t for t in rest if t.text == ","), None)
            if comma is None or any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in doc[token.i : comma.i]):
                return None
        elif (
            tag_at(doc, token.i + 1) != "VBG" and not any(t.text in ".," for t in doc[token.i + 1 : token.i + 5])
        ) or any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in doc[token.i + 1 : token.i + 4]):
            return None
        return fault("instead_of", token.idx, end_of(token), f"{token.text} of")
    ends = next(
        (place for place in range(token.i + 1, min(token.i + 8, len(doc))) if doc[place].text in (".", ",", ";")), None
    )
    if ends is None or ends - token.i < 2 or doc[ends].text == ",":
        return None
    phrase = doc[token.i + 1 : ends]
    if any(t.tag_ in VERB_TAGS or t.tag_ in ("MD", "PRP", "IN", "EX") for t in phrase) or phrase[-1].tag_ not in (
        "NN",
        "NNS",
    ):
        return None
    return fault("because_noun", token.idx, end_of(token), f"{token.text} of")
