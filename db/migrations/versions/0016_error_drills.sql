create table progress_errordrill (
    id bigserial not null,
    user_id bigint not null,
    submission_id bigint not null,
    error_type varchar(30) not null,
    sentence_start int not null,
    sentence_end int not null,
    quote_start int not null,
    quote_end int not null,
    corrections jsonb not null,
    message varchar(500) default '' not null,
    step smallint default 0 not null,
    due_on date not null,
    done_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint progress_errordrill_pkey primary key (id),
    constraint progress_errordrill_once unique (user_id, submission_id, quote_start, error_type),
    constraint check_errordrill_places check (
        sentence_start >= 0 and sentence_start <= quote_start and quote_start < quote_end and quote_end <= sentence_end
    ),
    constraint check_errordrill_step check (step between 0 and 4 and (step = 4) = (done_at is not null)),
    constraint check_errordrill_corrections check (jsonb_array_length(corrections) between 1 and 5),
    constraint progress_errordrill_user_id_fkey
    foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint progress_errordrill_submission_id_fkey
    foreign key (submission_id) references practice_submission (id) on delete cascade
);

create index idx_errordrill_due on progress_errordrill (user_id, due_on) where done_at is null;
create index idx_errordrill_submission on progress_errordrill (submission_id);

create table progress_drillanswer (
    id bigserial not null,
    drill_id bigint not null,
    user_id bigint not null,
    form varchar(10) not null,
    answer varchar(300) not null,
    is_right boolean not null,
    created_at timestamp with time zone default now() not null,
    constraint progress_drillanswer_pkey primary key (id),
    constraint progress_drillanswer_form_check check (form in ('spot', 'choose', 'fix')),
    constraint progress_drillanswer_drill_id_fkey
    foreign key (drill_id) references progress_errordrill (id) on delete cascade,
    constraint progress_drillanswer_user_id_fkey
    foreign key (user_id) references accounts_customuser (id) on delete restrict
);

create index idx_drillanswer_user on progress_drillanswer (user_id, created_at);
create index idx_drillanswer_drill on progress_drillanswer (drill_id, created_at);

alter table classroom_assignment add column error_type varchar(30);
alter table classroom_assignment drop constraint classroom_assignment_kind_check;
alter table classroom_assignment
add constraint classroom_assignment_kind_check check (kind in ('task', 'mock_test', 'drill_set'));
alter table classroom_assignment
add constraint check_assignment_drills check ((kind = 'drill_set') = (error_type is not null));

create table classroom_setdrill (
    id bigserial not null,
    assignment_id bigint not null,
    drill_id bigint not null,
    created_at timestamp with time zone default now() not null,
    constraint classroom_setdrill_pkey primary key (id),
    constraint classroom_setdrill_once unique (assignment_id, drill_id),
    constraint classroom_setdrill_assignment_id_fkey
    foreign key (assignment_id) references classroom_assignment (id) on delete cascade,
    constraint classroom_setdrill_drill_id_fkey
    foreign key (drill_id) references progress_errordrill (id) on delete cascade
);

create index idx_setdrill_drill on classroom_setdrill (drill_id);
