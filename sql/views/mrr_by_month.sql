-- Grain: one row per calendar month (UTC) from the first paid one on: monthly recurring revenue and its movements.
create or replace view analytics.mrr_by_month as
with months as (
    select generate_series(min(month), max(month), interval '1 month') as month
    from analytics.mrr_movements
),

sums as (
    select
        months.month,
        coalesce(sum(movements.amount_usd) filter (where movements.kind = 'new'), 0) as new_usd,
        coalesce(sum(movements.amount_usd) filter (where movements.kind = 'expansion'), 0) as expansion_usd,
        coalesce(sum(movements.amount_usd) filter (where movements.kind = 'contraction'), 0) as contraction_usd,
        coalesce(sum(movements.amount_usd) filter (where movements.kind = 'churn'), 0) as churn_usd,
        coalesce(sum(movements.amount_usd) filter (where movements.kind = 'reactivation'), 0) as reactivation_usd,
        coalesce(sum(movements.amount_usd), 0) as net_usd,
        count(movements.user_id) filter (where movements.kind in ('new', 'reactivation')) as customers_came,
        count(movements.user_id) filter (where movements.kind = 'churn') as customers_left
    from months
    left join analytics.mrr_movements as movements on months.month = movements.month
    group by months.month
)

select
    month,
    sum(net_usd) over (order by month) as mrr_usd,
    new_usd,
    expansion_usd,
    contraction_usd,
    churn_usd,
    reactivation_usd,
    net_usd,
    (sum(customers_came - customers_left) over (order by month))::bigint as customers,
    customers_came,
    customers_left
from sums;

comment on view analytics.mrr_by_month is
'One row per month: monthly recurring revenue at its end, and what moved it.';
comment on column analytics.mrr_by_month.month is
'First moment of the calendar month, UTC.';
comment on column analytics.mrr_by_month.mrr_usd is
'Monthly recurring revenue at the end of the month, net of tax; long plans are divided by their months. US dollars.';
comment on column analytics.mrr_by_month.new_usd is
'MRR of people who never paid before, US dollars.';
comment on column analytics.mrr_by_month.expansion_usd is
'More MRR of people who paid in the month before, US dollars.';
comment on column analytics.mrr_by_month.contraction_usd is
'Less MRR of people who still pay, US dollars, negative.';
comment on column analytics.mrr_by_month.churn_usd is
'MRR of people who no longer pay, US dollars, negative.';
comment on column analytics.mrr_by_month.reactivation_usd is
'MRR of people who paid once, did not in the month before, and do again, US dollars.';
comment on column analytics.mrr_by_month.net_usd is
'The five movements together, US dollars.';
comment on column analytics.mrr_by_month.customers is
'People who pay at the end of the month.';
comment on column analytics.mrr_by_month.customers_came is
'People who began or began again to pay.';
comment on column analytics.mrr_by_month.customers_left is
'People who no longer pay.';
