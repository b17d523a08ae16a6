"""Named rules that stand before and around the model: each has a reason in words, and some limit a band.

A model that was fitted on real essays gives absurd bands to what is none. Limits marked "our rule" are ours, not
IELTS's: the exam publishes no deduction for a short text.
"""

import re
from collections.abc import Mapping, Sequence

from core.assessment.assessable import MOST_WORDS_OF_BAND_1
from core.assessment.criteria import CRITERIA, label
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.relevance import Relevance
from core.assessment.engines.offline.word_order import is_word_salad
from core.assessment.own_words import OwnText
from core.assessment.types import MINIMUM_WORDS, Criterion, Gate, TaskFacts

MOST_WORDS = 2_000
MOST_CHARACTERS = 40_000
_WHOLE_TEXT_GATES = frozenset(
    {
        "few_words",
        "word_salad",
        "word_list",
        "invented_words",
        "not_prose",
        "little_to_judge",
        "question_again",
        "padding",
    }
)
PARAGRAPH_GATE = "no_paragraphs"  # costs Coherence and Cohesion one band

_SHORT_LIMITS = ((0.20, 2), (0.35, 3), (0.50, 4), (0.65, 5), (0.80, 6), (0.95, 7))
_LITTLE_SHARE = 0.45
_LITTLE_LIMIT = 6
_NOTABLE_SHARE = 0.1
# Of 885 real essays none has more than 17 % unknown words or one mark of code in 20 words.
_INVENTED_SHARE = 0.3
_UNKNOWN_BELOW = 1.2  # Zipf
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_MARK = re.compile(r"[{}<>=_\[\]#\\|]|\(\)|;$", re.MULTILINE)
_CODE_SHARE, _CODE_LIMIT = 0.16, 2
_NOTES_SHARE, _NOTES_LIMIT = 0.1, 5
_FEWEST_WORDS_A_PARAGRAPH = 15
_ENOUGH_FOR_PARAGRAPHS = 0.6
_ENOUGH_TO_JUDGE_ORDER = 50
_OFF_TOPIC_LIMIT = 7  # on the other criteria
_TOPIC_LIMITS = {Relevance.unrelated: 1, Relevance.barely: 2, Relevance.partly: 4}


def few_words(own: OwnText) -> Gate | None:
    """20 own words or fewer: band 1 on all four criteria, as in the test."""
    if own.own_words > MOST_WORDS_OF_BAND_1:
        return None
    return Gate(
        "few_words",
        f"Only {own.own_words} words are your own. The test gives band 1 to 20 words or fewer, and so do we.",
        limit=1,
    )


def short(own: OwnText, task: TaskFacts) -> Gate | None:
    """Under 95 % of the minimum: a limit on the first criterion that falls with the length."""
    if own.own_words <= MOST_WORDS_OF_BAND_1:
        return None  # few_words says it all
    minimum = task.word_limit_min or MINIMUM_WORDS[task.task_number]
    for share, limit in _SHORT_LIMITS:
        if own.own_words < share * minimum:
            return Gate(
                "short",
                f"{own.own_words} of your own words where the task asks for at least {minimum}: "
                f"{_first(task)} stops at {limit}. This limit is our rule, not IELTS's.",
                limit=limit,
            )
    return None


def little_to_judge(own: OwnText, task: TaskFacts) -> Gate | None:
    """Under 45 % of the minimum: range and order cannot be shown in so few words, however good they are."""
    minimum = task.word_limit_min or MINIMUM_WORDS[task.task_number]
    if own.own_words <= MOST_WORDS_OF_BAND_1 or own.own_words >= _LITTLE_SHARE * minimum:
        return None
    return Gate(
        "little_to_judge",
        f"{own.own_words} words are too few to show range: no criterion goes above {_LITTLE_LIMIT} (our rule).",
        limit=_LITTLE_LIMIT,
    )


def invented_words(text: str, own: OwnText) -> Gate | None:
    """English sentences around words that do not exist."""
    words = _LONG_WORD.findall(text)
    unknown = sum(frequency(word.lower()) < _UNKNOWN_BELOW for word in words)
    if own.own_words < _ENOUGH_TO_JUDGE_ORDER or unknown < _INVENTED_SHARE * len(words):
        return None
    return Gate("invented_words", f"{unknown} words here are not English words: no band above 2.", limit=2)


