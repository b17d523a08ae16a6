"""What billing gives to screens."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from db.models.billing import PaymentStatus, SubscriptionStatus, UsageState, UsageType

__all__ = [
    "Balance",
    "ChangeKind",
    "CheckoutLink",
    "PaymentStatus",
    "PlanChange",
    "PlanOffer",
    "SubscriptionStatus",
    "UsageState",
    "UsageType",
]


@dataclass(frozen=True)
class Balance:
    """Feedback credits of the current period; days are in the person's own time zone.

    `ends_on` is the last day of what is left, `renews_on` the same day where new ones follow.
    """

    left: int
    limit: int
    plan_name: str
    renews_on: date | None
    ends_on: date | None = None

    def sentence(self) -> str:
        """The one sentence that says it everywhere."""
        renewal = f", renews {self.renews_on.day} {self.renews_on:%B}" if self.renews_on else ""
        return f"{self.left} of {self.limit} feedbacks left{renewal}"


@dataclass(frozen=True)
class PlanOffer:
    """A plan as the plans page shows it. `saving_percent` is against the monthly plan of the same size."""

    slug: str
    name: str
    description: str
    price_usd: Decimal
    months: int
    price_per_month_usd: Decimal
    saving_percent: int | None
    feedbacks_per_month: int
    is_featured: bool


@dataclass(frozen=True)
class CheckoutLink:
    """Where to pay; an address of the payment service, or a path of our own in test mode."""

    url: str


class ChangeKind(StrEnum):
    """When another plan begins."""

    upgrade = "upgrade"
    downgrade = "downgrade"


@dataclass(frozen=True)
class PlanChange:
    """What happens with a change of plan: an upgrade at once for `due_now_usd`, a downgrade at `starts_at` for 0 today.

    `new_price_usd` is what each later term costs, `months` how long a term is.
    """

    kind: ChangeKind
    plan_slug: str
    plan_name: str
    due_now_usd: Decimal
    new_price_usd: Decimal
    months: int
    starts_at: datetime
