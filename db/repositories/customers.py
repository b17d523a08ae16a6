"""Rows of people as administrators look them up, and of what happened to them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, cast, func, or_, select, text
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.billing import Payment, SubscriptionPlan, UserSubscription
from db.models.platform import AuditLogEntry
from db.repositories.billing import ENTITLED


def of_payment(session: Session, *, payment_id: int) -> set[int]:
    """Who made the payment of that number."""
    return set(session.scalars(select(Payment.user_id).where(Payment.id == payment_id)))


def of_service_id(session: Session, *, service_id: str) -> set[int]:
    """Who belongs to an id of the payment service."""
    payment = select(Payment.user_id).where(
        or_(
            Payment.stripe_payment_intent_id == service_id,
            Payment.stripe_invoice_id == service_id,
            Payment.stripe_charge_id == service_id,
        )
    )
    subscription = select(UserSubscription.user_id).where(
        or_(UserSubscription.stripe_subscription_id == service_id, UserSubscription.stripe_customer_id == service_id)
    )
    return {*session.scalars(payment), *session.scalars(subscription)}


def of_error(session: Session, *, number: str) -> set[int]:
    """Who saw the error of that number."""
    found = session.scalars(
        select(AuditLogEntry.actor_id).where(AuditLogEntry.entity == "error", AuditLogEntry.entity_id == number)
    )
    return {each for each in found if each is not None}


def list_people(session: Session, *, words: str, user_ids: Sequence[int], limit: int, offset: int) -> Sequence[Any]:
    """These people, and with `words` those whose mail or name has them; newest first, erased ones left out."""
    plan_name = select(SubscriptionPlan.name).where(SubscriptionPlan.id == UserSubscription.plan_id)
    people = (
        select(
            User.id,
            User.display_name,
            User.email,
            func.coalesce(plan_name.scalar_subquery(), "none"),
            func.coalesce(cast(UserSubscription.status, String), ""),
            User.date_joined,
            User.is_active,
        )
        .outerjoin(UserSubscription, and_(UserSubscription.user_id == User.id, UserSubscription.status.in_(ENTITLED)))
        .where(User.erased_at.is_(None))
        .order_by(User.id.desc())
        .limit(limit)
        .offset(offset)
    )
    if words:
        has_words = or_(
            User.email.icontains(words, autoescape=True), User.display_name.icontains(words, autoescape=True)
        )
        people = people.where(or_(User.id.in_(user_ids), has_words) if user_ids else has_words)
    elif user_ids:
        people = people.where(User.id.in_(user_ids))
    return session.execute(people).all()


def find_plan(session: Session, *, user_id: int) -> Any:
    """The plan that runs: its end, price and whether it was given."""
    return session.execute(
        select(UserSubscription.end_date, UserSubscription.complimentary, SubscriptionPlan.price_usd)
        .join(SubscriptionPlan, SubscriptionPlan.id == UserSubscription.plan_id)
        .where(UserSubscription.user_id == user_id, UserSubscription.status.in_(ENTITLED))
    ).one_or_none()


# Each source along its own index and no more than a page of it; the word of a row is made outside.
_SOURCES: Mapping[int, str] = {
    4: """
        select s.id, s.started_at as at, 'essay' as kind, t.title as what, s.status as state,
               a.overall_band_score::text as more, s.id::text as key
        from practice_submission as s join practice_practicetask as t on t.id = s.task_id
        left join assessment_assessment as a on a.submission_id = s.id
        where s.user_id = :user_id and (s.started_at, 4, s.id) < (:at, :kind, :id)
        order by s.started_at desc, s.id desc limit :limit
    """,
    5: """
        select p.id, p.created_at as at, 'payment' as kind, p.amount_usd::text as what, p.status as state,
               coalesce(p.refund_amount, 0)::text as more, p.id::text as key
        from subscriptions_payment as p
        where p.user_id = :user_id and (p.created_at, 5, p.id) < (:at, :kind, :id)
        order by p.created_at desc, p.id desc limit :limit
    """,
    6: """
        select m.id, m.created_at as at, 'mail' as kind, m.template as what, m.status as state, m.error as more,
               m.id::text as key
        from platform_outbox as m
        where m.user_id = :user_id and (m.created_at, 6, m.id) < (:at, :kind, :id)
        order by m.created_at desc, m.id desc limit :limit
    """,
    7: """
        select l.id, l.created_at as at, 'sign-in' as kind, '' as what,
               case when l.revoked_at is not null then 'ended' else 'open' end as state, null as more, l.id::text as key
        from accounts_session as l
        where l.user_id = :user_id and (l.created_at, 7, l.id) < (:at, :kind, :id)
        order by l.created_at desc, l.id desc limit :limit
    """,
    8: """
        select e.id, e.created_at as at, 'error' as kind, e.entity_id as what, '' as state, e.detail ->> 'kind' as more,
               e.entity_id as key
        from platform_auditlog as e
        where e.actor_id = :user_id and e.action = 'page.failed' and (e.created_at, 8, e.id) < (:at, :kind, :id)
        order by e.created_at desc, e.id desc limit :limit
    """,
    9: """
        select e.id, e.created_at as at, 'act' as kind, e.action as what,
               coalesce(u.display_name, 'the server') as state, e.detail ->> 'reason' as more, e.id::text as key
        from platform_auditlog as e left join accounts_customuser as u on u.id = e.actor_id
        where (
            e.entity = 'accounts_customuser' and e.entity_id = cast(:user_id as text)
            or e.entity = 'payment'
            and e.entity_id in (select p.id::text from subscriptions_payment as p where p.user_id = :user_id)
        ) and (e.created_at, 9, e.id) < (:at, :kind, :id)
        order by e.created_at desc, e.id desc limit :limit
    """,
    # an event's key is a word: where two have the same moment, a number made of it decides
    10: """
        select e.number as id, e.received_at as at, 'event' as kind, e.type as what, e.status as state, e.error as more,
               e.id as key
        from (
            select w.*, ('x' || left(md5(w.id), 15))::bit(60)::bigint as number
            from subscriptions_webhookevent as w
            where w.payload #>> '{data,object,customer}' in (
                select s.stripe_customer_id from subscriptions_usersubscription as s where s.user_id = :user_id
            )
        ) as e
        where (e.received_at, 10, e.number) < (:at, :kind, :id)
        order by e.received_at desc, e.number desc limit :limit
    """,
}


def timeline(session: Session, *, user_id: int, before: tuple[datetime, int, int], limit: int) -> list[tuple[int, Any]]:
    """The newest rows of every source that lie before `before`, each with its source's number; unsorted."""
    at, kind, number = before
    values = {"user_id": user_id, "at": at, "kind": kind, "id": number, "limit": limit}
    return [(source, row) for source, sql in _SOURCES.items() for row in session.execute(text(sql), values)]