def not_prose(essay: str, own: OwnText) -> Gate | None:
    """Program code, or notes with arrows and brackets: the test asks for full connected sentences."""
    share = len(_MARK.findall(essay)) / max(1, own.total_words)
    if own.own_words <= MOST_WORDS_OF_BAND_1 or share < _NOTES_SHARE:
        return None
    limit = _CODE_LIMIT if share >= _CODE_SHARE else _NOTES_LIMIT
    return Gate(
        "not_prose",
        f"Much of this is signs and notes. The test asks for full sentences: no criterion goes above {limit} "
        "(our rule).",
        limit=limit,
    )


def too_long(is_cut: bool) -> Gate | None:
    """More than the engine reads; length itself never lowers a band."""
    if not is_cut:
        return None
    return Gate("too_long", f"This text is very long: only its first {MOST_WORDS:,} words were read.")


def repetition(own: OwnText) -> Gate | None:
    """Sentences written twice count once."""
    if own.repeated_words < _NOTABLE_SHARE * max(1, own.total_words):
        return None
    return Gate("repetition", f"{own.repeated_words} words repeat earlier sentences; they were counted once.")


def prompt_copied(own: OwnText) -> Gate | None:
    """Sentences of the task are not the writer's own."""
    if own.copied_words < _NOTABLE_SHARE * max(1, own.total_words):
        return None
    return Gate(
        "prompt_copied",
        f"{own.copied_words} words are copied from the task. They do not count as your own and were left out.",
    )


def injection(own: OwnText) -> Gate | None:
    """Instructions to the marker were left out; they never reach a model."""
    if not own.injected:
        return None
    return Gate("injection", "A part of this text speaks to the marker, not to the reader. It was left out.")


def no_paragraphs(essay: str, own: OwnText, task: TaskFacts) -> Gate | None:
    """A Task 2 essay in one block."""
    minimum = task.word_limit_min or MINIMUM_WORDS[task.task_number]
    if task.task_number != 2 or own.own_words < _ENOUGH_FOR_PARAGRAPHS * minimum:
        return None
    blocks = [line for line in essay.splitlines() if len(line.split()) >= _FEWEST_WORDS_A_PARAGRAPH]
    if len(blocks) >= 2:
        return None
    return Gate(
        PARAGRAPH_GATE,
        "The essay is one block without paragraphs, which costs Coherence and Cohesion one band (our rule).",
    )


def word_salad(text: str, features: Mapping[str, float], own: OwnText) -> Gate | None:
    """English words in an order that English does not use."""
    if own.own_words < _ENOUGH_TO_JUDGE_ORDER or not is_word_salad(text, features):
        return None
    return Gate(
        "word_salad", "The words are English, but most of them do not form sentences: no band above 2.", limit=2
    )


def off_topic(relevance: Relevance, task: TaskFacts) -> Gate | None:
    """Two independent signs limit the first criterion by degree; a single sign only warns."""
    if relevance is Relevance.doubtful:
        return Gate(
            "relevance_low",
            "The essay takes up few words of the question. Check that you answer this question; no band was changed.",
        )
    limit = _TOPIC_LIMITS.get(relevance)
    if limit is None:
        return None
    degree = {1: "is about something else than", 2: "hardly touches", 4: "answers only a part of"}[limit]
    others = (
        f", and no other criterion goes above {_OFF_TOPIC_LIMIT}" if limit <= _TOPIC_LIMITS[Relevance.barely] else ""
    )
    return Gate(
        "off_topic",
        f"The essay {degree} the question, so {_first(task)} stops at {limit}{others} (our rule).",
        limit,
    )


def limits_of(gate: Gate) -> Mapping[Criterion, int]:
    """The highest band that a gate leaves to each criterion it limits."""
    if gate.limit is None:
        return {}
    if gate.name in _WHOLE_TEXT_GATES:
        return dict.fromkeys(CRITERIA, gate.limit)
    first = {Criterion.task_achievement: gate.limit}
    if gate.name == "off_topic" and gate.limit <= _TOPIC_LIMITS[Relevance.barely]:
        return dict.fromkeys(CRITERIA, _OFF_TOPIC_LIMIT) | first
    return {Criterion.lexical_resource: gate.limit} if gate.name == "rare_words" else first


def fired(candidates: Sequence[Gate | None]) -> tuple[Gate, ...]:
    """The gates that fired, in the order of the list."""
    return tuple(gate for gate in candidates if gate is not None)


def _first(task: TaskFacts) -> str:
    return label(Criterion.task_achievement, task.task_number)
