-- Grain: one row per payment that bought time: the months it paid for, and its price a month net of tax.
-- A payment given back in full, or charged back, bought nothing. An upgrade cuts the old term short.
create or replace view analytics.paid_terms as
select
    payments.id as payment_id,
    payments.user_id,
    payments.plan_id,
    payments.subscription_id,
    min(periods.period_start) as starts_at,
    max(periods.period_end) as ends_at,
    round((payments.amount_usd - coalesce(payments.tax_usd, 0)) / plans.duration_months, 2) as mrr_usd

from public.subscriptions_payment as payments

inner join public.subscriptions_usageperiod as periods on payments.id = periods.payment_id

inner join public.subscriptions_subscriptionplan as plans on payments.plan_id = plans.id

where
    payments.status in ('succeeded', 'partially_refunded', 'disputed')
    and payments.amount_usd > 0

group by payments.id, plans.duration_months;

comment on view analytics.paid_terms is
'One row per payment that bought time.';
comment on column analytics.paid_terms.payment_id is
'The payment.';
comment on column analytics.paid_terms.user_id is
'Who paid.';
comment on column analytics.paid_terms.plan_id is
'The plan that was paid for.';
comment on column analytics.paid_terms.subscription_id is
'The subscription; empty if it is gone.';
comment on column analytics.paid_terms.starts_at is
'First moment of the paid time.';
comment on column analytics.paid_terms.ends_at is
'End of the paid time; an upgrade ends the old term.';
comment on column analytics.paid_terms.mrr_usd is
'Price net of tax, divided by the months of the plan, US dollars a month.';
