"""A tense that does not fit the time words beside it."""

import re
from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import frequency, inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault, pairs_of
from core.assessment.engines.offline.learner_rules.tokens import SUBJECTS, at, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_PAST_TIME = re.compile(
    r"\b(?:yesterday|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a few|few|several|many|some|hundred) "
    r"(?:years|months|weeks|days|decades|centuries|hours) ago|a (?:year|month|week|century|decade) ago"
    r"|last (?:year|month|week|night|summer|winter|spring|autumn|century|weekend)"
    r"|in the (?:(?:nineteen|eighteen)?(?:fif|six|seven|eigh|nine)ties|1\d\d0s"
    r"|past(?! (?:few|two|three|five|ten|\d|several|years|decade))))\b"
    r"|\bin (?:1[5-9]\d\d|200\d|201\d)(?![\d-]| (?:to|and|until)\b)",
    re.IGNORECASE,
)
_YEAR_PAST = re.compile(r"\b(?:in|since|from|by|until|after|before|between) (1[5-9]\d\d|20[01]\d|202[0-3])\b")
_LATER = re.compile(r"\byears? later\b|\bperiod\b|\bnext .{0,12}years\b")
_NOW = word_set("now today nowadays still currently since ever already always recently")
_STATIVE = word_set("know believe understand need want belong own seem prefer mean")
_KNOWERS = word_set("people child children student students person man woman friend parents teacher everybody everyone")
_SUBORDINATORS = word_set("when if until unless before after once")
_FUTURE_OK = word_set("know wonder ask see doubt question sure decide")
_REPORTING = word_set(
    "show illustrate compare depict present demonstrate indicate describe give represent reveal provide say be "
    "think believe mean explain remember know suggest see note conclude"
)
_SAME_IN_THE_PAST = word_set("read put cut let set hit cost quit used")
_HISTORY = 3


def tense_findings(analysis: Analysis) -> Iterator[Finding]:
    """Irregular pasts, time words, conditions, states, and a past that turns into a present."""
    yield from _times(analysis)
    is_past_report = analysis.task_number == 1 and _is_past_report(analysis)
    for token in analysis.doc:
        finding = (
            _irregular(token)
            or _condition(token)
            or _future_clause(token)
            or _state(token)
            or _joined(token)
            or (_report(token) if is_past_report else None)
        )
        if finding is not None:
            yield finding


def _irregular(token: Token) -> Finding | None:
    right = pairs_of("regular_pasts").get(token.lower_)
    return fault("irregular_past", token.idx, end_of(token), right, right=right) if right else None


def _times(analysis: Analysis) -> Iterator[Finding]:
    """Past time words in a clause whose verb is in the present or the present perfect."""
    starts = {token.idx: token for token in analysis.doc}
    for found in _PAST_TIME.finditer(analysis.text):
        token = starts.get(found.start())
        verb = None if token is None else _verb_of_time(token, analysis, found.end())
        if verb is None or token is None:
            continue
        time = found.group()
        auxiliary = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ != "TO"), None)
        if auxiliary is not None and auxiliary.lower_ in ("has", "have") and "past" not in time.lower():
            if any(c.lower_ in ("since", "already", "ever") for c in verb.subtree if abs(c.i - verb.i) < 15):
                continue
            chain = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
            if any(c.tag_ in ("MD", "TO") for c in chain) or verb.i - auxiliary.i > 3:
                continue
            passive = any(c.lower_ == "been" for c in chain)
            is_many = auxiliary.lower_ == "have"
            past = f"{'were' if is_many else 'was'} {verb.text}" if passive else inflected(verb.lemma_.lower(), "VBD")
            yield fault("past_time_perfect", auxiliary.idx, end_of(verb), past, time=time, verb=verb.text)
        elif auxiliary is None and verb.tag_ in ("VBP", "VBZ"):
            past = _past_of(verb)
            yield fault("past_time_present", verb.idx, end_of(verb), past, time=time, verb=verb.text)


def _past_of(verb: Token) -> str | None:
    if verb.lower_ in ("is", "are"):
        return "was" if verb.lower_ == "is" else "were"
    return inflected(verb.lemma_.lower(), "VBD")


