-- A payment's status agrees with how much of it was refunded.
select
    payments.id as payment_id,
    payments.status,
    payments.amount_usd,
    payments.refund_amount,
    payments.refunded_at

from public.subscriptions_payment as payments

where
    (payments.status = 'refunded' and coalesce(payments.refund_amount, 0) <> payments.amount_usd)
    or (
        payments.status = 'partially_refunded'
        and coalesce(payments.refund_amount, 0) in (0, payments.amount_usd)
    )
    or (payments.status = 'succeeded' and coalesce(payments.refund_amount, 0) > 0)
    or (coalesce(payments.refund_amount, 0) > 0) <> (payments.refunded_at is not null);
