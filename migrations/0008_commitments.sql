create table commitment (
    organization_id {uuid} not null,
    id {uuid} not null,
    person_id {uuid} not null,
    asked_by {uuid} not null,
    asked_on {date} not null,
    terms text not null,
    due_on {date} not null,
    confidence bigint check (confidence between 1 and 5),
    accepted_on {date},
    proposed_by {uuid},
    renegotiated_on {date},
    is_promise boolean not null,
    closed_on {date},
    closing_note text not null default '',
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, person_id) references person (organization_id, id),
    foreign key (organization_id, asked_by) references person (organization_id, id),
    foreign key (organization_id, proposed_by) references person (organization_id, id)
);
create index commitment_of_person on commitment (organization_id, person_id, due_on, id);
create index commitment_of_asker on commitment (organization_id, asked_by, due_on, id);
create index commitment_closed on commitment (organization_id, person_id, closed_on, id)
    where closed_on is not null;

create table commitment_term (
    organization_id {uuid} not null,
    commitment_id {uuid} not null,
    number bigint not null,
    terms text not null,
    due_on {date} not null,
    why text not null,
    confidence bigint check (confidence between 1 and 5),
    proposed_by {uuid} not null,
    proposed_at {time} not null,
    state text not null
        check (state in ('standing', 'replaced', 'proposed', 'refused', 'withdrawn')),
    decided_by {uuid},
    decided_at {time},
    answer text not null default '',
    primary key (organization_id, commitment_id, number),
    foreign key (organization_id, commitment_id) references commitment (organization_id, id),
    foreign key (organization_id, proposed_by) references person (organization_id, id),
    foreign key (organization_id, decided_by) references person (organization_id, id)
);

create table announcement (
    organization_id {uuid} not null,
    id {uuid} not null,
    unit_id {uuid} not null,
    body text not null,
    must_acknowledge boolean not null,
    sent_at {time} not null,
    primary key (organization_id, id),
    foreign key (organization_id, id) references record (organization_id, id),
    foreign key (organization_id, unit_id) references unit (organization_id, id)
);
create index announcement_by_time on announcement (organization_id, sent_at, id);

create table announcement_reader (
    organization_id {uuid} not null,
    announcement_id {uuid} not null,
    person_id {uuid} not null,
    seen_at {time},
    acknowledged_at {time},
    primary key (organization_id, announcement_id, person_id),
    foreign key (organization_id, announcement_id) references announcement (organization_id, id),
    foreign key (organization_id, person_id) references person (organization_id, id)
);
create index announcement_reader_of_person
    on announcement_reader (organization_id, person_id, acknowledged_at);

create table announcement_question (
    organization_id {uuid} not null,
    id {uuid} not null,
    announcement_id {uuid} not null,
    asked_by {uuid} not null,
    asked_at {time} not null,
    question text not null,
    answered_by {uuid},
    answered_at {time},
    answer text not null default '',
    primary key (organization_id, id),
    foreign key (organization_id, announcement_id) references announcement (organization_id, id),
    foreign key (organization_id, asked_by) references person (organization_id, id),
    foreign key (organization_id, answered_by) references person (organization_id, id)
);
create index announcement_question_of_announcement
    on announcement_question (organization_id, announcement_id, asked_at, id);
create index announcement_question_open on announcement_question (organization_id, announcement_id)
    where answered_at is null;

create table announcement_promise (
    organization_id {uuid} not null,
    announcement_id {uuid} not null,
    number bigint not null,
    terms text not null,
    due_on {date} not null,
    commitment_id {uuid} not null,
    primary key (organization_id, announcement_id, number),
    foreign key (organization_id, announcement_id) references announcement (organization_id, id),
    foreign key (organization_id, commitment_id) references commitment (organization_id, id)
);
