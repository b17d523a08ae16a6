create table progress_officialresult (
    id bigserial not null,
    user_id bigint not null,
    test_date date not null,
    band numeric(2, 1),
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint progress_officialresult_pkey primary key (id),
    constraint progress_officialresult_once unique (user_id, test_date),
    constraint check_officialresult_band check (band between 1 and 9 and band * 2 = floor(band * 2)),
    constraint progress_officialresult_user_id_fkey
    foreign key (user_id) references accounts_customuser (id) on delete cascade
);
