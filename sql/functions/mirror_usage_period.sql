-- The specification's test_feedback_used and test_feedback_limit repeat the newest open period. A free plan with no
-- open period shows its full limit; a paid one keeps the figures of its last period. Whoever changes a period has
-- locked its subscription first (lock order: submission, assessment, subscription, period, ledger).
-- Called by trigger when a period changes, and by an hourly job for periods that opened or ended by themselves.
create or replace function public.mirror_usage_period(changed_subscription_id bigint)
returns void
language plpgsql
as $$
declare
    open_period public.subscriptions_usageperiod;
begin
    select periods.*
    into open_period
    from public.subscriptions_usageperiod as periods
    where periods.subscription_id = changed_subscription_id
        and now() >= periods.period_start
        and now() < periods.period_end
    order by periods.period_start desc
    limit 1;

    if found then
        update public.subscriptions_usersubscription
        set
            test_feedback_used = open_period.reserved + open_period.consumed,
            test_feedback_limit = open_period.feedback_limit + open_period.bonus_limit
        where id = changed_subscription_id
            and (test_feedback_used, test_feedback_limit) is distinct from (
                open_period.reserved + open_period.consumed, open_period.feedback_limit + open_period.bonus_limit
            );
    else
        update public.subscriptions_usersubscription as subscriptions
        set test_feedback_used = 0, test_feedback_limit = plans.test_feedback_count
        from public.subscriptions_subscriptionplan as plans
        where subscriptions.id = changed_subscription_id
            and plans.id = subscriptions.plan_id
            and plans.price_usd = 0
            and (subscriptions.test_feedback_used, subscriptions.test_feedback_limit)
            is distinct from (0, plans.test_feedback_count);
    end if;
end
$$;

create or replace function public.mirror_changed_usage_period()
returns trigger
language plpgsql
as $$
begin
    if tg_op <> 'INSERT' then
        perform public.mirror_usage_period(old.subscription_id);
    end if;
    if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.subscription_id <> old.subscription_id) then
        perform public.mirror_usage_period(new.subscription_id);
    end if;
    return null;
end
$$;

create or replace trigger mirror_usage_period
after insert or update or delete on public.subscriptions_usageperiod
for each row execute function public.mirror_changed_usage_period();
