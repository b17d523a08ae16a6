create table classroom_cohort (
    id bigserial not null,
    name varchar(100) not null,
    code varchar(12) not null,
    archived_at timestamp with time zone,
    created_by_id bigint not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_cohort_pkey primary key (id),
    constraint classroom_cohort_code_key unique (code),
    constraint check_cohort_name check (length(name) between 1 and 100),
    constraint classroom_cohort_created_by_id_fkey
    foreign key (created_by_id) references accounts_customuser (id) on delete restrict
);

create index idx_cohort_created_by on classroom_cohort (created_by_id);

create table classroom_membership (
    id bigserial not null,
    cohort_id bigint not null,
    user_id bigint not null,
    kind varchar(10) not null,
    consented_at timestamp with time zone,
    shares_sentences boolean default false not null,
    left_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_membership_pkey primary key (id),
    constraint classroom_membership_once unique (cohort_id, user_id),
    constraint classroom_membership_kind_check check (kind in ('learner', 'tutor')),
    constraint check_membership_consent check (kind = 'tutor' or consented_at is not null),
    constraint classroom_membership_cohort_id_fkey
    foreign key (cohort_id) references classroom_cohort (id) on delete cascade,
    constraint classroom_membership_user_id_fkey
    foreign key (user_id) references accounts_customuser (id) on delete cascade
);

create index idx_membership_user on classroom_membership (user_id) where left_at is null;

create table classroom_invitation (
    id bigserial not null,
    cohort_id bigint not null,
    email varchar(254) not null,
    invited_by_id bigint not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_invitation_pkey primary key (id),
    constraint classroom_invitation_once unique (cohort_id, email),
    constraint classroom_invitation_cohort_id_fkey
    foreign key (cohort_id) references classroom_cohort (id) on delete cascade,
    constraint classroom_invitation_invited_by_id_fkey
    foreign key (invited_by_id) references accounts_customuser (id) on delete restrict
);

create index idx_invitation_invited_by on classroom_invitation (invited_by_id);

create table classroom_assignment (
    id bigserial not null,
    cohort_id bigint not null,
    task_id bigint not null,
    note text default '' not null,
    opens_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    withdrawn_at timestamp with time zone,
    created_by_id bigint not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_assignment_pkey primary key (id),
    constraint check_assignment_due check (due_at > opens_at),
    constraint check_assignment_note check (length(note) <= 1000),
    constraint classroom_assignment_cohort_id_fkey
    foreign key (cohort_id) references classroom_cohort (id) on delete cascade,
    constraint classroom_assignment_task_id_fkey
    foreign key (task_id) references practice_practicetask (id) on delete restrict,
    constraint classroom_assignment_created_by_id_fkey
    foreign key (created_by_id) references accounts_customuser (id) on delete restrict
);

create index idx_assignment_cohort on classroom_assignment (cohort_id, due_at desc);
create index idx_assignment_task on classroom_assignment (task_id);
create index idx_assignment_created_by on classroom_assignment (created_by_id);

create table classroom_review (
    id bigserial not null,
    submission_id bigint not null,
    kind varchar(20) not null,
    words text default '' not null,
    state varchar(20) default 'waiting' not null,
    reviewer_id bigint,
    task_achievement_score numeric(2, 1),
    coherence_cohesion_score numeric(2, 1),
    lexical_resource_score numeric(2, 1),
    grammar_accuracy_score numeric(2, 1),
    overall_band_score numeric(2, 1),
    reason text default '' not null,
    is_upheld boolean,
    decided_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_review_pkey primary key (id),
    constraint classroom_review_kind_check check (kind in ('appeal', 'tutor')),
    constraint classroom_review_state_check check (state in ('waiting', 'done', 'withdrawn')),
    constraint check_review_words check (length(words) <= 1000 and length(reason) <= 2000),
    constraint check_review_decided check (
        (state = 'done') = (decided_at is not null)
        and (state = 'done') = (reviewer_id is not null)
        and (state = 'done') = (is_upheld is not null)
        and num_nulls(
            task_achievement_score,
            coherence_cohesion_score,
            lexical_resource_score,
            grammar_accuracy_score,
            overall_band_score
        )
        = case when state = 'done' then 0 else 5 end
    ),
    constraint check_review_bands check (
        task_achievement_score between 1 and 9 and task_achievement_score = floor(task_achievement_score)
        and coherence_cohesion_score between 1 and 9 and coherence_cohesion_score = floor(coherence_cohesion_score)
        and lexical_resource_score between 1 and 9 and lexical_resource_score = floor(lexical_resource_score)
        and grammar_accuracy_score between 1 and 9 and grammar_accuracy_score = floor(grammar_accuracy_score)
        and overall_band_score between 1 and 9
    ),
    constraint classroom_review_submission_id_fkey
    foreign key (submission_id) references practice_submission (id) on delete cascade,
    constraint classroom_review_reviewer_id_fkey
    foreign key (reviewer_id) references accounts_customuser (id) on delete restrict
);

create unique index idx_review_waiting on classroom_review (submission_id) where state = 'waiting';
create index idx_review_submission on classroom_review (submission_id, id desc);
create index idx_review_reviewer on classroom_review (reviewer_id) where reviewer_id is not null;

alter table accounts_loginattempt drop constraint accounts_loginattempt_kind_check;
alter table accounts_loginattempt add constraint accounts_loginattempt_kind_check
check (kind in ('sign_in', 'register', 'reset_password', 'verify_email', 'join_class'));
