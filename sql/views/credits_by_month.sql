-- Grain: one row per calendar month (UTC) in which credits were given: what became of them.
create or replace view analytics.credits_by_month as
with given as (
    select
        date_trunc('month', periods.period_start, 'UTC') as month,
        plans.price_usd > 0 as is_paid,
        sum(periods.feedback_limit) as plan_credits,
        sum(periods.bonus_limit) as bonus_credits,
        sum(periods.consumed) as used,
        sum(periods.reserved) as held,
        count(*) filter (
            where periods.reserved + periods.consumed >= periods.feedback_limit + periods.bonus_limit
        ) as periods_at_limit,
        count(*) as periods
    from public.subscriptions_usageperiod as periods
    inner join public.subscriptions_usersubscription as subscriptions on periods.subscription_id = subscriptions.id
    inner join public.subscriptions_subscriptionplan as plans on subscriptions.plan_id = plans.id
    group by date_trunc('month', periods.period_start, 'UTC'), plans.price_usd > 0
)

select
    month,
    is_paid,
    plan_credits,
    bonus_credits,
    used,
    held,
    plan_credits + bonus_credits - used - held as unused,
    periods,
    periods_at_limit
from given;

comment on view analytics.credits_by_month is
'One row per month and kind of plan: the credits of the periods that began in it.';
comment on column analytics.credits_by_month.month is
'Month in which the periods began, UTC.';
comment on column analytics.credits_by_month.is_paid is
'Whether the plan costs something.';
comment on column analytics.credits_by_month.plan_credits is
'Credits of the plans.';
comment on column analytics.credits_by_month.bonus_credits is
'Credits given on top.';
comment on column analytics.credits_by_month.used is
'Credits spent on a result.';
comment on column analytics.credits_by_month.held is
'Credits held by essays that are being read.';
comment on column analytics.credits_by_month.unused is
'Credits not used: they expire with their period.';
comment on column analytics.credits_by_month.periods is
'Periods that began.';
comment on column analytics.credits_by_month.periods_at_limit is
'Periods without a credit left.';
