"""What a Task 2 essay has to do: answer each part, say what the writer thinks, keep to the point, support it."""

import re
from collections.abc import Iterator, Sequence

from core.assessment.checks.acts import Act
from core.assessment.checks.demands import Demand, demands
from core.assessment.checks.development import body_of, check_focus, check_support, stretches
from core.assessment.checks.evidence import Finding, as_check, doubted, find
from core.assessment.checks.passages import Passage, paragraphs, passages
from core.assessment.checks.position import asks_position, check_position, stated_position
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.engines.offline.features.task import prompt_stems
from core.assessment.types import Check, CheckKind, TaskFacts, Verdict

_SENTENCE = re.compile(r"[^.?!\n]+[.?!]?")
_BOTH_VIEWS = re.compile(r"discuss (?:both|these|the two)", re.IGNORECASE)
_VIEW = re.compile(
    r"^\s*(?:some|many|other|others|most|certain)\b[^.?!]*?\b(?:think|believe|say|argue|feel|"
    r"claim|hold|prefer|like|want|"
    r"look|give|pay|suggest)s?\b",
    re.IGNORECASE,
)
_CLEARLY_DIVIDED = 3  # paragraphs: from here on the first is an introduction
_OWN_VIEW = re.compile(
    r"\W*(?:(?:and|but|so|however|personally|for me),? )?(?:in my (?:own )?(?:opinion|view)|my own (?:opinion|view)|"
    r"i (?:\w+ )?(?:think|believe|agree|feel|would argue)|personally|to my mind|from my)\b"
)
_ADVANTAGES = re.compile(r"\b(?:advantages|benefits)\b.*\b(?:disadvantages|drawbacks)\b", re.IGNORECASE)
_TWO_IN_ONE = re.compile(r",? and (?=(?:what|how|why|which|is|are|do|does|should|could)\b)", re.IGNORECASE)
_OUTWEIGH = re.compile(r"\boutweigh", re.IGNORECASE)


def check_answer(essay: str, analysis: Analysis, task: TaskFacts) -> tuple[Check, ...]:
    """The parts of the question first, then position (where the task asks for one), focus and support.

    `analysis` is that of the same essay. Of a learner's own question only the parts that its words plainly name are
    checked.
    """
    groups = paragraphs(passages(essay, analysis))
    parts = demands(task, "parts", list(_listed_parts(task.prompt)))
    subject = prompt_stems(analysis)
    checks = [
        as_check(CheckKind.part, part, doubted(_answered(part, parts, groups, subject), analysis)) for part in parts
    ]
    if asks_position(task):
        checks.append(check_position(groups))
    if groups:
        checks.append(check_focus(groups, parts, subject, task.prompt))
        checks.extend(check_support(groups))
    return tuple(checks)


def _answered(
    part: Demand, parts: Sequence[Demand], groups: Sequence[Sequence[Passage]], subject: frozenset[str]
) -> Finding:
    """An opinion may stand anywhere; everything else is looked for behind the introduction, which only names it."""
    if part.act is Act.opinion:
        verdict, passage = stated_position(groups)
        return Finding(verdict, passage)
    if part.act is Act.outweigh:
        found = find(part, groups, subject=subject)
        verdict, passage = stated_position(groups)
        if found.verdict is Verdict.right or verdict is Verdict.missing:
            return found
        return Finding(Verdict.not_checkable, passage)
    body = [groups[0][1:]] if len(groups) == 1 else _about_others(body_of(groups), parts)
    rivals = [other for other in parts if other is not part and other.act not in (Act.opinion, Act.outweigh)]
    found = find(part, stretches(body), rivals=rivals, subject=subject)
    beside = groups if len(groups) < _CLEARLY_DIVIDED else groups[1:]
    if found.verdict is Verdict.missing and find(part, beside, subject=subject).verdict is Verdict.right:
        return Finding(Verdict.not_checkable)
    return found


def _about_others(body: Sequence[Sequence[Passage]], parts: Sequence[Demand]) -> Sequence[Sequence[Passage]]:
    """Beside two views an opinion is asked for: a paragraph that gives it names both, but discusses neither."""
    if not any(part.act is Act.opinion for part in parts):
        return body
    return [paragraph for paragraph in body if not _OWN_VIEW.match(paragraph[0].text)] or body


def _listed_parts(prompt: str) -> Iterator[str]:
    """The parts that a question of the usual forms names; nothing where it has another form."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(prompt) if match.group().strip()]
    if _BOTH_VIEWS.search(prompt):
        views = [sentence for sentence in sentences if _VIEW.match(sentence)]
        split = [half for view in views for half in re.split(r",? (?:while|whereas|but) (?=others|some)", view)]
        yield from (f"Discuss this view: {view.rstrip('.')}." for view in split if len(split) == 2)
        yield "Give your own opinion."
    elif _ADVANTAGES.search(prompt):
        yield "Describe the advantages."
        yield "Describe the disadvantages."
        if _OUTWEIGH.search(prompt):
            yield "Say whether the advantages outweigh the disadvantages."
    elif asks_position(TaskFacts(2, prompt)) and sum(sentence.endswith("?") for sentence in sentences) < 2:
        yield "Give your own opinion."
    else:
        questions = (sentence for sentence in sentences if sentence.endswith("?"))
        yield from (
            f"{one[:1].upper()}{one[1:]}".rstrip("?, ") + "?"
            for question in questions
            for one in _TWO_IN_ONE.split(question)
        )
