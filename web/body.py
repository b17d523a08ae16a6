"""The JSON object that a browser of ours sends."""

import json
from typing import Any

from starlette.requests import Request


class MalformedBodyError(Exception):
    """The body is not a JSON object."""


async def json_object(request: Request) -> dict[str, Any]:
    """The body as an object; its size was limited by the middleware.

    Raises:
        MalformedBodyError: Not JSON, not an object, or nested deeper than Python follows.
    """
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise MalformedBodyError from None
    if not isinstance(value, dict):
        raise MalformedBodyError
    return value
