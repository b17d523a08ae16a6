"""The edge of a unit of work: pages, routes, jobs and commands open it, use cases never do."""

from db.session import transaction

__all__ = ["transaction"]
