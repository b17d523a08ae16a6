-- Grain: one row per calendar month (UTC) that began with paying customers: who of them left, by choice or not.
-- By choice: they cancelled, or had bought without renewal. Not by choice: their last payment failed.
create or replace view analytics.churn_by_month as
with lost as (
    select
        movements.month,
        movements.user_id,
        -movements.amount_usd as lost_usd,
        exists(
            select 1
            from public.subscriptions_payment as payments
            where
                payments.user_id = movements.user_id
                and payments.status = 'failed'
                and payments.created_at >= movements.month - interval '1 month'
                and payments.created_at < movements.month + interval '1 month'
        ) as has_failed
    from analytics.mrr_movements as movements
    where movements.kind = 'churn'
),

sums as (
    select
        month,
        count(*) as customers_left,
        count(*) filter (where has_failed) as left_by_failure,
        sum(lost_usd) as lost_usd
    from lost
    group by month
)

select
    months.month,
    months.customers - months.customers_came + months.customers_left as customers_before,
    months.customers_left,
    months.customers_left - coalesce(sums.left_by_failure, 0) as left_by_choice,
    coalesce(sums.left_by_failure, 0) as left_by_failure,
    months.mrr_usd - months.net_usd as mrr_before_usd,
    coalesce(sums.lost_usd, 0) as lost_usd,
    -months.contraction_usd as contracted_usd

from analytics.mrr_by_month as months

left join sums on months.month = sums.month

where months.customers - months.customers_came + months.customers_left > 0;

comment on view analytics.churn_by_month is
'One row per month that began with paying customers: who of them left.';
comment on column analytics.churn_by_month.month is
'First moment of the calendar month, UTC.';
comment on column analytics.churn_by_month.customers_before is
'People who paid at the end of the month before.';
comment on column analytics.churn_by_month.customers_left is
'People of these who no longer pay at the end of the month.';
comment on column analytics.churn_by_month.left_by_choice is
'Left without a failed payment: they cancelled, or had bought without renewal.';
comment on column analytics.churn_by_month.left_by_failure is
'Left with a failed payment in this month or the one before.';
comment on column analytics.churn_by_month.mrr_before_usd is
'Monthly recurring revenue at the end of the month before, US dollars.';
comment on column analytics.churn_by_month.lost_usd is
'MRR of the people who left, US dollars.';
comment on column analytics.churn_by_month.contracted_usd is
'MRR lost by people who went to a smaller plan, US dollars.';
