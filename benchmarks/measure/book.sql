-- A platform of :submissions essays by :users people over three years, every value a function of its row's number, so
-- that two runs on one day are equal. It passes every check of the tables, and the audit finds nothing in it.
-- A quarter of the people pay. Rows come without triggers; rollups are counted from them afterwards.
set session_replication_role = replica;
set synchronous_commit = off;
set work_mem = '256MB';
set maintenance_work_mem = '512MB';
set statement_timeout = 0;

create or replace function bench_r(i bigint, salt bigint) returns double precision
language sql immutable parallel safe as
$$ select (hashint8extended(i, salt) & 9007199254740991)::float8 / 9007199254740992 $$;

insert into accounts_customuser (
    id, password, username, email, display_name, target_band_score, module_type, language_background, test_date,
    email_verified_at, date_joined, created_at, updated_at
)
select
    i, '!', 'bench' || i, 'bench' || i || '@example.test', 'Person ' || i, round((5.5 + bench_r(i, 1) * 3) * 2) / 2,
    case when bench_r(i, 2) < 0.7 then 'academic' else 'general' end,
    (array['Arabic', 'Chinese', 'Hindi', 'Spanish', 'Turkish', 'Vietnamese', null])[1 + floor(bench_r(i, 4) * 7)::int],
    (d + bench_r(i, 5) * interval '200 days')::date, d, d, d, d
from generate_series(1, :users) as i,
    lateral (select date_trunc('hour', now()) - interval '1100 days' * bench_r(i, 3) - interval '1 day' as d) as x;

insert into practice_practicetask (
    id, task_code, title, module_type, task_number, difficulty_level, instruction, prompt, word_limit_min,
    word_limit_max, time_limit_minutes, topic_id
)
select
    1000000 + i, 'BN_T' || (1 + i % 2) || '_' || lpad(i::text, 5, '0'), 'Task ' || i,
    case when i % 4 < 2 then 'academic' else 'general' end, 1 + i % 2,
    (array['beginner', 'intermediate', 'advanced'])[1 + i % 3], 'Write.', 'Prompt ' || i,
    case when i % 2 = 0 then 150 else 250 end, 350, case when i % 2 = 0 then 20 else 40 end,
    (select min(t.id) from practice_topic as t)
from generate_series(1, 600) as i;

-- activity is skewed (square law): the busiest 1 % write about a tenth of all essays
insert into practice_submission (
    id, user_id, task_id, content, content_sha256, word_count, time_spent_seconds, status, started_at, submitted_at,
    created_at, updated_at
)
select
    i, 1 + floor(power(bench_r(i, 10), 2) * :users)::bigint, 1000001 + floor(bench_r(i, 11) * 600)::bigint, 'essay ' || i,
    case when st <> 'draft' then encode(sha256(convert_to('essay ' || i, 'UTF8')), 'hex') end,
    150 + floor(bench_r(i, 12) * 200)::int, 600 + floor(bench_r(i, 13) * 3000)::int, st, t,
    case when st <> 'draft' then t + interval '40 minutes' end, t, t
from generate_series(1, :submissions) as i,
    lateral (
        select
            case when bench_r(i, 14) < 0.90 then 'assessed' when bench_r(i, 14) < 0.94 then 'failed' else 'draft' end as st,
            now() - interval '2 hours' - interval '1030 days' * (1 - i::float8 / :submissions) as t
    ) as x;

create temp table bench_paid as
select
    i as user_id, :users + i as id, p.id as plan_id, p.duration_months as months, p.price_usd, p.test_feedback_count as feedbacks,
    d as start_date,
    1 + floor(power(bench_r(i, 33), 2) * 14 / p.duration_months)::int as terms
from generate_series(4, :users, 4) as i,
    lateral (select date_trunc('hour', now()) - interval '1000 days' * bench_r(i, 34) - interval '2 hours' as d) as x,
    lateral (
        select pl.* from subscriptions_subscriptionplan as pl
        where pl.price_usd > 0 and pl.is_active
        order by pl.sort_order offset floor(bench_r(i, 31) * 6)::int limit 1
    ) as p;

