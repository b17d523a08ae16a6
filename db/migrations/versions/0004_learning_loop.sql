create table practice_sitting (
    id bigserial not null,
    code varchar(100) not null,
    user_id bigint not null,
    mode varchar(20) not null,
    extra_time_percent integer default 0 not null,
    started_at timestamp with time zone not null,
    deadline_at timestamp with time zone not null,
    closed_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint practice_sitting_pkey primary key (id),
    constraint practice_sitting_code_key unique (code),
    constraint practice_sitting_mode_check check (mode in ('exam', 'relaxed')),
    constraint check_sitting_extra_time check (extra_time_percent in (0, 25)),
    constraint check_sitting_deadline check (deadline_at > started_at),
    constraint practice_sitting_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict
);

create index idx_sitting_deadline on practice_sitting (deadline_at) where closed_at is null;
create index idx_sitting_user on practice_sitting (user_id, started_at desc);
create unique index idx_sitting_user_open on practice_sitting (user_id) where closed_at is null;

alter table practice_submission
add constraint practice_submission_session_id_fkey
foreign key (session_id) references practice_sitting (code) on delete restrict;

create index idx_submission_session on practice_submission (session_id) where session_id is not null;

create index idx_submission_user_submitted
on practice_submission (user_id, submitted_at) where submitted_at is not null;

create table practice_snapshot (
    id bigserial not null,
    submission_id bigint not null,
    kind varchar(20) not null,
    active_seconds integer not null,
    word_count integer not null,
    content text,
    pasted_characters integer,
    created_at timestamp with time zone default now() not null,
    constraint practice_snapshot_pkey primary key (id),
    constraint practice_snapshot_kind_check check (kind in ('words', 'text', 'paste')),
    constraint check_snapshot_content check ((kind = 'text') = (content is not null)),
    constraint check_snapshot_paste check ((kind = 'paste') = (pasted_characters is not null)),
    constraint check_snapshot_time check (active_seconds between 0 and 7200),
    constraint practice_snapshot_submission_id_fkey
        foreign key (submission_id) references practice_submission (id) on delete cascade
);

create index idx_snapshot_submission on practice_snapshot (submission_id, id);

create table practice_plan (
    id bigserial not null,
    submission_id bigint not null,
    notes text default '' not null,
    highlights jsonb,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint practice_plan_pkey primary key (id),
    constraint practice_plan_submission_id_key unique (submission_id),
    constraint check_plan_length check (length(notes) <= 10000),
    constraint practice_plan_submission_id_fkey
        foreign key (submission_id) references practice_submission (id) on delete cascade
);

create table assessment_commentstatus (
    id bigserial not null,
    submission_id bigint not null,
    commented_submission_id bigint not null,
    comment_key varchar(60) not null,
    comment_type varchar(30) not null,
    status varchar(20) not null,
    created_at timestamp with time zone default now() not null,
    constraint assessment_commentstatus_pkey primary key (id),
    constraint assessment_commentstatus_status_check check (status in ('fixed', 'ignored', 'came_back')),
    constraint assessment_commentstatus_one_a_comment
        unique (submission_id, commented_submission_id, comment_key),
    constraint assessment_commentstatus_submission_id_fkey
        foreign key (submission_id) references practice_submission (id) on delete cascade,
    constraint assessment_commentstatus_commented_submission_id_fkey
        foreign key (commented_submission_id) references practice_submission (id) on delete cascade
);

create index idx_commentstatus_commented on assessment_commentstatus (commented_submission_id);
create index idx_commentstatus_type on assessment_commentstatus (comment_type, status);

create table progress_drill (
    id bigserial not null,
    user_id bigint not null,
    submission_id bigint not null,
    kind varchar(20) not null,
    passage_start integer not null,
    passage_end integer not null,
    answer text default '' not null,
    due_on date not null,
    done_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint progress_drill_pkey primary key (id),
    constraint progress_drill_kind_check check (kind in ('paragraph')),
    constraint check_drill_passage check (passage_start >= 0 and passage_end > passage_start),
    constraint check_drill_answer check (length(answer) <= 40000),
    constraint progress_drill_submission_id_kind_key unique (submission_id, kind),
    constraint progress_drill_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint progress_drill_submission_id_fkey
        foreign key (submission_id) references practice_submission (id) on delete cascade
);

create index idx_drill_user on progress_drill (user_id, due_on);
create index idx_drill_done on progress_drill (user_id, done_at) where done_at is not null;

alter table subscriptions_usagetracking add column sitting_id bigint;
alter table subscriptions_usagetracking alter column assessment_id drop not null;
alter table subscriptions_usagetracking
add constraint subscriptions_usagetracking_sitting_id_fkey
foreign key (sitting_id) references practice_sitting (id) on delete restrict;
alter table subscriptions_usagetracking
add constraint check_usage_of_sitting
check (assessment_id is not null or (sitting_id is not null and state in ('reserved', 'released')));

create index idx_usagetracking_sitting on subscriptions_usagetracking (sitting_id) where sitting_id is not null;

alter table assessment_assessment add column read_at timestamp with time zone;

alter table accounts_userpreferences add column extra_time_percent integer default 0 not null;
alter table accounts_userpreferences
add constraint check_extra_time check (extra_time_percent in (0, 25));

call public.attach_touch_updated_at();
