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
    """Count all rollups anew from the rows; whoever writes waits meanwhile."""
    rollups.rebuild(session)


def fill_task_figures(session: Session) -> int:
    """Bring `usage_count` and `average_score` of the public tasks up to date; how many differed."""
    return rollups.fill_task_figures(session)
