"""One file, two lives: imported it is the ASGI app; run by Streamlit it is the router."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.components.auth import current_actor, forget_other_actors, running_as
from pages.components.errors import show_mistake
from pages.components.menu import show_page

# Set before any request: else, until a first visitor has run the router, a deep link runs a page file alone.
PagesManager.uses_pages_directory = False

if get_script_run_ctx(suppress_warning=True):
    # An own page_icon: for a page's material icon the browser would ask fonts.gstatic.com.
    st.set_page_config(page_title="IELTS Writing", page_icon="✍️", layout="wide")
    actor = current_actor()
    forget_other_actors(actor)
    with running_as(actor):
        show_page(actor)
else:
    import pandas  # noqa: F401  loaded before gc.freeze, else every full collection walks through it
    import plotly.graph_objects  # noqa: F401

    from core import database, logs
    from web.appearance import Appearance
    from web.compression import CompressedStatic
    from web.middleware import BodyLimit, ClosedDoors, SecurityHeaders, StrictOrigin
    from web.routes import ROUTES
    from web.socket_owner import SocketOwner
    from web.upload_door import UploadDoor

    logs.configure()

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[dict[str, bool]]:
        """Bind the database; then leave all that is loaded by now out of every later collection."""
        database.connect()
        gc.collect()
        gc.freeze()
        yield {"ready": True}

    app = st.App(
        __file__,
        routes=ROUTES,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(ClosedDoors),
            Middleware(StrictOrigin),
            Middleware(SocketOwner),
            Middleware(UploadDoor),
            Middleware(BodyLimit),
            Middleware(CompressedStatic),
            Middleware(Appearance),
        ],
        lifespan=lifespan,
        on_script_error=show_mistake,
    )
