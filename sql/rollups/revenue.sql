-- public.revenue_analytics without reading payments. A month's sums are rows of differences, as in
-- rollup.task_difficulty; a row a payer and month knows when somebody begins or ceases to be one of its payers.
create or replace function rollup.add_payment(payment public.subscriptions_payment, sign int)
returns void
language plpgsql
as $$
declare
    paid_in timestamptz := date_trunc('month', payment.created_at, 'UTC');
    succeeded int := (payment.status = 'succeeded')::int;
    given_back numeric := case
        when payment.status = 'refunded' then coalesce(payment.refund_amount, payment.amount_usd)
        else coalesce(payment.refund_amount, 0)
    end;
    counted record;
begin
    insert into rollup.revenue_payer as payer (month, user_id, payments, succeeded)
    values (paid_in, payment.user_id, sign, sign * succeeded)
    on conflict (month, user_id) do update
        set payments = payer.payments + excluded.payments, succeeded = payer.succeeded + excluded.succeeded
    returning payments, payer.succeeded as paid into counted;
    if counted.payments = 0 then
        delete from rollup.revenue_payer where month = paid_in and user_id = payment.user_id;
    end if;

    insert into rollup.revenue (
        month, payments, amount, successful, net, refunded, failed, payers, successful_payers
    )
    values (
        paid_in,
        sign,
        sign * payment.amount_usd,
        sign * succeeded * payment.amount_usd,
        sign * case
            when payment.status in ('succeeded', 'partially_refunded', 'disputed', 'refunded')
                then payment.amount_usd - given_back
            else 0
        end,
        sign * given_back,
        sign * (payment.status = 'failed')::int,
        case when sign = 1 then (counted.payments = 1)::int else -(counted.payments = 0)::int end,
        succeeded * case when sign = 1 then (counted.paid = 1)::int else -(counted.paid = 0)::int end
    );
end
$$;

create or replace function rollup.move_payment()
returns trigger
language plpgsql
as $$
begin
    if tg_op <> 'INSERT' then
        perform rollup.add_payment(old, -1);
    end if;
    if tg_op <> 'DELETE' then
        perform rollup.add_payment(new, 1);
    end if;
    return null;
end
$$;

create or replace trigger rollup_payment_added
after insert or delete on public.subscriptions_payment
for each row execute function rollup.move_payment();

create or replace trigger rollup_payment_moved
after update on public.subscriptions_payment
for each row when (
    (old.created_at, old.user_id, old.status, old.amount_usd, old.refund_amount)
    is distinct from (new.created_at, new.user_id, new.status, new.amount_usd, new.refund_amount)
)
execute function rollup.move_payment();

create or replace view rollup.revenue_analytics as
select
    month,
    sum(payments)::bigint as total_payments,
    sum(amount) as total_revenue,
    sum(amount) / sum(payments) as avg_payment_amount,
    sum(payers)::bigint as paying_users,
    sum(successful) as successful_revenue,
    sum(net) as net_revenue,
    sum(refunded) as refunded_amount,
    sum(failed)::bigint as failed_payments,
    sum(successful_payers)::bigint as successful_payers

from rollup.revenue

group by month

having sum(payments) > 0

order by month desc;

create or replace view rollup.revenue_differences as
select coalesce(exact.month, summed.month) as month

from public.revenue_analytics as exact

full outer join rollup.revenue_analytics as summed on exact.month = summed.month

where exact.* is distinct from summed.*;
