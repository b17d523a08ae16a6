"""How far an essay is about its question, by two signs that do not depend on each other."""

from enum import Enum

from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.phrases import word_stem
from core.assessment.engines.offline.topics import shared_topic
from core.assessment.word_list import word_set

_FEWEST_KEY_WORDS = 4
_KEY_WORD_LIMIT = 5.6
_LITTLE_SHARED_TOPIC = 0.12
_HALF_COVERED = 0.4
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

    Where the topic list cannot tell, the first sign alone only warns.
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
    essay_stems = [word_stem(word) for word in analysis.lower]
    cover = len(stems & set(essay_stems)) / len(stems)
    density = sum(stem in stems for stem in essay_stems) / max(1, len(essay_stems))
    prompt_words = [word for word in analysis.prompt_words if frequency(word) < _KEY_WORD_LIMIT]
    topic = shared_topic(analysis.lower, prompt_words)
    if topic is None:
        return _one_sign(cover, density)
    for degree, most_cover, most_density, most_topic in _DEGREES:
        if cover <= most_cover and density <= most_density and topic < most_topic:
            return degree
    if topic < _LITTLE_SHARED_TOPIC and cover < _HALF_COVERED:
        return Relevance.doubtful
    return _one_sign(cover, density)


def _one_sign(cover: float, density: float) -> Relevance:
    _, most_cover, most_density, _ = _DEGREES[1]
    return Relevance.doubtful if cover <= most_cover and density <= most_density else Relevance.on_topic
