"""Sentences that are joined by a comma alone, or cut in two."""

from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault
from core.assessment.engines.offline.learner_rules.tokens import FINITE_TAGS, SUBJECTS, at, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_OPENERS = word_set("it they he she we i this these you there nobody everybody")
_LINKS = word_set("therefore however moreover furthermore consequently nevertheless thus hence")
_DEPENDENT = word_set(
    "because although though when while if since as whereas until unless after before once whenever wherever that which "
    "who what how whether where like than whatever even despite in by with for"
)
_SHORTEST = 3
_KNOWN = 4.0
_THAT_BEFORE = word_set(
    "said think believe know convinced sure argue say says feel mean means shows show suggest claim opinion fact true "
    "clear obvious certain believed thought known understand hope believes agree thinks"
)


def joining_findings(analysis: Analysis) -> Iterator[Finding]:
    """Comma splices, "..., therefore", fragments with because, a comma before "that"."""
    for sentence in analysis.sentences:
        yield from _splices(sentence)
        finding = _fragment(sentence)
        if finding is not None:
            yield finding
    for token in analysis.doc:
        finding = _comma_that(token) or _although_comma(token)
        if finding is not None:
            yield finding


def _splices(sentence: Token) -> Iterator[Finding]:
    """A pronoun or "therefore" opens a whole clause behind a comma, and what stands before is a whole clause too."""
    doc = sentence.doc
    for token in sentence:
        if token.text != "," or token.i + 2 >= sentence.end or token.i - sentence.start < _SHORTEST:
            continue
        opener = doc[token.i + 1]
        before = doc[sentence.start : token.i]
        if opener.lower_ in _LINKS:
            following = at(doc, opener.i + 1)
            subject = at(doc, opener.i + 2) if following is not None and following.text == "," else following
            if subject is None or not _starts_clause(subject):
                continue
        elif (
            opener.lower_ not in _OPENERS
            or not _starts_clause(opener)
            or tag_at(doc, opener.i + 1) not in FINITE_TAGS | {"RB"}
        ):
            continue
        if not _is_whole(before) or any(t.tag_ in ("``", "''") or t.text in ('"', ";", ":") for t in sentence):
            continue
        previous = doc[token.i - 1]
        is_link = opener.lower_ in _LINKS
        quote_end = end_of(opener)
        shown = opener.text if opener.lower_ == "i" else opener.text.lower()
        proposals = [f"{previous.text}. {opener.text[:1].upper()}{opener.text[1:]}"]
        if is_link:
            proposals.append(f"{previous.text}; {shown}")
        else:
            proposals.append(f"{previous.text}, and {shown}")
        yield fault("link_splice" if is_link else "comma_splice", previous.idx, quote_end, *proposals, word=opener.text)


def _starts_clause(token: Token) -> bool:
    return (token.dep_ in SUBJECTS and token.head.i > token.i) or (token.lower_ == "there" and token.tag_ == "EX")


def _is_whole(before: Token) -> bool:
    """One main clause with its own subject, that no joining word opens or asks to be continued."""
    words = [token for token in before if token.is_alpha]
    last_comma = max((place for place, token in enumerate(before) if token.text in (",", ";")), default=-1)
    clause = [token for token in before[last_comma + 1 :]]
    if len(words) < _SHORTEST or not clause:
        return False
    opening = next((token.lower_ for token in before if token.is_alpha), "")
    first = next((token.lower_ for token in clause if token.is_alpha), "")
    if opening in _DEPENDENT or first in _DEPENDENT or frequency(opening) < _KNOWN:
        return False
    if any(
        token.lower_ in ("and", "but", "so", "or") and clause[place + 1].tag_ in ("IN", "RB")
        for place, token in enumerate(clause[:-1])
    ):
        return False
    if any(
        token.lower_
        in (
            "if",
            "when",
            "because",
            "although",
            "though",
            "while",
            "whereas",
            "since",
            "unless",
            "as",
            "once",
            "until",
            "after",
            "before",
            "wherever",
            "whenever",
            "either",
            "matter",
            "neither",
            "more",
            "not",
            "only",
            "so",
            "such",
            "hardly",
        )
        and token.dep_ in ("mark", "advmod", "cc", "preconj", "prep")
        for token in before
    ):
        return False
    finite = [token for token in clause if token.tag_ in FINITE_TAGS]
    has_subject = any(
        token.dep_ in SUBJECTS
        and token.i < token.head.i
        and token.tag_ not in ("WP", "WDT")
        and token.head.dep_ != "relcl"
        for token in clause
    )
    if not finite or not has_subject:
        return False
    last = clause[-1]
    if last.lemma_.lower() in (
        "think",
        "believe",
        "say",
        "know",
        "feel",
        "suggest",
        "argue",
        "mean",
        "see",
        "opinion",
        "view",
        "hope",
        "agree",
        "claim",
    ):
        return False
    return first not in ("and", "or", "but", "so", "yet", "nor", "for")


def _fragment(sentence: Token) -> Finding | None:
    """ "Because we have a baby." on its own."""
    first = sentence[0]
    words = [token for token in sentence if token.is_alpha]
    if first.lower_ not in ("because", "whereas") or len(words) > 16 or len(words) < _SHORTEST:
        return None
    if first.text.islower() or any(token.text in (",", "?", ";") for token in sentence):
        return None
    if lower_at(sentence.doc, first.i + 1) == "of" or tag_at(sentence.doc, first.i - 1) != ".":
        return None
    if lower_at(sentence.doc, first.i - 1) != "." or sum(t.tag_ in FINITE_TAGS for t in words) > 1:
        return None
    if not any(token.tag_ in FINITE_TAGS for token in words):
        return None
    before = at(sentence.doc, first.i - 2)
    if before is None:
        return None
    return fault("because_fragment", before.idx, end_of(first), f"{before.text} {first.text.lower()}", word=first.text)


def _comma_that(token: Token) -> Finding | None:
    """ "It is said, that"."""
    doc = token.doc
    if token.text != "," or lower_at(doc, token.i + 1) != "that" or lower_at(doc, token.i - 1) not in _THAT_BEFORE:
        return None
    that = doc[token.i + 1]
    if (
        that.tag_ not in ("IN", "DT", "WDT")
        or lower_at(doc, token.i + 2) in ("is", ",", "was")
        or tag_at(doc, token.i + 2) in ("MD", "VBZ", "VBD")
    ):
        return None
    word = doc[token.i - 1].text
    return fault("comma_that", doc[token.i - 1].idx, end_of(that), f"{word} that")


def _although_comma(token: Token) -> Finding | None:
    """ "Although, companies should": however."""
    if token.lower_ not in ("although", "though") or not token.is_sent_start or lower_at(token.doc, token.i + 1) != ",":
        return None
    comma = token.doc[token.i + 1]
    return fault("although_comma", token.idx, end_of(comma), "However,", token.text)
