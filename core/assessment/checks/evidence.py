"""Whether an answer meets a demand of its task, and the sentence that shows it.

What is called missing left no trace: where a fair reader might find it, the verdict is `not_checkable`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.assessment.checks.acts import PHRASES, Act
from core.assessment.checks.demands import Demand
from core.assessment.checks.passages import Passage
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.relevance import Relevance, relevance
from core.assessment.types import Check, CheckKind, Verdict

_SAID = 1.5
_TRACE = 0.5
_CLOSE = 1.0
_TIE = 0.25
_PLAIN_STANDING = 1.5
_PLAIN_WORTH, _HINT_WORTH, _NEAR_WORTH = 2.5, 0.25, 0.25
_ORDER_WORTH = 4.0  # points mostly come in the task's order: this chooses what is quoted, never the verdict
_ENOUGH_TO_DOUBT = 150  # words
_REACH = 2  # sentences to either side


@dataclass(frozen=True)
class Finding:
    """Whether a demand is met, and the passage that shows it best."""

    verdict: Verdict
    passage: Passage | None = None


@dataclass(frozen=True)
class _Signs:
    """What one passage shows of a demand: words of its subject, a phrase that does it, a hint."""

    hits: dict[str, float]
    is_plain: bool
    is_hint: bool

    @property
    def worth(self) -> float:
        """Which passage a reader would point at."""
        return sum(self.hits.values()) + _PLAIN_WORTH * self.is_plain + _HINT_WORTH * self.is_hint


_NOTHING = _Signs({}, is_plain=False, is_hint=False)


def find(
    demand: Demand,
    stretches: Sequence[Sequence[Passage]],
    *,
    rivals: Sequence[Demand] = (),
    subject: frozenset[str] = frozenset(),
) -> Finding:
    """Look for a demand: a phrase that does it near a word of the task's `subject`, or enough words of its own.

    A stretch (a sentence, or a paragraph up to where it turns) that shows one of the `rivals` better does not count
    for this demand; then the verdict is unsure, not missing.
    """
    passages = [passage for stretch in stretches for passage in stretch]
    if not passages:
        return Finding(Verdict.missing)
    every = [_signs(demand, passage) for passage in passages]
    signs = [sign if owned else _NOTHING for sign, owned in zip(every, _owned(demand, rivals, stretches), strict=True)]
    near = [_weight(signs[max(0, index - 1) : index + 2]) for index in range(len(signs))]

    def worth(index: int) -> tuple[float, int]:
        is_away = abs((index + 0.5) / len(signs) - demand.place)
        return signs[index].worth + _NEAR_WORTH * near[index] - _ORDER_WORTH * is_away, -index

    shown = [index for index, sign in enumerate(signs) if sign.worth > 0]
    if shown and _is_shown(demand, passages, signs, near, subject):
        return Finding(Verdict.right, passages[max(shown, key=worth)])
    total = _weight(every)
    is_gone = not any(sign.is_plain for sign in every)
    if demand.is_known:
        is_gone = is_gone and total <= (_TRACE if shown else _CLOSE)  # a word in passing, in words on another point
    else:  # nobody chose words for it: only a phrase could have shown it
        is_gone = is_gone and total == 0 and demand.act is not Act.tell and not any(sign.is_hint for sign in every)
    if is_gone:
        return Finding(Verdict.missing)
    return Finding(Verdict.not_checkable, passages[max(shown, key=worth)] if shown else None)


def _is_shown(
    demand: Demand,
    passages: Sequence[Passage],
    signs: Sequence[_Signs],
    near: Sequence[float],
    subject: frozenset[str],
) -> bool:
    total = _weight(signs)
    for index, sign in enumerate(signs):
        if sign.is_plain and (near[index] >= _TRACE or _is_about(passages, index, subject)):
            return True
    enough = _SAID if demand.is_known else min(_SAID, sum(weight for _, weight in demand.stems)) or _SAID
    if demand.act is Act.tell:
        return total >= enough
    is_hinted = any(sign.is_hint and _weight([sign]) >= _TRACE for sign in signs)
    return (total >= enough and max(near) >= _CLOSE) or (is_hinted and demand.is_known and total >= 1.0)


def _owned(demand: Demand, rivals: Sequence[Demand], stretches: Sequence[Sequence[Passage]]) -> list[bool]:
    """By passage, whether its stretch shows the demand about as well as any of the rivals."""
    found = []
    for stretch in stretches:
        own = _standing(demand, stretch)
        is_owned = all(own + _TIE >= _standing(rival, stretch) for rival in rivals)
        found.extend([is_owned] * len(stretch))
    return found


def _standing(demand: Demand, stretch: Sequence[Passage]) -> float:
    signs = [_signs(demand, passage) for passage in stretch]
    return _weight(signs) + sum(_PLAIN_STANDING * sign.is_plain + _HINT_WORTH * sign.is_hint for sign in signs)


def _is_about(passages: Sequence[Passage], index: int, subject: frozenset[str]) -> bool:
    around = passages[max(0, index - _REACH) : index + _REACH + 1]
    return not subject or any(not passage.stems.isdisjoint(subject) for passage in around)


def doubted(finding: Finding, analysis: Analysis) -> Finding:
    """The finding in an essay that is about something else: its phrases then say nothing about this task.

    In a short text few key words come up in any case, so it is left alone.
    """
    if finding.verdict is not Verdict.right or len(analysis.words) < _ENOUGH_TO_DOUBT:
        return finding
    degree = relevance(analysis)
    if degree is Relevance.on_topic:
        return finding
    if degree in (Relevance.unrelated, Relevance.barely):
        return Finding(Verdict.missing)
    return Finding(Verdict.not_checkable, finding.passage)


def as_check(kind: CheckKind, demand: Demand, finding: Finding) -> Check:
    """The finding in words."""
    text = demand.text.strip()
    if text.endswith("?"):
        asks, wants = f'The task asks: "{text}"', f'"{text}"'
    else:
        wants = f"{text[:1].lower()}{text[1:].rstrip('.; ')}."
        asks = f"The task asks you to {wants}"
    truth = {
        Verdict.right: asks,
        Verdict.missing: f"Not done yet: {wants}",
    }.get(finding.verdict, f"Check that a reader finds this at once: {wants}")
    return replace(check_at(kind, finding.verdict, truth, finding.passage), demand=text)


def check_at(kind: CheckKind, verdict: Verdict, truth: str, passage: Passage | None) -> Check:
    """A check with the place that it speaks of, if there is one."""
    if passage is None or verdict is Verdict.missing:
        return Check(kind, verdict, truth)
    return Check(kind, verdict, truth, passage.quote, passage.start, passage.end)


def _signs(demand: Demand, passage: Passage) -> _Signs:
    phrases = PHRASES[demand.act]
    return _Signs(
        hits=dict(_hits(demand, passage)),
        is_plain=phrases.plain is not None and phrases.plain.search(passage.text) is not None,
        is_hint=phrases.hints is not None and phrases.hints.search(passage.text) is not None,
    )


def _hits(demand: Demand, passage: Passage) -> Iterator[tuple[str, float]]:
    for phrase, weight in demand.phrases:
        if re.search(rf"\b{re.escape(phrase)}\b", passage.text):
            yield phrase, weight
    for stem, weight in demand.stems:
        if stem in passage.stems:
            yield stem, weight


def _weight(signs: Sequence[_Signs]) -> float:
    """What the different words weigh together; a word that comes twice counts once."""
    return sum({word: weight for sign in signs for word, weight in sign.hits.items()}.values())
