"""Whether the paragraphs of an essay keep to the question, hold one main idea each, and support it."""

import re
from collections.abc import Iterator, Sequence

from core.assessment.checks.demands import Demand
from core.assessment.checks.evidence import check_at
from core.assessment.checks.passages import Passage
from core.assessment.engines.offline.analysis import CONTENT_TAGS
from core.assessment.engines.offline.phrases import CONCLUSION, word_stem
from core.assessment.engines.offline.topics import topic_words
from core.assessment.types import Check, CheckKind, Verdict

Paragraph = Sequence[Passage]

_SUPPORT = re.compile(
    r"\b(?:because|since|as a result|therefore|thus|hence|so that|so|due to|owing to|"
    r"for (?:example|instance|this reason)|such as|this means"
    r"|which means|this is why|that is why|consequently|leads? to|results? in|if|when|"
    r"in order to|according to|e\.g|as is|as was|like"
    r"|my (?:\w+ ){0,2}(?:friend|brother|sister|cousin|aunt|uncle|mother|father|grand\w+|"
    r"neighbor|town|city|country|school|class|street|village"
    r"|teacher|colleague|company|region|nephew|niece|son|daughter|own)|in my|last (?:year|week|"
    r"month|summer)|which|who|although|while|where|but|could|would|with|without|by \w+ing)\b|\d|"
    r";"
)
_IN_SO_MANY_WORDS = re.compile(r"\b(?:for (?:example|instance)|because|as a result|so that|therefore)\b")
_OTHER_SIDE = re.compile(
    r"^\W*(?:on the other (?:hand|side)|on the contrary|however, there are|but there are|"
    r"to (?:solve|tackle|deal with|reduce) (?:this|these|the)"
    r"|the (?:second|other|main) (?:problem|reason|advantage|disadvantage|benefit|drawback)|the (?:dis)?advantages)\b"
)
_TAKES_UP = re.compile(
    r"\b(?:repl(?:y|ies)|argu\w+|claim\w*|object\w*|critics?|opponents?|supporters?|this|these|"
    r"such|views?|problems?|reasons?"
    r"|advantages?|disadvantages?|benefits?|drawbacks?|solutions?|however|therefore|also|another|second\w*|opinion)\b"
)
_TURNS = re.compile(
    r"\W*(?:on the (?:other|contrary)|however|nevertheless|but|by contrast|in contrast|"
    r"to (?:solve|tackle|deal with))\b"
)
_LONG_PARAGRAPH = 110  # words
_SHORT_SENTENCE = 8  # words
_BARE_WORDS = 30
_ENOUGH_WORDS = 40
_ENOUGH_FOR_PARAGRAPHS = 100
_MOST_PARAGRAPHS_OF_TWO_IDEAS = 3
_MOST_CHECKS = 2
_ENOUGH_SHARED = 3


