//! What goals tell Today: check-ins that are due, goals that were met, and where things head.

use evenkeel_core::{Result, Side};
use evenkeel_records::today::{Line, Need};
use evenkeel_store::Tx;
use evenkeel_web::ui;
use jiff::SignedDuration;

use super::store::lists::{self, After};

/// Check-ins that the actor owes on their own goals.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let today = tx.today;
    let goals = lists::list_check_in_due(tx, 10)?;
    Ok(goals
        .into_iter()
        .map(|goal| Need {
            sentence: format!("Say how “{}” stands", goal.head.title),
            url: format!("{}/check_ins/new", goal.url()),
            meta: format!("Check-in · {}", ui::due_words(goal.check_in_on, today)),
            side: Side::Manage,
            due_on: goal.check_in_on,
            answers: Vec::new(),
        })
        .collect())
}

/// Goals that were met in the last 30 days.
pub fn well(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let since = tx.now.saturating_sub(SignedDuration::from_hours(30 * 24)).unwrap_or(tx.now);
    let goals = lists::list_met(tx, since, 3)?;
    Ok(goals
        .into_iter()
        .map(|goal| Line {
            sentence: format!("“{}” was met.", goal.head.title),
            url: goal.url(),
            side: Side::Lead,
        })
        .collect())
}

/// The actor's goals that end next, and how far they are.
pub fn lines(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let today = tx.today;
    let after = After {
        end_on: today.saturating_sub(jiff::Span::new().days(30)),
        id: evenkeel_core::Id::new(uuid::Uuid::nil()),
        source: "%",
    };
    let goals = lists::list_mine(tx, &after, 3)?;
    Ok(goals
        .into_iter()
        .map(|goal| {
            let standing = goal.progress(today).sentence();
            let due = ui::due_words(goal.end_on, today);
            Line {
                sentence: format!("“{}”, {due}: {standing}.", goal.head.title),
                url: goal.url(),
                side: Side::Lead,
            }
        })
        .collect())
}
