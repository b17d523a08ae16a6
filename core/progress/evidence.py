"""What keeps costing: named things that came back in the last first attempts of one task."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.assessment.types import CheckKind, Criterion
from core.progress.readings import Reading
from core.progress.reliable_errors import RELIABLE

LOOKED_AT = 3  # first attempts of one task number
AGAIN = 2  # in how many of them it must stand
MOST = 3  # as many priorities as a result has
_QUOTES = 2
_CRITERION = {
    "article": Criterion.grammar_accuracy,
    "subject_verb": Criterion.grammar_accuracy,
    "verb_form": Criterion.grammar_accuracy,
    "uncountable": Criterion.grammar_accuracy,
    "spelling": Criterion.lexical_resource,
}
# In this order: what costs the first criterion most comes first.
_MISSING: Mapping[str, str] = MappingProxyType(
    {
        CheckKind.part: "A part of the question was not answered",
        CheckKind.bullet: "A point of the letter was not answered",
        CheckKind.position: "Your own position was not clear",
        CheckKind.overview: "The overview was missing",
        CheckKind.purpose: "The purpose of the letter was not said",
        CheckKind.key_feature: "A main feature of the chart was left out",
        CheckKind.stage: "A stage of the process was left out",
        CheckKind.change: "A change between the maps was left out",
        CheckKind.support: "An idea stood without a reason or an example",
        CheckKind.opening: "The letter had no opening line",
        CheckKind.closing: "The letter had no closing line",
    }
)
# The truth of these checks names what was asked for; that of the others says how it is done.
_NAMES_WHAT = frozenset({CheckKind.part, CheckKind.bullet, CheckKind.key_feature, CheckKind.stage, CheckKind.change})
_GATES: Mapping[str, tuple[str, Criterion]] = MappingProxyType(
    {
        "off_topic": ("The essay left the question", Criterion.task_achievement),
        "short": ("The essay stayed under the minimum length", Criterion.task_achievement),
        "few_words": ("There were only a few words", Criterion.task_achievement),
        "little_to_judge": ("There was too little text to judge", Criterion.task_achievement),
        "prompt_copied": ("Words were copied from the task", Criterion.task_achievement),
        "repetition": ("Sentences were repeated", Criterion.coherence_cohesion),
        "no_paragraphs": ("The essay was one block without paragraphs", Criterion.coherence_cohesion),
        "not_prose": ("There were notes instead of full sentences", Criterion.coherence_cohesion),
    }
)


@dataclass(frozen=True)
class Evidence:
    """One thing that came back in `times` of the last `of` essays.

    The quotes are the learner's own words (`is_own`) or say what the task asked for. `count` is how often it stood
    in them all together, `how` what to do next time ("" where the name says it).
    """

    name: str
    task_number: int
    criterion: Criterion
    times: int
    of: int
    count: int
    quotes: tuple[str, ...] = ()
    is_own: bool = False
    how: str = ""


def came_back(readings: Sequence[Reading]) -> tuple[Evidence, ...]:
    """What stands in at least two of the last three first attempts of one task number, dearest first; at most three.

    What the task asks for comes first, then rules that fired, then reliable kinds of error by their number.
    """
    last = readings[-LOOKED_AT:]
    if len(last) < AGAIN:
        return ()
    return (*_missing(last), *_gates(last), *_errors(last))[:MOST]


def _missing(last: Sequence[Reading]) -> list[Evidence]:
    found = []
    for kind, name in _MISSING.items():
        truths = [[truth for each, truth in reading.missing if each == kind] for reading in last]
        times = sum(bool(each) for each in truths)
        if times >= AGAIN:
            newest = [truth for each in reversed(truths) for truth in each if truth]
            is_named = kind in _NAMES_WHAT
            found.append(
                Evidence(
                    name,
                    last[-1].attempt.task_number,
                    Criterion.task_achievement,
                    times,
                    len(last),
                    sum(map(len, truths)),
                    tuple(dict.fromkeys(newest))[:_QUOTES] if is_named else (),
                    how=newest[0] if newest and not is_named else "",
                )
            )
    return found


def _gates(last: Sequence[Reading]) -> list[Evidence]:
    found = []
    for gate, (name, criterion) in _GATES.items():
        times = sum(gate in reading.gates for reading in last)
        if times >= AGAIN:
            found.append(Evidence(name, last[-1].attempt.task_number, criterion, times, len(last), times))
    return found


def _errors(last: Sequence[Reading]) -> list[Evidence]:
    counts = [Counter(error.type for error in reading.errors or ()) for reading in last]
    found = []
    for kind, recall in RELIABLE.items():
        times = sum(count[kind] > 0 for count in counts)
        if times >= AGAIN:
            newest = [error for reading in reversed(last) for error in reading.errors or () if error.type == kind]
            found.append(
                Evidence(
                    f"Errors with {recall.label}" if kind != "spelling" else "Spelling errors",
                    last[-1].attempt.task_number,
                    _CRITERION[kind],
                    times,
                    len(last),
                    sum(count[kind] for count in counts),
                    tuple(dict.fromkeys(error.quote for error in newest))[:_QUOTES],
                    is_own=True,
                    how=newest[0].how,
                )
            )
    return sorted(found, key=lambda each: -each.count)
