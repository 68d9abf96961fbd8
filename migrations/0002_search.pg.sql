create table search_doc (
    organization_id uuid not null,
    record_id uuid not null,
    body tsvector not null,
    primary key (organization_id, record_id)
);
create index search_doc_body on search_doc using gin (body);
