"""How to approach it: a page for each kind of task, and words and ideas for each topic."""

import streamlit as st

from core.content import preparation
from pages.components.approach import show_kind, show_topic
from pages.components.auth import require_learner
from pages.components.task_list import kind_name

KINDS, TOPICS = "Kinds of task", "Topics"

require_learner()
kinds = {name: kind for name, kind in preparation.kinds().items() if kind.title}
topics = {slug: topic for slug, topic in preparation.topics().items() if topic.has_page}

st.title("How to approach it", anchor=False)
asked_kind, asked_topic = st.query_params.get("kind"), st.query_params.get("topic")
is_about_topic = asked_topic in topics and asked_kind not in kinds
view = st.segmented_control(
    "What to read about",
    [KINDS, TOPICS],
    default=TOPICS if is_about_topic else KINDS,
    label_visibility="collapsed",
    required=True,
)
if view == KINDS:
    names = sorted(kinds, key=kind_name)
    first = names.index(asked_kind) if asked_kind in kinds else 0
    chosen = st.selectbox(
        "Kind of task", names, index=first if names else None, format_func=lambda name: kind_name(name).capitalize()
    )
    if chosen:
        show_kind(kinds[chosen])
else:
    slugs = sorted(topics, key=lambda slug: topics[slug].name)
    first = slugs.index(asked_topic) if asked_topic in topics else 0
    chosen = st.selectbox("Topic", slugs, index=first if slugs else None, format_func=lambda slug: topics[slug].name)
    if chosen:
        show_topic(topics[chosen])
