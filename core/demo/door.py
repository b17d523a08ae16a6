"""Whether anybody may look around without an account: on one's own machine only."""

from urllib.parse import urlsplit

from core import database
from core.config import settings
from core.loopback import is_loopback


def is_available() -> bool:
    """True on the embedded database, in development, bound to loopback and published nowhere; else never."""
    found = settings()
    origin_host = urlsplit(found.public_origin).hostname if found.public_origin else "localhost"
    return (
        database.is_embedded()
        and not found.is_production
        and is_loopback(found.host)
        and origin_host is not None
        and is_loopback(origin_host)
    )


def is_open_to(address: str) -> bool:
    """Whether a request from this address may look around: the server's own machine, and `is_available`."""
    return is_loopback(address) and is_available()
