-- No paid subscription is still open three days after its end: a renewal or its failure was missed.
select
    subscriptions.id as subscription_id,
    subscriptions.status,
    subscriptions.end_date

from public.subscriptions_usersubscription as subscriptions

inner join public.subscriptions_subscriptionplan as plans
    on subscriptions.plan_id = plans.id

where
    subscriptions.status in ('active', 'cancelled')
    and subscriptions.end_date < now() - interval '3 days'
    and plans.price_usd > 0;
