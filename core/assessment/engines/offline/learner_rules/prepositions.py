"""Verbs, nouns and adjectives with a preposition that they do not take."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.learner_rules.finding import Finding
from core.assessment.engines.offline.learner_rules.tables import fault, lines_of
from core.assessment.engines.offline.learner_rules.tokens import at, end_of, lower_at, tag_at
from core.assessment.word_list import word_set

_PREPOSITION_TAGS = frozenset({"IN", "TO", "RP", "RB"})
_OBJECT_TAGS = frozenset(
    {"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBG", "CD", "WP", "WDT", "WRB", "PDT"}
)
_VERBAL = frozenset({"VERB", "AUX"})
_KIND_TAGS = {"noun": ("NN", "NNS"), "adj": ("JJ", "VBN", "VBD", "VBG")}
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december summer winter spring autumn morning evening afternoon year years month week "
    "time times day days century decade past future moment case cases fact addition general particular order "
    "terms end beginning least first last once home work school conclusion recent today other contrast detail average "
    "comparison turn front response"
)
_MANNER = word_set("way ways extent degree terms level levels rest date sake sense scale pace rate term run")


@dataclass(frozen=True)
class Frame:
    """A word with the prepositions that it takes ("-" for none) and those that learners put there."""

    kind: str
    words: tuple[str, ...]
    right: tuple[str, ...]
    wrong: frozenset[str]


@cache
def frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """The frames of prepositions.txt, by kind and last word."""
    table: dict[tuple[str, str], list[Frame]] = {}
    for line in lines_of("prepositions"):
        head, _, rest = line.partition(":")
        kind, *words = head.split()
        right, _, wrong = rest.partition("<")
        frame = Frame(kind, tuple(words), tuple(right.strip().split("/")), frozenset(wrong.split()))
        table.setdefault((kind, words[-1]), []).append(frame)
    return {key: tuple(found) for key, found in table.items()}


def preposition_findings(analysis: Analysis) -> Iterator[Finding]:
    """A wrong preposition directly behind a word of the table, before something that it can govern."""
    doc = analysis.doc
    for preposition in doc:
        spent = _spent_on(preposition)
        if spent is not None:
            yield spent
        if preposition.i < 1 or preposition.tag_ not in _PREPOSITION_TAGS:
            continue
        head = doc[preposition.i - 1]
        for kind in ("verb", "noun", "adj"):
            frame = _frame(head, kind, preposition.lower_)
            if frame is not None and _is_certain(head, preposition, frame):
                yield _finding(head, preposition, frame)
                break


def _spent_on(preposition: Token) -> Finding | None:
    """ "Spend this money to hospitals"."""
    doc = preposition.doc
    if preposition.lower_ not in ("to", "for") or tag_at(doc, preposition.i + 1) not in ("NN", "NNS", "DT", "PRP$"):
        return None
    near = doc[max(0, preposition.i - 4) : preposition.i]
    if not near or near[-1].lower_ not in ("money", "budget", "funds", "taxes", "dollars", "euros"):
        return None
    if not any(token.lemma_ == "spend" and token.pos_ == "VERB" for token in near):
        return None
    return fault("spend_on", preposition.idx, end_of(preposition), "on")


def _frame(head: Token, kind: str, preposition: str) -> Frame | None:
    if kind == "verb":
        if head.pos_ not in _VERBAL and head.tag_ not in ("RB", "RP", "NN", "NNS"):
            return None
        key = head.lemma_.lower() if head.pos_ in _VERBAL else head.lower_
    elif head.tag_ in _KIND_TAGS[kind]:
        key = head.lemma_.lower() if kind == "noun" else head.lower_
    else:
        return None
    for frame in frames().get((kind, key), ()):
        if preposition in frame.wrong and _words_before_fit(head, frame):
            if len(frame.words) == 1 and kind == "verb" and head.pos_ not in _VERBAL:
                continue
            return frame
    return None


def _words_before_fit(head: Token, frame: Frame) -> bool:
    before = frame.words[:-1]
    return all(
        (word := at(head.doc, head.i - len(before) + place)) is not None
        and wanted in (word.lemma_.lower(), word.lower_)
        for place, wanted in enumerate(before)
    )


def _is_certain(head: Token, preposition: Token, frame: Frame) -> bool:
    doc, following = head.doc, preposition.i + 1
    tag = tag_at(doc, following)
    word = lower_at(doc, following)
    if tag not in _OBJECT_TAGS or word in _TIMES or lower_at(doc, following + 1) in _TIMES:
        return False
    near = [lower_at(doc, following + step) for step in range(5)]
    if any(one in _MANNER for one in near[:4]) or any(one in frame.right for one in near[1:4]):
        return False
    if frame.kind == "noun" and head.tag_ == "NNS" and head.lemma_ in ("need", "demand", "desire"):
        return False
    if word in ("which", "whom", "what", "that") or (tag == "VBG" and preposition.lower_ in ("by", "in", "on")):
        return False
    if preposition.lower_ == "of" and word == "course":
        return False
    if frame.kind == "verb":
        if head.tag_ in ("VBN", "VBD") and frame.right[0] == "-" and _is_passive(head):
            return False  # a passive: "is faced by", "was mentioned at"
        if (
            frame.right[0] == "-"
            and head.dep_ in ("relcl", "xcomp")
            and preposition.lower_ in ("in", "at", "on", "for")
        ):
            return False  # "the place they visit in the summer": the object stands elsewhere
        if preposition.lower_ == "by" and (head.tag_ in ("VBN", "VBG") or tag == "CD"):
            return False
    return not (frame.kind == "noun" and head.tag_ == "NN" and preposition.lower_ == "to" and tag == "VB")


def _is_passive(verb: Token) -> bool:
    return verb.dep_ in ("acl", "amod") or any(child.dep_ == "auxpass" for child in verb.children)


def _finding(head: Token, preposition: Token, frame: Frame) -> Finding:
    name = " ".join(frame.words)
    quote = head.text if len(frame.words) == 1 else head.doc[head.i - len(frame.words) + 1 : head.i + 1].text
    start = head.idx if len(frame.words) == 1 else head.doc[head.i - len(frame.words) + 1].idx
    if frame.right[0] == "-":
        found = fault("no_preposition", start, end_of(preposition), quote, word=name, wrong=preposition.lower_)
    else:
        right = ' or "'.join(f'{one}"' for one in frame.right)
        proposals = [f"{quote} {one}" for one in frame.right]
        found = fault("fixed_preposition", start, end_of(preposition), *proposals, word=name, right=right)
    return Finding(
        found.start,
        found.end,
        found.type,
        f"preposition_{frame.kind}_{name.replace(' ', '_')}",
        found.message,
        found.suggestions,
        found.why,
        found.how,
    )
