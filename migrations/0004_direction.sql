create table edition (
    organization_id {uuid} not null,
    record_id {uuid} not null,
    number bigint not null,
    passages {json} not null,
    published_at {time} not null,
    published_by {uuid} not null,
    primary key (organization_id, record_id, number),
    foreign key (organization_id, record_id) references record (organization_id, id),
    foreign key (organization_id, published_by) references person (organization_id, id)
);

create table endorsement (
    organization_id {uuid} not null,
    record_id {uuid} not null,
    number bigint not null,
    person_id {uuid} not null,
    endorsed_at {time} not null,
    primary key (organization_id, record_id, number, person_id),
    foreign key (organization_id, record_id, number)
        references edition (organization_id, record_id, number),
    foreign key (organization_id, person_id) references person (organization_id, id)
);
create index endorsement_of_person on endorsement (organization_id, person_id, record_id, number);
create index endorsement_by_time on endorsement (organization_id, endorsed_at);

create table purpose (
    organization_id {uuid} not null,
    id {uuid} not null,
    body text not null,
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id)
);

create table vision (
    organization_id {uuid} not null,
    id {uuid} not null,
    narrative text not null,
    horizon_year bigint,
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id)
);

create table value (
    organization_id {uuid} not null,
    id {uuid} not null,
    meaning text not null,
    behaviors text not null,
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id)
);

create table value_proposal (
    organization_id {uuid} not null,
    id {uuid} not null,
    value_id {uuid} not null,
    number bigint not null,
    title text not null,
    meaning text not null,
    behaviors text not null,
    is_retirement boolean not null,
    why text not null,
    state text not null check (state in ('open', 'adopted', 'declined')),
    proposed_by {uuid} not null,
    proposed_at {time} not null,
    decision text not null default '',
    decided_by {uuid},
    decided_at {time},
    primary key (organization_id, id),
    foreign key (organization_id, value_id) references value (organization_id, id),
    foreign key (organization_id, proposed_by) references person (organization_id, id),
    foreign key (organization_id, decided_by) references person (organization_id, id)
);
create index value_proposal_of_value on value_proposal (organization_id, value_id, id);
create index value_proposal_open on value_proposal (organization_id, state, proposed_at);

create table value_objection (
    organization_id {uuid} not null,
    id {uuid} not null,
    proposal_id {uuid} not null,
    body text not null,
    raised_by {uuid} not null,
    raised_at {time} not null,
    answer text not null default '',
    answered_by {uuid},
    answered_at {time},
    primary key (organization_id, id),
    foreign key (organization_id, proposal_id) references value_proposal (organization_id, id),
    foreign key (organization_id, raised_by) references person (organization_id, id),
    foreign key (organization_id, answered_by) references person (organization_id, id)
);
create index value_objection_of_proposal on value_objection (organization_id, proposal_id, id);
create index value_objection_open on value_objection (organization_id, raised_at, id)
    where answered_at is null;

create table strategy (
    organization_id {uuid} not null,
    id {uuid} not null,
    choice text not null,
    priorities text not null,
    not_doing text not null,
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id)
);

create table bet (
    organization_id {uuid} not null,
    id {uuid} not null,
    owner_id {uuid} not null,
    hypothesis text not null,
    stake_cents bigint not null,
    stake_hours bigint not null,
    stake_words text not null,
    upside text not null,
    kill_criteria text not null,
    kill_on {date} not null,
    learning text not null default '',
    closed_at {time},
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, owner_id) references person (organization_id, id)
);
create index bet_by_kill_date on bet (organization_id, kill_on, id);
create index bet_of_owner on bet (organization_id, owner_id, kill_on) where closed_at is null;

create table appetite (
    organization_id {uuid} not null,
    unit_id {uuid} not null,
    amount_cents bigint not null,
    set_by {uuid} not null,
    set_at {time} not null,
    primary key (organization_id, unit_id),
    foreign key (organization_id, unit_id) references unit (organization_id, id),
    foreign key (organization_id, set_by) references person (organization_id, id)
);

create table sustainability_measure (
    organization_id {uuid} not null,
    id {uuid} not null,
    why text not null,
    unit text not null,
    target_micro bigint,
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id)
);

create table sustainability_reading (
    organization_id {uuid} not null,
    measure_id {uuid} not null,
    read_on {date} not null,
    value_micro bigint not null,
    noted_by {uuid} not null,
    noted_at {time} not null,
    primary key (organization_id, measure_id, read_on),
    foreign key (organization_id, measure_id)
        references sustainability_measure (organization_id, id),
    foreign key (organization_id, noted_by) references person (organization_id, id)
);
