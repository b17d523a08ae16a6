"""Words that are mistaken for each other: look-alikes, and a noun, adjective or adverb in another's place."""

import math
from collections.abc import Iterator
from functools import cache

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import bigrams, inflected
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault, lines_of, pairs_of
from core.assessment.engines.offline.learner_rules.tokens import at, clause_end, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_DEGREE = word_set("very so too more quite extremely really most less")
_COPULAS = word_set("be become")
_MOVING = word_set("increase decrease rise fall grow drop decline climb change improve develop fluctuate work learn")
_PERSONS = word_set("i he she they we people students children workers everyone somebody teenagers parents employees")
_THINGS = word_set("it this that life work lesson lessons film book job game music place museum museums")
_NEVER = -9.0
_CLEARLY = 1.6
_RARELY_SEEN = 4.5


def confusion_findings(analysis: Analysis) -> Iterator[Finding]:
    """Parts of speech first, then look-alikes that the neighbours give away."""
    for token in analysis.doc:
        finding = (
            _noun_for_adjective(token)
            or _adjective_for_adverb(token)
            or _adverb_for_adjective(token)
            or _feeling(token)
            or _raise(token)
            or _look_alike(token)
        )
        if finding is not None:
            yield finding


def _noun_for_adjective(token: Token) -> Finding | None:
    """ "Is danger for", "become more independence", "very success"."""
    right = pairs_of("adjective_of_noun").get(token.lower_)
    before = at(token.doc, token.i - 1)
    if right is None or before is None or token.tag_ not in ("NN", "JJ", "VBP", "VB"):
        return None
    if tag_at(token.doc, token.i + 1) in ("NN", "NNS", "HYPH", "POS", "VBG", "JJ") or lower_at(
        token.doc, token.i + 1
    ) in ("-", "of"):
        return None
    if before.lower_ in ("very", "too", "extremely", "quite") or (
        before.lower_ in ("more", "so", "most", "less") and _is_copula(at(token.doc, before.i - 1))
    ):
        if before.lower_ == "too" and token.tag_ in ("VB", "VBP"):
            return None
        return fault("noun_for_adjective", token.idx, end_of(token), right, noun=token.lower_, right=right)
    if token.lower_ in (
        "health",
        "success",
        "freedom",
        "knowledge",
        "pollution",
        "poverty",
        "happiness",
        "necessity",
        "use",
        "stress",
        "silence",
        "violence",
        "safety",
        "strength",
        "harm",
        "beauty",
        "popularity",
        "importance",
        "boredom",
        "creativity",
        "flexibility",
        "attraction",
        "responsibility",
    ):
        return None  # "money is freedom" is sound
    if before.lemma_.lower() not in ("be", "become") and before.lower_ not in ("not",):
        return None
    if before.lower_ == "not" and lower_at(token.doc, token.i - 2) not in ("is", "are", "was", "were", "be"):
        return None
    subject_is_noun_like = lower_at(token.doc, before.i - 1) in ("there", "of", "what")
    following = lower_at(token.doc, token.i + 1)
    if subject_is_noun_like or (following in ("that", "between", "in") and token.lower_ != "danger"):
        return None
    return fault("noun_for_adjective", token.idx, end_of(token), right, noun=token.lower_, right=right)


def _is_copula(token: Token | None) -> bool:
    return token is not None and token.lemma_.lower() in _COPULAS


def _adjective_for_adverb(token: Token) -> Finding | None:
    """ "Grew steady"."""
    right = pairs_of("manner_adverbs").get(token.lower_)
    before = at(token.doc, token.i - 1)
    if (
        right is None
        or before is None
        or before.lemma_.lower() not in _MOVING
        or before.tag_ not in ("VBD", "VBZ", "VBP", "VB", "VBN")
    ):
        return None
    if before.pos_ != "VERB" or not (
        clause_end(token.doc, token.i + 1) or tag_at(token.doc, token.i + 1) in ("IN", "TO")
    ):
        return None
    return fault("adjective_for_adverb", token.idx, end_of(token), right, verb=before.text, right=right)


