"""A result, in the order in which a learner needs it."""

from collections.abc import Callable

import streamlit as st

from core.assessment.claims import DISCLAIMER, engine_sentence, range_sentence, stand_in_sentence
from core.assessment.criteria import CRITERIA, label
from core.assessment.reports import Report
from core.assessment.types import AssessmentResult, CriterionResult
from pages.components.checks import places, show_chart_checks, show_task_checks
from pages.components.essay import Votes, annotated_essay
from pages.components.revision import show_revision
from pages.components.scorecard import Scorecard, show_scorecard
from pages.components.task import show_task
from pages.components.text import plain_line

HOW_GOOD = "pages/public/how_good.py"
RESULT_LATER = (
    "It is handed in. Your tutor looks at it first and then shows you the result, in two weeks at the latest."
)
BANDS_LATER = "Work with the comments now. Your tutor looks at it and shows you the bands, in two weeks at the latest."


def show_report(
    report: Report,
    *,
    votes: Votes | None = None,
    whose: str = "Your",
    way_on: Callable[[], None] | None = None,
) -> None:
    """Draw a result that is ready: three lines first, then what they rest on. `votes` are those of its writer.

    `way_on` draws what the writer can do with it, under "What to do now".
    """
    result = report.result
    if result is None:
        return
    number = report.task.task_number
    st.title(f"{plain_line(whose)} Task {number} band {result.overall:.1f}", anchor=False)
    if report.is_provisional:
        _show_provisional(report, result)
    words_column, card_column = st.columns([3, 2], gap="large")
    with words_column:
        _show_three_lines(result, number)
        if way_on is not None:
            way_on()
    with card_column:
        _show_card(report, result, number)
    st.header("Why these bands", anchor=False)
    _show_criteria_in_words(result, number)
    st.header("The essay with comments", anchor=False)
    if not result.comments:
        st.caption("The checker found no errors that it is sure of. It does not find all of them.")
    annotated_essay(report.essay, result.comments, task_number=number, places=places(result), votes=votes)
    show_chart_checks(report, result)
    show_task_checks(result)
    _show_gates(result)
    show_revision(result)
    if result.next_step:
        st.header("For tomorrow", anchor=False)
        st.write(plain_line(result.next_step))
    task = st.expander("The task", key="the_task", on_change="rerun")  # its chart is sent to those who open it
    if task.open:
        with task:
            show_task(report.task)
    st.caption(" ".join(filter(None, (stand_in_sentence(result.raw), engine_sentence(result.engine), DISCLAIMER))))


def show_comments_alone(report: Report, *, votes: Votes | None = None) -> None:
    """Set work whose bands a tutor shows later: the essay with its comments, the checks and the revision."""
    result = report.result
    if result is None:
        return
    number = report.task.task_number
    st.title("Your essay with comments", anchor=False)
    st.caption(plain_line(f"Task {number} · {report.task.title} · {report.word_count} words"))
    st.info(BANDS_LATER, icon=":material/schedule:")
    annotated_essay(report.essay, result.comments, task_number=number, places=places(result), votes=votes)
    show_chart_checks(report, result)
    show_task_checks(result)
    show_revision(result)


def show_held(report: Report) -> None:
    """Set work whose result a tutor shows later: that it is in, and its text."""
    st.title("Your essay is with your tutor", anchor=False)
    st.caption(plain_line(f"Task {report.task.task_number} · {report.task.title} · {report.word_count} words"))
    st.info(RESULT_LATER, icon=":material/schedule:")
    with st.container(border=True):
        st.text(report.essay)


def _show_provisional(report: Report, result: AssessmentResult) -> None:
    """Why the bands may change, and that they cost nothing."""
    why = f": {plain_line(result.review.rstrip('.'))}." if result.review else ". A person should look at them."
    credit = "" if report.billable else " Your credit has returned."
    st.warning(f"**These bands are provisional**{why}{credit}", icon=":material/info:")


def _show_three_lines(result: AssessmentResult, number: int) -> None:
    st.write(plain_line(range_sentence(result, task_number=number)))
    st.page_link(HOW_GOOD, label="How good are these bands?", icon=":material/help:")
    st.write(plain_line(result.summary))
    st.markdown("## What holds it down")
    st.write(plain_line(result.priority))
    if result.priority_evidence is not None:
        st.markdown(f"> “{plain_line(result.priority_evidence.quote)}”")
    st.markdown("## What to do now")
    st.write(plain_line(result.advice))


def _show_card(report: Report, result: AssessmentResult, number: int) -> None:
    show_scorecard(
        Scorecard(
            task=f"Task {number} · {report.task.title} · {report.word_count} words",
            band=float(result.overall),
            low=float(result.low),
            high=float(result.high),
            criteria=[(label(criterion, number), int(result.band(criterion))) for criterion in CRITERIA],
        ),
        spoken_as="Band, likely range and the four criteria",
    )
    if report.earlier:
        before = ", ".join(f"{one.band:.1f} ({plain_line(one.engine)})" for one in report.earlier)
        st.caption(f"Our engine has changed, so we read this essay again, free. Its band before: {before}.")


def _show_criteria_in_words(result: AssessmentResult, number: int) -> None:
    for place, criterion in enumerate(CRITERIA):
        found = result.criteria[criterion]
        # the key is a name in the page by which a comment opens this section (essay.js)
        with st.expander(f"{label(criterion, number)}: band {int(found.band)}", key=f"criterion_{place}"):
            st.markdown(_criterion_in_words(found))


def _criterion_in_words(found: CriterionResult) -> str:
    """Meaning, strengths, what to work on, quotes, and the way to the next band: one text, which is cheap to send."""
    titled = (("Good", found.strengths), ("To work on", found.improvements), ("Try", found.suggestions))
    said = [f"**{title}:** {plain_line(sentence)}" for title, sentences in titled for sentence in sentences]
    quotes = [
        f"> “{plain_line(evidence.quote)}”" + (f"  \n> :small[{plain_line(evidence.why)}]" if evidence.why else "")
        for evidence in found.evidence
    ]
    aim = [f"**For band {int(found.band) + 1}:** {plain_line(found.next_band)}"] if found.next_band else []
    return "\n\n".join([plain_line(found.summary), *said, *quotes, *aim])


def _show_gates(result: AssessmentResult) -> None:
    if not result.gates:
        return
    st.header("What else counted", anchor=False)
    for gate in result.gates:
        st.markdown(f"- {plain_line(gate.reason)}")
