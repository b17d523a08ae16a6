"""Statements on the highest and the lowest: of things at a time, of times for a thing, and of changes."""

import re
from collections.abc import Iterator, Sequence

from core.assessment.checks import wording
from core.assessment.checks.chart import Chart, Place
from core.assessment.checks.passage import Clause, Sentence
from core.assessment.checks.statements import Finding, Scene
from core.assessment.checks.superlatives import Claim, claims_in, holders_of, scopes_of
from core.assessment.checks.times import TimeMention, as_point, indexes
from core.assessment.checks.topics import LIKELY
from core.assessment.types import CheckKind, Verdict

TIE = 0.015  # of the chart's scale: so near counts as equal
_IN_ALL = re.compile(
    r"^\s+(?:number|figure|value|percentage|level|share|rate|amount|point)s?\s+(?:in|of|on) (?:the |this "
    r"|that )?(?:whole |entire )?(?:table|chart|graph|all|diagram|survey|study|data)",
    re.IGNORECASE,
)
_TIME_NOUN = re.compile(r"^\s+(?:month|year|time|point|period|day|temperature|level|value|figure)s?\b", re.IGNORECASE)
_THIS = re.compile(r"^(?:this|that|which)$", re.IGNORECASE)
_OUT_OF = re.compile(
    r"^\W*(?:\w+ ){0,3}?(?:of|among|amongst|out of) (?:the |these |those |all |all the )?(?:other "
    r"|remaining )?(two|three|four|five|remaining|other|rest)\b",
    re.IGNORECASE,
)
_UNCERTAIN = re.compile(
    r"\b(?:if|between|would|could|may|might|expected|perhaps|maybe|probably|predict\w*)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:relative|percentage terms|proportion(?:al)?|per ?cent(?:age)?|rate|times)\b", re.IGNORECASE
)
_ABSOLUTE = re.compile(r"\babsolute\b", re.IGNORECASE)
_OF_COST = re.compile(r"cheap|dear|expensive|paid", re.IGNORECASE)
_COUNT_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5}


def check_extremes(scene: Scene) -> Iterator[Finding]:
    """One finding a superlative whose holder is named."""
    for sentence, clause in scene.clauses():
        for claim in claims_in(scene.passage.text, clause):
            finding = _check(scene, sentence, clause, claim)
            if finding is not None:
                yield finding


def _check(scene: Scene, sentence: Sentence, clause: Clause, claim: Claim) -> Finding | None:
    text = scene.passage.text
    if _UNCERTAIN.search(text[clause.start : claim.start]) or any(
        _THIS.match(text[low:high]) for low, high in clause.subject
    ):
        return None
    overall = list(_overall(scene, sentence, clause, claim))
    if overall:
        return overall[0]
    if _TIME_NOUN.match(text[claim.end :]) and (in_time := list(_times(scene, clause, claim))):
        return in_time[0]
    scopes = scopes_of(scene, clause, claim)
    found = []
    for c, chart in enumerate(scene.passage.charts):
        for d, dimension in enumerate(chart.dimensions):
            if dimension.is_time or dimension.is_measure or len(dimension.labels) < 2:
                continue
            holders = holders_of(scene, clause, claim, c, d)
            if not holders or (c, d) in scopes:
                continue
            others = _others(scene, clause, c, d, text[claim.start : claim.end])
            times = scene.standing_time(sentence, clause, chart)
            limit = _OUT_OF.match(text[claim.end : claim.end + 60])
            counted = _COUNT_WORDS.get(limit[1].lower(), 0) if limit else len(dimension.labels)
            if counted != len(dimension.labels):
                continue
            words = text[sentence.start : sentence.end]
            for holder in holders:
                verdict, truth = _judge(chart, d, holder, others, times, claim, words)
                keys = frozenset({(c, d, holder)})
                found.append(Finding(CheckKind.extreme, verdict, claim.start, claim.end, truth, keys))
    in_time = list(_times(scene, clause, claim)) if not (found and clause.mentions) else []
    if found:  # "it was coldest in February" may also be said of the months of one place
        in_time = [finding for finding in in_time if finding.verdict is Verdict.right]
    for finding in (*found, *in_time):
        if finding.verdict is Verdict.right:
            return finding
    verdicts = {finding.verdict for finding in (*found, *in_time)}
    if verdicts == {Verdict.wrong}:
        return (*found, *in_time)[0]
    return None


def _overall(scene: Scene, sentence: Sentence, clause: Clause, claim: Claim) -> Iterator[Finding]:
    """The extreme of all values: "the lowest number in the table"."""
    if claim.change or not _IN_ALL.match(scene.passage.text[claim.end :]):
        return
    for subject in scene.subjects(clause):
        chart = scene.passage.charts[subject.chart]
        fixed = dict(subject.labels)
        for mention in sentence.mentions:
            if mention.end <= claim.start:
                fixed |= {d: labels for (c, d), labels in mention.labels.items() if c == subject.chart}
        times = scene.standing_time(sentence, clause, chart)
        beside = [t for t in sentence.times if t.is_point and t.end <= claim.start]
        if beside and all(t.start > claim.start for t in clause.times):
            times = indexes(beside[-1], chart)  # "3 % in 2004, the lowest number of the chart"
        if chart.time is not None:
            if not times:
                continue
            fixed[chart.time] = frozenset(times)
        held = [chart.cells[place] for place in chart.places(fixed)]
        if not held:
            continue
        best_at = (max if claim.is_high else min)(chart.cells, key=lambda place: chart.cells[place])
        is_right = any(abs(value - chart.cells[best_at]) <= TIE * chart.scale for value in held)
        verdict = Verdict.right if is_right else Verdict.wrong
        truth = f"the {'highest' if claim.is_high else 'lowest'} of all is {wording.value_at(chart, best_at)}"
        yield Finding(CheckKind.extreme, verdict, claim.start, claim.end, truth, subject.keys)