def _adverb_for_adjective(token: Token) -> Finding | None:
    """ "It is fairly to": be + adverb + to or that."""
    if token.lower_ not in (
        "fairly",
        "clearly",
        "obviously",
        "easily",
        "necessarily",
        "importantly",
        "difficultly",
        "usefully",
        "beneficially",
    ):
        return None
    before, following = at(token.doc, token.i - 1), lower_at(token.doc, token.i + 1)
    if (
        before is None
        or following not in ("to", "that", "for")
        or before.lower_ not in ("be", "is", "was", "not", "very")
    ):
        return None
    if following == "to" and tag_at(token.doc, token.i + 2) != "VB":
        return None
    right = {"easily": "easy", "necessarily": "necessary"}.get(token.lower_, token.lower_.removesuffix("ly"))
    right = {"difficult": "difficult"}.get(right, right)
    return fault("adverb_for_adjective", token.idx, end_of(token), right, adverb=token.lower_, right=right)


def _feeling(token: Token) -> Finding | None:
    """ "I was exciting", "the lesson seems bored"."""
    table = pairs_of("feelings")
    inverse = {right: left for left, right in table.items()}
    position = token.i - 1
    while lower_at(token.doc, position) in ("very", "so", "really", "too", "more", "quite", "not", "always", "often"):
        position -= 1
    verb = at(token.doc, position)
    if verb is None or verb.lemma_.lower() not in ("be", "feel", "become", "get", "seem"):
        return None
    subject = at(token.doc, position - 1)
    if subject is None or tag_at(token.doc, token.i + 1) in ("NN", "NNS", "JJ", "VBG", "DT", "PRP"):
        return None
    if token.lower_ in table and subject.lower_ in _PERSONS and subject.lower_ not in ("they", "it"):
        if token.lower_ in ("amazing", "interesting", "worrying", "boring") and subject.lower_ not in ("i", "we"):
            return None
        right = table[token.lower_]
        return fault("feeling_ed", token.idx, end_of(token), right, word=token.lower_, right=right)
    if (
        token.lower_ in inverse
        and token.lower_ in ("bored", "interested", "excited")
        and tag_at(token.doc, token.i + 1) not in ("IN", "TO")
    ):
        subject_noun = subject if subject.tag_ in ("NN", "NNS", "PRP") else None
        if subject_noun is not None and subject_noun.lower_ in _THINGS | word_set(
            "places lectures classes movie movies books"
        ):
            right = inverse[token.lower_]
            return fault("feeling_ing", token.idx, end_of(token), right, word=token.lower_, right=right)
    return None


def _raise(token: Token) -> Finding | None:
    """ "Prices raise": raise needs an object, rise has none."""
    if token.lemma_.lower() != "raise" or token.tag_ not in ("VBZ", "VBP", "VBD", "VB") or token.pos_ != "VERB":
        return None
    if any(child.dep_ in ("dobj", "auxpass", "ccomp", "prt") for child in token.children):
        return None
    following = at(token.doc, token.i + 1)
    if following is None or not (
        following.tag_ in (".", ",")
        or following.lower_
        in (
            "by",
            "from",
            "to",
            "every",
            "dramatically",
            "significantly",
            "rapidly",
            "gradually",
            "steadily",
            "sharply",
            "slightly",
        )
    ):
        return None
    if not any(child.dep_ == "nsubj" and child.tag_ in ("NN", "NNS") for child in token.children):
        return None
    right = inflected("rise", token.tag_)
    return fault("raise_rise", token.idx, end_of(token), right, word=token.lower_, right=right or "")


def _look_alike(token: Token) -> Finding | None:
    """Another word of its set fits both neighbours far better than this one."""
    others = _sets().get(token.lower_)
    if not others or not token.is_alpha:
        return None
    before, after = at(token.doc, token.i - 1), at(token.doc, token.i + 1)
    if before is None or after is None or not (before.is_alpha and after.is_alpha):
        return None
    mine = _fit(before.lower_, token.lower_, after.lower_)
    for other in others:
        if other == "were" and after.tag_ not in ("VBN", "JJ"):
            continue
        theirs = _fit(before.lower_, other, after.lower_)
        if (
            mine[0] <= _NEVER
            and mine[1] <= _NEVER
            and min(theirs) > _RARELY_SEEN
            and sum(theirs) > 2 * (_RARELY_SEEN + _CLEARLY)
        ):
            return fault("look_alike", token.idx, end_of(token), other, word=token.lower_, right=other)
    return None


@cache
def _sets() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in lines_of("look_alikes"):
        words = line.split()
        for word in words:
            table[word] = (*table.get(word, ()), *(other for other in words if other != word))
    return table


def _fit(before: str, word: str, after: str) -> tuple[float, float]:
    table = bigrams()
    counts = table.get(f"{before} {word}"), table.get(f"{word} {after}")
    left, right = (math.log10(count) if count else _NEVER for count in counts)
    return left, right
