-- Grain: one row per calendar month (UTC) in which a payment was begun, newest first.
-- The first columns keep the specification's meaning, failed payments included; net_revenue is what was kept.
create or replace view public.revenue_analytics as
select
    date_trunc('month', payments.created_at, 'UTC') as month,
    count(payments.id) as total_payments,
    sum(payments.amount_usd) as total_revenue,
    avg(payments.amount_usd) as avg_payment_amount,
    count(distinct payments.user_id) as paying_users,
    sum(case when payments.status = 'succeeded' then payments.amount_usd else 0 end) as successful_revenue,
    sum(
        case
            when payments.status in ('succeeded', 'partially_refunded', 'disputed')
                then payments.amount_usd - coalesce(payments.refund_amount, 0)
            when payments.status = 'refunded'
                then payments.amount_usd - coalesce(payments.refund_amount, payments.amount_usd)
            else 0
        end
    ) as net_revenue,
    sum(
        case
            when payments.status = 'refunded' then coalesce(payments.refund_amount, payments.amount_usd)
            else coalesce(payments.refund_amount, 0)
        end
    ) as refunded_amount,
    count(payments.id) filter (where payments.status = 'failed') as failed_payments,
    count(distinct payments.user_id) filter (where payments.status = 'succeeded') as successful_payers

from public.subscriptions_payment as payments

group by date_trunc('month', payments.created_at, 'UTC')

order by month desc;

comment on view public.revenue_analytics is
'One row per month: what was asked for, what came in, what was given back.';
comment on column public.revenue_analytics.month is
'First moment of the calendar month, UTC.';
comment on column public.revenue_analytics.total_payments is
'Payments begun in the month, whatever became of them.';
comment on column public.revenue_analytics.total_revenue is
'Sum of all payments, failed and refunded ones included, US dollars; for money received see net_revenue.';
comment on column public.revenue_analytics.avg_payment_amount is
'Mean amount of all payments, failed ones included, US dollars.';
comment on column public.revenue_analytics.paying_users is
'People with a payment of any status; for people who paid see successful_payers.';
comment on column public.revenue_analytics.successful_revenue is
'Sum of payments with status succeeded, US dollars.';
comment on column public.revenue_analytics.net_revenue is
'Money received less refunds, before fees and tax, US dollars; a charged-back payment counts 0.';
comment on column public.revenue_analytics.refunded_amount is
'Refunds of the month''s payments, US dollars.';
comment on column public.revenue_analytics.failed_payments is
'Payments with status failed.';
comment on column public.revenue_analytics.successful_payers is
'People with a payment of status succeeded.';