def _others(scene: Scene, clause: Clause, c: int, d: int, word: str) -> dict[int, frozenset[int]]:
    """The labels of the other dimensions at which the comparison is made."""
    found = {}
    for e, dimension in enumerate(scene.passage.charts[c].dimensions):
        if e == d or dimension.is_time or len(dimension.labels) < 2:
            continue
        own = scene.own_mentions(clause, (c, e))
        if dimension.is_measure and not own and _OF_COST.search(word):
            continue  # the word itself says which measure is meant
        topic = scene.topics.of(clause, (c, e))
        mentions = own or (topic.mentions if topic.certainty >= LIKELY else ())
        labels = frozenset(label for m in mentions for label in m.labels[(c, e)])
        if labels:
            found[e] = labels
    return found


def _judge(
    chart: Chart,
    d: int,
    label: int,
    others: dict[int, frozenset[int]],
    times: Sequence[int] | None,
    claim: Claim,
    words: str,
) -> tuple[Verdict, str]:
    columns = _columns(chart, d, others, times, claim.change, words)
    if not columns:
        return Verdict.not_checkable, ""
    results = [_is_extreme(chart, column, label, claim) for column in columns]
    name = chart.dimensions[d].labels
    best = (max if claim.is_high else min)(columns[-1].items(), key=lambda item: item[1])
    what = (
        f"change ({wording.difference(chart, best[1])})"
        if claim.change
        else f"value ({wording.amount(chart, best[1])})"
    )
    truth = f"{name[best[0]]} had the {'highest' if claim.is_high else 'lowest'} {what}"
    if any(results):
        return Verdict.right, truth
    return Verdict.wrong, truth


def _columns(
    chart: Chart,
    d: int,
    others: dict[int, frozenset[int]],
    times: Sequence[int] | None,
    change: str,
    words: str,
) -> list[dict[int, float]]:
    """The rival values, one set for each place that the statement may speak of."""
    time = chart.time
    fixed = dict(others)
    if time is not None and times and not change:
        fixed[time] = frozenset(times)
    groups: dict[Place, dict[int, float]] = {}
    if not change:
        for place in chart.places(fixed):
            groups.setdefault((*place[:d], *place[d + 1 :]), {})[place[d]] = chart.cells[place]
        return [group for group in groups.values() if len(group) == len(chart.dimensions[d].labels)]
    if time is None:
        return []
    relative: dict[Place, dict[int, float]] = {}
    spread: dict[Place, dict[int, float]] = {}
    for place in chart.places(fixed):
        row = chart.along(place, time)
        if times and len(times) > 1:
            row = [item for item in row if min(times) <= item[0] <= max(times)]
        if len(row) < 2 or place[time] != row[0][0]:
            continue
        values = [value for _, value in row]
        moved = values[-1] - values[0]
        signed = {"up": moved, "down": -moved}.get(change, abs(moved))
        key = tuple(0 if index in (d, time) else value for index, value in enumerate(place))
        groups.setdefault(key, {})[place[d]] = signed
        if change == "any":
            spread.setdefault(key, {})[place[d]] = max(values) - min(values)
        if row[0][1]:
            relative.setdefault(key, {})[place[d]] = signed / abs(row[0][1]) * chart.scale
    absolute_only = _ABSOLUTE.search(words) is not None and _RELATIVE.search(words) is None
    return [*groups.values(), *spread.values(), *(() if absolute_only else relative.values())]


def _is_extreme(chart: Chart, column: dict[int, float], label: int, claim: Claim) -> bool:
    if label not in column:
        return False
    slack = TIE * chart.scale
    rivals = [value for other, value in column.items() if other != label]
    if claim.is_high:
        return all(column[label] >= value - slack for value in rivals)
    return all(column[label] <= value + slack for value in rivals)


def _times(scene: Scene, clause: Clause, claim: Claim) -> Iterator[Finding]:
    """A thing's highest or lowest time: "its coldest month was January"."""
    if claim.change:
        return
    text = scene.passage.text
    for subject in scene.subjects(clause):
        chart = scene.passage.charts[subject.chart]
        time = chart.time
        points = [point for t in clause.times if not t.is_inherited and (point := as_point(t)).is_point]
        if time is None or len(points) != 1 or not _is_near(text, claim, points[0]):
            continue
        at = indexes(points[0], chart)
        rows = [row for row in scene.rows(subject, time) if len(row) > 2]
        if len(at) != 1 or len(rows) != 1:
            continue
        (row,) = rows
        here = next((value for place, value in row if place == at[0]), None)
        best_at, best = (max if claim.is_high else min)(row, key=lambda item: item[1])
        if here is None:
            continue
        is_right = abs(here - best) <= TIE * chart.scale
        truth = f"{wording.amount(chart, best)} in {chart.dimensions[time].labels[best_at]}"
        start, end = min(claim.start, points[0].start), max(claim.end, points[0].end)
        yield Finding(CheckKind.extreme, Verdict.right if is_right else Verdict.wrong, start, end, truth, subject.keys)


def _is_near(text: str, claim: Claim, time: TimeMention) -> bool:
    between = text[claim.end : time.start] if time.start >= claim.end else text[time.end : claim.start]
    return len(between.split()) <= 8 and not re.search(r"[;:]|, (?:and|but|while)", between)
