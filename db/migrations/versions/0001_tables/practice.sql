create table practice_topic (
    id bigserial not null,
    name varchar(100) not null,
    slug varchar(100) not null,
    description text,
    category varchar(50),
    is_active boolean default true not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint practice_topic_pkey primary key (id),
    constraint practice_topic_name_key unique (name),
    constraint practice_topic_slug_key unique (slug)
);

create index idx_topic_active on practice_topic (is_active);
create index idx_topic_category on practice_topic (category);

create table practice_practicetask (
    id bigserial not null,
    task_code varchar(20) not null,
    title varchar(200) not null,
    module_type varchar(20) not null,
    task_number integer not null,
    difficulty_level varchar(20) default 'intermediate',
    instruction text not null,
    prompt text not null,
    additional_materials jsonb,
    word_limit_min integer default 150 not null,
    word_limit_max integer default 250 not null,
    time_limit_minutes integer default 20 not null,
    topic_id bigint,
    is_active boolean default true not null,
    usage_count integer default 0 not null,
    average_score numeric(3, 1),
    owner_id bigint,
    visibility varchar(20) default 'public' not null,
    reviewed_on date,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint practice_practicetask_pkey primary key (id),
    constraint practice_practicetask_module_type_check
        check (module_type in ('academic', 'general')),
    constraint practice_practicetask_task_number_check check (task_number in (1, 2)),
    constraint practice_practicetask_difficulty_level_check
        check (difficulty_level in ('beginner', 'intermediate', 'advanced')),
    constraint practice_practicetask_visibility_check
        check (visibility in ('public', 'private', 'class')),
    constraint check_word_limits
        check (
            word_limit_min > 0
            and word_limit_max >= word_limit_min
            and (task_number = 1 or word_limit_min >= 250)
        ),
    constraint check_time_limit check (time_limit_minutes > 0),
    constraint check_task_owner check (visibility = 'public' or owner_id is not null),
    constraint practice_practicetask_task_code_key unique (task_code),
    constraint practice_practicetask_topic_id_fkey
        foreign key (topic_id) references practice_topic (id) on delete set null,
    constraint practice_practicetask_owner_id_fkey
        foreign key (owner_id) references accounts_customuser (id) on delete restrict
);

create index idx_practicetask_active on practice_practicetask (is_active);
create index idx_practicetask_difficulty on practice_practicetask (difficulty_level);
create index idx_practicetask_module_task on practice_practicetask (module_type, task_number);
create index idx_practicetask_owner on practice_practicetask (owner_id) where owner_id is not null;
create index idx_practicetask_search
on practice_practicetask using gin (to_tsvector('english', (title || ' ') || prompt));
create index idx_practicetask_topic on practice_practicetask (topic_id);

create table practice_submission (
    id bigserial not null,
    user_id bigint not null,
    task_id bigint not null,
    content text not null,
    word_count integer not null,
    time_spent_seconds integer,
    session_id varchar(100),
    status varchar(20) default 'draft' not null,
    is_practice_mode boolean default true not null,
    started_at timestamp with time zone default now() not null,
    submitted_at timestamp with time zone,
    revision integer default 0 not null,
    parent_submission_id bigint,
    content_sha256 varchar(64),
    deadline_at timestamp with time zone,
    closed_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint practice_submission_pkey primary key (id),
    constraint practice_submission_status_check
        check (status in ('draft', 'submitted', 'assessed', 'failed', 'abandoned')),
    constraint check_word_count check (word_count >= 0 and word_count <= 2000),
    constraint check_time_spent check (time_spent_seconds >= 0 and time_spent_seconds <= 7200),
    constraint check_submitted_at
        check ((status in ('draft', 'abandoned')) = (submitted_at is null)),
    constraint practice_submission_revision_check check (revision >= 0),
    constraint check_not_own_parent check (parent_submission_id <> id),
    constraint practice_submission_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint practice_submission_task_id_fkey
        foreign key (task_id) references practice_practicetask (id) on delete restrict,
    constraint practice_submission_parent_submission_id_fkey
        foreign key (parent_submission_id) references practice_submission (id) on delete set null
);

create index idx_submission_parent
on practice_submission (parent_submission_id)
where parent_submission_id is not null;
create index idx_submission_status on practice_submission (status);
create index idx_submission_submitted_at on practice_submission (submitted_at);
create index idx_submission_task on practice_submission (task_id);
create index idx_submission_user on practice_submission (user_id, started_at desc);
create index idx_submission_user_status on practice_submission (user_id, status);
