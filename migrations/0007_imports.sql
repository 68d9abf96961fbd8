create table import_run (
    organization_id {uuid} not null,
    id {uuid} not null,
    importer text not null,
    file_name text not null,
    encoding text not null,
    delimiter text not null,
    headers {json} not null,
    signature text not null,
    mapping {json} not null,
    date_order text not null check (date_order in ('', 'day', 'month', 'year')),
    row_count bigint not null,
    done_count bigint not null default 0,
    create_count bigint not null default 0,
    change_count bigint not null default 0,
    same_count bigint not null default 0,
    refuse_count bigint not null default 0,
    kept_count bigint not null default 0,
    fault text not null default '',
    beat_at {time} not null,
    applied_at {time},
    undone_at {time},
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id)
);
create index import_run_by_time on import_run (organization_id, beat_at, id);

create table import_row (
    organization_id {uuid} not null,
    run_id {uuid} not null,
    number bigint not null,
    cells {json} not null,
    title text not null default '',
    outcome text not null default ''
        check (outcome in ('', 'create', 'change', 'same', 'refuse')),
    note text not null default '',
    changes {json},
    planned {json},
    target_id {uuid},
    before {json},
    version bigint,
    state text not null default ''
        check (state in ('', 'done', 'linked', 'refused', 'undone', 'kept')),
    primary key (organization_id, run_id, number),
    foreign key (organization_id, run_id) references import_run (organization_id, id)
);
create index import_row_of_outcome on import_row (organization_id, run_id, outcome, number);
create index import_row_of_state on import_row (organization_id, run_id, state, number);
create index import_row_of_target on import_row (organization_id, run_id, target_id);

create table import_unit (
    organization_id {uuid} not null,
    run_id {uuid} not null,
    place bigint not null,
    unit_id {uuid} not null,
    parent_id {uuid} not null,
    name text not null,
    kind text not null,
    state text not null default '' check (state in ('', 'done', 'undone', 'kept')),
    primary key (organization_id, run_id, place),
    foreign key (organization_id, run_id) references import_run (organization_id, id)
);

create table import_mapping (
    organization_id {uuid} not null,
    importer text not null,
    signature text not null,
    mapping {json} not null,
    date_order text not null,
    used_at {time} not null,
    primary key (organization_id, importer, signature)
);
