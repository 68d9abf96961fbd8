//! Each write about a comment: find the record, ask whose it is, save, record.

use evenkeel_core::{Card, Id, Kind, Record, Recorded, Result};
use evenkeel_store::Tx;
use evenkeel_web::Fields;
use jiff::{Timestamp, tz::TimeZone};

use super::{Comment, CommentEvent, Mention, model, model::Own, store, usernames};
use crate::{
    today::{Answer, Need},
    trash::acts::since,
};

/// Reads what was said.
pub fn read(fields: &mut Fields) -> Result<String> {
    let text = fields.long_text("text", "Your comment", 1..=model::LONGEST);
    fields.finish(text)
}

/// Says something about a record that the actor may see, and calls those whom the text mentions.
pub fn add(
    tx: &mut Tx<'_>,
    id: Id<Comment>,
    record: Id<Record>,
    text: &str,
) -> Result<Recorded<String>> {
    let card = tx.card(record)?;
    store::insert(tx, id, record, text)?;
    store::mention(tx, id, &usernames(text))?;
    Ok(tx.record(record, &CommentEvent::Added(id))?.with(format!("{}#comment-{id}", place(&card))))
}

/// A comment of the actor's own. One that is deleted does not exist, whoever wrote it.
pub(super) fn theirs(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<Own> {
    let own = store::find(tx, id)?;
    own.is_there()?;
    own.is_of(tx.actor)?;
    Ok(own)
}

/// Changes a comment of the actor's own.
pub fn edit(tx: &mut Tx<'_>, id: Id<Comment>, text: &str) -> Result<Recorded<String>> {
    let own = theirs(tx, id)?;
    store::update(tx, id, text)?;
    store::mention(tx, id, &usernames(text))?;
    let card = tx.card(own.record_id)?;
    let recorded = tx.record(own.record_id, &CommentEvent::Edited(id))?;
    Ok(recorded.with(format!("{}#comment-{id}", place(&card))))
}

/// Deletes a comment of the actor's own.
pub fn remove(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<Recorded<String>> {
    let own = theirs(tx, id)?;
    store::delete(tx, id)?;
    let card = tx.card(own.record_id)?;
    let recorded = tx.record(own.record_id, &CommentEvent::Deleted(id))?;
    Ok(recorded.with(format!("{}#comments", place(&card))))
}

/// Takes the deletion of a comment back.
pub fn restore(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<Recorded<String>> {
    let own = store::find(tx, id)?;
    own.is_restorable(tx.actor, since(tx.now))?;
    store::restore(tx, id)?;
    let card = tx.card(own.record_id)?;
    let recorded = tx.record(own.record_id, &CommentEvent::Restored(id))?;
    Ok(recorded.with(format!("{}#comment-{id}", place(&card))))
}

/// Notes that the actor has read a comment on a record they may see.
pub fn see(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<u64> {
    store::find(tx, id)?.is_there()?;
    store::set_seen(tx, id)
}

/// Where the comments on a record are read: at the foot of its page; a person's and a unit's stand
/// on a page of their own.
pub fn place(card: &Card) -> String {
    match card.kind {
        Kind::Person | Kind::Unit => format!("/records/{}/comments", card.id),
        _ => card.url(),
    }
}

/// The comments that call the actor and wait to be seen.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    Ok(store::list_mentions(tx, 7)?.into_iter().map(need).collect())
}

fn need(mention: Mention) -> Need {
    let Mention { id, author, written_at, about } = mention;
    Need {
        sentence: format!("Read what {author} wrote to you on “{}”", about.title),
        url: format!("{}#comment-{id}", place(&about)),
        meta: format!("Comment · {}", about.kind.noun()),
        side: about.kind.function().side(),
        due_on: day(written_at),
        answers: vec![Answer {
            label: "Seen",
            url: format!("/comments/{id}/seen"),
            fields: Vec::new(),
        }],
    }
}

/// The day of a moment, near enough to stand in the order of needs.
fn day(at: Timestamp) -> jiff::civil::Date {
    at.to_zoned_datetime(TimeZone::UTC).date()
}
