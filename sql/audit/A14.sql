-- What was paid for was given: ten minutes after a payment came in, at least one period points to it.
select
    payments.id as payment_id,
    payments.status

from public.subscriptions_payment as payments

where
    payments.status in ('succeeded', 'partially_refunded')
    and payments.updated_at < now() - interval '10 minutes'
    and not exists (
        select 1
        from public.subscriptions_usageperiod as periods
        where payments.id = periods.payment_id
    );
