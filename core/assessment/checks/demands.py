"""The points of a task that an answer has to cover, and whether it does.

Our own tasks name them with words that show them; of a learner's own question only what its text plainly lists is
known. What is called missing left no trace: where a fair reader might find it, the verdict is `not_checkable`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.assessment.checks.acts import PHRASES, Act, act_of
from core.assessment.checks.passages import Passage, in_american_spelling
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.language_tools import frequency
from core.assessment.engines.offline.phrases import word_stem
from core.assessment.engines.offline.relevance import Relevance, relevance
from core.assessment.types import Check, CheckKind, TaskFacts, Verdict
from core.assessment.word_list import word_set

_BULLET = re.compile(r"^\s*(?:[•*\-–—·]|\d[.)])\s+(\S.*?)\s*[.;,]?\s*$", re.MULTILINE)
_WORD = re.compile(r"[a-z]+")
_COMMON_WORD = 5.9  # Zipf: more frequent words of a demand say nothing about its subject
_SHARED_WEIGHT = 0.5
_OWN_WORD_WEIGHT = 0.5
_SAID = 1.5
_TRACE = 0.5
_PLAIN_WORTH, _HINT_WORTH, _NEAR_WORTH = 2.5, 0.25, 0.25
_ORDER_WORTH = 4.0  # points mostly come in the task's order: this chooses what is quoted, never the verdict
_ENOUGH_TO_DOUBT = 150  # words
_REACH = 2  # sentences to either side
_TASK_WORDS = frozenset(
    word_stem(word)
    for word in word_set(
        "ask say see let way how why who can "
        "describe explain give details tell letter write discuss whether suggest what would like about your they them "
        "their there this that these those with from have does could should being happening view opinion some others "
        "people cause causes solve solved problem problems reasons advantages disadvantages another different deal "
        "effect change improve important useful still done years time work making"
    )
)


@dataclass(frozen=True)
class Demand:
    """One point: its words, what it wants done, and the words that show it with what each weighs.

    `place` is where it is expected, from 0 for the start to 1 for the end. `is_known` is true for our own tasks: only
    there can "missing" rest on words that were chosen to show the point.
    """

    text: str
    act: Act
    phrases: tuple[tuple[str, float], ...]
    stems: tuple[tuple[str, float], ...]
    place: float
    is_known: bool


def bullet_lines(prompt: str) -> list[str]:
    """The points that a prompt lists on lines of their own."""
    return [match.group(1) for match in _BULLET.finditer(prompt)]


def demands(task: TaskFacts, key: str, listed: Sequence[str]) -> list[Demand]:
    """The points under `key` of the task's materials, or those that its text lists."""
    materials = task.materials or {}
    entries = materials.get(key) or ()
    if entries:
        texts = [str(entry["text"]) for entry in entries]
        terms = [[in_american_spelling(str(term)) for term in entry["terms"]] for entry in entries]
    else:
        texts = list(listed)
        terms = [[] for _ in texts]
    found = []
    for index, text in enumerate(texts):
        others = {term for place, words in enumerate(terms) if place != index for term in words}
        weighed = {term: _SHARED_WEIGHT if term in others else 1.0 for term in terms[index]}
        single = {word_stem(term): weight for term, weight in weighed.items() if " " not in term}
        own_weight = _OWN_WORD_WEIGHT if entries else 1.0
        elsewhere = {stem for place, other in enumerate(texts) if place != index for stem in subject_stems(other)}
        for stem in subject_stems(text):
            single.setdefault(stem, own_weight if stem not in elsewhere else own_weight / 2)
        phrases = tuple((term, weight) for term, weight in weighed.items() if " " in term)
        place = (index + 0.5) / len(texts)
        found.append(Demand(text, act_of(text), phrases, tuple(single.items()), place, bool(entries)))
    return found


def subject_stems(text: str) -> list[str]:
    """The stems of the words that say what a text is about."""
    words = _WORD.findall(in_american_spelling(text))
    stems = (word_stem(word) for word in words if len(word) > 2 and frequency(word) < _COMMON_WORD)
    return [stem for stem in dict.fromkeys(stems) if stem not in _TASK_WORDS]


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


def find(demand: Demand, passages: Sequence[Passage], subject: frozenset[str] = frozenset()) -> Finding:
    """Look for a demand: a phrase that does it near a word of the task's `subject`, or enough words of its own."""
    if not passages:
        return Finding(Verdict.missing)
    signs = [_signs(demand, passage) for passage in passages]
    near = [_weight(signs[max(0, index - 1) : index + 2]) for index in range(len(signs))]
    total = _weight(signs)

    def worth(index: int) -> tuple[float, int]:
        is_away = abs((index + 0.5) / len(signs) - demand.place)
        return signs[index].worth + _NEAR_WORTH * near[index] - _ORDER_WORTH * is_away, -index

    shown = [index for index, sign in enumerate(signs) if sign.worth > 0] or [0]
    best = max(shown, key=worth)
    is_done = any(
        sign.is_plain and (near[index] >= _TRACE or _is_about(passages, index, subject))
        for index, sign in enumerate(signs)
    )
    is_hinted = any(sign.is_hint and _weight([sign]) >= _TRACE for sign in signs) and total >= 1.0
    enough = _SAID if demand.is_known else min(_SAID, sum(weight for _, weight in demand.stems)) or _SAID
    is_said = total >= enough and (max(near) >= 1.0 or demand.act is Act.tell)
    if is_done or is_said or (is_hinted and demand.is_known and demand.act is not Act.tell):
        return Finding(Verdict.right, passages[best])
    has_sign = any(sign.is_plain for sign in signs)
    if demand.is_known:
        is_gone = total <= _TRACE and not has_sign
    else:  # nobody chose words for it: only a phrase could have shown it
        is_gone = total == 0 and not has_sign and demand.act is not Act.tell and not any(s.is_hint for s in signs)
    if is_gone:
        return Finding(Verdict.missing)
    return Finding(Verdict.not_checkable, passages[best] if total else None)


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
    return check_at(kind, finding.verdict, truth, finding.passage)


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
