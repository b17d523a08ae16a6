"""How long to wait before the next try: what the endpoint asks for, else a random time that grows."""

import math
import secrets
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from core.clock import utc_now

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 20.0

_chance = secrets.SystemRandom()


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds by Retry-After, in its three spellings; None where there is none that makes sense."""
    seconds = _number(headers.get("retry-after-ms"), 1000) or _number(headers.get("retry-after"), 1)
    if seconds is None:
        seconds = _until(headers.get("retry-after", ""))
    return seconds if seconds is not None and seconds > 0 else None


def jittered(tries: int) -> float:
    """Full jitter: anything up to a bound that doubles with each try, so that callers do not come back together."""
    return _chance.uniform(0, min(LONGEST_SECONDS, FIRST_SECONDS * 2**tries))


def _number(text: str | None, divisor: int) -> float | None:
    try:
        seconds = float(text or "") / divisor
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) else None


def _until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
    return (moment - utc_now()).total_seconds() if moment.tzinfo is not None else None
