-- A period's counters are the sums of its ledger rows, and its bonus is the sum of what was granted.
with

ledger as (

    select
        period_id,
        coalesce(sum(cost_count) filter (where state = 'reserved'), 0) as reserved,
        coalesce(sum(cost_count) filter (where state = 'consumed'), 0) as consumed

    from public.subscriptions_usagetracking

    group by period_id

),

grants as (

    select
        period_id,
        sum(amount) as granted

    from public.subscriptions_creditgrant

    group by period_id

)

select
    periods.id as period_id,
    periods.reserved,
    coalesce(ledger.reserved, 0) as reserved_in_ledger,
    periods.consumed,
    coalesce(ledger.consumed, 0) as consumed_in_ledger,
    periods.bonus_limit,
    coalesce(grants.granted, 0) as granted

from public.subscriptions_usageperiod as periods

left join ledger
    on periods.id = ledger.period_id

left join grants
    on periods.id = grants.period_id

where
    periods.reserved <> coalesce(ledger.reserved, 0)
    or periods.consumed <> coalesce(ledger.consumed, 0)
    or periods.bonus_limit <> coalesce(grants.granted, 0);
