"""Addresses of our own pages, for mails."""

from urllib.parse import urlencode

from core.config import settings

_ANY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 -- what a server listens on, not what a browser opens


def page_link(path: str, **query: str) -> str:
    """The full address of a page, as the reader of a mail opens it."""
    chosen = settings()
    host = "127.0.0.1" if chosen.host in _ANY_ADDRESS else chosen.host
    origin = chosen.public_origin or f"http://{host}:{chosen.port}"
    return f"{origin}/{path}?{urlencode(query)}" if query else f"{origin}/{path}"
