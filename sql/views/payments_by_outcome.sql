-- Grain: one row per calendar month (UTC) in which a payment was begun: what became of the payments.
-- A failed payment is recovered when the same person pays within 14 days.
create or replace view analytics.payments_by_outcome as
with judged as (
    select
        date_trunc('month', payments.created_at, 'UTC') as month,
        payments.status,
        payments.status = 'failed' and exists (
            select 1
            from public.subscriptions_payment as later
            where
                later.user_id = payments.user_id
                and later.status in ('succeeded', 'partially_refunded', 'refunded', 'disputed')
                and later.created_at > payments.created_at
                and later.created_at <= payments.created_at + interval '14 days'
        ) as is_recovered
    from public.subscriptions_payment as payments
)

select
    month,
    count(*) as begun,
    count(*) filter (where status in ('succeeded', 'partially_refunded', 'refunded', 'disputed')) as paid,
    count(*) filter (where status = 'failed') as failed,
    count(*) filter (where is_recovered) as recovered,
    count(*) filter (where status in ('refunded', 'partially_refunded')) as refunded,
    count(*) filter (where status in ('disputed', 'charged_back')) as disputed
from judged
group by month;

comment on view analytics.payments_by_outcome is
'One row per month: what became of the payments begun in it.';
comment on column analytics.payments_by_outcome.month is
'First moment of the calendar month, UTC.';
comment on column analytics.payments_by_outcome.begun is
'Payments begun, whatever became of them.';
comment on column analytics.payments_by_outcome.paid is
'Money came in, whether some of it was given back or not.';
comment on column analytics.payments_by_outcome.failed is
'The payment failed.';
comment on column analytics.payments_by_outcome.recovered is
'Failed, but the same person paid within 14 days.';
comment on column analytics.payments_by_outcome.refunded is
'Given back in full or in part.';
comment on column analytics.payments_by_outcome.disputed is
'Disputed with the bank, whether still open or lost.';
