create table organization (
    id {uuid} not null primary key,
    name text not null,
    slug text not null unique,
    time_zone text not null,
    created_at {time} not null
);

create table record (
    organization_id {uuid} not null references organization (id),
    id {uuid} not null,
    kind text not null,
    title text not null,
    state text not null,
    unit_id {uuid},
    owner_id {uuid},
    audience_id {uuid} not null,
    parent_id {uuid},
    version bigint not null,
    created_at {time} not null,
    created_by {uuid} not null,
    updated_at {time} not null,
    updated_by {uuid} not null,
    deleted_at {time},
    deleted_by {uuid},
    primary key (organization_id, id),
    foreign key (organization_id, parent_id) references record (organization_id, id)
);
create index record_of_parent on record (organization_id, parent_id);
create index record_of_kind on record (organization_id, kind, state, id);
create index record_by_title on record (organization_id, kind, title, id);
create index record_of_unit on record (organization_id, unit_id, kind);
create index record_of_owner on record (organization_id, owner_id, kind, state);
create index record_deleted on record (organization_id, deleted_by, deleted_at)
    where deleted_at is not null;

create table record_link (
    organization_id {uuid} not null,
    from_id {uuid} not null,
    to_id {uuid} not null,
    relation text not null check (relation in ('supports')),
    weight bigint not null default 0,
    primary key (organization_id, from_id, to_id, relation),
    foreign key (organization_id, from_id) references record (organization_id, id),
    foreign key (organization_id, to_id) references record (organization_id, id)
);
create index record_link_to on record_link (organization_id, to_id, relation);

create table reader (
    organization_id {uuid} not null,
    person_id {uuid} not null,
    audience_id {uuid} not null,
    from_on {date} not null,
    until_on {date} not null,
    relation text not null check (relation in ('everyone', 'unit', 'line', 'named')),
    primary key (organization_id, person_id, audience_id, from_on)
);
create index reader_of_audience on reader (organization_id, audience_id);

create table event (
    organization_id {uuid} not null,
    bucket bigint not null,
    id {uuid} not null,
    happened_at {time} not null,
    actor_id {uuid} not null,
    record_id {uuid} not null,
    kind text not null,
    function bigint not null check (function between 1 and 6),
    detail {json} not null,
    primary key (organization_id, bucket, id)
);
create index event_of_record on event (organization_id, record_id, happened_at, id);
create index event_by_time on event (organization_id, happened_at, id);

create table comment (
    organization_id {uuid} not null,
    id {uuid} not null,
    record_id {uuid} not null,
    author_id {uuid} not null,
    body text not null,
    written_at {time} not null,
    edited_at {time},
    deleted_at {time},
    primary key (organization_id, id),
    foreign key (organization_id, record_id) references record (organization_id, id)
);
create index comment_of_record on comment (organization_id, record_id, id);

create table mention (
    organization_id {uuid} not null,
    comment_id {uuid} not null,
    person_id {uuid} not null,
    seen_at {time},
    primary key (organization_id, comment_id, person_id),
    foreign key (organization_id, comment_id) references comment (organization_id, id)
);
create index mention_of_person on mention (organization_id, person_id, seen_at);

create table idempotency (
    organization_id {uuid} not null,
    person_id {uuid} not null,
    key text not null,
    fingerprint {bytes} not null,
    answer {json} not null,
    made_at {time} not null,
    primary key (organization_id, person_id, key)
);
create index idempotency_by_time on idempotency (organization_id, made_at);
