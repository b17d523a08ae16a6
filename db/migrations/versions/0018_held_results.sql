alter table classroom_assignment add column release varchar(10) default 'at_once' not null;
alter table classroom_assignment
add constraint classroom_assignment_release_check check (release in ('at_once', 'after_look', 'comments'));
alter table classroom_assignment
add constraint check_assignment_release check (release = 'at_once' or kind <> 'drill_set');

create table classroom_heldresult (
    id bigserial not null,
    submission_id bigint not null,
    assignment_id bigint not null,
    shows varchar(10) not null,
    released_at timestamp with time zone,
    created_at timestamp with time zone default now() not null,
    updated_at timestamp with time zone default now() not null,
    constraint classroom_heldresult_pkey primary key (id),
    constraint classroom_heldresult_once unique (submission_id),
    constraint classroom_heldresult_shows_check check (shows in ('nothing', 'comments')),
    constraint classroom_heldresult_submission_id_fkey
    foreign key (submission_id) references practice_submission (id) on delete cascade,
    constraint classroom_heldresult_assignment_id_fkey
    foreign key (assignment_id) references classroom_assignment (id) on delete cascade
);

create index idx_heldresult_assignment on classroom_heldresult (assignment_id);
create index idx_heldresult_waiting on classroom_heldresult (created_at) where released_at is null;
