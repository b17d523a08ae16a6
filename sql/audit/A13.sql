-- A plan that gives something was paid for, or was given by us.
select
    subscriptions.id as subscription_id,
    subscriptions.status

from public.subscriptions_usersubscription as subscriptions

inner join public.subscriptions_subscriptionplan as plans
    on subscriptions.plan_id = plans.id

where
    subscriptions.status in ('active', 'past_due', 'cancelled')
    and plans.price_usd > 0
    and not subscriptions.complimentary
    and not exists (
        select 1
        from public.subscriptions_payment as payments
        where
            subscriptions.id = payments.subscription_id
            and payments.status in ('succeeded', 'partially_refunded', 'disputed')
    );
