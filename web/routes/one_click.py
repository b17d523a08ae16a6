"""The script that makes one click of two on a button: the second one of a double click reaches nothing."""

from starlette.requests import Request
from starlette.responses import Response

PATH = "/one_click.js"
# A second click ends the run of the first one wherever it is and begins another: an act could happen twice, and what
# the first run would have said is never said.
_SCRIPT = """document.addEventListener("click", event => {
  if (event.detail < 2 || !(event.target instanceof Element)) return
  if (!event.target.closest('[data-testid="stButton"] button, [data-testid="stFormSubmitButton"] button')) return
  event.preventDefault()
  event.stopImmediatePropagation()
}, true)
"""


async def answer(_request: Request) -> Response:
    """JavaScript, the same for everybody."""
    return Response(_SCRIPT, media_type="text/javascript", headers={"cache-control": "public, max-age=3600"})
