"""The sums that dashboards read: added up, checked against the views that they stand for, counted anew."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from db.repositories import rollups


def compact(session: Session) -> None:
    """Add up the rows of differences; one at a time, a second caller does nothing."""
    rollups.compact(session)


def differences(session: Session) -> Mapping[str, int]:
    """For each rollup how many of its rows differ from its view: all 0 when sound. Reads everything."""
    return rollups.differences(session)


def rebuild(session: Session) -> None:
    """Count all rollups anew from the rows, and copy the views; whoever writes waits meanwhile."""
    rollups.rebuild(session)
    refresh(session)


def refresh(session: Session) -> None:
    """Copy the views that no trigger keeps; they are as old as the last call."""
    rollups.refresh(session)


def stale(session: Session) -> Mapping[str, int]:
    """For each copied view how many rows of its copy are not as the view says now."""
    return rollups.stale(session)


def fill_task_figures(session: Session) -> int:
    """Bring `usage_count` and `average_score` of the public tasks up to date; how many differed."""
    return rollups.fill_task_figures(session)
