"""The report of an essay as a file."""

from core.actor import Actor
from core.assessment.reports import Report
from core.classroom import review_queue
from core.progress import overview
from core.transaction import reading
from pages.components.download import offer_file
from reports.band_line import band_line
from reports.result import result_report


def offer_as_pdf(actor: Actor, report: Report) -> None:
    """A button; the file is made when it is pressed."""
    offer_file(
        "Save as PDF",
        lambda: _made(actor, report),
        file_name=f"essay-{report.submission_id}.pdf",
        mime="application/pdf",
        key="report:pdf",
        icon=":material/picture_as_pdf:",
    )


def _made(actor: Actor, report: Report) -> bytes:
    with reading() as tx:
        mark = review_queue.find_mark(tx, submission_id=report.submission_id)
        found = overview.overview(tx, actor)
    trend = found.task_1 if report.task.task_number == 1 else found.task_2
    line = band_line(trend.firsts, target=actor.target_band)
    return result_report(report, writer=actor.display_name, timezone=actor.timezone, mark=mark, line=line)
