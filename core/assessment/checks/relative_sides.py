"""On which side of one thing on a map another lies: "east of the road", "a second pier to the west of it"."""

import re
from collections.abc import Iterator, Sequence

from core.assessment.checks.map_things import OVERLAP, Rect, Thing, middle, share_of
from core.assessment.checks.statements import Finding
from core.assessment.checks.vocabulary import stem
from core.assessment.checks.words_of_labels import Naming, content
from core.assessment.engines.offline.analysis import Token
from core.assessment.types import CheckKind, Verdict
from core.content.materials import MAP_HEIGHT, MAP_WIDTH

CLEAR = 0.08  # of the map: nearer than this, neither side is meant
_WHOLE = 0.6
_SIDE = r"(?P<side>north|south|east|west)"
_SIDE_OF = re.compile(
    rf"\b(?:(?:to|on|in) the )?(?:immediately |directly |just )?{_SIDE}(?:ern side)? of (?:(?P<it>it|this"
    rf"|that)\b|(?:the )?)"
    rf"|\bfurther (?:to the |towards the )?{_SIDE.replace('side', 'further')}\b",
    re.IGNORECASE,
)
_NEW_ONE = re.compile(r"\b(?:new|second|other|another|modern) one\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no longer|from|used to)\b", re.IGNORECASE)
_REACH = 60  # characters from the thing to the words


def check_relative_sides(
    text: str, sentence: Token, named: Sequence[Naming], things: Sequence[Thing], earlier: Sequence[Naming]
) -> Iterator[Finding]:
    """One finding a side whose two things are known; `earlier` are the things named before the sentence."""
    for match in _SIDE_OF.finditer(text, sentence.start_char, sentence.end_char):
        before = [one for one in named if one.end <= match.start()]
        subject = _subject(text, sentence, before, things, match.start())
        if subject is None or _NOT.search(text[subject[1] : match.start()]):
            continue
        other = _other(match, named, [*earlier, *before], things, subject[0])
        if other is None:
            continue
        verdict = _verdict(things[subject[0]], things[other], (match["side"] or match["further"]).lower())
        if verdict is not None:
            truth = f"{things[subject[0]].label} is not {match['side'] or match['further']} of {things[other].label}"
            yield Finding(
                CheckKind.change, verdict, match.start(), match.end(), truth if verdict is Verdict.wrong else ""
            )


def _subject(
    text: str,
    sentence: Token,
    before: Sequence[Naming],
    things: Sequence[Thing],
    end: int,
) -> tuple[int, int] | None:
    """Which thing lies there, and where its name ends; "a second one" is the new thing of the kind just named."""
    one = _NEW_ONE.search(text, max(sentence.start_char, end - _REACH), end)
    if one is not None and (not before or before[-1].end <= one.start()):
        words = [
            stem(word) for word in re.findall(r"[a-z]+", text[max(0, one.start() - 2 * _REACH) : one.start()].lower())
        ]
        kind = next((w for w in reversed(words) if any(content(thing.label)[-1] == w for thing in things)), "")
        fitting = [
            number
            for number, thing in enumerate(things)
            if thing.before is None and content(thing.label)[-1] == kind and not _is_renamed(thing, things)
        ]
        return (fitting[0], one.end()) if len(fitting) == 1 else None
    if not before or end - before[-1].end > _REACH or len(content(things[before[-1].thing].label)) > before[-1].words:
        return None
    return before[-1].thing, before[-1].end


def _is_renamed(thing: Thing, things: Sequence[Thing]) -> bool:
    """Whether something of its kind stood at its place before, under another name."""
    kind = content(thing.label)[-1]
    return any(
        old.before is not None and thing.after is not None and content(old.label)[-1] == kind
        and share_of(old.before, thing.after) > OVERLAP
        for old in things
    )  # fmt: skip


def _other(
    match: re.Match[str], named: Sequence[Naming], known: Sequence[Naming], things: Sequence[Thing], subject: int
) -> int | None:
    if match["it"] or match["further"]:
        kind = content(things[subject].label)[-1]
        alike = [n for n, thing in enumerate(things) if n != subject and content(thing.label)[-1] == kind]
        standing = [n for n in alike if things[n].after is not None]
        if match["further"] or standing:  # further than what, the second to the west of it: the other of its kind
            return standing[0] if len(standing) == 1 else None
        return next((one.thing for one in reversed(known) if one.thing != subject), None)
    after = next((one for one in named if one.start >= match.end()), None)
    is_next = after is not None and after.start - match.end() <= 1
    is_whole = after is not None and len(content(things[after.thing].label)) <= after.words
    return after.thing if after is not None and is_next and is_whole and after.thing != subject else None


def _verdict(one: Thing, other: Thing, side: str) -> Verdict | None:
    rects = next(((a, b) for a, b in ((one.after, other.after), (one.before, other.before)) if a and b), None)
    rects = rects or _of_two_times(one, other)
    if rects is None:
        return None
    axis = 0 if side in ("east", "west") else 1
    size = (MAP_WIDTH, MAP_HEIGHT)[axis]
    if any((rect[axis + 2] - rect[axis]) > _WHOLE * size for rect in rects):
        return None
    apart = (middle(rects[0])[axis] - middle(rects[1])[axis]) / size
    sign = 1 if side in ("east", "south") else -1
    if sign * apart > CLEAR:
        return Verdict.right
    return Verdict.wrong if sign * apart < -CLEAR else None


def _of_two_times(one: Thing, other: Thing) -> tuple[Rect, Rect] | None:
    first, second = one.after or one.before, other.before or other.after
    return (first, second) if first is not None and second is not None else None
