create table goal (
    organization_id {uuid} not null,
    id {uuid} not null,
    why text not null,
    done_looks_like text not null,
    start_on {date} not null,
    end_on {date} not null,
    owner_id {uuid} not null,
    lead_id {uuid},
    manager_id {uuid},
    lead_owes text not null default '',
    manager_owes text not null default '',
    reviewer_id {uuid},
    cadence_days bigint not null check (cadence_days between 1 and 366),
    source text not null check (source in ('originate', 'initiate')),
    op text not null check (op in ('mean', 'min', 'sum', 'own', 'manual')),
    weight bigint not null check (weight between 0 and 1000),
    is_critical boolean not null,
    typed_micro bigint check (typed_micro between 0 and 1000000),
    confidence bigint check (confidence between 1 and 5),
    updated_on {date} not null,
    check_in_on {date} not null,
    own_micro bigint,
    own_coverage_micro bigint not null default 0,
    own_done_milli bigint,
    own_whole_milli bigint,
    own_unit text not null default '',
    progress_micro bigint,
    coverage_micro bigint not null default 0,
    done_milli bigint,
    whole_milli bigint,
    amount_unit text not null default '',
    children_count bigint not null default 0,
    measured_count bigint not null default 0,
    measures_count bigint not null default 0,
    off_track_on {date},
    closed_at {time},
    closing_note text not null default '',
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, owner_id) references person (organization_id, id),
    foreign key (organization_id, lead_id) references person (organization_id, id),
    foreign key (organization_id, manager_id) references person (organization_id, id),
    foreign key (organization_id, reviewer_id) references person (organization_id, id)
);
create index goal_by_end on goal (organization_id, end_on, id) where closed_at is null;
create index goal_of_owner on goal (organization_id, owner_id, end_on, id)
    where closed_at is null;
create index goal_of_lead on goal (organization_id, lead_id) where closed_at is null;
create index goal_of_manager on goal (organization_id, manager_id) where closed_at is null;
create index goal_check_in_due on goal (organization_id, owner_id, check_in_on)
    where closed_at is null;
create index goal_closed on goal (organization_id, closed_at, id) where closed_at is not null;

create table measure (
    organization_id {uuid} not null,
    id {uuid} not null,
    goal_id {uuid} not null,
    title text not null,
    kind text not null check (kind in ('increase', 'decrease', 'maintain_at_least',
        'maintain_at_most', 'maintain_range', 'milestones', 'binary', 'manual')),
    unit_word text not null,
    start_milli bigint,
    target_milli bigint,
    tolerance_milli bigint,
    weight bigint not null check (weight between 0 and 1000),
    steps {json} not null,
    current_milli bigint,
    read_on {date},
    removed_at {time},
    version bigint not null,
    updated_by {uuid} not null,
    primary key (organization_id, id),
    foreign key (organization_id, goal_id) references goal (organization_id, id),
    foreign key (organization_id, updated_by) references person (organization_id, id)
);
create index measure_of_goal on measure (organization_id, goal_id, id);

create table reading (
    organization_id {uuid} not null,
    id {uuid} not null,
    measure_id {uuid} not null,
    read_on {date} not null,
    value_milli bigint not null,
    note text not null,
    by_id {uuid} not null,
    logged_at {time} not null,
    primary key (organization_id, id),
    foreign key (organization_id, measure_id) references measure (organization_id, id),
    foreign key (organization_id, by_id) references person (organization_id, id)
);
create index reading_of_measure on reading (organization_id, measure_id, read_on, id);

create table check_in (
    organization_id {uuid} not null,
    id {uuid} not null,
    goal_id {uuid} not null,
    made_on {date} not null,
    changed text not null,
    next text not null,
    confidence bigint not null check (confidence between 1 and 5),
    progress_micro bigint,
    reviewer_id {uuid},
    acknowledged_at {time},
    acknowledged_by {uuid},
    reply text not null default '',
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, goal_id) references goal (organization_id, id),
    foreign key (organization_id, reviewer_id) references person (organization_id, id),
    foreign key (organization_id, acknowledged_by) references person (organization_id, id)
);
create index check_in_of_goal on check_in (organization_id, goal_id, made_on, id);
create index check_in_waiting on check_in (organization_id, reviewer_id, made_on, id)
    where acknowledged_at is null;
