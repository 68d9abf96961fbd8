//! Dates and moments as people say them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use maud::{Markup, html};

use super::number::count;

/// `3 March 2026`, as a `time` element.
pub fn date(date: Date) -> Markup {
    html! { time datetime=(date) { (date_words(date)) } }
}

/// "3 March 2026".
pub fn date_words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "3 March": for dates within a year of the reader, where the year would be noise.
pub fn short_date(date: Date, today: Date) -> String {
    if date.year() == today.year() { date.strftime("%-d %B").to_string() } else { date_words(date) }
}

/// "Tuesday 16 June".
pub fn day(date: Date) -> String {
    date.strftime("%A %-d %B").to_string()
}

/// `3 March 2026, 14:02` in the reader's zone, as a `time` element.
pub fn moment(at: Timestamp, zone: &TimeZone) -> Markup {
    html! { time datetime=(at) { (moment_words(at, zone)) } }
}

/// "3 March 2026, 14:02" in the reader's zone.
pub fn moment_words(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%-d %B %Y, %H:%M").to_string()
}

/// When something is due, beside how far that is: "due 3 March", "overdue 2 days" with emphasis.
pub fn due(date: Date, today: Date) -> Markup {
    let class = match date {
        late if late < today => "due late",
        soon if soon == today => "due today",
        _ => "due",
    };
    html! { time class=(class) datetime=(date) { (due_words(date, today)) } }
}

/// "due today", "due tomorrow", "due 3 March", "overdue 2 days".
pub fn due_words(date: Date, today: Date) -> String {
    match i64::from((date - today).get_days()) {
        late if late < 0 => format!("overdue {}", count(-late, "day", "days")),
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        _ => format!("due {}", short_date(date, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_said_as_people_say_them() {
        let today = date(2026, 6, 16);
        assert_eq!(day(today), "Tuesday 16 June");
        assert_eq!(date_words(date(2026, 3, 3)), "3 March 2026");
        assert_eq!(due_words(date(2026, 6, 30), today), "due 30 June");
        assert_eq!(due_words(date(2027, 1, 2), today), "due 2 January 2027");
        assert_eq!(due_words(date(2026, 6, 15), today), "overdue 1 day");
        assert_eq!(due_words(date(2026, 6, 17), today), "due tomorrow");
    }

    #[test]
    fn a_moment_is_told_in_the_readers_zone() {
        let at: Timestamp = "2026-03-03T23:30:00Z".parse().unwrap();
        assert_eq!(moment_words(at, &TimeZone::UTC), "3 March 2026, 23:30");
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(moment_words(at, &zone), "4 March 2026, 00:30");
    }
}
