"""How far an essay is about its question, by two signs that do not depend on each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import log

from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.phrases import word_stem
from core.assessment.engines.offline.topics import shared_topic
from core.assessment.word_list import word_set

_FEWEST_KEY_WORDS = 4
_KEY_WORD_LIMIT = 5.6
_LITTLE_SHARED_TOPIC = 0.12
_HALF_COVERED = 0.4
_ENOUGH_KEY_WORDS = 6
_UNTOUCHED = -1.15
_HARDLY_TOUCHED = -0.95
_BODY_UNTOUCHED = -1.3
_SAME_TOPIC = 0.6
# Words of questions and charts: they say what to do, not what about.
_TASK_WORDS = frozenset(
    map(
        word_stem,
        word_set(
            "graph chart table diagram map show shows showing describe report information percentage figure "
            "summarise summarize select main features comparisons relevant lecturer university letter write "
            "agree disagree extent opinion discuss views both advantages disadvantages outweigh positive "
            "negative development trend reasons causes solutions believe argue consider answer include "
            "examples experience knowledge "
            "others important importance nowadays modern today world countries country better given following"
        ),
    )
)


@dataclass(frozen=True)
class _Signs:
    """How many of the prompt's key words are taken up, how often, and the share of topical words on its subject."""

    cover: float
    density: float
    topic: float | None

    @property
    def touch(self) -> float:
        """One number of cover and density: 885 essays and four wrong prompts each part at about -0.9."""
        return self.cover + 0.25 * log(self.density + 0.003)


class Relevance(Enum):
    """From no doubt to no relation."""

    on_topic = "on_topic"
    doubtful = "doubtful"
    partly = "partly"
    barely = "barely"
    unrelated = "unrelated"


# (degree, most cover of the key words, most density of key words, most topical words in a topic of the prompt)
_DEGREES = (
    (Relevance.unrelated, 0.13, 0.009, 0.15),
    (Relevance.barely, 0.21, 0.014, 0.25),
    (Relevance.partly, 0.24, 0.017, 0.30),
)


def relevance(analysis: Analysis) -> Relevance:
    """First sign: the prompt's key words; second: what the essay's topical words are about.

    Where the topic list cannot tell, only an essay almost without key words counts as about something else. In
    Task 2 the body counts apart, so that a first and a last sentence from the question do not stand for an answer.
    """
    stems = {
        stem
        for stem in (
            word_stem(word) for word in analysis.prompt_words if len(word) > 3 and frequency(word) < _KEY_WORD_LIMIT
        )
        if stem not in _TASK_WORDS
    }
    if len(stems) < _FEWEST_KEY_WORDS:
        return Relevance.on_topic
    topics = [word for word in analysis.prompt_words if frequency(word) < _KEY_WORD_LIMIT]
    whole = _signs(analysis.lower, stems, topics)
    if whole.topic is not None:
        for degree, most_cover, most_density, most_topic in _DEGREES:
            if whole.cover <= most_cover and whole.density <= most_density and whole.topic < most_topic:
                return degree
    if len(stems) >= _ENOUGH_KEY_WORDS and _is_barely_touched(analysis, whole, stems, topics):
        return Relevance.barely
    if whole.topic is not None and whole.topic < _LITTLE_SHARED_TOPIC and whole.cover < _HALF_COVERED:
        return Relevance.doubtful
    _, most_cover, most_density, _ = _DEGREES[1]
    return Relevance.doubtful if whole.cover <= most_cover and whole.density <= most_density else Relevance.on_topic


def _is_barely_touched(analysis: Analysis, whole: _Signs, stems: set[str], topics: list[str]) -> bool:
    touch = whole.touch
    if analysis.task_number == 2:
        body = _signs([token.lower_ for token in _body(analysis)], stems, topics)
        if body.touch <= _BODY_UNTOUCHED and body.topic is not None and body.topic < _LITTLE_SHARED_TOPIC:
            return True
        touch = (touch + body.touch) / 2
    if touch <= _UNTOUCHED:
        return whole.topic is None or whole.topic < _SAME_TOPIC
    return touch <= _HARDLY_TOUCHED and whole.topic is not None and whole.topic < _LITTLE_SHARED_TOPIC


def _body(analysis: Analysis) -> list[Token]:
    """The words between the first sentence and the last."""
    inner = analysis.sentences[1:-1]
    return [token for sentence in inner for token in sentence if token.is_alpha]


def _signs(words: Sequence[str], stems: set[str], topics: list[str]) -> _Signs:
    of_words = [word_stem(word) for word in words]
    cover = len(stems & set(of_words)) / len(stems)
    density = sum(stem in stems for stem in of_words) / max(1, len(of_words))
    return _Signs(cover, density, shared_topic(words, topics))
