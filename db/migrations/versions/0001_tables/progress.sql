create table progress_usergoal (
    id bigserial not null,
    user_id bigint not null,
    goal_type varchar(30) not null,
    target_value numeric(5, 2) not null,
    current_value numeric(5, 2) default 0 not null,
    description text,
    target_date date,
    is_achieved boolean default false not null,
    achieved_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint progress_usergoal_pkey primary key (id),
    constraint progress_usergoal_goal_type_check
        check (goal_type in ('band_score', 'practice_count', 'consistency', 'skill_improvement')),
    constraint progress_usergoal_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete cascade
);

create index idx_usergoal_type on progress_usergoal (goal_type);
create index idx_usergoal_user on progress_usergoal (user_id);

create table progress_progressentry (
    id bigserial not null,
    user_id bigint not null,
    assessment_id bigint not null,
    band_score_improvement numeric(3, 2),
    consistency_score numeric(3, 2),
    weak_areas jsonb,
    strong_areas jsonb,
    practice_streak integer default 0,
    total_practices integer default 1 not null,
    created_at timestamp with time zone default now() not null,
    constraint progress_progressentry_pkey primary key (id),
    constraint progress_progressentry_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete cascade,
    constraint progress_progressentry_assessment_id_fkey
        foreign key (assessment_id) references assessment_assessment (id) on delete cascade
);

create index idx_progress_created on progress_progressentry (created_at);
create unique index idx_progress_user on progress_progressentry (assessment_id) include (user_id);
create index idx_progress_user_date on progress_progressentry (user_id, created_at desc);
