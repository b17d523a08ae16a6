"""The router of app.py with one page that draws nothing: what every rerun pays."""

import gc

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.components.auth import current_actor, forget_other_actors

if get_script_run_ctx(suppress_warning=True):
    forget_other_actors(current_actor())
    st.navigation([st.Page(lambda: None, title="Empty", default=True)]).run()
else:
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager

    from core import database

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[dict[str, bool]]:
        """As app.py does."""
        database.connect()
        gc.collect()
        gc.freeze()
        yield {"ready": True}

    app = st.App(__file__, lifespan=lifespan)
