"""Credits: what is left, and every movement in words."""

import streamlit as st

from core.billing import credits, movements, my_plan
from core.transaction import transaction
from pages.components.auth import require_signed_in
from pages.components.dates import local_day
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

BEFORE = "credits_before"
RESULT = "pages/learner/result.py"

actor = require_signed_in()
before = st.session_state.get(BEFORE)
with shown_to_user(), transaction() as tx:
    balance = credits.balance(tx, actor)
    found = movements.list_movements(tx, actor, before=before)

st.title("Your credits", anchor=False)
st.markdown(f"**{plain_line(credits.said(balance))}**")
warning = my_plan.expiry_warning(balance, today=my_plan.today_of(actor))
if warning:
    st.warning(plain_line(warning), icon=":material/schedule:")
st.caption("One feedback costs one credit. A mock test costs two. What our system breaks comes back by itself.")

if not found.rows:
    st.write("Nothing has moved yet.")
for number, each in enumerate(found.rows):
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        change = f":green[+{each.change}]" if each.change > 0 else str(each.change) if each.change else "·"
        st.markdown(f"**{change}**", width=40)
        st.markdown(f"{plain_line(each.sentence)}  \n:small[{local_day(each.at, actor.timezone)}]", width="stretch")
        if each.submission_id is not None and st.button("Open", key=f"open_{number}", type="tertiary"):
            st.switch_page(RESULT, query_params={"submission": str(each.submission_id)})

with st.container(horizontal=True):
    if before is not None and st.button("Back to the newest"):
        del st.session_state[BEFORE]
        st.rerun()
    if found.older is not None and st.button("Older"):
        st.session_state[BEFORE] = found.older
        st.rerun()
st.page_link("pages/learner/account.py", label="Back to my account", icon=":material/arrow_back:")
