"""From what was noticed to what a learner reads: at most two strengths and three priorities."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.assessment.criteria import CRITERIA
from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.engines.offline.gates import limits_of
from core.assessment.engines.offline.judgement import Judgement
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.learner_rules.finding import TYPES, Finding
from core.assessment.engines.offline.letters import is_letter
from core.assessment.engines.offline.reading import Reading
from core.assessment.engines.offline.tutor import (
    coherence_observer,
    grammar_observer,
    lexis_observer,
    task_observer,
)
from core.assessment.engines.offline.tutor.observation import Essay, Observation, Span, sentence_span, shortened
from core.assessment.rubric import meaning, way_up
from core.assessment.types import Criterion, CriterionResult, Evidence

MOST_STRENGTHS = 2
MOST_PRIORITIES = 3
MOST_EVIDENCE = 3
_QUOTE_IN_TEXT = 90
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_OBSERVERS = (task_observer, coherence_observer, lexis_observer, grammar_observer)
_KNOWN_WORD = 2.0
_LEAST_PRIORITY = 1.6  # a single slip holds nothing down
_FEWEST_WORDS = 8
_NOTHING_TO_ADD = Decimal(8)
_GAINS = {
    Criterion.task_achievement: (
        "Nothing is wrong with the answer, but it could go deeper.",
        "Take one main point and say more exactly what it means and what shows it.",
    ),
    Criterion.coherence_cohesion: (
        "The order of ideas can be followed, but a reader still has to work a little.",
        "Check that each sentence answers a question that the one before it raises.",
    ),
    Criterion.lexical_resource: (
        "The words do their job, but some stay general.",
        "In each paragraph, put the exact thing that you mean in the place of one general word.",
    ),
    Criterion.grammar_accuracy: (
        "We found few errors, but not every error can be found by rules.",
        "Before you hand in, read once only for the verbs and once only for the nouns.",
    ),
}
_NO_PRIORITY = "No single thing holds this essay down."
_NO_ADVICE = "Write the next one under the clock of the test."
_NOTHING_NOTICED = "The essay is on the page, and that is where every better one begins."


@dataclass(frozen=True)
class TutorWords:
    """All that a learner reads besides bands and comments."""

    criteria: Mapping[Criterion, CriterionResult]
    summary: str
    priority: str
    advice: str
    priority_evidence: Evidence | None
    next_step: str


def tutor_words(original: str, reading: Reading, judgement: Judgement, faults: Sequence[Finding]) -> TutorWords:
    """Observe, choose, quote. `original` is the essay as it was handed in: quotes are its own characters."""
    analysis = reading.analysis
    essay = Essay(analysis, reading.task, _paragraphs(reading), faults, reading.gates, reading.checks)
    noticed = _observations(essay)
    strengths = _best([one for one in noticed if one.is_strength], MOST_STRENGTHS)
    weaknesses = [one for one in noticed if not one.is_strength][:MOST_PRIORITIES]
    criteria = {
        criterion: CriterionResult(
            criterion=criterion,
            band=judgement.bands[criterion],
            summary=meaning(
                criterion, judgement.bands[criterion], reading.task.task_number, is_letter=is_letter(reading.task)
            ),
            evidence=_evidence_for(criterion, original, essay, noticed),
            strengths=tuple(_with_quote(original, analysis, one) for one in strengths if one.criterion == criterion),
            improvements=tuple(one.says for one in weaknesses if one.criterion == criterion),
            suggestions=tuple(one.advice for one in weaknesses if one.criterion == criterion and one.advice),
            next_band=_next_band(criterion, judgement.bands[criterion], reading),
        )
        for criterion in CRITERIA
    }
    first = next((one for one in weaknesses if one.weight >= _LEAST_PRIORITY), None) or _next_gain(essay, judgement)
    return TutorWords(
        criteria=criteria,
        summary=_summary(reading, strengths),
        priority=first.says if first else _NO_PRIORITY,
        advice=first.advice if first else _NO_ADVICE,
        priority_evidence=_evidence(original, analysis, first) if first else None,
        next_step=_next_step(essay),
    )


def _next_band(criterion: Criterion, band: Decimal, reading: Reading) -> str:
    """What one band more asks for; where a rule holds the band, that rule first."""
    for gate in reading.gates:
        if limits_of(gate).get(criterion) == band:
            return f"First, the rule that holds this band: {_lowered(gate.reason)}"
    return way_up(criterion, band, reading.task.task_number, is_letter=is_letter(reading.task))


def _observations(essay: Essay) -> list[Observation]:
    """All that was noticed, what matters most first."""
    found = [observation for observer in _OBSERVERS for observation in observer.observe(essay)]
    return sorted(found, key=lambda one: (-one.weight, CRITERIA.index(one.criterion), one.says))


def _best(noticed: Sequence[Observation], most: int) -> list[Observation]:
    """The first ones of different criteria."""
    chosen: list[Observation] = []
    for one in noticed:
        if len(chosen) < most and one.criterion not in {other.criterion for other in chosen}:
            chosen.append(one)
    return chosen


def _evidence_for(
    criterion: Criterion, original: str, essay: Essay, noticed: Sequence[Observation]
) -> tuple[Evidence, ...]:
    """Quotes that speak for the band; where nothing was noticed, a typical place of the essay."""
    mine = [one for one in noticed if one.criterion == criterion and one.span is not None]
    found = [_evidence(original, essay.analysis, one) for one in mine[:MOST_EVIDENCE]]
    shown = [evidence for evidence in found if evidence is not None]
    if not shown:
        typical = _typical(criterion, essay)
        if typical is not None:
            shown = [evidence for evidence in (_evidence(original, essay.analysis, typical),) if evidence is not None]
    return tuple(shown)


def _typical(criterion: Criterion, essay: Essay) -> Observation | None:
    sentences = essay.analysis.sentences
    if not sentences:
        return None
    span: Span
    if criterion == Criterion.task_achievement:
        span, why = sentence_span(sentences[0]), "Your answer starts here."
    elif criterion == Criterion.coherence_cohesion:
        span, why = sentence_span(sentences[len(sentences) // 2]), "Here the text moves from one idea to the next."
    elif criterion == Criterion.grammar_accuracy:
        longest = max(sentences, key=lambda sentence: (len(sentence), -sentence.start))
        span, why = sentence_span(longest), "This is your longest sentence."
    else:
        word = _rarest_word(essay)
        if word is None:
            return None
        span, why = (word.idx, word.idx + len(word)), "This is one of your more exact words."
    return Observation(criterion, True, 0.0, why, span)


def _next_gain(essay: Essay, judgement: Judgement) -> Observation | None:
    """Where nothing stands out: the criterion with most to gain, unless the essay is at band 8 or above."""
    if judgement.overall >= _NOTHING_TO_ADD:
        return None
    weakest = min(CRITERIA, key=lambda criterion: (judgement.bands[criterion], CRITERIA.index(criterion)))
    says, advice = _GAINS[weakest]
    typical = _typical(weakest, essay)
    return Observation(weakest, False, 0.0, says, typical.span if typical else None, advice)


def _rarest_word(essay: Essay) -> Token | None:
    known = [
        token
        for token in essay.analysis.content_words
        if frequency(token.lower_) > _KNOWN_WORD
        and token.pos_ != "PROPN"
        and not essay.has_fault((token.idx, token.idx + len(token)))
    ]
    return min(known, key=lambda token: (frequency(token.lower_), token.i), default=None)


def _evidence(original: str, analysis: Analysis, one: Observation) -> Evidence | None:
    if one.span is None or one.span[0] >= one.span[1]:
        return None
    start, end = analysis.aligned.in_essay(*shortened(analysis.text, one.span))
    quote = original[start:end]
    return Evidence(start, end, quote, one.says) if quote.strip() else None


def _with_quote(original: str, analysis: Analysis, one: Observation) -> str:
    evidence = _evidence(original, analysis, one)
    if evidence is None:
        return one.says
    quote = " ".join(evidence.quote.split())
    if len(quote) > _QUOTE_IN_TEXT:
        quote = quote[:_QUOTE_IN_TEXT].rsplit(" ", 1)[0] + "…"
    return f'{one.says} You write: "{quote}"'


def _summary(reading: Reading, strengths: Sequence[Observation]) -> str:
    """What works; where nothing can, why."""
    if any(gate.name == "few_words" for gate in reading.gates):
        return "There are too few words of your own to judge, so every criterion is at band 1."
    if any(gate.name == "word_salad" for gate in reading.gates):
        return "The words are English, but a reader cannot find sentences in them."
    return f"What works: {_lowered(strengths[0].says)}" if strengths else _NOTHING_NOTICED


def _lowered(sentence: str) -> str:
    return sentence if sentence.startswith(("I ", '"')) else sentence[:1].lower() + sentence[1:]


def _next_step(essay: Essay) -> str:
    """One exercise for tomorrow: the paragraph with most to gain, from memory."""
    if not essay.analysis.sentences:
        return "Tomorrow, write five sentences of your own on this question, then hand in a full answer."
    if len(essay.paragraphs) < 2:
        return (
            "Tomorrow, write the first half of this essay again from memory, in two paragraphs. "
            "Then put both versions side by side and keep the better sentences."
        )
    costs = [
        sum(TYPES[fault.type].cost for fault in essay.faults if start <= fault.start < end)
        for start, end in essay.paragraphs
    ]
    worst = max(range(len(costs)), key=lambda position: (costs[position], -abs(position - 1)))
    start, end = essay.paragraphs[worst]
    name = _ORDINALS[worst] if worst < len(_ORDINALS) else "last"
    opening = " ".join(essay.analysis.text[start:end].split()[:6])
    return (
        f'Tomorrow, write your {name} paragraph ("{opening} …") again from memory. '
        "Then compare it with the comments here and correct what is left."
    )


def _paragraphs(reading: Reading) -> list[Span]:
    """The paragraphs of the essay as spans of the analysed text; very short lines belong to the next one."""
    starts = reading.analysis.aligned.starts
    spans = []
    position = 0
    for line in reading.essay.splitlines(keepends=True):
        begin, position = position, position + len(line)
        span = bisect_left(starts, begin), bisect_left(starts, position)
        if len(reading.analysis.text[span[0] : span[1]].split()) >= _FEWEST_WORDS:
            spans.append(span)
    return spans
