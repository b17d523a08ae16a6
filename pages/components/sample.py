"""The sample report, drawn small for the front page."""

import re

from core.assessment.criteria import CRITERIA, label
from core.assessment.reports import Report
from core.assessment.sample import sample_report
from core.assessment.types import AssessmentResult, Comment
from pages.components.scorecard import Scorecard

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def sample_scorecard() -> Scorecard | None:
    """Band, criteria and the dearest comment of the sample report; None while there is no result in it."""
    report = sample_report()
    if report.result is None or not report.result.comments:
        return None
    return _scorecard(report, report.result)


def _scorecard(report: Report, result: AssessmentResult) -> Scorecard:
    number = report.task.task_number
    comment = max(result.comments, key=lambda one: (bool(one.suggestions), one.cost))
    instead = f" Try: {comment.suggestions[0]}." if comment.suggestions else ""
    return Scorecard(
        task=f"Task {number} · {report.task.title}",
        band=float(result.overall),
        low=float(result.low),
        high=float(result.high),
        criteria=[(label(criterion, number), int(result.band(criterion))) for criterion in CRITERIA],
        sentence=_sentence_around(report.essay, comment),
        phrase=comment.quote,
        label=label(comment.criterion, number),
        message=comment.message + instead,
    )


def _sentence_around(essay: str, comment: Comment) -> str:
    """The sentence in which the comment's phrase stands; the phrase itself if it crosses two."""
    found = next((one for one in _SENTENCE.finditer(essay) if one.start() <= comment.start < one.end()), None)
    sentence = found.group().strip() if found else comment.quote
    return sentence if comment.quote in sentence else comment.quote
