"""One essay read for assessment: its own sentences, what they measure, the rules that fired."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.assessment.assessable import require_english_text
from core.assessment.engines.offline import gaming, gates
from core.assessment.engines.offline.analysis import Analysis, analyse
from core.assessment.engines.offline.features import extract
from core.assessment.engines.offline.patterns import pattern_rates
from core.assessment.engines.offline.relevance import Relevance, relevance
from core.assessment.engines.offline.task_checks import checks_of, limit_of
from core.assessment.engines.offline.text import align, readable
from core.assessment.own_words import OwnText, own_text
from core.assessment.types import Check, CheckKind, Gate, TaskFacts, Verdict

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class Reading:
    """What one pass over an essay found; bands come later, so that any model can judge it."""

    essay: str
    task: TaskFacts
    own: OwnText
    gates: tuple[Gate, ...]
    analysis: Analysis
    features: Mapping[str, float]
    checks: tuple[Check, ...]
    patterns: Mapping[str, float]


def read(essay: str, task: TaskFacts) -> Reading:
    """Parse, check and measure an essay.

    Raises:
        NotAssessable: Blank, not English or gibberish.
    """
    legible, is_cut = _cut(readable(essay))
    require_english_text(legible)
    prompt = readable(task.prompt)
    own = own_text(legible, prompt)
    analysis = analyse(align(legible, own.kept), prompt, task.task_number)
    features = extract(analysis)
    checks = checks_of(essay, analysis, own, task)
    found = gates.fired(
        [
            gates.few_words(own),
            gates.injection(own),
            gates.word_salad(analysis.text, features, own),
            gates.invented_words(analysis.text, own),
            gates.not_prose(legible, own),
            gaming.word_list(analysis),
            gaming.rare_words(analysis),
            gaming.padding(features, own),
            gaming.question_again(legible, own, task),
            gaming.near_model_answer(legible, task),
            gates.off_topic(_relevance(analysis, checks), task),
            gates.short(own, task),
            gates.little_to_judge(own, task),
            limit_of(checks, task),
            gates.prompt_copied(own),
            gates.repetition(own),
            gates.no_paragraphs(legible, own, task),
            gates.too_long(is_cut),
        ]
    )
    return Reading(legible, task, own, found, analysis, features, checks, pattern_rates(analysis))


def _relevance(analysis: Analysis, checks: Sequence[Check]) -> Relevance:
    """A letter in which most points of its task left a trace is not about something else, however far its words are."""
    found = relevance(analysis)
    points = [one.verdict is not Verdict.missing for one in checks if one.kind is CheckKind.bullet]
    is_answered = len(points) > 2 and sum(points) > len(points) / 2
    return Relevance.doubtful if is_answered and found is not Relevance.on_topic else found


def _cut(essay: str) -> tuple[str, bool]:
    """At most 2,000 words and 40,000 characters are read."""
    end = min(len(essay), gates.MOST_CHARACTERS)
    words = 0
    for token in _TOKEN.finditer(essay, 0, end):
        words += any(character.isalnum() for character in token.group())
        if words > gates.MOST_WORDS:
            end = token.start()
            break
    return essay[:end], bool(essay[end:].strip())
