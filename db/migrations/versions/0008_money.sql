create table subscriptions_webhookevent (
    id varchar(255) not null,
    type varchar(100) not null,
    created timestamp with time zone not null,
    payload jsonb not null,
    status varchar(20) default 'received' not null,
    received_at timestamp with time zone default now() not null,
    processed_at timestamp with time zone,
    error text,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint subscriptions_webhookevent_pkey primary key (id),
    constraint subscriptions_webhookevent_status_check
        check (status in ('received', 'processed', 'ignored', 'failed')),
    constraint check_webhook_processed_at check ((status = 'processed') = (processed_at is not null))
);

create index idx_webhookevent_waiting
on subscriptions_webhookevent (received_at)
where status in ('received', 'failed');
create index idx_webhookevent_received on subscriptions_webhookevent (received_at desc);

create table subscriptions_idempotencykey (
    id bigserial not null,
    key varchar(255) not null,
    action varchar(50) not null,
    entity varchar(100) not null,
    entity_id varchar(255) not null,
    user_id bigint,
    request jsonb not null,
    answer jsonb,
    answered_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint subscriptions_idempotencykey_pkey primary key (id),
    constraint subscriptions_idempotencykey_key_key unique (key),
    constraint check_idempotencykey_answer check ((answer is null) = (answered_at is null)),
    constraint subscriptions_idempotencykey_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete restrict
);

create index idx_idempotencykey_entity on subscriptions_idempotencykey (entity, entity_id, action, id desc);
create index idx_idempotencykey_user on subscriptions_idempotencykey (user_id) where user_id is not null;
create unique index idx_idempotencykey_unanswered
on subscriptions_idempotencykey (action, entity, entity_id)
where answered_at is null;

alter table subscriptions_usersubscription add column paused_until timestamp with time zone;

insert into state_transition (entity, old, new)
values
('subscriptions_webhookevent', 'received', 'processed'),
('subscriptions_webhookevent', 'received', 'ignored'),
('subscriptions_webhookevent', 'received', 'failed'),
('subscriptions_webhookevent', 'failed', 'received');

create trigger guard_state_birth
after insert on subscriptions_webhookevent
for each row execute function public.guard_state('status');

create trigger guard_state_change
after update on subscriptions_webhookevent
for each row when (old.status is distinct from new.status)
execute function public.guard_state('status');

call public.attach_touch_updated_at();
