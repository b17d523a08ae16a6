"""What billing gives to screens."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Balance:
    """Feedback credits of the current period. `renews_on` is in the person's own time zone."""

    left: int
    limit: int
    plan_name: str
    renews_on: date | None

    def sentence(self) -> str:
        """The one sentence that says it everywhere."""
        renewal = f", renews {self.renews_on.day} {self.renews_on:%B}" if self.renews_on else ""
        return f"{self.left} of {self.limit} feedbacks left{renewal}"
