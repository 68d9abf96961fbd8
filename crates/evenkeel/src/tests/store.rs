//! Where the tests of every route find a sample for the id in a path.

use evenkeel_core::{Kind, Result};
use evenkeel_store::{Sql, Tx, sql, values};
use uuid::Uuid;

/// A sample of what stands under the word before `{id}` in a path.
pub(super) fn sample(tx: &mut Tx<'_>, word: &str) -> Result<Option<Uuid>> {
    let kind = Kind::ALL
        .iter()
        .copied()
        .find(|kind| kind.path().rsplit('/').next() == Some(word) && *kind != Kind::Comment);
    match (kind, other(word)) {
        (Some(kind), _) if word != "sustainability" => tx.first(
            sql!(
                "select r.id from record r
                  where r.organization_id = $1 and r.kind = $3 and r.deleted_at is null
                  order by case when r.owner_id = $2 then 0 else 1 end, r.id
                  limit 1"
            ),
            values![tx.organization, tx.actor, kind.word()],
        ),
        (_, Some(text)) => tx.first(text, values![tx.organization]),
        (_, None) => Ok(None),
    }
}

/// What is no record of its own.
fn other(word: &str) -> Option<Sql> {
    Some(match word {
        "measures" => sql!("select id from measure where organization_id = $1 order by id limit 1"),
        "readings" => sql!("select id from reading where organization_id = $1 order by id limit 1"),
        "sustainability" => sql!(
            "select id from sustainability_measure where organization_id = $1 order by id limit 1"
        ),
        "comments" => sql!("select id from comment where organization_id = $1 order by id limit 1"),
        "sessions" => sql!("select id from session where organization_id = $1 limit 1"),
        "tokens" => sql!("select id from token where organization_id = $1 limit 1"),
        "proposals" => {
            sql!("select id from value_proposal where organization_id = $1 order by id limit 1")
        }
        "objections" => {
            sql!("select id from value_objection where organization_id = $1 order by id limit 1")
        }
        "questions" => sql!(
            "select id from announcement_question where organization_id = $1 order by id limit 1"
        ),
        "elements" => sql!(
            "select id from record where organization_id = $1 and kind = 'vision'
              order by id limit 1"
        ),
        "records" | "trace" => sql!(
            "select id from record where organization_id = $1 and kind = 'task'
              order by id limit 1"
        ),
        _ => return None,
    })
}

/// The task with this title.
pub(super) fn task_named(tx: &mut Tx<'_>, title: &str) -> Result<Uuid> {
    tx.find(
        sql!(
            "select id from record where organization_id = $1 and kind = 'task' and title = $2
              order by id limit 1"
        ),
        values![tx.organization, title],
    )
}
