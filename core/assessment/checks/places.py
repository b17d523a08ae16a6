"""The changes on two maps: what replaced what, what stayed, what is gone, and on which side things lie."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from core.assessment.checks.map_things import OVERLAP, Thing, share_of, things_of
from core.assessment.checks.new_uses import check_new_uses
from core.assessment.checks.relative_sides import check_relative_sides
from core.assessment.checks.statements import Finding
from core.assessment.checks.words_of_labels import Naming, content, namings
from core.assessment.engines.offline.analysis import Analysis, Token
from core.assessment.types import CheckKind, Verdict
from core.content.materials import MAP_HEIGHT, MAP_WIDTH

_REPLACED = re.compile(
    r"\b(?:replac\w+|gave way|given way|giv(?:es|ing) way|bec[ao]me|becomes|turn(?:ed|s)? (?:in)?to|transformed"
    r"|convert(?:ed|s)?|chang(?:ed|es) (?:in)?to|redeveloped|made room|make room"
    r"|succeeded|is now|are now|now (?:a|an|the)|in (?:the )?place of|instead of|taken (?:the )?place"
    r"|took (?:the )?place|used to be|built over|landscaped|site of|where)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:pulled down|demolish\w+|remov(?:ed|al)|disappear\w*|vanish\w*|knocked down|torn down"
    r"|no longer (?:there|exists?)|cut down|gone|does not exist)\b",
    re.IGNORECASE,
)
_STAYED = re.compile(
    r"\b(?:remain\w*|surviv\w+|still (?:there|exists?|stands?|the same|in)|unchanged|untouched|preserved|kept"
    r"|retained|the same place|stayed|has not changed|have not changed|did not change)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no longer|never|nothing)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SIDE = re.compile(
    r"^\W*(?:which (?:was|were|is|are|lay|stood)\s+|that (?:was|were|lay)\s+|lying\s+|located\s+"
    r"|situated\s+)*(?:in|at|on|to) the (?:\w+ )?"
    r"(?P<side>(?:north|south)[- ]?(?:east|west)(?:ern)?|north(?:ern)?|south(?:ern)?|east(?:ern)?"
    r"|west(?:ern)?)\b(?!\w*\s*(?:of|bank|edge|half))",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:of|to|along|by|near|from|beside|behind|on|across)\s+(?:the\s+)?$", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:half|part|some|most|section|edge|side|third)\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|and|,\s*and)\s*(?:the|a|an)?\s*")
_WHOLE_MAP = 0.6
_CLEAR = 0.12  # of the map's width or height beyond the middle


def check_places(analysis: Analysis, materials: Mapping[str, Any]) -> Iterator[Finding]:
    """One finding a statement on a thing of the maps that can be held against them."""
    things = things_of(materials)
    labels = [thing.label for thing in things]
    named = namings(analysis.doc, labels, nouns_only=True)
    for sentence in analysis.sentences:
        inside = [one for one in named if sentence.start_char <= one.start < sentence.end_char]
        yield from _replacements(analysis.text, sentence, inside, things)
        yield from _fates(analysis.text, sentence, inside, things)
        yield from _sides(analysis.text, sentence, inside, things)
        earlier = [one for one in named if one.start < sentence.start_char]
        yield from check_relative_sides(analysis.text, sentence, inside, things, earlier)
        yield from check_new_uses(analysis.text, sentence, inside, things)


def _replacements(text: str, sentence: Token, named: Sequence[Naming], things: Sequence[Thing]) -> Iterator[Finding]:
    """Old things and new ones, paired as the sentence puts them."""
    for old, new in _pairs(text, sentence.start_char, sentence.end_char, named, things):
        gone, built = things[old.thing], things[new.thing]
        origins = [thing.label for thing in things if built.label in thing.replaced_by]
        start, end = min(old.start, new.start), max(old.end, new.end)
        if built.label in gone.replaced_by:
            yield Finding(CheckKind.change, Verdict.right, start, end, f"{built.label} in place of {gone.label}")
        elif gone.replaced_by and origins:
            instead, before = " and ".join(gone.replaced_by), " and ".join(origins)
            truth = f"{instead} replaced {gone.label}; {built.label} replaced {before}"
            yield Finding(CheckKind.change, Verdict.wrong, start, end, truth)


def _pairs(
    text: str, start: int, end: int, named: Sequence[Naming], things: Sequence[Thing]
) -> Iterator[tuple[Naming, Naming]]:
    def is_old(one: Naming) -> bool:
        return things[one.thing].after is None

    def is_new(one: Naming) -> bool:
        return things[one.thing].before is None

    runs = _runs(text, [one for one in named if is_old(one) or is_new(one)], is_old)
    place = 0
    while place + 1 < len(runs):
        first, second = runs[place], runs[place + 1]
        low = runs[place - 1][-1].end if place else start
        between, before = text[first[-1].end : second[0].start], text[max(low, first[0].start - 40) : first[0].start]
        is_told = _REPLACED.search(between) or _REPLACED.search(before)
        place += 1
        if (
            is_old(first[0]) == is_old(second[0])
            or not is_told
            or re.search(r"[;:]", between)
            or min(len(first), len(second)) not in (1, len(first))
        ):
            continue
        count = min(len(first), len(second))
        for one, other in zip(first[-count:], second[:count], strict=True):
            yield (one, other) if is_old(one) else (other, one)
        if len(second) > count:
            runs[place] = second[count:]
        else:
            place += 1


def _runs(text: str, named: Sequence[Naming], is_old: Callable[[Naming], bool]) -> list[list[Naming]]:
    """Things of one time that are listed together."""
    runs: list[list[Naming]] = []
    for one in named:
        if runs and is_old(runs[-1][-1]) == is_old(one) and _LISTED.fullmatch(text[runs[-1][-1].end : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _fates(text: str, sentence: Token, named: Sequence[Naming], things: Sequence[Thing]) -> Iterator[Finding]:
    """What is said to be gone, and what is said to be there still."""
    for pattern, is_gone in ((_GONE, True), (_STAYED, False)):
        for match in pattern.finditer(text, sentence.start_char, sentence.end_char):
            if _NOT.search(text[: match.start()]):
                continue
            subject = [one for one in named if one.end <= match.start() and match.start() - one.end <= 45]
            if not subject or re.search(r"[,;]", text[subject[-1].end : match.start()]):
                continue
            thing = things[subject[-1].thing]
            if len(content(thing.label)) > 1 and subject[-1].words == 1:
                continue
            if _BESIDE.search(text[: subject[-1].start]):
                continue
            if thing.before is None or _PART_OF.search(text[: subject[-1].start]):
                continue
            is_still_there = thing.after is not None
            if not is_still_there and thing.is_way:
                continue
            verdict = Verdict.right if is_still_there != is_gone else Verdict.wrong
            instead = f": {' and '.join(thing.replaced_by)} replaced it" if thing.replaced_by else ""
            truth = f"{thing.label} is still there" if is_still_there else f"{thing.label} is gone{instead}"
            if (
                verdict is Verdict.wrong
                and is_gone
                and share_of(thing.before, thing.after or thing.before) < 1 - OVERLAP
            ):
                continue
            yield Finding(CheckKind.change, verdict, subject[-1].start, match.end(), truth)


def _sides(text: str, sentence: Token, named: Sequence[Naming], things: Sequence[Thing]) -> Iterator[Finding]:
    """ "the factory in the south-west": which side of the map."""
    for one in named:
        match = _SIDE.match(text[one.end : sentence.end_char])
        thing = things[one.thing]
        if len(content(thing.label)) > one.words:
            continue
        rect = thing.before or thing.after
        if match is None or rect is None or rect[2] - rect[0] > _WHOLE_MAP * MAP_WIDTH:
            continue
        x, y = (rect[0] + rect[2]) / 2 / MAP_WIDTH - 0.5, (rect[1] + rect[3]) / 2 / MAP_HEIGHT - 0.5
        side = match["side"].lower()
        is_false = (
            ("west" in side and x > _CLEAR)
            or ("east" in side and x < -_CLEAR)
            or ("north" in side and y > _CLEAR)
            or ("south" in side and y < -_CLEAR)
        )
        where = " ".join(
            word
            for word, holds in (
                ("north", y < -_CLEAR),
                ("south", y > _CLEAR),
                ("west", x < -_CLEAR),
                ("east", x > _CLEAR),
            )
            if holds
        )
        verdict = Verdict.wrong if is_false else Verdict.right
        yield Finding(
            CheckKind.change, verdict, one.start, one.end + match.end(), f"{thing.label} in the {where or 'middle'}"
        )
