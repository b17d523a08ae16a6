-- Adding up the rows of differences, and counting everything anew.
create or replace function rollup.compact()
returns void
language plpgsql
as $$
begin
    -- two at once would add the same rows up twice
    if not pg_try_advisory_xact_lock(hashtext('rollup.compact')) then
        return;
    end if;

    with several as (
        select task_id from rollup.task_difficulty group by task_id having count(*) > 1
    ),

    gone as (
        delete from rollup.task_difficulty where task_id in (select task_id from several) returning *
    )

    insert into rollup.task_difficulty (task_id, attempts, completed, score_sum, score_square_sum)
    select task_id, sum(attempts), sum(completed), sum(score_sum), sum(score_square_sum) from gone group by task_id;

    with several as (
        select plan_id from rollup.plan_use group by plan_id having count(*) > 1
    ),

    gone as (
        delete from rollup.plan_use where plan_id in (select plan_id from several) returning *
    )

    insert into rollup.plan_use (plan_id, active, used, at_limit)
    select plan_id, sum(active), sum(used), sum(at_limit) from gone group by plan_id;

    with several as (
        select month from rollup.revenue group by month having count(*) > 1
    ),

    gone as (
        delete from rollup.revenue where month in (select month from several) returning *
    )

    insert into rollup.revenue (
        month, payments, amount, successful, net, refunded, failed, payers, successful_payers
    )
    select
        month, sum(payments), sum(amount), sum(successful), sum(net), sum(refunded), sum(failed), sum(payers),
        sum(successful_payers)
    from gone
    group by month;
end
$$;

-- Writers wait while it runs.
create or replace function rollup.rebuild()
returns void
language plpgsql
as $$
begin
    lock table public.practice_submission, public.assessment_assessment, public.subscriptions_usersubscription,
        public.subscriptions_payment in share row exclusive mode;
    truncate rollup.user_performance, rollup.task_difficulty, rollup.plan_use, rollup.revenue, rollup.revenue_payer;

    insert into rollup.user_performance
    select
        submissions.user_id,
        count(*),
        count(*) filter (where submissions.status = 'draft'),
        count(*) filter (where submissions.status = 'assessed'),
        count(assessments.id),
        coalesce(sum(assessments.overall_band_score), 0),
        max(assessments.overall_band_score),
        max(submissions.submitted_at)
    from public.practice_submission as submissions
    left join public.assessment_assessment as assessments
        on submissions.id = assessments.submission_id and assessments.status = 'completed'
    group by submissions.user_id;

    insert into rollup.task_difficulty
    select
        submissions.task_id,
        count(*),
        count(assessments.id),
        coalesce(sum(assessments.overall_band_score), 0),
        coalesce(sum(assessments.overall_band_score * assessments.overall_band_score), 0)
    from public.practice_submission as submissions
    left join public.assessment_assessment as assessments
        on submissions.id = assessments.submission_id and assessments.status = 'completed'
    where submissions.status in ('submitted', 'assessed', 'failed')
    group by submissions.task_id;

    insert into rollup.plan_use
    select
        plan_id,
        count(*),
        sum(test_feedback_used),
        count(*) filter (where test_feedback_used = test_feedback_limit)
    from public.subscriptions_usersubscription
    where status = 'active'
    group by plan_id;

    insert into rollup.revenue_payer
    select
        date_trunc('month', created_at, 'UTC'),
        user_id,
        count(*),
        count(*) filter (where status = 'succeeded')
    from public.subscriptions_payment
    group by 1, 2;

    insert into rollup.revenue
    select
        month, total_payments, total_revenue, successful_revenue, net_revenue, refunded_amount, failed_payments,
        paying_users, successful_payers
    from public.revenue_analytics;
end
$$;