def _verb_of_time(token: Token, analysis: Analysis, end: int) -> Token | None:
    """The verb that the time words hang on, directly or over the object beside it."""
    words = [t for t in analysis.doc[token.i : token.i + 6] if t.idx < end]
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside]
    if len(tops) == 1 and tops[0].head.dep_ in ("dobj", "pobj") and tops[0].head.i < token.i:
        noun = tops[0].head
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        verb = verb.head if verb.dep_ == "dobj" else verb
        is_perfect = any(child.lower_ in ("has", "have") for child in verb.children if child.dep_ == "aux")
        return verb if is_perfect and verb.pos_ == "VERB" and verb.dep_ != "relcl" else None
    if len(tops) != 1 or tops[0].head.pos_ not in ("VERB", "AUX") or tops[0].dep_ not in ("prep", "npadvmod", "advmod"):
        return None
    verb = tops[0].head
    if verb.tag_ in ("VBG", "VB", "MD") or abs(verb.i - token.i) > 14:
        return None
    if verb.lemma_.lower() in _REPORTING and verb.lemma_.lower() not in ("be",):
        return None
    between = analysis.doc[min(verb.i, token.i) : max(verb.i, token.i)]
    if any(
        t.lower_ in _NOW or t.tag_ == "MD" or t.lower_ in ("than", "as", "because", "which", "that") for t in between
    ):
        return None
    if frequency(verb.lower_) < 3.5 or verb.lemma_.lower() in ("ratio", "figure"):
        return None
    if any(
        child.lower_ in ("figure", "chart", "graph", "table", "diagram", "map", "charts") for child in verb.children
    ):
        return None
    if verb.dep_ == "relcl" or not any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    return verb


def _condition(token: Token) -> Finding | None:
    """ "If I would have": no "would" behind "if"."""
    if token.lower_ != "if" or token.dep_ != "mark":
        return None
    verb = token.head
    would = next((child for child in verb.children if child.lower_ == "would" and child.i > token.i), None)
    if (
        would is None
        or would.i - token.i > 6
        or lower_at(token.doc, token.i - 1) in ("as", "wonder", "asked", "know", "ask")
    ):
        return None
    if verb.dep_ != "advcl" or verb.lemma_ in ("like", "mind"):
        return None
    main = verb.head
    if not any(
        child.lower_ in ("would", "could", "might", "will", "can") for child in main.children if child.tag_ == "MD"
    ):
        return None
    have = next((child for child in verb.children if child.lower_ == "have" and child.i == would.i + 1), None)
    if have is not None:
        return fault("if_would", would.idx, end_of(have), "had")
    if would.i + 1 != verb.i:
        return None
    past = "were" if verb.lemma_ == "be" else inflected(verb.lemma_.lower(), "VBD")
    return fault("if_would", would.idx, end_of(verb), past)


def _future_clause(token: Token) -> Finding | None:
    """ "When you will know": the present behind when, if, until."""
    if token.lower_ not in _SUBORDINATORS or token.dep_ not in ("advmod", "mark"):
        return None
    verb = token.head
    will = next((child for child in verb.children if child.lower_ in ("will", "'ll") and child.i > token.i), None)
    if (
        will is None
        or verb.dep_ != "advcl"
        or will.i - token.i > 4
        or (will.i + 1 != verb.i and lower_at(token.doc, will.i + 1) != "be")
    ):
        return None
    if lower_at(token.doc, token.i - 1) in ("time", "day", "even", "as", "moment") or verb.head.lemma_ in _FUTURE_OK:
        return None
    if any(child.dep_ == "neg" for child in verb.children) or (verb.lemma_ == "be" and will.i + 1 != verb.i):
        return None
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i < token.i or will.i + 1 != verb.i:
        return None
    is_single = subject.tag_ == "NN" or subject.lower_ in ("he", "she", "it", "this")
    if verb.lemma_ == "be":
        present: str | None = "is" if is_single else "are"
    else:
        present = inflected(verb.lemma_.lower(), "VBZ") if is_single else verb.lemma_.lower()
    return fault("when_will", will.idx, end_of(verb), present, word=token.lower_)


