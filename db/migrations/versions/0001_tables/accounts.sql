create table accounts_customuser (
    id bigserial not null,
    password varchar(128) not null,
    last_login timestamp with time zone,
    is_superuser boolean default false not null,
    username varchar(150) not null,
    first_name varchar(150) default '' not null,
    last_name varchar(150) default '' not null,
    email varchar(254) not null,
    is_staff boolean default false not null,
    is_active boolean default true not null,
    date_joined timestamp with time zone default now() not null,
    target_band_score numeric(2, 1),
    current_level varchar(20) default 'beginner',
    test_date date,
    module_type varchar(20) default 'academic' not null,
    timezone varchar(50) default 'UTC',
    language_background varchar(50),
    display_name varchar(150) default '' not null,
    erased_at timestamp with time zone,
    sessions_valid_from timestamp with time zone default now() not null,
    email_verified_at timestamp with time zone,
    consent_version varchar(20),
    consented_at timestamp with time zone,
    last_writing_band numeric(2, 1),
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint accounts_customuser_pkey primary key (id),
    constraint accounts_customuser_target_band_score_check
        check (target_band_score >= 1.0 and target_band_score <= 9.0),
    constraint accounts_customuser_module_type_check check (module_type in ('academic', 'general')),
    constraint accounts_customuser_current_level_check
        check (current_level in ('beginner', 'intermediate', 'advanced', 'unknown')),
    constraint accounts_customuser_last_writing_band_check
        check (last_writing_band between 1.0 and 9.0 and last_writing_band * 2 = floor(last_writing_band * 2))
);

create unique index idx_customuser_email on accounts_customuser (lower(email));
create index idx_customuser_module_type on accounts_customuser (module_type);
create index idx_customuser_target_score on accounts_customuser (target_band_score);
create unique index idx_customuser_username on accounts_customuser (lower(username));

create table accounts_group (
    id bigserial not null,
    name varchar(150) not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint accounts_group_pkey primary key (id),
    constraint accounts_group_name_key unique (name)
);

create table accounts_loginattempt (
    id bigserial not null,
    kind varchar(20) default 'sign_in' not null,
    name varchar(254) not null,
    address varchar(64) not null,
    is_successful boolean default false not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint accounts_loginattempt_pkey primary key (id),
    constraint accounts_loginattempt_kind_check
        check (kind in ('sign_in', 'register', 'reset_password', 'verify_email'))
);

create index idx_loginattempt_address on accounts_loginattempt (address, created_at desc);
create index idx_loginattempt_created on accounts_loginattempt (created_at);
create index idx_loginattempt_name on accounts_loginattempt (name, created_at desc);

create table accounts_permission (
    id bigserial not null,
    codename varchar(100) not null,
    name varchar(255) not null,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint accounts_permission_pkey primary key (id),
    constraint accounts_permission_codename_key unique (codename)
);

create table accounts_customuser_groups (
    id bigserial not null,
    customuser_id bigint not null,
    group_id bigint not null,
    constraint accounts_customuser_groups_pkey primary key (id),
    constraint accounts_customuser_groups_customuser_id_group_id_key
        unique (customuser_id, group_id),
    constraint accounts_customuser_groups_customuser_id_fkey
        foreign key (customuser_id) references accounts_customuser (id) on delete cascade,
    constraint accounts_customuser_groups_group_id_fkey
        foreign key (group_id) references accounts_group (id) on delete cascade
);

create index idx_customuser_groups_group on accounts_customuser_groups (group_id);

create table accounts_group_permissions (
    id bigserial not null,
    group_id bigint not null,
    permission_id bigint not null,
    constraint accounts_group_permissions_pkey primary key (id),
    constraint accounts_group_permissions_group_id_permission_id_key
        unique (group_id, permission_id),
    constraint accounts_group_permissions_group_id_fkey
        foreign key (group_id) references accounts_group (id) on delete cascade,
    constraint accounts_group_permissions_permission_id_fkey
        foreign key (permission_id) references accounts_permission (id) on delete cascade
);

create index idx_group_permissions_permission on accounts_group_permissions (permission_id);

create table accounts_session (
    id bigserial not null,
    token_hash varchar(64) not null,
    user_id bigint not null,
    last_seen_at timestamp with time zone default now() not null,
    expires_at timestamp with time zone not null,
    stay_signed_in boolean default false not null,
    must_change_password boolean default false not null,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint accounts_session_pkey primary key (id),
    constraint accounts_session_token_hash_key unique (token_hash),
    constraint accounts_session_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete cascade
);

create index idx_session_expires_at on accounts_session (expires_at);
create index idx_session_user on accounts_session (user_id);

create table accounts_token (
    id bigserial not null,
    kind varchar(20) not null,
    token_hash varchar(64) not null,
    user_id bigint not null,
    expires_at timestamp with time zone not null,
    used_at timestamp with time zone,
    payload jsonb,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint accounts_token_pkey primary key (id),
    constraint accounts_token_kind_check
        check (kind in ('verify_email', 'reset_password', 'sign_in')),
    constraint accounts_token_token_hash_key unique (token_hash),
    constraint accounts_token_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete cascade
);

create index idx_token_expires_at on accounts_token (expires_at);
create index idx_token_user on accounts_token (user_id);

create table accounts_userpreferences (
    id bigserial not null,
    user_id bigint not null,
    preferred_practice_time integer default 60,
    auto_save_enabled boolean default true not null,
    email_notifications boolean default true not null,
    difficulty_preference varchar(20) default 'mixed',
    theme varchar(10) default 'light',
    font_size varchar(10) default 'medium',
    reminder_hour integer,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint accounts_userpreferences_pkey primary key (id),
    constraint accounts_userpreferences_theme_check check (theme in ('light', 'dark')),
    constraint accounts_userpreferences_reminder_hour_check check (reminder_hour between 0 and 23),
    constraint accounts_userpreferences_user_id_key unique (user_id),
    constraint accounts_userpreferences_user_id_fkey
        foreign key (user_id) references accounts_customuser (id) on delete cascade
);
