"""Words for movement: which say up, down, steady or up and down, and how strongly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """A way in which a series moves."""

    up = "up"
    down = "down"
    steady = "steady"
    fluctuating = "fluctuating"


_UP_VERBS = (
    r"ris(?:e|es|ing|en)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing|th)?|grew|climb(?:s|ed|ing)?|(?:go|goes"
    r"|going|went|gone) up|gain(?:s|ed|ing)?|expand(?:s|ed|ing)?"
    r"|soar(?:s|ed|ing)?|rocket(?:s|ed|ing)?|surg(?:e|es|ed|ing)|jump(?:s|ed|ing)?|improv(?:e|es|ed|ing|ement)"
    r"|recover(?:s|ed|ing|y)?|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)"
    r"|edg(?:e|es|ed|ing) up|upturn|upward(?:s)?|warm(?:s|ed|ing) up|mov(?:e|es|ed|ing) up|shot up|advanc(?:e|es"
    r"|ed|ing)|escalat(?:e|es|ed|ing)|accelerat(?:e|es|ed|ing)|picked up|leap(?:t|ed)?|quadrupled"
)
_DOWN_VERBS = (
    r"fall(?:s|en|ing)?|fell|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?|(?:go|goes|going"
    r"|went|gone) down|reduc(?:e|es|ed|ing|tion)|plung(?:e|es|ed|ing)"
    r"|plummet(?:s|ed|ing)?|shr[iau]nk(?:s|ing)?|dip(?:s|ped|ping)?|lost|lose(?:s)?|losing|halv(?:e|es|ed|ing)"
    r"|slump(?:s|ed|ing)?|sink(?:s|ing)?|sank|dwindl(?:e|es|ed|ing)|downward(?:s)?"
    r"|slip(?:s|ped|ping)?|slid|(?:came|come|comes|coming|move|moved|edged|slid) down|cool(?:s|ed|ing)?"
    r"|diminish(?:es|ed|ing)?|tumbl(?:e|es|ed|ing)|crash(?:es|ed|ing)?|contract(?:s|ed|ing)|lessen(?:s|ed|ing)?"
    r"|reced(?:e|es|ed|ing)"
)
_STEADY_WORDS = (
    r"(?:remain|stay|stayed|kept|keep|held|hold|holds|stood|is|was|were|are|been|be|remained|remains|stays"
    r"|relatively|quite|almost|fairly|nearly|held)\s+(?:\w+ ){0,2}?(?:stable|steady|constant|unchanged|flat"
    r"|(?:at )?the same(?: level| percentage| share| number)?(?! (?:as|time|number as)))"
    r"|level(?:s|led|ed|ling)? (?:off|out)|plateau(?:s|ed|ing)?|stabili[sz](?:e|es|ed|ing)|(?:did|does|has|have"
    r"|had) not (?:really )?change(?! (?:so )?much| (?:a lot|significantly|greatly))|didn't change(?! much)"
    r"|no change|hardly (?:any )?chang(?:e|ed)"
    r"|stable|unchanged|kept its (?:share|level)|nothing (?:much )?(?:happened|changed)"
)
_FLUCTUATING_WORDS = (
    r"(?:go|goes|going|went|gone|moved?|moves) up and down|fluctuat(?:e|es|ed|ing|ion|ions)|ups and downs"
    r"|rose and fell|fell and rose|vari(?:ed|es)|up and down|oscillat(?:e|es|ed|ing)|erratic(?:ally)?"
)
_MORE_USED = (
    r"(?:(?:bec[ao]me|becoming|become|becomes|got|getting|gets|grew|grows|turned) (?:\w+ )?(?:warmer|higher"
    r"|bigger|larger|dearer|longer)|more and more|(?:bec[ao]me|becoming|become|grew|got|is|was|are) (?:far "
    r"|much |a lot |even |increasingly )?more (?:popular|common|important|widespread|expensive|frequent))"
)
_LESS_USED = (
    r"(?:(?:bec[ao]me|becoming|become|becomes|got|getting|gets|grew|grows|turned) (?:\w+ )?(?:colder|cooler"
    r"|lower|smaller|cheaper|shorter)|less and less|fewer and fewer|(?:bec[ao]me|becoming|become|got|is|was"
    r"|are) (?:far |much |a lot |even )?less (?:popular|common|important|widespread|expensive|frequent))"
)
_PATTERN = re.compile(
    rf"\b(?:(?P<fluctuating>{_FLUCTUATING_WORDS})|(?P<steady>{_STEADY_WORDS})|(?P<up>{_MORE_USED}|{_UP_VERBS})"
    rf"|(?P<down>{_LESS_USED}|{_DOWN_VERBS}))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|n't|no|without|neither|nor|failed to|stop(?:ped)?|rather than|instead of|hardly|despite"
    r"|whether)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_SLIGHT = re.compile(
    r"\b(?:slight(?:ly)?|a little|a bit|marginal(?:ly)?|modest(?:ly)?|small|hardly|barely|edged|slipped|dipped)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:sharp(?:ly)?|dramatic(?:ally)?|steep(?:ly)?|rapid(?:ly)?|huge(?:ly)?|enormous(?:ly)?|considerabl[ey]"
    r"|massive(?:ly)?|plung\w+|plummet\w+|soar\w+|rocket\w+|strong(?:ly)?|quickly|very fast)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Movement:
    """A word for a movement at `text[start:end]`."""

    start: int
    end: int
    direction: Direction
    word: str


def movements(text: str) -> Iterator[Movement]:
    """The words for movement in a text; negated ones are left out."""
    for match in _PATTERN.finditer(text):
        name = match.lastgroup or ""
        if _NOT.search(text[: match.start()]):
            continue
        yield Movement(match.start(), match.end(), Direction(name), match.group().lower())


def changes(text: str) -> bool:
    """Whether a text speaks of a rise or a fall."""
    return any(movement.direction in (Direction.up, Direction.down) for movement in movements(text))


def is_slight(text: str) -> bool:
    """Whether a movement is called small."""
    return _SLIGHT.search(text) is not None


def is_strong(text: str) -> bool:
    """Whether a movement is called large or fast."""
    return _STRONG.search(text) is not None
