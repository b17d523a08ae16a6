-- Credits, payments and grants belong to the person whose subscription, essay and mock test they are about.
select
    'usage' as kind,
    ledger.id

from public.subscriptions_usagetracking as ledger

inner join public.subscriptions_usageperiod as periods
    on ledger.period_id = periods.id

inner join public.subscriptions_usersubscription as subscriptions
    on periods.subscription_id = subscriptions.id

left join public.assessment_assessment as assessments
    on ledger.assessment_id = assessments.id

left join public.practice_submission as submissions
    on assessments.submission_id = submissions.id

left join public.practice_sitting as sittings
    on ledger.sitting_id = sittings.id

where
    ledger.subscription_id <> periods.subscription_id
    or ledger.user_id <> subscriptions.user_id
    or ledger.user_id <> submissions.user_id
    or ledger.user_id <> sittings.user_id
    or (
        submissions.id is not null
        and sittings.id is not null
        and submissions.session_id is distinct from sittings.code
    )

union all

select
    'sitting' as kind,
    submissions.id

from public.practice_submission as submissions

inner join public.practice_sitting as sittings
    on submissions.session_id = sittings.code

where submissions.user_id <> sittings.user_id

union all

select
    'payment' as kind,
    payments.id

from public.subscriptions_payment as payments

inner join public.subscriptions_usersubscription as subscriptions
    on payments.subscription_id = subscriptions.id

where payments.user_id <> subscriptions.user_id

union all

select
    'grant' as kind,
    grants.id

from public.subscriptions_creditgrant as grants

inner join public.subscriptions_usageperiod as periods
    on grants.period_id = periods.id

inner join public.subscriptions_usersubscription as subscriptions
    on periods.subscription_id = subscriptions.id

where grants.user_id <> subscriptions.user_id;
