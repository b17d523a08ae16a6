-- No invoice, payment or charge of the payment service is booked twice.
select
    'invoice' as kind,
    payments.stripe_invoice_id as service_id,
    count(*) as bookings

from public.subscriptions_payment as payments

where payments.stripe_invoice_id is not null

group by payments.stripe_invoice_id

having count(*) > 1

union all

select
    'charge' as kind,
    payments.stripe_charge_id as service_id,
    count(*) as bookings

from public.subscriptions_payment as payments

where payments.stripe_charge_id is not null

group by payments.stripe_charge_id

having count(*) > 1;
