"""What a browser of ours sends: a JSON object, and the number of a row in the address."""

import json
from typing import Any

from starlette.requests import Request

_LARGEST_ID = 2**63 - 1


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


def row_id(value: str) -> int | None:
    """`value` if it is a number that a row can have; Starlette's own reading fails at 5,000 digits."""
    is_number = value.isascii() and value.isdecimal() and len(value) < 20
    return int(value) if is_number and int(value) <= _LARGEST_ID else None
