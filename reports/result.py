"""The report of one essay on paper: bands with their range, the task, the essay with its comments."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from core.assessment import claims
from core.assessment.criteria import CRITERIA, label
from core.assessment.reports import Report
from core.assessment.types import AssessmentResult, Comment
from core.classroom.review_queue import TutorMark
from reports.typesetting import pdf


def result_report(
    report: Report, *, writer: str, timezone: str, mark: TutorMark | None = None, line: str = ""
) -> bytes:
    """The PDF of a result that is ready; `line` is a drawing of the bands so far, or nothing.

    Raises:
        ValueError: The report has no result; a page offers none then.
    """
    result = report.result
    if result is None or report.submitted_at is None:
        raise ValueError("a report on paper needs a result")
    number = report.task.task_number
    day = report.submitted_at.astimezone(ZoneInfo(timezone))
    comments = _apart(result)
    return pdf(
        "result",
        {
            "title": f"Task {number}: {report.task.title}",
            "who": writer,
            "day": f"{day.day} {day:%B %Y}",
            "words": report.word_count,
            "band": f"{result.overall:.1f}",
            "range": claims.range_sentence(result, task_number=number),
            "summary": result.summary,
            "criteria": [
                {
                    "name": label(criterion, number),
                    "band": f"{result.band(criterion):.0f}",
                    "share": float(result.band(criterion)) / 9,
                }
                for criterion in CRITERIA
            ],
            "line": line,
            "task": number,
            "tutor": _tutor(mark),
            "prompt": [line for line in report.task.prompt.splitlines() if line.strip()],
            "essay": _essay(report.essay, comments),
            "comments": [
                {
                    "quote": each.quote,
                    "criterion": label(each.criterion, number),
                    "message": each.message,
                    "suggestion": each.suggestions[0] if each.suggestions else "",
                }
                for each in comments
            ],
            "footer": "An estimate, not an official score; not affiliated with IELTS.",
        },
    )


def _apart(result: AssessmentResult) -> list[Comment]:
    """The comments in the order of the text, without those that overlap an earlier one."""
    chosen: list[Comment] = []
    for each in sorted(result.comments, key=lambda comment: (comment.start, comment.end)):
        if not chosen or each.start >= chosen[-1].end:
            chosen.append(each)
    return chosen


def _essay(text: str, comments: Sequence[Comment]) -> list[list[dict[str, Any]]]:
    """Paragraphs of runs; `mark` is the number of the comment on the run, 0 for none."""
    paragraphs: list[list[dict[str, Any]]] = [[]]

    def add(words: str, mark: int) -> None:
        for place, line in enumerate(words.split("\n")):
            if place:
                paragraphs.append([])
            if line:
                paragraphs[-1].append({"text": line, "mark": mark})

    at = 0
    for number, comment in enumerate(comments, start=1):
        add(text[at : comment.start], 0)
        add(text[comment.start : comment.end], number)
        at = comment.end
    add(text[at:], 0)
    return [paragraph for paragraph in paragraphs if paragraph]


def _tutor(mark: TutorMark | None) -> str:
    if mark is None:
        return ""
    said = f" “{mark.reason}”" if mark.reason else ""
    return f"Your tutor {mark.tutor} says: band {mark.overall:.1f}.{said}"
