"""What a General Training letter has to do: cover its points, say early why it is written, suit its reader."""

import re
from collections.abc import Sequence

from core.assessment.checks.demands import Demand, bullet_lines, demands
from core.assessment.checks.evidence import as_check, check_at, doubted, find
from core.assessment.checks.letter_frame import (
    Tone,
    check_closing,
    check_opening,
    check_tone,
    closing_span,
    opening_span,
    tone_of,
)
from core.assessment.checks.passages import Passage, passages
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.types import Check, CheckKind, TaskFacts, Verdict

_OPENING_LINE = re.compile(r"^\s*(Dear\b.+,)\s*$", re.MULTILINE)
_EARLY_SENTENCES = 3
_PURPOSE = re.compile(
    r"\b(?:i(?: am|'m) (?:just )?(?:writing|contacting)|i(?: would|'d) (?:\w+ )?like to|"
    r"i (?:want|wanted|wish|have|need) to"
    r"|i must|just (?:a (?:quick|short) )?(?:note|line)|this letter|thank(?:s| you)|sorry|"
    r"apolog\w+|invit\w+|congrat\w*"
    r"|complain\w*|request\w*|ask(?:ed)? (?:you|me|whether|if|for)|got your|received your|"
    r"your (?:message|letter|email|e-mail|news)"
    r"|(?:great|good|bad|wonderful|fantastic) news|something to (?:tell|ask|own))\b"
)


def check_letter(essay: str, analysis: Analysis, task: TaskFacts) -> tuple[Check, ...]:
    """The points of the task first, then purpose, tone, opening and closing.

    `analysis` is that of the same essay. Of a learner's own question only what its text plainly lists or names is
    checked.
    """
    found = passages(essay, analysis)
    body = _body(essay, found)
    points = demands(task, "bullets", bullet_lines(task.prompt))
    tone = tone_of(task)
    checks = []
    for point in points:
        rivals = [other for other in points if other is not point]
        found_point = find(point, [[passage] for passage in body], rivals=rivals)
        checks.append(as_check(CheckKind.bullet, point, doubted(found_point, analysis)))
    checks.append(_purpose(body, points, tone))
    kept_tone = check_tone(essay, tone)
    if kept_tone is not None:
        checks.append(kept_tone)
    checks.extend((check_opening(essay, tone, _opening_line(task)), check_closing(essay, tone)))
    return tuple(checks)


def _opening_line(task: TaskFacts) -> str:
    materials = task.materials or {}
    given = _OPENING_LINE.search(task.instruction)
    return str(materials.get("opening_line") or (given.group(1) if given else ""))


def _body(essay: str, found: Sequence[Passage]) -> list[Passage]:
    """The sentences between greeting and closing."""
    greeting, closing = opening_span(essay), closing_span(essay)
    first = greeting[1] if greeting else 0
    last = closing[1][0] if closing else len(essay)
    return [passage for passage in found if passage.end > first + 1 and passage.start < last]


def _purpose(body: Sequence[Passage], points: Sequence[Demand], tone: Tone) -> Check:
    """Why the letter is written stands among its first sentences, in words or by taking up a point of the task."""
    stated = next((index for index, passage in enumerate(body) if _PURPOSE.search(passage.text)), None)
    if stated is not None and stated < _EARLY_SENTENCES:
        return check_at(CheckKind.purpose, Verdict.right, "The reader learns early why you write.", body[stated])
    early = body[:_EARLY_SENTENCES]
    if any(find(point, [early]).verdict is Verdict.right for point in points):
        return check_at(CheckKind.purpose, Verdict.right, "You come to the point at once.", early[0])
    if stated is not None and tone is not Tone.informal:
        truth = "Say in your first or second sentence why you write; here the reader learns it late."
        return check_at(CheckKind.purpose, Verdict.wrong, truth, body[stated])
    truth = "Say in your first or second sentence why you write."
    if tone is Tone.formal and stated is None and body:
        return Check(CheckKind.purpose, Verdict.missing, truth)
    return Check(CheckKind.purpose, Verdict.not_checkable, truth)
