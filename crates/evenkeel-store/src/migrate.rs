//! One numbered list of migrations, one text with placeholders for the types that differ.

use evenkeel_core::Result;

use crate::{Engine, Tx, sql_installation, values};

/// A step of the schema: its name, its text, and its twin where PostgreSQL truly differs.
pub type Migration = (&'static str, &'static str, Option<&'static str>);

macro_rules! migrations {
    ($($name:literal $($pg:literal)?;)*) => {
        &[$((
            $name,
            include_str!(concat!("../../../migrations/", $name, ".sql")),
            migrations!(@twin $($pg)?),
        )),*]
    };
    (@twin) => { None };
    (@twin $pg:literal) => { Some(include_str!(concat!("../../../migrations/", $pg, ".pg.sql"))) };
}

/// The numbered list. Steps only add, and each may run again.
pub const MIGRATIONS: &[Migration] = migrations! {
    "0001_records";
    "0002_search" "0002_search";
    "0003_directory";
    "0004_direction";
    "0005_alignment";
    "0006_plans";
    "0007_imports";
    "0008_commitments";
};

/// The text of a migration for one engine.
pub(crate) fn text(migration: &Migration, engine: Engine) -> String {
    let types = match engine {
        Engine::Sqlite => [
            ("{uuid}", "blob"),
            ("{time}", "integer"),
            ("{date}", "text"),
            ("{json}", "text"),
            ("{bytes}", "blob"),
        ],
        Engine::Postgres => [
            ("{uuid}", "uuid"),
            ("{time}", "timestamptz"),
            ("{date}", "date"),
            ("{json}", "jsonb"),
            ("{bytes}", "bytea"),
        ],
    };
    let text = match (engine, migration.2) {
        (Engine::Postgres, Some(twin)) => twin,
        _ => migration.1,
    };
    types.iter().fold(text.to_owned(), |text, (name, word)| text.replace(name, word))
}

/// The table that says which steps have run.
pub(crate) const VERSIONS: &str =
    "create table if not exists schema_version (name text not null primary key)";

/// Names of the steps that have run.
pub(crate) fn done(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    tx.list_installation(sql_installation!("select name from schema_version order by name"), &[])
}

/// Notes that a step has run.
pub(crate) fn note(tx: &mut Tx<'_>, name: &str) -> Result<u64> {
    tx.run_installation(
        sql_installation!("insert into schema_version (name) values ($1)"),
        values![name],
    )
}

/// Row-level security for every table of an organization that lacks it: without the setting of
/// the transaction a query is an error, and with it only the organization's own rows exist.
pub(crate) const ROW_LEVEL_SECURITY: &str = "
do $$
declare name text;
begin
    for name in
        select c.relname from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
         where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
           and not c.relforcerowsecurity
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy organization on %I
            using (organization_id = current_setting(''evenkeel.organization_id'')::uuid)
            with check (organization_id = current_setting(''evenkeel.organization_id'')::uuid)',
            name);
    end loop;
end $$";
