"""Superlatives in a clause, and which label each is said of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.assessment.checks.passage import Clause, is_comparand
from core.assessment.checks.statements import Scene
from core.assessment.checks.topics import LIKELY
from core.assessment.checks.vocabulary import Mention

_HIGH = (
    r"highest|largest|biggest|greatest|longest|warmest|hottest|leading|dominant|number one|maximum|top|first place"
    r"|(?:the )?most (?:popular|common|important|used|widespread|frequent|expensive|visited|preferred"
    r"|significant|productive|of all)"
    r"|in the lead|in first place|on first place|best(?:[ -]paid)?|the most"
)
_LOW = (
    r"lowest|smallest|fewest|shortest|coldest|coolest|cheapest|minimum|last place|in last place|at the bottom"
    r"|number last"
    r"|(?:the )?least (?:popular|common|important|used|widespread|frequent|expensive|visited|preferred"
    r"|significant)|the least"
)
HIGH_WORDS, LOW_WORDS = _HIGH, _LOW
_SUPERLATIVE = re.compile(rf"\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"^[\s-]*(?:\w+ ){0,2}?(?:(?P<up>rises?|increases?|growth|gains?|improvement|jump)|(?P<down>falls?|drops?"
    r"|declines?|decreases?"
    r"|reduction|loss(?:es)?)|(?P<any>changes?|difference))\b",
    re.IGNORECASE,
)
_CHANGE_WORD = re.compile(
    r"\b(?:(?P<up>rise|increase|growth|gain)|(?P<down>fall|drop|decline|decrease|loss)|(?P<any>change|difference))\b",
    re.IGNORECASE,
)
_SET_IN = re.compile(r"(?:^|,)\W*(?:at|in|for|among|within)\s+(?:the\s+)?$", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:among|amongst|in|for|with|of|at)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_BUT_ONE = re.compile(r"^ but one\b", re.IGNORECASE)
_STEEPEST = re.compile(
    r"\b(?:steepest|fastest|strongest|sharpest|most (?:dramatic|remarkable|rapid|marked|striking|notable))\b",
    re.IGNORECASE,
)
_THAN_ALL = re.compile(
    r"\b(?P<word>(?P<high>more|higher|larger|greater|bigger|longer|warmer|dearer)|fewer|less|lower|smaller|shorter|colder"
    r"|cheaper)\b(?! (?:quickly|slowly|often|rapidly|steeply|sharply"
    r"|strongly))[^.;,]{0,40}?(?P<than>\bthan) (?:it was |that |those )?"
    r"(?:of |in |for |by |at )?(?:(?:any|all|every|each)(?: of)?(?: the)? others?\b(?: \w+)?|any(?:where|thing) else)",
    re.IGNORECASE,
)
_AFTER_AMOUNT = re.compile(
    r"(?:\d|%|times|percent|points|hundred|thousand|million|half|twice|no|not)\s*$", re.IGNORECASE
)
_NOT_PLAIN = re.compile(
    r"\b(?:second|third|fourth|two|three|four|next|one of(?: the)?|among(?: the)?|amongst(?: the)?|not|never"
    r"|no longer|almost|nearly|other|remaining"
    r"|at|than|of its|of their)(?: the)?[\s-]*$",
    re.IGNORECASE,
)
_AFTER_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|belong(?:s|ed)?(?: to)?|had|has|found|seen|recorded|came|comes|goes|went|in"
    r"|by|for|at|of|to|among|with)\s+(?:(?!than\b)\w+\s+){0,4}?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Claim:
    """A superlative at `start:end` of the text: high or low, of a value or of a change."""

    start: int
    end: int
    is_high: bool
    change: str = ""


def claims_in(text: str, clause: Clause) -> Iterator[Claim]:
    """The superlatives of a clause whose holder can be asked for."""
    words = text[clause.start : clause.end]
    for match in _SUPERLATIVE.finditer(words):
        if _NOT_PLAIN.search(words[: match.start()]):
            continue
        change = _CHANGE.match(words[match.end() :])
        word = match.group().lower()
        if (
            word in ("the most", "the least", "top")
            and not change
            and not _stands_alone(clause, clause.start + match.end())
        ):
            continue
        article = 4 if word.startswith("the ") else 0
        if _BUT_ONE.match(words[match.end() :]):
            continue
        change = change or _subject_change(text, clause, match.start())
        kind = next((name for name in ("up", "down", "any") if change and change[name]), "")
        yield Claim(clause.start + match.start() + article, clause.start + match.end(), bool(match["high"]), kind)
    for match in _THAN_ALL.finditer(words):
        if _NOT_PLAIN.search(words[: match.start()]) or _AFTER_AMOUNT.search(words[: match.start()]):
            continue
        change = _CHANGE.match(words[match.end("word") : match.start("than")]) or _subject_change(
            text, clause, match.start()
        )
        kind = next((name for name in ("up", "down", "any") if change and change[name]), "")
        yield Claim(clause.start + match.start(), clause.start + match.end(), match["high"] is not None, kind)
    for match in _STEEPEST.finditer(words):
        change = _CHANGE.match(words[match.end() :])
        kind = next((name for name in ("up", "down", "any") if change and change[name]), "")
        if kind:
            yield Claim(clause.start + match.start(), clause.start + match.end(), True, kind)


def _stands_alone(clause: Clause, end: int) -> bool:
    """Whether "the most" is followed by what is counted ("the most visitors") or by nothing, not by an adjective."""
    after = next((token for token in clause.tokens if token.idx >= end), None)
    return after is None or after.pos_ in ("NOUN", "ADP", "PUNCT")


def _subject_change(text: str, clause: Clause, before: int) -> re.Match[str] | None:
    """The change that the subject names: "Eastwick's pay rise was the smallest"."""
    for low, high in clause.subject:
        if high <= clause.start + before and (found := _CHANGE_WORD.search(text[low:high])):
            return found
    return None


def scopes_of(scene: Scene, clause: Clause, claim: Claim) -> set[tuple[int, int]]:
    """Dimensions whose label after the superlative only says where ("least popular among the under-35s")."""
    text = scene.passage.text
    after = [m for m in clause.mentions if m.start >= claim.end and not m.is_all]
    if not re.search(r"\b(?:the|its|their)\s+$", text[: claim.start]):
        return set()  # "pay was highest in Lindholm" names the holder
    dims = {dim for m in after[:1] if _WHERE.search(text[claim.end : m.start]) for dim in m.labels}
    has_subject = any(
        topic.mentions and topic.certainty >= LIKELY
        for c, d in _named(scene)
        for topic in (scene.topics.of(clause, (c, d)),)
        if (c, d) not in dims
    )
    return dims if has_subject else set()


def _named(scene: Scene) -> list[tuple[int, int]]:
    return [
        (c, d) for c, chart in enumerate(scene.passage.charts) for d, x in enumerate(chart.dimensions) if not x.is_time
    ]


def holders_of(scene: Scene, clause: Clause, claim: Claim, c: int, d: int) -> list[int]:
    """The label that is said to be the extreme one; two where the sentence can be read in two ways."""
    text = scene.passage.text
    named = [m for m in clause.mentions if (c, d) in m.labels and not m.is_all]
    after = [m for m in named if m.start >= claim.end and not is_comparand(text, m, claim.end)]
    before = [m for m in named if m.end <= claim.start and not is_comparand(text, m, clause.start)]
    if (clause.in_subject(claim.start) or not before) and after:
        between = text[claim.end : after[0].start]
        is_told = (
            len(between.split()) <= 12 and not re.search(r"[;:]", between) and _AFTER_VERB.search(between) is not None
        )
        return _single([after[0]], (c, d)) if is_told else []
    if not before and any(_SET_IN.search(text[clause.start : m.start]) for m in named if m.end <= claim.start):
        return []
    if after and _is_told_after(text, claim, after[0]):
        return _single([after[0]], (c, d))
    first = next((m for m in clause.mentions if m.start >= claim.end and not m.is_all), None)
    if first is not None and _is_told_after(text, claim, first):
        return []  # another dimension has the holder
    if before:
        subject = [m for m in before if clause.in_subject(m.start)]
        return list(dict.fromkeys([*_single(subject, (c, d)), *_single(before[-1:], (c, d))]))
    topic = scene.topics.of(clause, (c, d))
    if topic.certainty >= LIKELY and not clause.in_subject(claim.start):
        return _single(topic.mentions, (c, d))
    return []


def _is_told_after(text: str, claim: Claim, mention: Mention) -> bool:
    """ "Pay was highest in Lindholm": without an article, what follows holds the extreme."""
    is_bare = re.search(r"\b(?:the|its|their)\s+$", text[: claim.start]) is None
    return is_bare and _WHERE.fullmatch(text[claim.end : mention.start].strip() + " ") is not None


def _single(mentions: Sequence[Mention], dim: tuple[int, int]) -> list[int]:
    labels = {label for m in mentions for label in m.labels[dim]}
    return list(labels) if len(labels) == 1 else []
