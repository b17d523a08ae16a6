"""What learners read in a report, over many reports: few things at a time, in a tutor's words."""

import re
from collections.abc import Iterator

import pytest

from core.assessment.criteria import CRITERIA
from core.assessment.engines import registry
from core.assessment.types import AssessmentResult, NotAssessable, TaskFacts
from core.content.sample_essays import read_essays
from core.content.seed_files import task_facts
from tests.core.assessment.attacks.corpus import read_attacks, read_clean, read_order
from tests.core.assessment.data_check.corpus import read_answers
from tests.core.assessment.marked_essays.corpus import read_marked_essays
from tests.core.assessment.texts import REPORT_PROMPT

MOST_PRIORITIES, MOST_STRENGTHS = 3, 2
NEVER_SAID = re.compile(
    r"type.token|mtld|zipf|n-?gram|entropy|z-?score|lexical (?:density|diversity|sophistication)|cohesion score|feature"
    r"|collocation strength|dependency|clauses? per|mean (?:sentence|word|clause)|average (?:sentence|word)"
    r"|more (?:linking words|linkers|connectives|complex sentences|passives?|adverbs|synonyms|idioms)"
    r"|(?:rarer|longer|bigger|more difficult|more advanced|more academic) words|longer (?:sentences|essays?)"
    r"|percentile|standard deviation|correlat|coefficient|model says|algorithm",
    re.IGNORECASE,
)
CHART_FEATURE = re.compile(
    r"(?:main|key|most important|the) features?|features? that matter|few features", re.IGNORECASE
)


def texts() -> Iterator[tuple[str, TaskFacts]]:
    """Over two hundred essays, reports, letters and attacks of ours."""
    for half in ("seen", "held_back"):
        for essay in read_marked_essays(half):
            yield essay.text, TaskFacts(essay.task_number, essay.prompt)
        for answer in read_answers(half):
            task = TaskFacts(1, str(answer.materials.get("title", "")) or REPORT_PROMPT, materials=answer.materials)
            yield answer.text, task
    for sample in read_essays():
        yield sample.text, task_facts(sample.task_code)
    for clean in (*read_clean(), *read_order()):
        yield clean.text, clean.task
    for attack in read_attacks():
        yield attack.text, attack.task


def sentences(result: AssessmentResult) -> Iterator[str]:
    yield from (result.summary, result.priority, result.advice, result.next_step, result.review)
    for found in result.criteria.values():
        yield from (found.summary, found.next_band, *found.strengths, *found.improvements, *found.suggestions)
        yield from (evidence.why for evidence in found.evidence)
    for comment in result.comments:
        yield from (comment.message, comment.why, comment.how)
    yield from (gate.reason for gate in result.gates)
    yield from (check.truth for check in result.checks)


def faults(text: str, result: AssessmentResult) -> list[str]:
    found = []
    if sum(len(one.improvements) for one in result.criteria.values()) > MOST_PRIORITIES:
        found.append("too many priorities")
    if sum(len(one.strengths) for one in result.criteria.values()) > MOST_STRENGTHS:
        found.append("too many strengths")
    for said in sentences(result):
        own = re.sub(r'["“][^"”]*["”]', "", said)
        hit = NEVER_SAID.search(CHART_FEATURE.sub("", own))
        if hit:
            found.append(f"{hit.group()!r} in {said!r}")
    for criterion in CRITERIA:
        if result.band(criterion) < 9 and not result.criteria[criterion].next_band:
            found.append(f"no way up from {criterion}")
    quotes = [(one.start, one.end, one.quote) for one in result.comments]
    quotes += [(one.start, one.end, one.quote) for found_ in result.criteria.values() for one in found_.evidence]
    quotes += [(one.start, one.end, one.quote) for one in result.checks if one.quote]
    found += [f"a wrong quote {quote!r}" for start, end, quote in quotes if text[start:end] != quote]
    return found


def faults_of(number: int, text: str, task: TaskFacts) -> list[str]:
    try:
        result = registry.engine("offline").assess(text, task)
    except NotAssessable:
        return []
    return [f"{number}: {fault}" for fault in faults(text, result)]


def test_forty_reports_keep_to_few_things_in_plain_words() -> None:
    every_sixth = list(enumerate(texts()))[::6]

    assert [fault for number, (text, task) in every_sixth for fault in faults_of(number, text, task)] == []


@pytest.mark.slow
def test_two_hundred_reports_keep_to_few_things_in_plain_words() -> None:
    every = list(enumerate(texts()))

    assert len(every) >= 200
    assert [fault for number, (text, task) in every for fault in faults_of(number, text, task)] == []
