alter table classroom_cohort add column sample_percent int default 0 not null;
alter table classroom_cohort add constraint check_cohort_sample check (sample_percent between 0 and 100);

alter table classroom_membership add column weekly_mail boolean default false not null;

alter table classroom_assignment add column kind varchar(10) default 'task' not null;
alter table classroom_assignment alter column task_id drop not null;
alter table classroom_assignment add column is_for_some boolean default false not null;
alter table classroom_assignment add column reminded_at timestamp with time zone;
alter table classroom_assignment add constraint classroom_assignment_kind_check check (kind in ('task', 'mock_test'));
alter table classroom_assignment
add constraint check_assignment_task check ((kind = 'task') = (task_id is not null));

create table classroom_assignmentlearner (
    id bigserial not null,
    assignment_id bigint not null,
    user_id bigint not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_assignmentlearner_pkey primary key (id),
    constraint classroom_assignmentlearner_once unique (assignment_id, user_id),
    constraint classroom_assignmentlearner_assignment_id_fkey
    foreign key (assignment_id) references classroom_assignment (id) on delete cascade,
    constraint classroom_assignmentlearner_user_id_fkey
    foreign key (user_id) references accounts_customuser (id) on delete cascade
);

create index idx_assignmentlearner_user on classroom_assignmentlearner (user_id);

create table classroom_comment (
    id bigserial not null,
    submission_id bigint not null,
    tutor_id bigint not null,
    quote text not null,
    note text not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_comment_pkey primary key (id),
    constraint check_comment_words check (
        length(quote) between 1 and 500 and length(note) between 1 and 1000
    ),
    constraint classroom_comment_submission_id_fkey
    foreign key (submission_id) references practice_submission (id) on delete cascade,
    constraint classroom_comment_tutor_id_fkey
    foreign key (tutor_id) references accounts_customuser (id) on delete restrict
);

create index idx_comment_submission on classroom_comment (submission_id, id);
create index idx_comment_tutor on classroom_comment (tutor_id);

create table classroom_bankcomment (
    id bigserial not null,
    tutor_id bigint not null,
    note text not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_bankcomment_pkey primary key (id),
    constraint classroom_bankcomment_once unique (tutor_id, note),
    constraint check_bankcomment_note check (length(note) between 1 and 1000),
    constraint classroom_bankcomment_tutor_id_fkey
    foreign key (tutor_id) references accounts_customuser (id) on delete cascade
);

create table classroom_message (
    id bigserial not null,
    sender_id bigint not null,
    recipient_id bigint not null,
    words text not null,
    read_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_message_pkey primary key (id),
    constraint check_message_words check (length(words) between 1 and 1000),
    constraint classroom_message_sender_id_fkey
    foreign key (sender_id) references accounts_customuser (id) on delete cascade,
    constraint classroom_message_recipient_id_fkey
    foreign key (recipient_id) references accounts_customuser (id) on delete cascade
);

create index idx_message_recipient on classroom_message (recipient_id, id desc);
create index idx_message_sender on classroom_message (sender_id, recipient_id, id desc);
