"""Front page: what this is, for whom, and the way in."""

import streamlit as st

from pages.components.sample import sample_scorecard
from pages.components.scorecard import show_scorecard

REGISTER, SAMPLE, SIGN_IN = "pages/public/register.py", "pages/public/sample_report.py", "pages/public/sign_in.py"
HOW_GOOD = "pages/public/how_good.py"
STEPS = (
    (
        "1. Write",
        "Choose a task of the exam, or paste your own question. The editor counts your words and saves as you type.",
    ),
    ("2. Hand in", "Within seconds you have a band for each of the four criteria, and one for the whole answer."),
    ("3. Improve", "Read the one thing that holds your essay down, see it in your own sentences, and write it again."),
)
FOR_WHOM = (
    (":material/school:", "Academic", "Graphs, charts, processes and maps in Task 1; essays in Task 2."),
    (":material/mail:", "General Training", "Formal and informal letters in Task 1; essays in Task 2."),
    (
        ":material/timer:",
        "Little time before the test",
        "Each report names one priority, so you know what to practise today.",
    ),
)
PROMISES = (
    ("Every band shows its range", "Two examiners often differ. We say how sure we are, and when we know less."),
    (
        "Every remark shows its words",
        "You see the phrase in your essay, what is wrong with it, and what to try instead.",
    ),
    (
        "No tricks",
        "You will not be told to use more linking words or rare vocabulary. By themselves they do not raise a band.",
    ),
)


def ways_in() -> None:
    """The two buttons of the page, and the link for those who have been here before."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Write my first essay", type="primary", icon=":material/edit:"):
            st.switch_page(REGISTER)
        if st.button("See a sample report", icon=":material/article:"):
            st.switch_page(SAMPLE)
        st.page_link(SIGN_IN, label="Sign in")


with st.container(horizontal_alignment="center"), st.container(width=1120):
    words, picture = st.columns([1.15, 1], gap="large", vertical_alignment="center")
    with words:
        st.title("Know what your IELTS essay is worth, and why.", anchor=False)
        st.markdown(
            "Write a Task 1 or Task 2 answer and read an honest estimate: a band with its likely range, "
            "what holds it down, and comments in your own text."
        )
        ways_in()
        st.caption("Free: five reports every month. No card needed. [What more costs](/prices)")
    with picture:
        card = sample_scorecard()
        if card is not None:
            show_scorecard(card, spoken_as="Part of a sample report")

    st.space("large")
    st.header("Three steps", anchor=False)
    for column, (title, text) in zip(st.columns(3, border=True), STEPS, strict=True):
        column.header(title, anchor=False)
        column.write(text)

    st.space("medium")
    st.header("For you, if you prepare for IELTS Writing", anchor=False)
    for column, (icon, title, text) in zip(st.columns(3), FOR_WHOM, strict=True):
        column.markdown(f"{icon} **{title}**")
        column.write(text)

    st.space("medium")
    st.header("What you can rely on", anchor=False)
    for column, (title, text) in zip(st.columns(3), PROMISES, strict=True):
        column.markdown(f"**{title}**")
        column.write(text)

    st.space("large")
    st.page_link(HOW_GOOD, label="How good are these bands?", icon=":material/help:")
    st.caption("Estimate, not an official score; not affiliated with IELTS.")
