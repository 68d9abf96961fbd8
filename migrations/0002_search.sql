create table search_doc (
    doc integer primary key,
    organization_id blob not null,
    record_id blob not null,
    unique (organization_id, record_id)
);
create virtual table search_text using fts5(
    title, body, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
