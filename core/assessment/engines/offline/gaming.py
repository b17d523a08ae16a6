"""Named rules against texts made to look better than they are; each limit is our rule, not IELTS's.

Thresholds leave room beside the 885 scored essays: the most that any of them reaches stands beside each.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.language_tools import frequency, most_common_words
from core.assessment.engines.offline.phrases import word_stem
from core.assessment.own_words import OwnText, sentence_spans
from core.assessment.types import MINIMUM_WORDS, Gate, TaskFacts

_ENOUGH_WORDS = 50
_IN_ROWS_SHARE, _IN_ROWS_LIMIT = 0.18, 3  # .12
_RARE_BELOW = 3.0  # Zipf
_RARE_SHARE, _RARE_LIMIT = 0.15, 5  # .10 without names
_LONG_TEXT_WORDS = 600
_THIN_DENSITY, _THIN_LIMIT = 0.34, 6
_PLAIN_WORDS = 150
_FEWEST_WORDS_A_SENTENCE = 8
_SAME_FRAME = 0.7
_REWORDED_SHARE, _REWORDED_LIMIT = 0.55, 2  # .45
_ENOUGH_FOR_NEW_WORDS, _SMALL_WORDS, _FEWEST_NEW_WORDS = 100, 400, 18  # 28
_MOSTLY_COPIED_SHARE = 0.5
_FEW_OWN_WORDS = 0.2  # of the minimum
_CLOSE_RUN = 6
_CLOSE_SHARE = 0.6
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def word_list(analysis: Analysis) -> Gate | None:
    """Rows of synonyms joined by commas and "and"."""
    in_rows = sum(token.dep_ == "conj" for token in analysis.words)
    if len(analysis.words) < _ENOUGH_WORDS or in_rows < _IN_ROWS_SHARE * len(analysis.words):
        return None
    return Gate(
        "word_list",
        f"Most of this is words in rows, not sentences: no band above {_IN_ROWS_LIMIT}.",
        _IN_ROWS_LIMIT,
    )


def rare_words(analysis: Analysis) -> Gate | None:
    """The rarest words of a thesaurus in place of the plain ones: they are hardly ever the exact ones."""
    words = [token.lower_ for token in analysis.words if token.pos_ != "PROPN"]
    rare = sum(frequency(word) < _RARE_BELOW for word in words)
    if len(words) < _ENOUGH_WORDS or rare < _RARE_SHARE * len(words):
        return None
    return Gate(
        "rare_words",
        f"{rare} words here are so rare that few readers know them. Such words are seldom the exact ones: Lexical "
        f"Resource stops at {_RARE_LIMIT} (our rule).",
        _RARE_LIMIT,
    )


def padding(features: Mapping[str, float], own: OwnText) -> Gate | None:
    """A very long text of phrases that say nothing; length alone never lowers a band."""
    if own.total_words < _LONG_TEXT_WORDS or features["vocabulary.density"] >= _THIN_DENSITY:
        return None
    return Gate(
        "padding",
        f"{own.total_words:,} words, and most of them say nothing about the question: no criterion goes above "
        f"{_THIN_LIMIT} (our rule).",
        _THIN_LIMIT,
    )


def question_again(essay: str, own: OwnText, task: TaskFacts) -> Gate | None:
    """The question with a few words of one's own, or said again and again with other words."""
    minimum = task.word_limit_min or MINIMUM_WORDS[task.task_number]
    copied = own.copied_words >= _MOSTLY_COPIED_SHARE * own.total_words and own.own_words < _FEW_OWN_WORDS * minimum
    again = copied or _says_nothing_new(own, essay, task) or _reworded_share(essay, task.prompt) >= _REWORDED_SHARE
    if not again:
        return None
    return Gate(
        "question_again",
        f"Most of this says the question again and adds no answer of your own: no band above {_REWORDED_LIMIT}.",
        _REWORDED_LIMIT,
    )


def near_model_answer(essay: str, task: TaskFacts) -> Gate | None:
    """A model answer that we publish, handed in: its bands are not the writer's."""
    runs = set(_runs(_words(essay)))
    for answer in task.model_answers:
        theirs = set(_runs(_words(answer)))
        if runs and len(runs & theirs) >= _CLOSE_SHARE * len(runs):
            return Gate(
                "near_model_answer",
                "This is very close to our model answer, so these are the bands of that answer, not yours.",
            )
    return None


def _says_nothing_new(own: OwnText, essay: str, task: TaskFacts) -> bool:
    """Whether a Task 2 essay has hardly a word with a meaning that the question does not have."""
    if task.task_number != 2 or own.total_words < _ENOUGH_FOR_NEW_WORDS:
        return False
    plain = most_common_words(_SMALL_WORDS)
    asked = {word_stem(word) for word in _words(task.prompt)}
    new = {word_stem(word) for word in _words(essay) if word not in plain and len(word) > 2}
    return len(new - asked) < _FEWEST_NEW_WORDS


def _reworded_share(essay: str, prompt: str) -> float:
    """The share of words in sentences that keep a frame of the prompt: its small words in its order."""
    frames = [frame for frame in map(_frame, _sentences(prompt)) if len(frame) >= _FEWEST_WORDS_A_SENTENCE]
    counted = [frame for frame in map(_frame, _sentences(essay)) if len(frame) >= _FEWEST_WORDS_A_SENTENCE]
    again = sum(len(frame) for frame in counted if any(_is_same(frame, other) for other in frames))
    return again / max(1, sum(map(len, counted)))


def _is_same(frame: Sequence[str], other: Sequence[str]) -> bool:
    matcher = SequenceMatcher(None, frame, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _SAME_FRAME
        and matcher.quick_ratio() >= _SAME_FRAME
        and matcher.ratio() >= _SAME_FRAME
    )


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def _frame(sentence: str) -> list[str]:
    plain = most_common_words(_PLAIN_WORDS)
    return [word if word in plain else "·" for word in _words(sentence)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[shift:] for shift in range(_CLOSE_RUN)), strict=False))