create temp table bench_term as
select
    row_number() over (order by b.user_id, k) as payment_id, b.*, k,
    b.start_date + make_interval(months => (k - 1) * b.months) as term_start,
    b.start_date + make_interval(months => k * b.months) as term_end,
    k = max(k) over (partition by b.user_id) and bench_r(b.user_id, 40) < 0.03 as is_refunded
from bench_paid as b, generate_series(1, b.terms) as k
where b.start_date + make_interval(months => (k - 1) * b.months) <= now() - interval '1 hour';
create index on bench_term (user_id);

insert into subscriptions_usersubscription (
    id, user_id, plan_id, status, test_feedback_used, test_feedback_limit, start_date, end_date, auto_renew,
    cancelled_at, stripe_subscription_id, stripe_customer_id, stripe_status, created_at, updated_at
)
select
    b.id, b.user_id, b.plan_id, state.st, 0, b.feedbacks, b.start_date, l.ends, state.st = 'active' and b.months = 1,
    case when state.st = 'cancelled' then least(now(), l.ends - interval '3 days') end,
    'sub_bench_' || b.user_id, 'cus_bench_' || b.user_id,
    case when state.st = 'expired' then 'canceled' else 'active' end, b.start_date, b.start_date
from bench_paid as b,
    lateral (
        select
            max(case when t.is_refunded then t.term_start + interval '1 day' else t.term_end end) as ends,
            bool_or(t.is_refunded) as is_refunded
        from bench_term as t where t.user_id = b.user_id
    ) as l,
    lateral (
        select case
            when l.ends <= now() or l.is_refunded then 'expired'
            when bench_r(b.user_id, 41) < 0.25 then 'cancelled' else 'active'
        end as st
    ) as state;

insert into subscriptions_usersubscription (
    id, user_id, plan_id, status, test_feedback_used, test_feedback_limit, start_date, end_date, auto_renew,
    created_at, updated_at
)
select
    u.id, u.id, p.id,
    case when paid.status in ('active', 'cancelled') then 'expired' else 'active' end, 0, p.test_feedback_count,
    u.date_joined, case when paid.status in ('active', 'cancelled') then greatest(paid.start_date, u.date_joined + interval '1 minute') else '9999-12-31' end, true, u.date_joined, u.date_joined
from accounts_customuser as u
cross join (select * from subscriptions_subscriptionplan where slug = 'free') as p
left join subscriptions_usersubscription as paid on paid.user_id = u.id
where u.id <= :users;

insert into subscriptions_payment (
    id, user_id, subscription_id, plan_id, amount_usd, payment_method, stripe_payment_intent_id, stripe_charge_id,
    stripe_invoice_id, status, refund_amount, refunded_at, net_usd, tax_usd, fee_usd, country, webhook_received,
    webhook_processed_at, created_at, updated_at
)
select
    payment_id, user_id, id, plan_id, price_usd, 'visa 4242', 'pi_bench_' || payment_id, 'ch_bench_' || payment_id,
    'in_bench_' || payment_id, case when is_refunded then 'refunded' else 'succeeded' end,
    case when is_refunded then price_usd end, case when is_refunded then term_start + interval '1 day' end,
    round(price_usd / 1.2, 2), price_usd - round(price_usd / 1.2, 2), round(price_usd * 0.029 + 0.3, 2),
    (array['GB', 'DE', 'IN', 'BR'])[1 + user_id % 4], true, term_start, term_start, term_start
from bench_term;

-- one in twelve of those who left did so because a renewal was refused
insert into subscriptions_payment (
    id, user_id, subscription_id, plan_id, amount_usd, payment_method, stripe_invoice_id, status, failure_reason,
    created_at, updated_at
)
select
    (select max(payment_id) from bench_term) + row_number() over (order by s.id), s.user_id, s.id, s.plan_id, b.price_usd,
    'visa 4242', 'in_bench_failed_' || s.id, 'failed', 'Your card was declined.', s.end_date, s.end_date
from subscriptions_usersubscription as s
inner join bench_paid as b on b.id = s.id
where s.status = 'expired' and s.user_id % 12 = 0 and s.end_date < now();

