"""The check of an Academic Task 1 report against the data of its task."""

from collections.abc import Iterator

from core.assessment.checks.against_its_past import check_against_past
from core.assessment.checks.chart import charts_of
from core.assessment.checks.comparisons import check_comparisons
from core.assessment.checks.coverage import check_coverage
from core.assessment.checks.extremes import check_extremes
from core.assessment.checks.figure_check import check_figures
from core.assessment.checks.gaps import check_gaps
from core.assessment.checks.passage import Passage
from core.assessment.checks.places import check_places
from core.assessment.checks.ranks import check_ranks
from core.assessment.checks.ratios import check_ratios
from core.assessment.checks.stages import check_stages
from core.assessment.checks.statements import Finding, Scene
from core.assessment.checks.trends import check_trends
from core.assessment.engines.offline.analysis import Analysis
from core.assessment.types import Check, TaskFacts, Verdict
from core.content.materials import figures

_UNSURE = "We are not sure what this belongs to."


def check_report(essay: str, analysis: Analysis, task: TaskFacts) -> tuple[Check, ...]:
    """Every statement that can be held against the task's data, in reading order, then what is missing.

    Nothing comes back for a task without data. A statement is "wrong" only where the text can be read in one way.
    """
    found = list(_findings(essay, analysis, task))
    if task.materials is not None and task.materials.get("key_features"):
        wrong = [finding for finding in found if finding.verdict is Verdict.wrong]
        found += check_coverage(analysis, task.materials["key_features"], wrong)
    return tuple(
        _check(essay, analysis, finding) for finding in sorted(found, key=lambda one: (one.end == 0, one.start))
    )


def _findings(essay: str, analysis: Analysis, task: TaskFacts) -> Iterator[Finding]:
    materials = task.materials
    if materials is None:
        return
    if materials["type"] == "process":
        yield from check_stages(essay, analysis, materials["steps"])
        return
    if materials["type"] == "map":
        yield from check_places(analysis, materials)
        return
    charts = charts_of(figures(materials))
    if not charts:
        return
    scene = Scene(Passage(analysis, essay, charts))
    yield from check_figures(scene.passage, scene.readings)
    yield from check_trends(scene)
    yield from check_extremes(scene)
    yield from check_ranks(scene)
    yield from check_comparisons(scene)
    yield from check_ratios(scene)
    yield from check_gaps(scene)
    yield from check_against_past(scene)


def _check(essay: str, analysis: Analysis, finding: Finding) -> Check:
    if finding.end == 0:
        return Check(finding.kind, finding.verdict, finding.truth)
    start, end = analysis.aligned.in_essay(finding.start, finding.end)
    return Check(finding.kind, finding.verdict, finding.truth or _UNSURE, essay[start:end], start, end)
