"""Finding a person by what they tell us: mail, name, payment or error number; and who they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.billing import credits
from core.billing.grant_errors import CustomerNotFound
from core.operations import error_numbers
from db.repositories import customers

PAGE = 12
_MAX_SEARCH_CHARACTERS = 100
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Customer:
    """A person in the list: whom, and the plan that runs."""

    user_id: int
    display_name: str
    email: str
    plan_name: str
    plan_status: str
    joined_at: datetime
    is_active: bool


@dataclass(frozen=True)
class CustomerCard:
    """One person as the page's head shows them. `credits` is the one sentence about what is left."""

    customer: Customer
    credits: str
    plan_ends_at: datetime | None
    is_complimentary: bool
    paid_plan: bool


def find_customers(session: Session, actor: Actor, *, search: str = "", page: int = 1) -> list[Customer]:
    """At most 12 people who fit, newest first; without words all of them, page by page.

    A number is a payment's, eight signs of 0-9 and a-f are an error's number, `pi_...`, `in_...`, `ch_...`,
    `cus_...` and `sub_...` are the payment service's; everything is looked for in mails and names besides.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    words = search.replace("\x00", "").encode("utf-8", "ignore").decode()[:_MAX_SEARCH_CHARACTERS].strip()
    found = set()
    number = words.removeprefix("#")
    if number.isascii() and number.isdecimal() and int(number) <= _LARGEST_ID:
        found |= customers.of_payment(session, payment_id=int(number))
    if words.startswith(("pi_", "in_", "ch_", "cus_", "sub_")):
        found |= customers.of_service_id(session, service_id=words)
    if error_numbers.is_number(words):
        found |= customers.of_error(session, number=words.lower())
    rows = customers.list_people(
        session, words=words, user_ids=sorted(found), limit=PAGE, offset=PAGE * (max(page, 1) - 1)
    )
    return [Customer(*row) for row in rows]


def get_customer(session: Session, actor: Actor, *, user_id: int) -> CustomerCard:
    """One person with plan and credits.

    Raises:
        NotAllowed: The actor is no administrator.
        CustomerNotFound: There is no such account.
    """
    actor.require(Role.admin)
    rows = customers.list_people(session, words="", user_ids=[user_id], limit=1, offset=0)
    if not rows:
        raise CustomerNotFound
    plan = customers.find_plan(session, user_id=user_id)
    found = credits.balance_of(session, user_id=user_id, timezone=actor.timezone)
    return CustomerCard(
        customer=Customer(*rows[0]),
        credits=credits.said(found),
        plan_ends_at=plan.end_date if plan is not None and plan.price_usd > 0 else None,
        is_complimentary=plan.complimentary if plan is not None else False,
        paid_plan=plan is not None and plan.price_usd > 0,
    )
