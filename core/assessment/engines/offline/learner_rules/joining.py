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
    "because although though when while if since as whereas until unless after before once whenever wherever "
    "that which "
    "who what how whether where like than whatever even despite in by with for"
)
_JOINERS = word_set("and or but so yet nor for")
_CONTINUED = word_set("either neither matter more only such hardly so if")
_REPORTING = word_set("think believe say know feel suggest argue mean see opinion view hope agree claim fact")
_SUBORDINATORS = word_set("when while because if although though as since after before whereas until once unless where")
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
            if subject is not None and subject.tag_ in ("DT", "JJ", "PRP$"):
                subject = next((t for t in doc[subject.i : subject.i + 4] if t.dep_ in SUBJECTS), subject)
            if subject is None or subject.tag_ == "WDT" or not _starts_clause(subject):
                continue
        elif (
            opener.lower_ not in _OPENERS
            or not _starts_clause(opener)
            or tag_at(doc, opener.i + 1) not in FINITE_TAGS | {"RB"}
        ):
            continue
        if (
            _is_aside(opener)
            or not _is_whole(before)
            or any(t.tag_ in ("``", "''") or t.text in ('"', ";", ":") for t in sentence)
        ):
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


def _is_aside(opener: Token) -> bool:
    """ "..., I believe, ..." and "..., it found."."""
    after = opener.doc[opener.i + 1 : opener.i + 5]
    is_short = any(token.text in (",", ".", ")") for token in after[1:3])
    return is_short and str(opener.lower_) not in _LINKS


def _starts_clause(token: Token) -> bool:
    opens = token.dep_ in SUBJECTS and token.head.i > token.i
    return bool(opens or (token.lower_ == "there" and token.tag_ == "EX"))


def _is_whole(before: Token) -> bool:
    """The last part is a clause that its own subject opens, and nothing before asks to be continued."""
    last_comma = max((place for place, token in enumerate(before) if token.text in (",", ";")), default=-1)
    clause = [token for token in before[last_comma + 1 :] if not token.is_space]
    while clause and clause[0].tag_ == "RB" and clause[0].lower_ not in _DEPENDENT:
        clause.pop(0)
    if sum(token.is_alpha for token in clause) < _SHORTEST or clause[0].lower_ in _DEPENDENT | _JOINERS:
        return False
    opening = next((token.lower_ for token in before if token.is_alpha), "")
    if (
        not clause[-1].text[0].isalnum()
        or frequency(opening) < _KNOWN
        or clause[-1].tag_ in ("CC", "IN", "RB")
        or clause[-1].lower_ in _LINKS | {"that"}
    ):
        return False
    if clause[-1].lemma_.lower() in _REPORTING or any(_asks_for_more(token) for token in before):
        return False
    subject = next((token for token in clause if token.dep_ in SUBJECTS and token.i < token.head.i), None)
    if subject is None or subject.left_edge.i != clause[0].i or subject.tag_ in ("WP", "WDT"):
        return False
    if any(
        (token.lower_ in _SUBORDINATORS and token.dep_ in ("mark", "advmod", "prep"))
        or (token.lower_ == "that" and tag_at(token.doc, token.i + 1) in ("IN", "WRB"))
        for token in clause
    ):
        return False
    verb = subject.head
    has_mark = any(child.dep_ == "mark" or child.tag_ in ("WRB", "WDT", "WP") for child in verb.children)
    if verb.dep_ in ("relcl", "advcl", "acl") or has_mark or verb.i > clause[-1].i:
        return False
    return any(token.tag_ in FINITE_TAGS and token.i >= subject.i for token in clause)


def _asks_for_more(token: Token) -> bool:
    return bool(token.lower_ in _CONTINUED and token.dep_ in ("mark", "advmod", "cc", "preconj", "prep", "neg"))


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
