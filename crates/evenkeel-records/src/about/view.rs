//! The foot of a record's page, as markup.

use evenkeel_web::{Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::About;
use crate::{comments, trace};

/// Why it matters, comments, history.
pub fn part(frame: &Frame, about: &About, zone: &TimeZone) -> Markup {
    let action = format!("/records/{}/comments", about.record);
    let said: Vec<ui::Comment> =
        about.comments.iter().map(|said| comments::view::one(frame, said)).collect();
    let may_link = frame
        .person
        .as_ref()
        .is_some_and(|reader| reader.may_administer || about.owner == Some(reader.id));
    html! {
        (trace::view::part(&about.chain, may_link))
        (ui::comments(frame, &said, &about.typed, Some(&action), &about.seen_by, zone))
        (ui::history(&about.history, zone))
    }
}
