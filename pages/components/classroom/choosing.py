"""Which class a tutor looks at, kept in the address."""

import streamlit as st

from core.accounts.fields import one_line
from core.actor import Actor
from core.classroom import cohorts
from core.classroom.types import ClassCard
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.query import query_id

CLASS = "class"


def choose_class(actor: Actor) -> ClassCard | None:
    """The class of the address, else the first; None when there is none yet."""
    with shown_to_user(), transaction() as tx:
        mine = {card.cohort_id: card for card in cohorts.list_mine(tx, actor)}
    if not mine:
        return None
    wanted = query_id(CLASS)
    chosen = wanted if wanted in mine else next(iter(mine))
    if len(mine) > 1:
        chosen = st.selectbox(
            "Class",
            list(mine),
            index=list(mine).index(chosen),
            format_func=lambda each: one_line(mine[each].name),
            key=f"choose_class:{chosen}",  # a class that was opened elsewhere is then chosen here, too
            width=320,
        )
    st.query_params[CLASS] = str(chosen)
    return mine[chosen]
