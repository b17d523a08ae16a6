-- Grain: one row per calendar month (UTC) with a result or a paid call: what reading essays cost.
create or replace view analytics.engine_cost_by_month as
with calls as (
    select
        date_trunc('month', day::timestamp) at time zone 'UTC' as month,
        count(*) as paid_calls,
        sum(coalesce(cost_usd, 0)) as cost_usd,
        sum(input_tokens + output_tokens) as tokens
    from public.platform_enginecost
    where state = 'settled'
    group by date_trunc('month', day::timestamp)
),

results as (
    select
        date_trunc('month', created_at, 'UTC') as month,
        count(*) as essays
    from public.assessment_assessment
    where status = 'completed'
    group by date_trunc('month', created_at, 'UTC')
)

select
    coalesce(results.month, calls.month) as month,
    coalesce(results.essays, 0) as essays,
    coalesce(calls.paid_calls, 0) as paid_calls,
    coalesce(calls.tokens, 0) as tokens,
    coalesce(calls.cost_usd, 0) as cost_usd,
    coalesce(months.mrr_usd, 0) as mrr_usd

from results

full outer join calls on results.month = calls.month

left join analytics.mrr_by_month as months on coalesce(results.month, calls.month) = months.month;

comment on view analytics.engine_cost_by_month is
'One row per month: what reading essays cost, beside revenue.';
comment on column analytics.engine_cost_by_month.month is
'First moment of the calendar month, UTC.';
comment on column analytics.engine_cost_by_month.essays is
'Essays with a result.';
comment on column analytics.engine_cost_by_month.paid_calls is
'Calls to a paid engine; the engine of this computer costs nothing a call.';
comment on column analytics.engine_cost_by_month.tokens is
'Tokens sent and received in these calls.';
comment on column analytics.engine_cost_by_month.cost_usd is
'Cost of these calls, US dollars.';
comment on column analytics.engine_cost_by_month.mrr_usd is
'Monthly recurring revenue at the end of the month, US dollars.';
