"""A result, in the order in which a learner needs it."""

import streamlit as st

from core.assessment.claims import DISCLAIMER, engine_sentence, range_sentence
from core.assessment.criteria import CRITERIA, label
from core.assessment.reports import Report
from core.assessment.types import AssessmentResult, CriterionResult, Evidence
from pages.components.essay import annotated_essay
from pages.components.scorecard import Scorecard, show_scorecard
from pages.components.task import show_task
from pages.components.text import plain_line


def show_report(report: Report, *, is_sample: bool = False) -> None:
    """Draw a result that is ready: three lines first, then what they rest on."""
    result = report.result
    if result is None:
        return
    number = report.task.task_number
    whose = "A sample report:" if is_sample else "Your"
    st.title(f"{whose} Task {number} band {result.overall:.1f}", anchor=False)
    words_column, card_column = st.columns([3, 2], gap="large")
    with words_column:
        _show_three_lines(result, number)
    with card_column:
        _show_card(report, result, number)
    st.subheader("Why these bands", anchor=False)
    _show_criteria_in_words(result, number)
    st.subheader("The essay with comments", anchor=False)
    if not result.comments:
        st.caption("The checker found no errors that it is sure of. It does not find all of them.")
    annotated_essay(report.essay, result.comments, task_number=number)
    _show_gates(result)
    with st.expander("The task"):
        show_task(report.task)
    if result.next_step:
        st.subheader("For tomorrow", anchor=False)
        st.write(plain_line(result.next_step))
    st.caption(f"{engine_sentence(result.engine)} {DISCLAIMER}")


def _show_three_lines(result: AssessmentResult, number: int) -> None:
    st.write(plain_line(range_sentence(result, task_number=number)))
    st.write(plain_line(result.summary))
    st.markdown("##### What holds it down")
    st.write(plain_line(result.priority))
    if result.priority_evidence is not None:
        st.markdown(f"> “{plain_line(result.priority_evidence.quote)}”")
    st.markdown("##### What to do now")
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


def _show_criteria_in_words(result: AssessmentResult, number: int) -> None:
    for criterion in CRITERIA:
        found = result.criteria[criterion]
        with st.expander(f"{label(criterion, number)}: band {int(found.band)}"):
            _show_criterion(found)


def _show_criterion(found: CriterionResult) -> None:
    st.write(plain_line(found.summary))
    for title, sentences in (("Good", found.strengths), ("To work on", found.improvements), ("Try", found.suggestions)):
        for sentence in sentences:
            st.markdown(f"**{title}:** {plain_line(sentence)}")
    for evidence in found.evidence:
        _show_quote(evidence)


def _show_quote(evidence: Evidence) -> None:
    st.markdown(f"> “{plain_line(evidence.quote)}”")
    if evidence.why:
        st.caption(plain_line(evidence.why))


def _show_gates(result: AssessmentResult) -> None:
    if not result.gates:
        return
    st.subheader("What else counted", anchor=False)
    for gate in result.gates:
        st.markdown(f"- {plain_line(gate.reason)}")
