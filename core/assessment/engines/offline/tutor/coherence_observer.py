"""What a tutor notices about the order of ideas and the links between them."""

import re
from collections import Counter
from collections.abc import Iterator

from core.assessment.engines.offline.analysis import Token
from core.assessment.engines.offline.features.statistics import share
from core.assessment.engines.offline.phrases import CONNECTIVES, LINKING_KINDS, OPENING_PHRASE
from core.assessment.engines.offline.tutor.observation import Essay, Observation, Span, sentence_span
from core.assessment.types import Criterion

COHERENCE = Criterion.coherence_cohesion
_CONTRAST = re.compile(
    r"\b(?:however|whereas|although|even though|on the other hand|in contrast|by contrast|nevertheless|despite)\b",
    re.IGNORECASE,
)
_LONG_SENTENCE = 45
_MANY_LINKED_STARTS = 0.55
_ENOUGH_SENTENCES = 6
_SAME_START = 4
_NO_LINK = frozenset({"essay", "report", "writing", "topic", "question", "chart", "graph", "diagram", "letter"})
_POINTING_BACK = frozenset({"this", "these", "such"})


def observe(essay: Essay) -> Iterator[Observation]:
    """Paragraphs, links, pointing back, sentences that carry too much."""
    yield from _paragraphs(essay)
    yield from _links(essay)
    yield from _pointing_back(essay)
    yield from _overfull(essay)
    yield from _same_starts(essay)


def _paragraphs(essay: Essay) -> Iterator[Observation]:
    if essay.has_gate("no_paragraphs"):
        yield Observation(
            COHERENCE,
            False,
            6.0,
            "The whole essay is one block, so a reader cannot see where one idea ends and the next begins.",
            _sentence_at(essay, len(essay.analysis.sentences) // 3),
            "Start a new paragraph for each main idea, and one for the ending.",
        )
    elif len(essay.paragraphs) >= 3:
        sentences = essay.sentences_in(essay.paragraphs[1])
        if sentences:
            span = sentence_span(sentences[0])
            yield Observation(COHERENCE, True, 1.5, "A new paragraph opens with its main idea.", span)


def _links(essay: Essay) -> Iterator[Observation]:
    sentences = essay.analysis.sentences
    linked = [sentence for sentence in sentences if _opens_with_link(sentence)]
    if len(sentences) >= _ENOUGH_SENTENCES and share(map(_opens_with_link, sentences)) >= _MANY_LINKED_STARTS:
        yield Observation(
            COHERENCE,
            False,
            3.5,
            "Almost every sentence opens with a linking phrase, which sounds mechanical.",
            sentence_span(linked[1]),
            "Take out the links that the meaning does not need, and read the paragraph aloud.",
        )
        return
    for sentence in sentences[1:]:
        if _CONTRAST.search(sentence.text) and not essay.has_fault(sentence_span(sentence)):
            yield Observation(
                COHERENCE,
                True,
                2.0,
                "You set one idea against another, and the link is clear.",
                sentence_span(sentence),
            )
            return


def _opens_with_link(sentence: Token) -> bool:
    opening = OPENING_PHRASE.match(sentence.text)
    if opening is None:
        return False
    return any(CONNECTIVES[kind].search(opening.group()) for kind in (*LINKING_KINDS, "conclusion"))


def _pointing_back(essay: Essay) -> Iterator[Observation]:
    for sentence in essay.analysis.sentences[1:]:
        first = sentence[0]
        if (
            first.lower_ in _POINTING_BACK
            and first.head.lower_ not in _NO_LINK
            and first.dep_ == "det"
            and first.head.pos_ == "NOUN"
        ):
            phrase = essay.analysis.text[first.idx : first.head.idx + len(first.head)]
            yield Observation(
                COHERENCE,
                True,
                3.0,
                f'"{phrase}" picks up the sentence before, so the reader follows.',
                sentence_span(sentence),
            )
            return


def _overfull(essay: Essay) -> Iterator[Observation]:
    longest = max(essay.analysis.sentences, key=len, default=None)
    if longest is not None and sum(token.is_alpha for token in longest) > _LONG_SENTENCE:
        yield Observation(
            COHERENCE,
            False,
            3.2,
            "This sentence holds so many ideas that a reader loses the thread.",
            sentence_span(longest),
            "Cut it into two or three sentences, one idea in each.",
        )


def _same_starts(essay: Essay) -> Iterator[Observation]:
    starts = Counter(sentence[0].lower_ for sentence in essay.analysis.sentences)
    if not starts:
        return
    word, count = min(starts.items(), key=lambda entry: (-entry[1], entry[0]))
    if count >= _SAME_START and count > 0.4 * len(essay.analysis.sentences):
        spans = [sentence_span(s) for s in essay.analysis.sentences if s[0].lower_ == word]
        yield Observation(
            COHERENCE,
            False,
            1.8,
            f'{count} sentences begin with "{word.capitalize()}".',
            spans[1],
            "Begin some of them with the thing that you talk about.",
        )


def _sentence_at(essay: Essay, position: int) -> Span | None:
    sentences = essay.analysis.sentences
    return sentence_span(sentences[position]) if position < len(sentences) else None