def _state(token: Token) -> Finding | None:
    """ "I am knowing": states have no -ing tense."""
    if token.tag_ != "VBG" or token.lemma_.lower() not in _STATIVE or token.dep_ == "amod":
        return None
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if subject is None or (subject.tag_ != "PRP" and subject.lower_ not in _KNOWERS) or subject.lower_ == "it":
        return None
    be = at(token.doc, token.i - 1)
    if be is None or be.lower_ not in ("am", "is", "are", "was", "were") or be.dep_ != "aux":
        return None
    if token.lemma_.lower() == "need" or token.lower_ in ("understanding", "meaning"):
        return None
    if be.lower_ in ("was", "were"):
        right = inflected(token.lemma_.lower(), "VBD")
    else:
        right = inflected(token.lemma_.lower(), "VBZ") if be.lower_ == "is" else token.lemma_.lower()
    return fault("state_verb", be.idx, end_of(token), right, verb=token.lemma_.lower())


def _joined(token: Token) -> Finding | None:
    """ "He liked football and have many friends": one subject, two times."""
    first = token.head
    if (
        token.dep_ != "conj"
        or first.tag_ != "VBD"
        or token.tag_ not in ("VBP", "VBZ", "VB")
        or not 1 < token.i - first.i <= 9
    ):
        return None
    if first.dep_ not in ("ROOT", "conj") or first.lower_ in _SAME_IN_THE_PAST:
        return None
    subject = next((child for child in first.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ != "PRP" or subject.lower_ == "it":
        return None
    if any(child.dep_ in (*SUBJECTS, "aux", "auxpass") for child in token.children) or lower_at(
        token.doc, token.i - 1
    ) not in ("and", "but", "or", "then"):
        return None
    if any(
        t.lower_ in _NOW
        or t.tag_ in ("TO", "MD", "VB", "VBP", "VBZ", "WDT", "WP")
        or t.dep_ == "mark"
        or t.text in ",;:"
        for t in token.doc[first.i + 1 : token.i - 1]
    ):
        return None
    if token.tag_ == "VB" and (
        first.lower_ in ("did", "helped", "made", "let", "had") or tag_at(token.doc, first.i + 1) == "TO"
    ):
        return None
    after = [lower_at(token.doc, place) for place in range(token.i + 1, token.i + 5)]
    if any(word in _NOW for word in after) or (first.lemma_.lower() in ("be",) and token.lemma_ != "have"):
        return None
    return fault("joined_past", token.idx, end_of(token), _past_of(token), first=first.text, verb=token.text)


def _is_past_report(analysis: Analysis) -> bool:
    """Most verbs of the report are in the past and a past year is named."""
    past = sum(token.tag_ == "VBD" for token in analysis.doc)
    present = sum(token.tag_ in ("VBP", "VBZ") for token in analysis.doc)
    return past >= _HISTORY * 2 and past >= 1.5 * present and _YEAR_PAST.search(analysis.text) is not None


_MOVES = word_set(
    "rise fall increase decrease decline drop grow climb overtake reach remain stand double peak fluctuate account "
    "plummet jump surge exceed"
)


def _report(token: Token) -> Finding | None:
    """A movement in the present or the present perfect inside a report about the past."""
    if (
        token.pos_ != "VERB"
        or lower_at(token.doc, token.i + 1) == "for"
        or token.lemma_.lower() not in _MOVES
        or token.dep_ not in ("ROOT", "conj", "advcl", "ccomp")
    ):
        return None
    sentence = token.sent.text
    if not _YEAR_PAST.search(sentence) and not _LATER.search(sentence):
        return None
    if re.search(r"\b20[2-9]\d\b|\bwill\b|predict|project|expect|forecast", sentence):
        return None
    chain = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    past = inflected(token.lemma_.lower(), "VBD")
    if not chain and token.tag_ in ("VBZ", "VBP") and any(child.dep_ == "nsubj" for child in token.children):
        return fault("report_past", token.idx, end_of(token), past, verb=token.text)
    if (
        len(chain) == 1
        and chain[0].lower_ in ("has", "have")
        and chain[0].i + 2 >= token.i
        and token.tag_ in ("VBN", "VBD")
    ):
        if "since" in sentence.lower():
            return None
        return fault("report_past", chain[0].idx, end_of(token), past, verb=f"{chain[0].text} {token.text}")
    return None
