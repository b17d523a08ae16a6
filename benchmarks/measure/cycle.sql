-- What one essay writes to the database, from the first word to its result: seven statements in five transactions.
create or replace procedure bench_cycle(whose bigint, about bigint)
language plpgsql as $$
declare
    draft bigint;
    work bigint;
begin
    insert into practice_submission (user_id, task_id, content, word_count)
    values (whose, about, 'begun', 1) returning id into draft;
    commit;
    update practice_submission set content = repeat('word ', 260), word_count = 260, revision = 1 where id = draft;
    commit;
    update practice_submission set status = 'submitted', submitted_at = now(), content_sha256 = 'x' where id = draft;
    insert into assessment_assessment (submission_id, billable) values (draft, false) returning id into work;
    commit;
    update assessment_assessment set status = 'running', attempt = 1 where id = work;
    commit;
    update assessment_assessment
    set status = 'completed', overall_band_score = 6, task_achievement_score = 6, coherence_cohesion_score = 6,
        lexical_resource_score = 6, grammar_accuracy_score = 6
    where id = work;
    update practice_submission set status = 'assessed' where id = draft;
    commit;
end
$$;
