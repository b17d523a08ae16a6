"""Statements on movement: rose, fell, stayed the same, went up and down."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.assessment.checks import wording
from core.assessment.checks.chart import Chart
from core.assessment.checks.directions import Direction, Movement, is_strong, movements
from core.assessment.checks.passage import Clause, Sentence, is_comparand
from core.assessment.checks.statements import Finding, Row, Scene, Subject, Window
from core.assessment.checks.times import START, indexes
from core.assessment.types import CheckKind, Verdict

STEADY_SHARE = 0.1  # of the series' own size, as in core.content.claims
STEADY_SCALE = 0.03  # of the largest value of the chart
CLEAR_SCALE = 0.04
_WITHOUT_A_BREAK = re.compile(
    r"\b(?:all the time|without (?:a|any) (?:break|interruption|exception)|continuous(?:ly)?|constantly"
    r"|every (?:year|count|interval|time)"
    r"|in every|steadily|throughout|never stopped|year after year|again and again)\b",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"^(?:rises?|increases?|growth|gains?|jumps?|surges?|improvements?|recovery|falls?|declines?|decreases?"
    r"|drops?|reductions?"
    r"|slumps?|dips?|upturn|loss(?:es)?)$"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:an?|the|this|that|its|their|no|any|of|in|slight|sharp|steady|small|big|large|huge|strong"
    r"|further)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OTHER_THINGS = re.compile(r"\b(?:others?(?! (?:hand|words))|the rest|remaining)\b", re.IGNORECASE)
_WITH_AGE = re.compile(r"\b(?:with (?:the |their )?age|the older)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:then|before|after(?:wards)?|and)\s+(?:\w+\s+)?$", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:then|after that|afterwards|from then on|subsequently|continued)\b", re.IGNORECASE)
_AFTERWARDS = re.compile(r"\b(?:after\w*|then|later|next|finally|before)\b", re.IGNORECASE)
_RANK = re.compile(
    r"\s+(?:back |down )?(?:from \w+ (?:place )?)?(?:to|into) (?:the )?(?:first|second|third|fourth|fifth"
    r"|sixth|last)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_OF = re.compile(r"^\s*(?:in|of|for)\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:if|whether|would|could|may|might|expected|predict\w*|forecast\w*|because|reason|due to|thanks to"
    r"|as a result of|explain\w*|seems?|perhaps|maybe|probably|despite|while population|price[sd]?)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:more|less|faster|slower|most|least|smaller|larger|bigger|than|as (?:much|strongly|fast))\b", re.IGNORECASE
)


def check_trends(scene: Scene) -> Iterator[Finding]:
    """One finding a movement that can be tied to a series."""
    for sentence, clause in scene.clauses():
        found = list(movements(scene.passage.text[clause.start : clause.end]))
        many = len(list(movements(sentence.text))) > 1
        for movement in found:
            yield from _check(scene, sentence, clause, movement, is_one_of_many=many)


def _check(
    scene: Scene, sentence: Sentence, clause: Clause, movement: Movement, *, is_one_of_many: bool
) -> Iterator[Finding]:
    text = scene.passage.text
    start, end = clause.start + movement.start, clause.start + movement.end
    words = text[clause.start : clause.end]
    is_noun = bool(_NOUNS.match(movement.word)) and bool(_NOUN_BEFORE.search(text[clause.start : start]))
    subjects = _of_noun(scene, clause, end) if is_noun else scene.subjects(clause)
    if not is_noun and any(start < m.end and m.start < end for m in clause.mentions):
        return
    if re.match(r"\s+than\b", text[end:]):
        return
    if (
        _OTHER_THINGS.search(text[clause.start : start])
        or _RANK.match(text[end:])
        or (clause.link == "relcl" and _ONLY.search(text[sentence.start : clause.start]))
    ):
        return
    verdicts: list[tuple[Verdict, str, Subject]] = []
    if not subjects and not is_noun:
        subjects = _everything(scene, clause)
    for subject in subjects:
        chart = scene.passage.charts[subject.chart]
        axis = chart.axis
        if axis is None or len(chart.dimensions[axis].labels) < 2:
            continue
        windows, is_said = scene.windows(sentence, clause, chart)
        onward = _onward(scene, sentence, clause, chart, text[clause.start : start])
        if onward is not None:
            windows = [onward]
        is_loose = (
            is_one_of_many
            or _AFTERWARDS.search(text[clause.start : start]) is not None
            or any(t.is_inherited for t in clause.times)
        )
        is_said = is_said and not (is_one_of_many and _THEN.search(text[clause.start : start]) is not None)
        is_said = is_said or onward is not None
        if chart.time is None and _WITH_AGE.search(words):
            windows = [(0, len(chart.dimensions[axis].labels) - 1)]
            is_said = True
        verdict, truth = _judge(chart, axis, scene.rows(subject, axis), windows, movement, words, is_said, is_loose)
        verdicts.append((verdict, truth, subject))
    if not verdicts:
        return
    verdict, truth, subject = next((one for one in verdicts if one[0] is Verdict.right), verdicts[0])
    near = [m for m in sentence.mentions if m.end <= start and not is_comparand(text, m, sentence.start)]
    is_elsewhere = (
        not clause.subject
        and bool(near)
        and not any(
            set(labels) & subject.labels.get(d, frozenset())
            for (c, d), labels in near[-1].labels.items()
            if c == subject.chart
        )
    )
    is_doubtful = (
        is_elsewhere
        or _UNSURE.search(text[clause.start : start]) is not None
        or (is_noun and _COMPARED.search(words) is not None)
    )
    if verdict is Verdict.wrong and (is_doubtful or any(one[0] is not Verdict.wrong for one in verdicts)):
        verdict, truth = Verdict.not_checkable, ""
    yield Finding(CheckKind.trend, verdict, start, end, truth, subject.keys)


def _onward(scene: Scene, sentence: Sentence, clause: Clause, chart: Chart, before: str) -> Window | None:
    """ "Fell until January, but then it rose until April": from the time that was reached to the one that is said."""
    time = chart.time
    reached = [t for t in sentence.times if t.end <= clause.start and t.is_point and not t.is_inherited]
    until = [t for t in clause.times if not t.is_inherited]
    if time is None or not reached or len(until) != 1 or not _GOES_ON.search(before):
        return None
    low, high = indexes(reached[-1], chart), indexes(until[0], chart)
    is_end = until[0].is_point or (until[0].is_open and until[0].low == START)
    return (low[-1], high[-1]) if is_end and low and high and low[-1] < high[-1] else None


def _everything(scene: Scene, clause: Clause) -> list[Subject]:
    """With a stretch of time but no label, a movement is held against all series: it is wrong where none moves so."""
    if not any(not t.is_point and not t.is_whole for t in clause.times) or clause.mentions:
        return []
    return [Subject(c, {}, 0) for c, chart in enumerate(scene.passage.charts) if chart.time is not None]


def _of_noun(scene: Scene, clause: Clause, end: int) -> list[Subject]:
    text = scene.passage.text
    for mention in clause.mentions:
        if mention.start >= end and len(text[end : mention.start].split()) <= 5 and _OF.match(text[end:]):
            return scene.subject_of_mention(mention, clause)
    own = [m for m in clause.mentions if m.end <= end and not is_comparand(text, m, clause.start)]
    return scene.subjects(clause) if own and clause.in_subject(own[0].start) else []


def _judge(
    chart: Chart,
    axis: int,
    rows: Sequence[Row],
    windows: Sequence[Window],
    movement: Movement,
    words: str,
    is_said: bool,
    is_one_of_many: bool,
) -> tuple[Verdict, str]:
    rows = [row for row in rows if len(row) > 1]
    if not rows:
        return Verdict.not_checkable, ""
    unbroken = _WITHOUT_A_BREAK.search(words) is not None
    strong = is_strong(words)
    results = []
    for row in rows:
        stretches = [[item for item in row if low <= item[0] <= high] for low, high in windows]
        stretches = [stretch for stretch in stretches if len(stretch) > 1]
        results.append(
            _row_verdict(chart, row, stretches, movement.direction, unbroken, strong, is_said, is_one_of_many)
        )
    truth = (
        wording.movement(chart, _shown(rows[0], windows))
        if len(rows) == 1 or is_said
        else wording.movement(chart, rows[0])
    )
    if all(result is Verdict.wrong for result in results):
        return Verdict.wrong, truth
    if all(result is Verdict.right for result in results):
        return Verdict.right, truth
    return Verdict.not_checkable, ""


def _shown(row: Row, windows: Sequence[Window]) -> Row:
    low, high = windows[0]
    stretch = [item for item in row if low <= item[0] <= high]
    return stretch if len(stretch) > 1 else row


def _row_verdict(
    chart: Chart,
    row: Row,
    stretches: Sequence[Row],
    direction: Direction,
    unbroken: bool,
    strong: bool,
    is_said: bool,
    is_one_of_many: bool,
) -> Verdict:
    if not stretches:
        return Verdict.not_checkable
    if is_one_of_many and not is_said:
        stretches = [*stretches, *([a, b] for i, a in enumerate(row) for b in row[i + 1 :])]
    if strong and all(
        max(v for _, v in one) - min(v for _, v in one) <= STEADY_SCALE * chart.scale for one in stretches
    ):
        return Verdict.wrong if direction in (Direction.up, Direction.down) else Verdict.not_checkable
    if any(_admits(chart, stretch, direction, unbroken) for stretch in stretches):
        return Verdict.right
    if any(_admits(chart, stretch, direction, unbroken, is_lenient=True) for stretch in stretches):
        return Verdict.not_checkable
    return Verdict.wrong


def _admits(chart: Chart, row: Row, direction: Direction, unbroken: bool, *, is_lenient: bool = False) -> bool:
    values = [value for _, value in row]
    net = values[-1] - values[0]
    spread = max(values) - min(values)
    size = max(abs(value) for value in values)
    steps = [b - a for a, b in pairwise(values)]
    clear = CLEAR_SCALE * chart.scale
    match direction:
        case Direction.up | Direction.down:
            sign = 1 if direction is Direction.up else -1
            if unbroken and len(steps) > 1:
                slack = 0.01 * chart.scale if is_lenient else 0.0
                return all(sign * step >= -slack for step in steps) and sign * net > 0
            if is_lenient:
                return (sign * net > -clear / 4 and (sign * net > 0 or any(sign * step > 0 for step in steps))) or (
                    not unbroken and any(sign * step > clear for step in steps) and sign * net > -clear
                )
            return sign * net > 0
        case Direction.steady:
            allowance = max(STEADY_SHARE * size, STEADY_SCALE * chart.scale)
            return (abs(net) if is_lenient else spread) <= allowance * (1.3 if is_lenient else 1.0)
        case Direction.fluctuating:
            turns = any(a * b < 0 for a, b in pairwise(steps))
            return turns or (is_lenient and len(steps) < 2)
    return True
