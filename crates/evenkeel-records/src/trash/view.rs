//! The page of what the reader deleted.

use evenkeel_web::{Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::Deleted;

/// What the reader deleted in the last 30 days, each with its way back.
pub(super) fn index(
    frame: &Frame,
    deleted: &[Deleted],
    next: Option<&str>,
    zone: &TimeZone,
) -> Markup {
    let main = html! {
        (ui::head("Deleted").lead("What you deleted comes back with one click, for 30 days."))
        @if deleted.is_empty() {
            (ui::empty("You have deleted nothing in the last 30 days.", "/", "Go to Today", ""))
        } @else {
            (ui::list(deleted.iter().map(|deleted| row(frame, deleted, zone))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Deleted", main)
}

fn row(frame: &Frame, deleted: &Deleted, zone: &TimeZone) -> ui::Row {
    let restore = format!("/records/{}/restoration", deleted.card.id);
    ui::row(deleted.card.title.clone(), "")
        .meta(html! {
            (deleted.card.kind.noun()) " · deleted " (ui::moment(deleted.deleted_at, zone))
            " · gone on " (ui::date(deleted.gone_at().to_zoned_datetime(zone.clone()).date()))
        })
        .act(
            ui::button_form(frame, &restore, "Bring back", ui::Style::Quiet)
                .to(&deleted.card.title),
        )
}
