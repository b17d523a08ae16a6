create table content_taskreport (
    id bigserial not null,
    user_id bigint not null,
    task_id bigint not null,
    reason varchar(20) not null,
    comment text default '' not null,
    state varchar(20) default 'open' not null,
    answer text default '' not null,
    answered_by_id bigint,
    answered_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint content_taskreport_pkey primary key (id),
    constraint content_taskreport_once unique (user_id, task_id),
    constraint content_taskreport_reason_check check (
        reason in ('unclear', 'wrong_figures', 'spelling', 'too_hard', 'upsetting', 'other')
    ),
    constraint content_taskreport_state_check check (state in ('open', 'answered')),
    constraint check_report_length check (length(comment) <= 1000 and length(answer) <= 1000),
    constraint check_report_answer check (
        (state = 'answered') = (answered_at is not null) and (state = 'answered') = (answered_by_id is not null)
    ),
    constraint content_taskreport_user_id_fkey
    foreign key (user_id) references accounts_customuser (id) on delete restrict,
    constraint content_taskreport_task_id_fkey
    foreign key (task_id) references practice_practicetask (id) on delete restrict,
    constraint content_taskreport_answered_by_id_fkey
    foreign key (answered_by_id) references accounts_customuser (id) on delete restrict
);

create index idx_taskreport_task on content_taskreport (task_id);
create index idx_taskreport_open on content_taskreport (created_at) where state = 'open';
create index idx_taskreport_answered_by on content_taskreport (answered_by_id) where answered_by_id is not null;

create table content_modelanswer (
    id bigserial not null,
    task_id bigint not null,
    band numeric(2, 1) not null,
    read_band numeric(2, 1),
    engine varchar(50),
    engine_band numeric(2, 1),
    text text not null,
    annotations jsonb not null,
    is_shown boolean default false not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint content_modelanswer_pkey primary key (id),
    constraint content_modelanswer_task_id_band_key unique (task_id, band),
    constraint content_modelanswer_band_check check (band in (5.5, 6.5, 7.5, 8.5)),
    constraint check_modelanswer_read_band check (read_band between 1 and 9),
    constraint check_modelanswer_engine_band check (engine_band between 1 and 9),
    constraint check_modelanswer_shown check (
        not is_shown
        or (
            read_band is not null and engine_band is not null
            and abs(read_band - band) <= 0.5 and abs(engine_band - band) <= 0.5
        )
    ),
    constraint content_modelanswer_task_id_fkey
    foreign key (task_id) references practice_practicetask (id) on delete cascade
);

create table content_searchword (
    word varchar(60) not null,
    constraint content_searchword_pkey primary key (word)
);

alter table practice_practicetask add column edited_at timestamp with time zone;

alter table practice_practicetask add column kind varchar(40);
alter table practice_practicetask add column ranked_words tsvector;

create index idx_practicetask_kind on practice_practicetask (kind);
create index idx_practicetask_ranked_words on practice_practicetask using gin (ranked_words);

-- its name puts it before `touch`, which looks at the whole row
create trigger derive before insert or update on practice_practicetask
for each row execute function public.derive_task_words();

update practice_practicetask set kind = null;

call public.attach_touch_updated_at();
