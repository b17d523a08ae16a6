alter table assessment_result add column input_sha256 varchar(64);

create index idx_result_input on assessment_result (input_sha256, engine) where input_sha256 is not null;

create table assessment_commentvote (
    id bigserial not null,
    submission_id bigint not null,
    user_id bigint not null,
    engine varchar(50) not null,
    comment_key varchar(60) not null,
    comment_type varchar(30) not null,
    vote varchar(20) not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint assessment_commentvote_pkey primary key (id),
    constraint assessment_commentvote_vote_check check (vote in ('helped', 'wrong')),
    constraint assessment_commentvote_one_a_comment
        unique (submission_id, user_id, engine, comment_key),
    constraint assessment_commentvote_submission_id_fkey
        foreign key (submission_id) references practice_submission (id) on delete cascade,
    constraint assessment_commentvote_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict
);

create index idx_commentvote_user on assessment_commentvote (user_id);
create index idx_commentvote_type on assessment_commentvote (comment_type, vote);

create table platform_enginecost (
    id bigserial not null,
    user_id bigint,
    assessment_id bigint,
    engine varchar(50) not null,
    day date not null,
    state varchar(20) not null,
    reserved_usd numeric(10, 6) not null,
    cost_usd numeric(10, 6),
    input_tokens integer default 0 not null,
    cached_tokens integer default 0 not null,
    output_tokens integer default 0 not null,
    tries integer default 0 not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint platform_enginecost_pkey primary key (id),
    constraint platform_enginecost_state_check check (state in ('reserved', 'settled', 'released')),
    constraint check_settled_cost check ((state = 'settled') = (cost_usd is not null)),
    constraint platform_enginecost_reserved_usd_check check (reserved_usd >= 0),
    constraint platform_enginecost_cost_usd_check check (cost_usd >= 0),
    constraint platform_enginecost_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete set null,
    constraint platform_enginecost_assessment_id_fkey
        foreign key (assessment_id) references assessment_assessment (id) on delete set null
);

create index idx_enginecost_day on platform_enginecost (day);
create index idx_enginecost_user on platform_enginecost (user_id, day);
create index idx_enginecost_assessment on platform_enginecost (assessment_id);

create table platform_engineversion (
    id bigserial not null,
    engine varchar(50) not null,
    kind varchar(20) not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint platform_engineversion_pkey primary key (id),
    constraint platform_engineversion_engine_key unique (engine)
);

call public.attach_touch_updated_at();
