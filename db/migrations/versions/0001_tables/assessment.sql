create table assessment_assessment (
    id bigserial not null,
    submission_id bigint not null,
    overall_band_score numeric(2, 1),
    task_achievement_score numeric(2, 1),
    coherence_cohesion_score numeric(2, 1),
    lexical_resource_score numeric(2, 1),
    grammar_accuracy_score numeric(2, 1),
    ai_model_version varchar(50),
    processing_time_seconds numeric(5, 2),
    confidence_score numeric(3, 2),
    status varchar(20) default 'pending' not null,
    attempt integer default 0 not null,
    lease_expires_at timestamp with time zone,
    billable boolean default true not null,
    is_provisional boolean default false not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint assessment_assessment_pkey primary key (id),
    constraint assessment_assessment_overall_band_score_check
        check (overall_band_score >= 1.0 and overall_band_score <= 9.0),
    constraint assessment_assessment_task_achievement_score_check
        check (task_achievement_score >= 1.0 and task_achievement_score <= 9.0),
    constraint assessment_assessment_coherence_cohesion_score_check
        check (coherence_cohesion_score >= 1.0 and coherence_cohesion_score <= 9.0),
    constraint assessment_assessment_lexical_resource_score_check
        check (lexical_resource_score >= 1.0 and lexical_resource_score <= 9.0),
    constraint assessment_assessment_grammar_accuracy_score_check
        check (grammar_accuracy_score >= 1.0 and grammar_accuracy_score <= 9.0),
    constraint check_score_range check (overall_band_score between 1.0 and 9.0),
    constraint check_overall_in_halves
        check (overall_band_score * 2 = floor(overall_band_score * 2)),
    constraint check_criteria_whole
        check (
            task_achievement_score = floor(task_achievement_score)
            and coherence_cohesion_score = floor(coherence_cohesion_score)
            and lexical_resource_score = floor(lexical_resource_score)
            and grammar_accuracy_score = floor(grammar_accuracy_score)
        ),
    constraint check_scores_by_status
        check (
            num_nulls(
                overall_band_score,
                task_achievement_score,
                coherence_cohesion_score,
                lexical_resource_score,
                grammar_accuracy_score
            )
            = case when status in ('completed', 'manual_review') then 0 else 5 end
        ),
    constraint check_review_is_provisional check (status <> 'manual_review' or is_provisional),
    constraint assessment_assessment_attempt_check check (attempt >= 0),
    constraint assessment_assessment_confidence_score_check
        check (confidence_score between 0 and 1),
    constraint assessment_assessment_status_check
        check (status in ('pending', 'running', 'completed', 'failed', 'manual_review', 'cancelled')),
    constraint assessment_assessment_submission_id_key unique (submission_id),
    constraint assessment_assessment_submission_id_fkey
        foreign key (submission_id) references practice_submission (id) on delete cascade
);

create index idx_assessment_overall_score on assessment_assessment (overall_band_score);
create index idx_assessment_status on assessment_assessment (status);
create index idx_assessment_user_score on assessment_assessment (submission_id, overall_band_score);

create table assessment_result (
    id bigserial not null,
    submission_id bigint not null,
    engine varchar(50) not null,
    overall_band_score numeric(2, 1),
    range_low numeric(2, 1),
    range_high numeric(2, 1),
    result jsonb not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint assessment_result_pkey primary key (id),
    constraint check_band_within_range
        check (range_low <= overall_band_score and overall_band_score <= range_high),
    constraint assessment_result_submission_id_engine_key unique (submission_id, engine),
    constraint assessment_result_submission_id_fkey
        foreign key (submission_id) references practice_submission (id) on delete cascade
);

create table assessment_feedback (
    id bigserial not null,
    assessment_id bigint not null,
    criterion varchar(30) not null,
    feedback_text text not null,
    strengths text,
    improvements text,
    suggestions text,
    inline_comments jsonb,
    created_at timestamp with time zone default now() not null,
    constraint assessment_feedback_pkey primary key (id),
    constraint assessment_feedback_criterion_check
        check (
            criterion in ('task_achievement', 'coherence_cohesion', 'lexical_resource', 'grammar_accuracy', 'overall')
        ),
    constraint assessment_feedback_assessment_id_fkey
        foreign key (assessment_id) references assessment_assessment (id) on delete cascade
);

create unique index idx_feedback_assessment on assessment_feedback (assessment_id, criterion);
create index idx_feedback_criterion on assessment_feedback (criterion);
