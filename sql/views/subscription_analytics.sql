-- Grain: one row per plan, including those that nobody has.
-- Subscriptions with status active; usage is that of each subscription's current month.
create or replace view public.subscription_analytics as
select
    plans.name as plan_name,
    plans.price_usd,
    plans.test_feedback_count as plan_limit,
    count(subscriptions.id) as active_subscriptions,
    coalesce(sum(subscriptions.test_feedback_used), 0) as total_usage,
    avg(subscriptions.test_feedback_used) as avg_usage_per_user,
    count(subscriptions.id) filter (
        where subscriptions.test_feedback_used = subscriptions.test_feedback_limit
    ) as users_at_limit,
    plans.id as plan_id,
    count(distinct subscriptions.user_id) as active_users

from public.subscriptions_subscriptionplan as plans

left join public.subscriptions_usersubscription as subscriptions
    on
        plans.id = subscriptions.plan_id
        and subscriptions.status = 'active'

group by plans.id, plans.name, plans.price_usd, plans.test_feedback_count;

comment on view public.subscription_analytics is
'One row per plan: who has it and how much of it they use.';
comment on column public.subscription_analytics.plan_name is
'Name of the plan.';
comment on column public.subscription_analytics.price_usd is
'Price of the whole term, US dollars.';
comment on column public.subscription_analytics.plan_limit is
'Feedback credits a month.';
comment on column public.subscription_analytics.active_subscriptions is
'Subscriptions with status active.';
comment on column public.subscription_analytics.total_usage is
'Credits reserved or spent in the current months of those subscriptions.';
comment on column public.subscription_analytics.avg_usage_per_user is
'total_usage per active subscription; empty if there is none.';
comment on column public.subscription_analytics.users_at_limit is
'Active subscriptions without a credit left this month.';
comment on column public.subscription_analytics.plan_id is
'The plan.';
comment on column public.subscription_analytics.active_users is
'People with an active subscription to the plan.';
