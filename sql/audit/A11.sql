-- A person has at most one subscription that gives anything.
select
    subscriptions.user_id,
    count(*) as entitled_subscriptions

from public.subscriptions_usersubscription as subscriptions

where subscriptions.status in ('active', 'past_due', 'paused', 'cancelled')

group by subscriptions.user_id

having count(*) > 1;
