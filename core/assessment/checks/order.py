"""A comment on essays whose sentences stand in no order that a reader can follow.

The places of sentences that open, link and close are weighed against essays whose sentences were shuffled
(`order_weights.json` says on what it was fitted). Shared words between neighbours alone tell nearly nothing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.assessment.checks.order_cues import Sentence, measure, sentence_of
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.features.task import prompt_stems
from core.assessment.types import Comment, Criterion

WEIGHTS_FILE = Path(__file__).with_name("order_weights.json")
COMMENT_TYPE = "sentence_order"
FEWEST_SENTENCES = 7
_COST = 3.0
_LATE = 0.6
_LEANING = frozenset(
    {"second", "last_point", "contrast", "addition", "example", "result", "other_hand", "explains", "they"}
)
_OPENING_POINTS = frozenset({"first", "one_hand", "announces", "second", "example", "addition", "other_hand"})
_INTRODUCING = frozenset({"age", "debate"})
_WHY = "A reader expects the subject first, then each idea with what belongs to it, and the answer at the end."
_HOW = "Write down the main point of each sentence in two words, put these in order, and move this sentence."


@dataclass(frozen=True)
class OrderWeights:
    """What each sign weighs; above `threshold` the order is called broken."""

    fitted_on: str
    intercept: float
    threshold: float
    weights: Mapping[str, float]

    def score(self, signs: Mapping[str, float]) -> float:
        """How much the signs speak for shuffled sentences."""
        return self.intercept + sum(self.weights.get(name, 0.0) * amount for name, amount in signs.items())


@cache
def shipped_weights() -> OrderWeights:
    """The weights that come with the product."""
    document = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return OrderWeights(document["fitted_on"], document["intercept"], document["threshold"], document["weights"])


def misplaced(essay: str, analysis: Analysis) -> Comment | None:
    """One comment on the sentence that shows best that the order is broken, or None.

    For Task 2 essays of at least 7 sentences; a soft remark on coherence that limits no band.
    """
    if analysis.task_number != 2 or len(analysis.sentences) < FEWEST_SENTENCES:
        return None
    weights = shipped_weights()
    sentences = cues_of(analysis)
    sign = plainest_sign(sentences)
    if sign is None or weights.score(measure(sentences)) <= weights.threshold:
        return None
    index, reason = sign
    sentence = analysis.sentences[index]
    start, end = analysis.aligned.in_essay(sentence.start_char, sentence.end_char)
    return Comment(
        start=start,
        end=end,
        quote=essay[start:end],
        criterion=Criterion.coherence_cohesion,
        type=COMMENT_TYPE,
        message=f"The sentences of this essay seem to stand in the wrong order. {reason}",
        cost=_COST,
        why=_WHY,
        how=_HOW,
    )


def cues_of(analysis: Analysis) -> list[Sentence]:
    """The sentences of an essay as the order sees them."""
    stems = prompt_stems(analysis)
    return [sentence_of(list(sentence), sentence.text, stems) for sentence in analysis.sentences]


def plainest_sign(sentences: Sequence[Sentence]) -> tuple[int, str] | None:
    """The sentence that shows best that it stands in a wrong place, and why in words; None where no sign has words.

    A comment that cannot say why is not made: that costs hardly a find, and spares real essays of an unusual order.
    """
    return next(_named_signs(sentences), None)


def _named_signs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, str]]:
    """Signs that can be put in words, the plainest first, each with its sentence."""
    count = len(sentences)
    for index, sentence in enumerate(sentences[: count - 2]):
        if "conclusion" in sentence.cues and index < _LATE * count:
            yield index, f"This one sums up, but {count - 1 - index} sentences follow it."
    if sentences[0].cues & _LEANING:
        yield 0, "The first one leans on something that was not said before it."
    for index, sentence in enumerate(sentences):
        if "has_essay" in sentence.cues and index > _LATE * count:
            yield index, "This one says what the essay will do, but most of the essay stands before it."
    yield from _turned_round(sentences)
    if sentences[-1].cues & _OPENING_POINTS:
        yield count - 1, "The last one opens a new point instead of closing the essay."
    for index, sentence in enumerate(sentences):
        if sentence.cues & _INTRODUCING and index > _LATE * count:
            yield index, "This one introduces the subject, but stands near the end."
    for index in range(1, count):
        before, sentence = sentences[index - 1], sentences[index]
        if sentence.is_person and not (before.is_person or before.names_person or sentence.names_person):
            yield index, 'This one speaks of "he" or "she", and the sentence before it names nobody.'


def _turned_round(sentences: Sequence[Sentence]) -> Iterator[tuple[int, str]]:
    for earlier, later, words in (
        ("one_hand", "other_hand", "This one gives the other side, and the first side comes after it."),
        ("first", "second", "This one brings a second point, and the first one comes after it."),
    ):
        places = [index for index, sentence in enumerate(sentences) if earlier in sentence.cues]
        for index, sentence in enumerate(sentences):
            if later in sentence.cues and places and min(places) > index:
                yield index, words
