-- public.subscription_analytics without reading subscriptions. Every credit of a plan moves its sums, so each
-- change adds a row of differences, as in rollup.task_difficulty.
create or replace function rollup.move_plan()
returns trigger
language plpgsql
as $$
begin
    if tg_op <> 'INSERT' and old.status = 'active' then
        insert into rollup.plan_use (plan_id, active, used, at_limit)
        values (
            old.plan_id, -1, -old.test_feedback_used, -(old.test_feedback_used = old.test_feedback_limit)::int
        );
    end if;
    if tg_op <> 'DELETE' and new.status = 'active' then
        insert into rollup.plan_use (plan_id, active, used, at_limit)
        values (new.plan_id, 1, new.test_feedback_used, (new.test_feedback_used = new.test_feedback_limit)::int);
    end if;
    return null;
end
$$;

create or replace trigger rollup_plan_added
after insert or delete on public.subscriptions_usersubscription
for each row execute function rollup.move_plan();

create or replace trigger rollup_plan_moved
after update on public.subscriptions_usersubscription
for each row when (
    (old.plan_id, old.status, old.test_feedback_used, old.test_feedback_limit)
    is distinct from (new.plan_id, new.status, new.test_feedback_used, new.test_feedback_limit)
)
execute function rollup.move_plan();

-- A person has at most one entitled subscription (idx_usersubscription_user_active): people are subscriptions.
create or replace view rollup.subscription_analytics as
with totals as (
    select
        plan_id,
        sum(active)::bigint as active,
        sum(used)::bigint as used,
        sum(at_limit)::bigint as at_limit
    from rollup.plan_use
    group by plan_id
)

select
    plans.name as plan_name,
    plans.price_usd,
    plans.test_feedback_count as plan_limit,
    coalesce(totals.active, 0) as active_subscriptions,
    coalesce(totals.used, 0) as total_usage,
    totals.used::numeric / nullif(totals.active, 0) as avg_usage_per_user,
    coalesce(totals.at_limit, 0) as users_at_limit,
    plans.id as plan_id,
    coalesce(totals.active, 0) as active_users

from public.subscriptions_subscriptionplan as plans

left join totals on plans.id = totals.plan_id;

create or replace view rollup.subscription_differences as
select coalesce(exact.plan_id, summed.plan_id) as plan_id

from public.subscription_analytics as exact

full outer join rollup.subscription_analytics as summed on exact.plan_id = summed.plan_id

where exact.* is distinct from summed.*;
