create table state_history (
    id bigserial not null,
    entity varchar(100) not null,
    entity_id varchar(255) not null,
    "old" varchar(20),
    "new" varchar(20) not null,
    actor varchar(100),
    created_at timestamp with time zone default clock_timestamp() not null,
    constraint state_history_pkey primary key (id)
);

create index idx_state_history_created on state_history (created_at);
create index idx_state_history_entity on state_history (entity, entity_id, id);

create table state_transition (
    id bigserial not null,
    entity varchar(100) not null,
    "old" varchar(20) not null,
    "new" varchar(20) not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint state_transition_pkey primary key (id),
    constraint state_transition_entity_old_new_key unique (entity, "old", "new")
);

create table platform_auditlog (
    id bigserial not null,
    actor_id bigint,
    action varchar(100) not null,
    entity varchar(100),
    entity_id varchar(255),
    detail jsonb,
    created_at timestamp with time zone default now() not null,
    constraint platform_auditlog_pkey primary key (id),
    constraint platform_auditlog_actor_id_fkey
        foreign key (actor_id) references accounts_customuser (id) on delete restrict
);

create index idx_auditlog_actor on platform_auditlog (actor_id, created_at desc);
create index idx_auditlog_created on platform_auditlog (created_at);
create index idx_auditlog_entity on platform_auditlog (entity, entity_id);

create table platform_outbox (
    id bigserial not null,
    user_id bigint,
    recipient varchar(254) not null,
    template varchar(50) not null,
    context jsonb default '{}' not null,
    status varchar(20) default 'waiting' not null,
    attempts integer default 0 not null,
    sent_at timestamp with time zone,
    error text,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint platform_outbox_pkey primary key (id),
    constraint platform_outbox_status_check check (status in ('waiting', 'sent', 'failed')),
    constraint check_outbox_sent_at check ((status = 'sent') = (sent_at is not null)),
    constraint platform_outbox_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete set null
);

create index idx_outbox_unsent on platform_outbox (created_at) where status <> 'sent';
create index idx_outbox_user on platform_outbox (user_id);