def body_of(groups: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs between introduction and conclusion; a block alone counts as body."""
    if len(groups) < 3:
        return groups if len(groups) == 1 else groups[1:]
    is_closed = CONCLUSION.search(" ".join(passage.text for passage in groups[-1])) is not None
    is_closed = is_closed or _words(groups[-1]) < _ENOUGH_WORDS
    return groups[1:-1] if is_closed or len(groups) > 3 else groups[1:]


def stretches(body: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each cut where it turns to another side."""
    found: list[list[Passage]] = []
    for paragraph in body:
        found.append([])
        for passage in paragraph:
            if found[-1] and _TURNS.match(passage.text):
                found.append([])
            found[-1].append(passage)
    return list(found)


def check_focus(
    groups: Sequence[Paragraph], parts: Sequence[Demand], prompt_stems: frozenset[str], prompt: str
) -> Check:
    """One idea a paragraph, and each about the question."""
    whole = sum(_words(group) for group in groups)
    if len(groups) == 1:
        if whole < _ENOUGH_FOR_PARAGRAPHS:
            return Check(CheckKind.focus, Verdict.not_checkable, "Give each main idea a paragraph of its own.")
        truth = (
            "Your text is one block: give each main idea a paragraph of its own, so that a reader sees where it ends."
        )
        return Check(CheckKind.focus, Verdict.not_checkable, truth)
    stems = prompt_stems | {stem for part in parts for stem, _ in part.stems}
    topics = set(topic_words(prompt.lower().split()))
    for paragraph in body_of(groups):
        others = [passage for group in groups if group is not paragraph for passage in group]
        if _leaves(paragraph, stems, topics) and not _is_tied(paragraph, others):
            truth = "Each paragraph should help to answer the question; this one speaks of something else."
            return check_at(CheckKind.focus, Verdict.wrong, truth, paragraph[0])
    if len(groups) <= _MOST_PARAGRAPHS_OF_TWO_IDEAS:
        for paragraph in body_of(groups):
            turn = _turn(paragraph)
            if turn is not None:
                truth = "Give each main idea a paragraph of its own: a second one starts here."
                return check_at(CheckKind.focus, Verdict.wrong, truth, turn)
    return Check(CheckKind.focus, Verdict.right, "Your paragraphs keep to the question.")


def check_support(groups: Sequence[Paragraph]) -> Iterator[Check]:
    """Each main idea has a reason, an example or a result; at most two paragraphs without are named."""
    body = [paragraph for paragraph in body_of(groups) if paragraph]
    bare = [paragraph for paragraph in body if _is_bare(paragraph)]
    for paragraph in bare[:_MOST_CHECKS]:
        truth = "This idea is only named: add why it is true, an example, or what follows from it."
        first = paragraph[0]
        yield Check(CheckKind.support, Verdict.missing, truth, first.quote, first.start, first.end)
    if bare:
        return
    supported = [(paragraph, passage) for paragraph in body for passage in paragraph if _SUPPORT.search(passage.text)]
    if not supported:
        yield Check(CheckKind.support, Verdict.not_checkable, "Give each main idea a reason, an example or a result.")
        return
    _, best = max(supported, key=lambda pair: _strength(pair[1]))
    yield check_at(CheckKind.support, Verdict.right, "You support your ideas, as here.", best)


def _strength(passage: Passage) -> tuple[int, int, int]:
    """An example or a reason in so many words first, then whatever supports most."""
    return len(_IN_SO_MANY_WORDS.findall(passage.text)), len(_SUPPORT.findall(passage.text)), -passage.start


def _leaves(paragraph: Paragraph, stems: frozenset[str], topics: set[str]) -> bool:
    """No word of the question, and no word of its subject area, in a paragraph of some length."""
    if _words(paragraph) < _ENOUGH_WORDS or _TAKES_UP.search(paragraph[0].text):
        return False
    if any(not passage.stems.isdisjoint(stems) for passage in paragraph):
        return False
    about = topic_words(token.lower_ for passage in paragraph for token in passage.tokens)
    return bool(topics) and sum(about.values()) > 0 and topics.isdisjoint(about)


def _is_tied(paragraph: Paragraph, others: Paragraph) -> bool:
    """The paragraph shares subject words with the rest of the essay, whatever the question calls them."""
    return len(_subject(paragraph) & _subject(others)) >= _ENOUGH_SHARED


def _subject(found: Paragraph) -> set[str]:
    return {
        word_stem(token.lower_)
        for passage in found
        for token in passage.tokens
        if token.pos_ in CONTENT_TAGS and not token.is_stop and len(token.text) > 3
    }


def _turn(paragraph: Paragraph) -> Passage | None:
    """Where a long paragraph turns to the other side or to a second main idea."""
    if _words(paragraph) < _LONG_PARAGRAPH:
        return None
    return next((passage for passage in paragraph[2:] if _OTHER_SIDE.search(passage.text)), None)


def _is_bare(paragraph: Paragraph) -> bool:
    """Short statements one after the other, none with a reason, an example, a result or a named case."""
    if _words(paragraph) > _BARE_WORDS or any(_SUPPORT.search(passage.text) for passage in paragraph):
        return False
    if any(token.tag_ == "NNP" for passage in paragraph for token in passage.tokens[1:]):
        return False
    return all(passage.word_count <= _SHORT_SENTENCE for passage in paragraph)


def _words(paragraph: Paragraph) -> int:
    return sum(passage.word_count for passage in paragraph)
