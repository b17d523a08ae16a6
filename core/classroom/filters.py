"""Which essays of a class a tutor looks at."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Filters:
    """Essays of one task number, of the last days, for one piece of set work; None leaves nothing out.

    Set work of another class finds nothing: the essays are those of the class.
    """

    task_number: int | None = None
    days: int | None = None
    assignment_id: int | None = None

    def after(self, now: datetime) -> datetime | None:
        """The moment from which on essays count."""
        return None if self.days is None else now - timedelta(days=self.days)


EVERYTHING = Filters()
LAST_MONTH = Filters(days=30)
