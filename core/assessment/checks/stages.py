"""The stages of a process: which are there, and whether they stand in the order of the diagram."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.assessment.checks.stage_details import check_details
from core.assessment.checks.statements import Finding
from core.assessment.checks.words_of_labels import Naming, namings
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.types import CheckKind, Verdict
from core.assessment.word_list import word_set

_OVERVIEW = re.compile(
    r"\b(?:overall|in general|in summary|to sum up|generally|in brief|broadly|on the whole|summar|stages|steps"
    r"|phases|starts?|begins?|finish(?:es)?|in conclusion)\b",
    re.IGNORECASE,
)
_REVERSED = re.compile(r"\b(?:after|once|following|when)\s+(?:it |they )?(?:\w+\s+){0,3}$", re.IGNORECASE)
_AFTER_WHICH = re.compile(r"\bafter (?:that|this|which|these|those|it)\b", re.IGNORECASE)
_BEFORE_FIRST = re.compile(r"\bbefore\s+(?:\w+\s+){0,5}$", re.IGNORECASE)
_WEAK = word_set(
    "one two three four five six seven eight nine ten first second last next water oil liquid solid removed "
    "added made goes gone back used minutes months days stirred rests cold hot large small pipe layers fine main metal"
)


def check_stages(essay: str, analysis: Analysis, steps: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """One finding a stage: named in its place, named before one that precedes it, or missing."""
    labels = [step["label"] for step in steps]
    named = namings(analysis.doc, labels, details=[step.get("detail", "") for step in steps], weak=_WEAK)
    later = _later(steps)
    told = _in_order(analysis, named)
    for before, here in zip([None, *told], told, strict=False):
        first, second = (before, here) if before is not None else (None, here)
        if first is not None and _is_turned(analysis.text, first, here, named):
            first, second = here, first
        if first is None or second is None or first.thing not in later[second.thing]:
            yield _right(here, labels[here.thing])
            continue
        if not first.is_label and any(
            one.thing == first.thing and one.start > second.end and "." not in analysis.text[second.end : one.start]
            for one in named
        ):
            continue  # named once more after it: the first naming looked ahead
        low, high = analysis.aligned.in_essay(min(first.end, second.end) - 1, max(first.start, second.start) + 1)
        if "\n" in essay[low:high]:
            continue  # the story may begin anew in another paragraph
        truth = f"“{labels[second.thing]}” comes before “{labels[first.thing]}”"
        start, end = (min(first.start, second.start), max(first.end, second.end))
        yield Finding(CheckKind.stage, Verdict.wrong, start, end, truth)
    yield from check_details(analysis, steps, named)
    present = {one.thing for one in named}
    for number, label in enumerate(labels):
        if number not in present:
            yield Finding(CheckKind.stage, Verdict.missing, 0, 0, label)


def _right(naming: Naming, label: str) -> Finding:
    return Finding(CheckKind.stage, Verdict.right, naming.start, naming.end, label)


def _in_order(analysis: Analysis, named: Sequence[Naming]) -> list[Naming]:
    """The first naming of each stage in the sentences that tell the process step by step."""
    spans = []
    for sentence in analysis.sentences:
        inside = {one.thing for one in named if sentence.start_char <= one.start < sentence.end_char}
        if len(inside) < 4 and not (_OVERVIEW.search(sentence.text) and (len(inside) > 1 or sentence.start_char == 0)):
            spans.append((sentence.start_char, sentence.end_char))
    seen: set[int] = set()
    told = []
    for one in named:
        if one.thing not in seen and any(start <= one.start < end for start, end in spans):
            seen.add(one.thing)
            told.append(one)
    return told


def _is_turned(text: str, before: Naming, here: Naming, named: Sequence[Naming]) -> bool:
    """Whether the text says the second thing first: "before X, Y", "X after Y"."""
    between = text[before.end : here.start]
    cue = _REVERSED.search(between)
    if cue is not None and any(
        one.thing == before.thing and before.end + cue.start() < one.start < here.start for one in named
    ):
        return False  # "they are washed, and only after washing does a blower ..."
    if re.search(r"\bfrom\s+(?:the |a |an )?$", between):
        return True
    if re.search(r"[.!?;]\s", between):
        return False
    sentence_start = max(text.rfind(". ", 0, before.start), text.rfind("\n", 0, before.start)) + 1
    if _BEFORE_FIRST.search(text[sentence_start : before.start]):
        return True
    return bool(_REVERSED.search(between)) and not _AFTER_WHICH.search(between)


def _later(steps: Sequence[Mapping[str, Any]]) -> list[set[int]]:
    """For each stage all stages that come after it; stages of two branches come in no order."""
    number = {step["id"]: place for place, step in enumerate(steps)}
    following: list[list[int]] = []
    for place, step in enumerate(steps):
        if "to" in step:
            following.append([number[one["step"] if isinstance(one, Mapping) else one] for one in step["to"]])
        else:
            following.append([place + 1] if place + 1 < len(steps) else [])
    reached: list[set[int]] = []
    for place in range(len(steps)):
        open_, seen = list(following[place]), set[int]()
        while open_:
            here = open_.pop()
            if here not in seen and here != place:
                seen.add(here)
                open_ += following[here]
        reached.append(seen)
    return reached
