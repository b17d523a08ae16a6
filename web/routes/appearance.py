"""The script that gives a page the colours and the size of text of whoever is signed in."""

import json

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from core.accounts import preferences, sessions
from core.errors import Outage
from core.transaction import transaction
from web.routes.session import cookie_of

_SIZES = {"small": "15px", "large": "18.5px"}  # medium is what Streamlit takes
_COLOURS = {"light": "Light", "dark": "Dark"}
# Streamlit reads the colours from here once, when it starts (its names; no server call sets them).
_SCRIPT = """(({ colours, size }) => {
  if (size) document.documentElement.style.fontSize = size
  try {
    if (colours) {
      localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify(colours))
      localStorage.setItem("colours", colours)
    } else if (localStorage.getItem("colours")) { // ours were set here before: the device decides again
      for (const key of Object.keys(localStorage)) if (key.startsWith("stActiveTheme-")) localStorage.removeItem(key)
      localStorage.removeItem("colours")
    }
  } catch { /* private window: the device decides */ }
})(%s)
"""


async def answer(request: Request) -> Response:
    """JavaScript, never kept by the browser; for a visitor, or while the database is away, it changes nothing."""
    chosen = await run_in_threadpool(_chosen, cookie_of(request))
    script = _SCRIPT % json.dumps(chosen)
    return Response(script, media_type="text/javascript", headers={"cache-control": "no-store"})


def _chosen(token: str) -> dict[str, str]:
    if not token:
        return {}
    try:
        with transaction() as session:
            actor = sessions.find_actor(session, token)
            if actor is None:
                return {}
            saved = preferences.get(session, actor)
    except Outage:
        return {}
    return {"colours": _COLOURS.get(saved.theme, ""), "size": _SIZES.get(saved.font_size, "")}
