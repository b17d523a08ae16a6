-- Grain: one row per calendar month (UTC) with a payment or with paid time: money that came in beside MRR.
-- Money comes in when a term is paid; MRR spreads it over the months of the term: what is paid for and still to come
-- (prepaid) is the difference, added up.
create or replace view analytics.cash_by_month as
with cash as (
    select
        date_trunc('month', payments.created_at, 'UTC') as month,
        sum(payments.amount_usd) as collected_usd,
        sum(coalesce(payments.tax_usd, 0)) as tax_usd,
        sum(coalesce(payments.fee_usd, 0)) as fee_usd,
        sum(coalesce(payments.refund_amount, 0)) as refunded_usd
    from public.subscriptions_payment as payments
    where payments.status in ('succeeded', 'partially_refunded', 'refunded', 'disputed')
    group by date_trunc('month', payments.created_at, 'UTC')
)

select
    coalesce(cash.month, months.month) as month,
    coalesce(cash.collected_usd, 0) as collected_usd,
    coalesce(cash.tax_usd, 0) as tax_usd,
    coalesce(cash.refunded_usd, 0) as refunded_usd,
    coalesce(cash.fee_usd, 0) as fee_usd,
    coalesce(cash.collected_usd - cash.tax_usd - cash.refunded_usd, 0) as net_of_tax_usd,
    coalesce(months.mrr_usd, 0) as mrr_usd,
    coalesce(cash.collected_usd - cash.tax_usd - cash.refunded_usd, 0) - coalesce(months.mrr_usd, 0) as prepaid_usd

from cash

full outer join analytics.mrr_by_month as months on cash.month = months.month;

comment on view analytics.cash_by_month is
'One row per month: money that came in beside monthly recurring revenue.';
comment on column analytics.cash_by_month.month is
'First moment of the calendar month, UTC.';
comment on column analytics.cash_by_month.collected_usd is
'Payments of the month that came in, tax included, US dollars.';
comment on column analytics.cash_by_month.tax_usd is
'Tax in these payments, US dollars.';
comment on column analytics.cash_by_month.refunded_usd is
'What was given back of these payments, whenever that was, US dollars.';
comment on column analytics.cash_by_month.fee_usd is
'What the payment service kept, US dollars.';
comment on column analytics.cash_by_month.net_of_tax_usd is
'Collected less tax and refunds, US dollars.';
comment on column analytics.cash_by_month.mrr_usd is
'Monthly recurring revenue at the end of the month, US dollars.';
comment on column analytics.cash_by_month.prepaid_usd is
'net_of_tax_usd less mrr_usd: above 0 when people pay ahead, below when they use what they paid before, US dollars.';
