"""What screens say about plans and their states."""

from decimal import Decimal

from core.billing.my_plan import MyPlan
from core.billing.types import PlanOffer, SubscriptionStatus
from pages.components.dates import local_day


def usd(amount: Decimal) -> str:
    """Dollars as text for Markdown, which takes a bare dollar sign for a formula: "\\$19", "\\$18.50"."""
    return f"\\${amount:,.0f}" if amount == amount.to_integral() else f"\\${amount:,.2f}"


def term(months: int) -> str:
    """How long one payment lasts: "a month", "for 3 months"."""
    return "a month" if months == 1 else f"for {months} months"


def every(months: int) -> str:
    """How often it is paid: "every month", "every 3 months"."""
    return "every month" if months == 1 else f"every {months} months"


def what_it_gives(offer: PlanOffer) -> str:
    """The credits of a plan in a line."""
    return f"{offer.feedbacks_per_month} feedbacks every month"


def what_is_next(plan: MyPlan, timezone: str) -> str:
    """What happens to a running plan by itself, with its date; "" for the free plan."""
    if plan.ends_at is None:
        return ""
    day = local_day(plan.ends_at, timezone)
    if plan.status is SubscriptionStatus.past_due:
        return f"Your last payment did not go through. It was due on {day}, and your bank is asked again."
    if plan.status is SubscriptionStatus.paused and plan.paused_until is not None:
        until = local_day(plan.paused_until, timezone)
        return f"Paused since {day}. Nothing is charged. Without a word from you it ends on {until}."
    if plan.paused_until is not None:
        until = local_day(plan.paused_until, timezone)
        return f"You can use it until {day}. Then it rests: nothing is charged until you go on, at most until {until}."
    if plan.next_plan_name is not None:
        return f"On {day} it changes to {plan.next_plan_name}."
    if plan.renews:
        return f"It renews on {day} for {usd(plan.price_usd)}."
    return f"It ends on {day} and does not renew. Nothing more is charged."
