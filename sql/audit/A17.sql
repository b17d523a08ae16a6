-- No event of the payment service waits for more than ten minutes, failed or not.
select
    events.id as event_id,
    events.type,
    events.status

from public.subscriptions_webhookevent as events

where
    events.status in ('received', 'failed')
    and events.updated_at < now() - interval '10 minutes';
