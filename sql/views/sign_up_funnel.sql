-- Grain: one row per calendar month (UTC) of sign-up: how far those people have come by now.
create or replace view analytics.sign_up_funnel as
with essays as (
    select
        user_id,
        count(*) as handed_in
    from public.practice_submission
    where status in ('submitted', 'assessed', 'failed')
    group by user_id
),

payers as (
    select distinct user_id
    from public.subscriptions_payment
    where status in ('succeeded', 'partially_refunded', 'refunded', 'disputed') and amount_usd > 0
)

select
    date_trunc('month', users.date_joined, 'UTC') as month,
    count(*) as registered,
    count(*) filter (where essays.handed_in >= 1) as first_essay,
    count(*) filter (where essays.handed_in >= 3) as third_essay,
    count(payers.user_id) as paid

from public.accounts_customuser as users

left join essays on users.id = essays.user_id

left join payers on users.id = payers.user_id

where not users.is_staff

group by date_trunc('month', users.date_joined, 'UTC');

comment on view analytics.sign_up_funnel is
'One row per month of sign-up: how far those people have come by now.';
comment on column analytics.sign_up_funnel.month is
'Month of sign-up, UTC; staff is left out.';
comment on column analytics.sign_up_funnel.registered is
'Accounts opened.';
comment on column analytics.sign_up_funnel.first_essay is
'Of these, people who handed in an essay.';
comment on column analytics.sign_up_funnel.third_essay is
'Of these, people who handed in three.';
comment on column analytics.sign_up_funnel.paid is
'Of these, people who paid at least once.';
