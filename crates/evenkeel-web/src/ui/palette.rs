//! What the palette offers on every page: rooms and acts, as links that the script filters.

use maud::{Markup, html};

use crate::Frame;

/// Links to every room and act, for the palette. They lie in a `template`, so that without script
/// nobody meets them twice.
pub(super) fn palette(frame: &Frame) -> Markup {
    let heads = frame.person.as_ref().is_some_and(|person| person.may_administer);
    html! {
        template id="palette-links" {
            a href="/" data-key="t" data-kind="Go to" { "Today" }
            @for room in frame.rooms {
                a href=(room.path) data-key=(room.key) data-kind="Go to" { (room.name) }
                @for act in room.acts.iter().filter(|act| heads || !act.is_for_heads) {
                    a href=(act.path) data-kind=(room.name) { (act.name) }
                }
            }
            a href="/directory/persons" data-kind="Go to" { "People and units" }
            a href="/settings" data-kind="Go to" { "Settings" }
        }
    }
}
