-- An erased person is gone: name, address, essays, quotes, notes, own questions, words on tasks, mails, any plan.
select users.id as user_id

from public.accounts_customuser as users

where
    users.erased_at is not null
    and (
        users.email not like 'erased-%@invalid'
        or users.username not like 'erased-%'
        or users.display_name <> ''
        or users.first_name <> ''
        or users.last_name <> ''
        or exists (
            select 1
            from public.practice_submission as submissions
            where users.id = submissions.user_id and submissions.content <> ''
        )
        or exists (
            select 1
            from public.practice_submission as submissions
            inner join public.assessment_assessment as assessments
                on submissions.id = assessments.submission_id
            inner join public.assessment_feedback as feedback
                on assessments.id = feedback.assessment_id
            where
                users.id = submissions.user_id
                and coalesce(feedback.inline_comments, '[]') <> '[]'
        )
        or exists (
            select 1
            from public.practice_submission as submissions
            inner join public.assessment_result as results
                on submissions.id = results.submission_id
            where users.id = submissions.user_id
        )
        or exists (
            select 1
            from public.practice_submission as submissions
            inner join public.practice_snapshot as snapshots
                on submissions.id = snapshots.submission_id
            where users.id = submissions.user_id
        )
        or exists (
            select 1
            from public.practice_submission as submissions
            inner join public.practice_plan as plans
                on submissions.id = plans.submission_id
            where users.id = submissions.user_id
        )
        or exists (
            select 1
            from public.progress_drill as drills
            where users.id = drills.user_id
        )
        or exists (
            select 1
            from public.practice_practicetask as tasks
            where users.id = tasks.owner_id and tasks.prompt <> ''
        )
        or exists (
            select 1
            from public.content_taskreport as reports
            where users.id = reports.user_id and reports.comment <> ''
        )
        or exists (
            select 1
            from public.progress_usergoal as goals
            where users.id = goals.user_id
        )
        or exists (
            select 1
            from public.classroom_message as words
            where users.id in (words.recipient_id, words.sender_id)
        )
        or exists (
            select 1
            from public.practice_submission as submissions
            inner join public.classroom_review as reviews
                on submissions.id = reviews.submission_id
            where users.id = submissions.user_id and (reviews.words <> '' or reviews.reason <> '')
        )
        or exists (
            select 1
            from public.classroom_membership as memberships
            where users.id = memberships.user_id and memberships.left_at is null
        )
        or exists (
            select 1
            from public.platform_outbox as mails
            where users.id = mails.user_id
        )
        or exists (
            select 1
            from public.subscriptions_usersubscription as subscriptions
            where
                users.id = subscriptions.user_id
                and subscriptions.status in ('active', 'past_due', 'paused', 'cancelled')
        )
    );
