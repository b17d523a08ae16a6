-- Grain: one row per person and month in which their monthly recurring revenue changed.
-- MRR of a month is what is paid for at its last moment; three days of grace keep a late renewal from looking like
-- a loss and a return. No now(): months to come are there as far as they are paid for, and a reader leaves them out.
create or replace view analytics.mrr_movements as
with covered as (
    select distinct on (terms.user_id, months.month)
        terms.user_id,
        months.month::timestamptz as month,
        terms.mrr_usd
    from analytics.paid_terms as terms
    cross join
        lateral generate_series(
            date_trunc('month', terms.starts_at at time zone 'UTC'),
            date_trunc('month', (terms.ends_at + interval '3 days') at time zone 'UTC'),
            interval '1 month'
        ) as months (month)
    where
        terms.starts_at < (months.month + interval '1 month') at time zone 'UTC'
        and terms.ends_at + interval '3 days' >= (months.month + interval '1 month') at time zone 'UTC'
    order by terms.user_id asc, months.month asc, terms.starts_at desc, terms.payment_id desc
),

neighbours as (
    select
        user_id,
        month,
        mrr_usd,
        lag(month) over person as month_before,
        lag(mrr_usd) over person as mrr_before,
        lead(month) over person as month_after
    from covered
    window person as (partition by user_id order by month)
),

came as (
    select
        user_id,
        month,
        case
            when month_before is null then 'new'
            when month_before + interval '1 month' < month then 'reactivation'
            when mrr_usd > mrr_before then 'expansion'
            when mrr_usd < mrr_before then 'contraction'
        end as kind,
        mrr_usd - case when month_before + interval '1 month' = month then mrr_before else 0 end as amount_usd
    from neighbours
),

went as (
    select
        user_id,
        month + interval '1 month' as month,
        'churn' as kind,
        -mrr_usd as amount_usd
    from neighbours
    where month_after is null or month_after > month + interval '1 month'
)

select
    user_id,
    month,
    kind,
    amount_usd
from came
where kind is not null

union all

select
    user_id,
    month,
    kind,
    amount_usd
from went;

comment on view analytics.mrr_movements is
'One row per person and month in which their monthly recurring revenue changed.';
comment on column analytics.mrr_movements.user_id is
'Who.';
comment on column analytics.mrr_movements.month is
'First moment of the calendar month, UTC.';
comment on column analytics.mrr_movements.kind is
'new (never paid before), reactivation (had left), expansion, contraction (pays more or less), churn (no longer pays).';
comment on column analytics.mrr_movements.amount_usd is
'Change of the monthly recurring revenue net of tax, US dollars; churn and contraction are negative.';
