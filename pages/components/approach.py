"""What helps before writing, on the screen: a kind of task, a topic, and the way there."""

import streamlit as st

from core.content.preparation import KindPreparation, TopicPreparation
from pages.components.text import plain, plain_line

APPROACH = "approach"  # the address of the page, beside that of every other


def show_kind(kind: KindPreparation) -> None:
    """One page: what is asked, the minutes, the paragraphs, sentences to have ready, and what goes wrong."""
    st.header(plain_line(kind.title), anchor=False)
    st.markdown(plain(kind.asks))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(f"Your {sum(step.minutes for step in kind.steps)} minutes", anchor=False)
        st.markdown("\n".join(f"1. **{step.minutes} min:** {plain_line(step.text)}" for step in kind.steps))
        st.subheader("Questions for your plan", anchor=False)
        st.markdown("\n".join(f"- {plain_line(question)}" for question in kind.plan))
    with right:
        st.subheader("Paragraph by paragraph", anchor=False)
        st.markdown("\n".join(f"- **{plain_line(part.name)}:** {plain_line(part.text)}" for part in kind.paragraphs))
        st.subheader("What goes wrong most often", anchor=False)
        st.markdown("\n".join(f"- {plain_line(trap)}" for trap in kind.traps))
    st.subheader("Sentences worth having ready", anchor=False)
    st.markdown("\n".join(f"- {plain_line(phrase)}" for phrase in kind.phrases))
    st.caption("Make them fit what you want to say. A sentence learnt by heart that fits nothing costs marks.")


def show_topic(topic: TopicPreparation) -> None:
    """Words that belong together, each in a sentence, and ideas for both sides of common questions."""
    st.header(plain_line(topic.name), anchor=False)
    if topic.ideas:
        st.markdown(f"**Things to think of:** {'; '.join(map(plain_line, topic.ideas))}.")
    if topic.collocations:
        st.subheader("Words that belong together", anchor=False)
        st.markdown(
            "\n".join(f"- **{plain_line(one.phrase)}:** {plain_line(one.sentence)}" for one in topic.collocations)
        )
    for question in topic.questions:
        with st.container(border=True):
            st.markdown(f"**{plain_line(question.question)}**")
            sides = zip(st.columns(2, gap="large"), ("For", "Against"), strict=True)
            for (column, name), ideas in zip(sides, (question.ideas_for, question.ideas_against), strict=True):
                with column:
                    st.markdown(f"{name}\n" + "\n".join(f"- {plain_line(idea)}" for idea in ideas))


def approach_links(kind: KindPreparation | None, topic: TopicPreparation | None) -> None:
    """The pages that fit a task, each in a tab of its own: the desk stays as it is."""
    with st.container(horizontal=True):
        if kind is not None and kind.title:
            st.link_button("How to approach it", f"{APPROACH}?kind={kind.kind}", icon=":material/lightbulb:")
        if topic is not None and topic.has_page:
            st.link_button("Words and ideas", f"{APPROACH}?topic={topic.slug}", icon=":material/menu_book:")
