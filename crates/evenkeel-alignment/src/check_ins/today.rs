//! What check-ins tell Today: those that wait for the reader, and answers to the reader's own.

use evenkeel_core::{Id, Result, Side};
use evenkeel_records::today::{Answer, Line, Need};
use evenkeel_store::{ALWAYS, Tx};
use evenkeel_web::ui;
use jiff::{SignedDuration, Span};

use super::store;

/// Check-ins that the actor must acknowledge.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let today = tx.today;
    let first = (ALWAYS, Id::new(uuid::Uuid::nil()));
    let list = store::list_to_acknowledge(tx, &first, 10)?;
    Ok(list
        .into_iter()
        .map(|one| Need {
            sentence: format!("Acknowledge the check-in on “{}”", one.goal.title),
            url: one.url(),
            meta: format!(
                "{} on {}: {}",
                one.author,
                ui::short_date(one.made_on, today),
                one.head.title
            ),
            side: Side::Manage,
            due_on: one.made_on.saturating_add(Span::new().days(3)),
            answers: vec![Answer {
                label: "Acknowledge",
                url: format!("{}/acknowledgment", one.url()),
                fields: Vec::new(),
            }],
        })
        .collect())
}

/// What reviewers answered in the last 7 days.
pub fn well(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let since = tx.now.saturating_sub(SignedDuration::from_hours(7 * 24)).unwrap_or(tx.now);
    let list = store::list_answered(tx, since, 2)?;
    Ok(list
        .into_iter()
        .map(|one| Line {
            sentence: format!(
                "{} answered your check-in on “{}”: {}",
                one.acknowledged_by.as_deref().unwrap_or("Your reviewer"),
                one.goal.title,
                one.reply
            ),
            url: one.url(),
            side: Side::Manage,
        })
        .collect())
}
