-- Grain: one row per month of first payment and number of months since: how many of those people still pay.
create or replace view analytics.retention_cohorts as
with began as (
    select
        user_id,
        month as cohort_month
    from analytics.mrr_movements
    where kind = 'new'
),

moves as (
    select
        began.cohort_month,
        movements.month,
        sum(
            case
                when movements.kind in ('new', 'reactivation') then 1
                when movements.kind = 'churn' then -1
                else 0
            end
        ) as change
    from analytics.mrr_movements as movements
    inner join began on movements.user_id = began.user_id
    group by began.cohort_month, movements.month
),

months as (
    select
        cohorts.cohort_month,
        generate_series(cohorts.cohort_month, cohorts.last_month, interval '1 month') as month
    from (
        select
            cohort_month,
            max(max(month)) over () as last_month
        from moves
        group by cohort_month
    ) as cohorts
)

select
    months.cohort_month,
    months.month,
    (
        (extract(year from months.month) - extract(year from months.cohort_month)) * 12
        + extract(month from months.month) - extract(month from months.cohort_month)
    )::int as months_since,
    first_value(sum(coalesce(moves.change, 0))::bigint) over cohort as customers,
    (sum(sum(coalesce(moves.change, 0))) over cohort)::bigint as still_paying

from months

left join moves on months.cohort_month = moves.cohort_month and months.month = moves.month

group by months.cohort_month, months.month

window cohort as (partition by months.cohort_month order by months.month);

comment on view analytics.retention_cohorts is
'One row per month of first payment and month since: how many still pay.';
comment on column analytics.retention_cohorts.cohort_month is
'Month in which these people first paid, UTC.';
comment on column analytics.retention_cohorts.month is
'The month looked at, UTC.';
comment on column analytics.retention_cohorts.months_since is
'Whole months between the two.';
comment on column analytics.retention_cohorts.customers is
'People of the cohort.';
comment on column analytics.retention_cohorts.still_paying is
'People of the cohort who pay at the end of that month.';
