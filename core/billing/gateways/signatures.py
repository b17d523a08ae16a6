"""Signatures of events, by Stripe's scheme `v1`: HMAC-SHA256 over the time and the body.

Checked here without the SDK, so that the web process need not load it; a test holds it against the SDK's own.
Source of the scheme: Stripe's documentation, "Resolve webhook signature verification errors", and
`stripe.WebhookSignature` of the pinned SDK.
"""

import hashlib
import hmac
import re
from datetime import datetime

from core.errors import Refusal

LARGEST_AGE_SECONDS = 300  # Stripe's own tolerance; here it holds for the future too
_LONGEST_HEADER = 1_000
_TIME = re.compile(r"[0-9]{1,12}\Z")


class BadSignature(Refusal):
    """The body was not signed with our secret, or not now."""

    sentence = "This event is not signed as it should be."


def sign(payload: bytes, *, secret: str, at: datetime) -> str:
    """The header for a body that is sent now."""
    seconds = str(int(at.timestamp()))
    return f"t={seconds},v1={_digest(payload, seconds, secret)}"


def verify(payload: bytes, header: str, *, secret: str, now: datetime) -> None:
    """Let pass what the owner of the secret signed within five minutes of now, before or after.

    Several `v1` may stand in one header (Stripe sends two while a secret is being replaced): one must fit.

    Raises:
        BadSignature: Anything else.
    """
    if not secret or len(header) > _LONGEST_HEADER:
        raise BadSignature
    pairs = [part.split("=", 1) for part in header.split(",") if "=" in part]
    times = [value for name, value in pairs if name.strip() == "t"]
    signatures = [value for name, value in pairs if name.strip() == "v1"]
    if len(times) != 1 or not _TIME.match(times[0]):
        raise BadSignature
    expected = _digest(payload, times[0], secret).encode()
    if not any(hmac.compare_digest(expected, each.strip().encode("utf-8", "replace")) for each in signatures):
        raise BadSignature
    if abs(now.timestamp() - int(times[0])) > LARGEST_AGE_SECONDS:
        raise BadSignature("This event was signed too long ago, or its clock is wrong.")


def _digest(payload: bytes, seconds: str, secret: str) -> str:
    return hmac.new(secret.encode(), seconds.encode() + b"." + payload, hashlib.sha256).hexdigest()
