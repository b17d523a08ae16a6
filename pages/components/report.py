"""A result, in the order in which a learner needs it."""

import streamlit as st

from core.assessment.claims import DISCLAIMER, engine_sentence, range_sentence
from core.assessment.criteria import CRITERIA, label
from core.assessment.reports import Report
from core.assessment.types import AssessmentResult, CriterionResult, Evidence
from core.content.types import Task
from pages.components.bands import show_criteria
from pages.components.essay import annotated_essay
from pages.components.plain_text import escaped
from pages.components.task import show_task


def show_report(report: Report) -> None:
    """Draw a result that is ready: three lines first, then what they rest on."""
    result = report.result
    if result is None:
        return
    number = report.task.task_number
    st.caption(escaped(f"Task {number} · {report.task.title} · {report.word_count} words"))
    _show_three_lines(result, number)
    st.subheader("The four criteria", anchor=False)
    show_criteria(result, task_number=number)
    _show_criteria_in_words(result, number)
    st.subheader("Your essay with comments", anchor=False)
    if not result.comments:
        st.caption("The checker found no errors that it is sure of. It does not find all of them.")
    annotated_essay(report.essay, result.comments, task_number=number)
    _show_gates(result)
    _show_task(report.task)
    st.subheader("For tomorrow", anchor=False)
    st.write(escaped(result.next_step))
    st.caption(f"{engine_sentence(result.engine)} {DISCLAIMER}")


def _show_three_lines(result: AssessmentResult, number: int) -> None:
    st.title(f"Your Task {number} band: {result.overall:.1f}", anchor=False)
    with st.container(border=True):
        st.markdown(f"**{escaped(result.summary)}**")
        st.write(escaped(range_sentence(result, task_number=number)))
        st.markdown(f"**What holds it down:** {escaped(result.priority)}")
        if result.priority_evidence is not None:
            _show_quote(result.priority_evidence)
        advice = next((s for criterion in CRITERIA for s in result.criteria[criterion].suggestions), "")
        if advice:
            st.markdown(f"**What to do now:** {escaped(advice)}")


def _show_criteria_in_words(result: AssessmentResult, number: int) -> None:
    for criterion in CRITERIA:
        found = result.criteria[criterion]
        with st.expander(f"{label(criterion, number)}: band {int(found.band)}"):
            _show_criterion(found)


def _show_criterion(found: CriterionResult) -> None:
    st.write(escaped(found.summary))
    for title, sentences in (("Good", found.strengths), ("To work on", found.improvements), ("Try", found.suggestions)):
        for sentence in sentences:
            st.markdown(f"**{title}:** {escaped(sentence)}")
    for evidence in found.evidence:
        _show_quote(evidence)


def _show_quote(evidence: Evidence) -> None:
    st.markdown(f"> “{escaped(evidence.quote)}”")
    if evidence.why:
        st.caption(escaped(evidence.why))


def _show_gates(result: AssessmentResult) -> None:
    if not result.gates:
        return
    st.subheader("Rules that fired", anchor=False)
    for gate in result.gates:
        limited = f" Our rule: the first criterion is at most {gate.limit}." if gate.limit else ""
        st.markdown(f"- {escaped(gate.reason + limited)}")


def _show_task(task: Task) -> None:
    with st.expander("The task"):
        show_task(task)