insert into subscriptions_usageperiod (
    subscription_id, payment_id, period_start, period_end, feedback_limit, created_at, updated_at
)
select
    t.id, t.payment_id, t.start_date + make_interval(months => (t.k - 1) * t.months + j),
    t.start_date + make_interval(months => (t.k - 1) * t.months + j + 1), t.feedbacks, t.term_start, t.term_start
from bench_term as t, generate_series(0, t.months - 1) as j
where not t.is_refunded;

insert into subscriptions_usageperiod (subscription_id, period_start, period_end, feedback_limit, created_at, updated_at)
select m.user_id, m.month, m.month + interval '1 month', 5, m.month, m.month
from (
    select distinct s.user_id, date_trunc('month', s.submitted_at, 'UTC') as month
    from practice_submission as s where s.status = 'assessed' and s.user_id % 4 <> 0
) as m;
analyze practice_submission, subscriptions_usageperiod;

-- each result takes a credit of the month that it falls into, as long as there is one; the rest was free of charge
create temp table bench_charge as
select * from (
    select
        s.id as submission_id, s.user_id, p.subscription_id, p.id as period_id, p.feedback_limit, s.submitted_at,
        row_number() over (partition by p.id order by s.id) as place
    from practice_submission as s
    inner join subscriptions_usageperiod as p
        on p.subscription_id = case when s.user_id % 4 = 0 then :users + s.user_id else s.user_id end
        and s.submitted_at >= p.period_start and s.submitted_at < p.period_end
    where s.status = 'assessed'
) as each_one
where place <= feedback_limit;
create index on bench_charge (submission_id);
analyze bench_charge;

insert into assessment_assessment (
    id, submission_id, overall_band_score, task_achievement_score, coherence_cohesion_score, lexical_resource_score,
    grammar_accuracy_score, ai_model_version, processing_time_seconds, confidence_score, status, billable, created_at,
    updated_at
)
select
    s.id, s.id, writing_task_band(a, b, c, d), a, b, c, d, 'offline-bench', 0.2, 0.8,
    case when s.status = 'assessed' then 'completed' else 'failed' end,
    s.status = 'failed' or exists (select from bench_charge as ch where ch.submission_id = s.id),
    s.submitted_at + interval '1 second', s.submitted_at + interval '1 second'
from practice_submission as s,
    lateral (select 4.6 + bench_r(s.user_id, 22) * 2 + least(1.2, (s.id::float8 / :submissions)) as skill) as k,
    lateral (
        select
            case when s.status = 'assessed' then floor(k.skill + bench_r(s.id, 23))::numeric(2, 1) end as a,
            case when s.status = 'assessed' then floor(k.skill + bench_r(s.id, 24))::numeric(2, 1) end as b,
            case when s.status = 'assessed' then floor(k.skill + bench_r(s.id, 25))::numeric(2, 1) end as c,
            case when s.status = 'assessed' then floor(k.skill + bench_r(s.id, 26))::numeric(2, 1) end as d
    ) as bands
where s.status in ('assessed', 'failed');

insert into subscriptions_usagetracking (user_id, subscription_id, assessment_id, state, period_id, created_at)
select user_id, subscription_id, submission_id, 'consumed', period_id, submitted_at from bench_charge;

update subscriptions_usageperiod as p set consumed = c.used
from (select period_id, count(*) as used from bench_charge group by period_id) as c
where c.period_id = p.id;

insert into state_history (entity, entity_id, new)
select 'practice_submission', id::text, status from practice_submission
union all select 'assessment_assessment', id::text, status from assessment_assessment
union all select 'subscriptions_usagetracking', id::text, state from subscriptions_usagetracking
union all select 'subscriptions_usersubscription', id::text, status from subscriptions_usersubscription
union all select 'subscriptions_payment', id::text, status from subscriptions_payment;

select setval(pg_get_serial_sequence(t, 'id'), 20000000)
from unnest(array[
    'accounts_customuser', 'practice_practicetask', 'practice_submission', 'assessment_assessment',
    'subscriptions_usersubscription', 'subscriptions_payment'
]) as t;
set session_replication_role = origin;
