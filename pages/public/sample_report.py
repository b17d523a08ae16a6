"""A complete sample report on an essay of ours, drawn as a learner's own would be."""

import streamlit as st

from core.assessment.sample import sample_report
from pages.components.auth import current_actor
from pages.components.report import show_report

with st.container(horizontal_alignment="center"), st.container(width=1120):
    st.info("This is a sample: we wrote the essay, and our engine assessed it as it would assess yours.")
    show_report(sample_report(), whose="A sample report:")
    is_visitor = current_actor() is None
    label, page = ("Write my first essay", "register") if is_visitor else ("Write an essay", "practise")
    if st.button(label, type="primary", icon=":material/edit:"):
        st.switch_page(f"pages/{'public' if is_visitor else 'learner'}/{page}.py")
