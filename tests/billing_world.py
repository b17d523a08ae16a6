"""A sandbox in a test: people buy, time passes, and events arrive as they are told to."""

import json
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.actor import Actor
from core.billing import checkout, sandbox_acts, webhooks
from core.billing.gateways import choosing, signatures
from core.billing.gateways.sandbox_store import Store
from core.billing.sandbox_acts import Outcome
from core.clock import pinned, utc_now
from core.transaction import transaction
from db.models.billing import Payment, UsagePeriod, UserSubscription

ORIGIN = "http://127.0.0.1:8501"
Record = dict


class World:
    """Delivers by hand: every event that waits is received and processed, unless `holds_back` is set."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.holds_back = False

    def deliver(self, store: Store) -> int:
        """Take in all that waits, in order."""
        if self.holds_back:
            return 0
        with store.books() as books:
            waiting = books.waiting_events()
            for event in waiting:
                books.note_delivered(event["id"])
        for event in waiting:
            self.take_in(event)
        return len(waiting)

    def take_in(self, event: Record) -> None:
        """Receive one event, signed, and process it."""
        body = json.dumps(event).encode()
        with transaction() as tx:
            webhooks.receive(tx, body, signatures.sign(body, secret=choosing.webhook_secret(), at=utc_now()))
        webhooks.process(event["id"])

    def events(self) -> list[Record]:
        """Every event so far."""
        with choosing.sandbox_store().books() as books:
            return books.all_events()

    def buy(self, learner: Actor, slug: str, *, outcome: Outcome = Outcome.pay, auto_renew: bool | None = None) -> str:
        """Open a checkout and press a button; the checkout's id."""
        link = checkout.start_checkout(learner, plan_slug=slug, auto_renew=auto_renew, origin=ORIGIN)
        checkout_id = link.url.rpartition("/")[2]
        sandbox_acts.decide_checkout(checkout_id, outcome)
        return checkout_id

    def at(self, moment: datetime) -> AbstractContextManager[None]:
        """Our clock and the sandbox's, in the block."""
        return pinned(moment)

    def subscriptions(self, learner: Actor) -> list[UserSubscription]:
        """A person's subscriptions, the oldest first."""
        self.session.expire_all()
        found = select(UserSubscription).where(UserSubscription.user_id == learner.user_id)
        return list(self.session.scalars(found.order_by(UserSubscription.id)))

    def paid(self, learner: Actor) -> UserSubscription:
        """The newest one that came from the service."""
        return [row for row in self.subscriptions(learner) if row.stripe_subscription_id][-1]

    def statuses(self, learner: Actor) -> list[str]:
        """The states of a person's subscriptions, the oldest first."""
        return [row.status.value for row in self.subscriptions(learner)]

    def payments(self, learner: Actor) -> list[Payment]:
        """A person's payments, the oldest first."""
        self.session.expire_all()
        found = select(Payment).where(Payment.user_id == learner.user_id).order_by(Payment.created_at, Payment.id)
        return list(self.session.scalars(found))

    def periods(self, learner: Actor) -> list[UsagePeriod]:
        """The periods that a person's payments opened."""
        self.session.expire_all()
        found = (
            select(UsagePeriod)
            .join(UserSubscription, UserSubscription.id == UsagePeriod.subscription_id)
            .where(UserSubscription.user_id == learner.user_id, UsagePeriod.payment_id.is_not(None))
            .order_by(UsagePeriod.period_start)
        )
        return list(self.session.scalars(found))

    def broken(self) -> list[str]:
        """The rules of the audit that are broken now."""
        self.session.commit()
        return [finding.rule for finding in audit.run(self.session)]


def soon(moment: datetime) -> datetime:
    """A little later, so that what is due then has come."""
    return moment + timedelta(minutes=1)
