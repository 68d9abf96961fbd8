create table person (
    organization_id {uuid} not null,
    id {uuid} not null,
    username text not null,
    email text,
    number text,
    job_title text not null default '',
    role text not null check (role in ('owner', 'admin', 'member', 'guest')),
    manager_id {uuid},
    is_active boolean not null,
    theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
    single_keys boolean not null default true,
    password_hash text,
    failed_count bigint not null default 0,
    retry_at {time},
    primary key (organization_id, id),
    unique (organization_id, username),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, manager_id) references person (organization_id, id)
);
create unique index person_email on person (organization_id, email) where email is not null;
create unique index person_number on person (organization_id, number) where number is not null;
create index person_of_manager on person (organization_id, manager_id);

create table matrix_line (
    organization_id {uuid} not null,
    person_id {uuid} not null,
    lead_id {uuid} not null,
    name text not null,
    primary key (organization_id, person_id, lead_id),
    foreign key (organization_id, person_id) references person (organization_id, id),
    foreign key (organization_id, lead_id) references person (organization_id, id)
);
create index matrix_line_of_lead on matrix_line (organization_id, lead_id);

create table unit (
    organization_id {uuid} not null,
    id {uuid} not null,
    parent_id {uuid},
    kind text not null,
    code text,
    lead_id {uuid},
    manager_id {uuid},
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, parent_id) references unit (organization_id, id),
    foreign key (organization_id, lead_id) references person (organization_id, id),
    foreign key (organization_id, manager_id) references person (organization_id, id)
);
create index unit_of_parent on unit (organization_id, parent_id);

create table unit_path (
    organization_id {uuid} not null,
    ancestor_id {uuid} not null,
    unit_id {uuid} not null,
    depth bigint not null,
    primary key (organization_id, ancestor_id, unit_id)
);
create index unit_path_up on unit_path (organization_id, unit_id, depth);

create table membership (
    organization_id {uuid} not null,
    id {uuid} not null,
    person_id {uuid} not null,
    unit_id {uuid} not null,
    from_on {date} not null,
    until_on {date} not null,
    primary key (organization_id, id),
    foreign key (organization_id, person_id) references person (organization_id, id),
    foreign key (organization_id, unit_id) references unit (organization_id, id)
);
create index membership_of_person on membership (organization_id, person_id, from_on);
create index membership_of_unit on membership (organization_id, unit_id, from_on);

create table session (
    organization_id {uuid} not null,
    token_hash {bytes} not null,
    id {uuid} not null,
    person_id {uuid} not null,
    form_token text not null,
    device text not null,
    created_at {time} not null,
    seen_at {time} not null,
    expires_at {time} not null,
    primary key (organization_id, token_hash),
    foreign key (organization_id, person_id) references person (organization_id, id)
);
create index session_of_person on session (organization_id, person_id);

create table sign_in_link (
    organization_id {uuid} not null,
    token_hash {bytes} not null,
    person_id {uuid} not null,
    purpose text not null check (purpose in ('invitation', 'recovery', 'demo')),
    created_at {time} not null,
    created_by {uuid} not null,
    expires_at {time} not null,
    used_at {time},
    primary key (organization_id, token_hash),
    foreign key (organization_id, person_id) references person (organization_id, id)
);
create index sign_in_link_of_person on sign_in_link (organization_id, person_id);

create table token (
    organization_id {uuid} not null,
    token_hash {bytes} not null,
    id {uuid} not null,
    person_id {uuid} not null,
    name text not null,
    scope text not null check (scope in ('read', 'write')),
    created_at {time} not null,
    used_at {time},
    expires_on {date} not null,
    primary key (organization_id, token_hash),
    unique (organization_id, id),
    foreign key (organization_id, person_id) references person (organization_id, id)
);
create index token_of_person on token (organization_id, person_id);
