create table task (
    organization_id {uuid} not null,
    id {uuid} not null,
    owner_id {uuid},
    due_at {time},
    standard text not null,
    done_at {time},
    closing_note text not null default '',
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, owner_id) references person (organization_id, id)
);
create index task_open_of_owner on task (organization_id, owner_id, due_at, id)
    where done_at is null;
create index task_open on task (organization_id, due_at, id) where done_at is null;
create index task_done on task (organization_id, done_at, id) where done_at is not null;
create index task_unassigned on task (organization_id, id)
    where owner_id is null and done_at is null;
