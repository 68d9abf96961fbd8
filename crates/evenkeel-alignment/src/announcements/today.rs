//! What Today says of announcements.

use evenkeel_core::{Result, Side};
use evenkeel_records::today::{Answer, Need};
use evenkeel_store::Tx;
use evenkeel_web::ui;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Announcement, store};

/// Things that Today may name at once.
const MOST: i64 = 7;

/// What waits for the actor: announcements to acknowledge, and questions about their own.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let waiting = store::list_waiting(tx, MOST)?;
    let questions = store::list_open_questions(tx, MOST)?;
    let questions = questions.into_iter().map(|(about, question)| Need {
        sentence: format!("Answer “{}”", ui::plain_text(&question.question, 120)),
        url: format!("{}#questions", about.url()),
        meta: format!("Question from {} about “{}”", question.asker, about.title),
        side: Side::Lead,
        due_on: day(question.asked_at),
        answers: Vec::new(),
    });
    Ok(waiting.iter().map(acknowledge).chain(questions).collect())
}

fn acknowledge(one: &Announcement) -> Need {
    let url = one.head.card().url();
    Need {
        sentence: format!("Read and acknowledge “{}”", one.head.title),
        meta: format!("Announcement from {} to {}", one.sender, one.unit),
        side: Side::Lead,
        due_on: day(one.sent_at),
        answers: vec![Answer {
            label: "Acknowledge",
            url: format!("{url}/acknowledgment"),
            fields: Vec::new(),
        }],
        url,
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned_datetime(TimeZone::UTC).date()
}
