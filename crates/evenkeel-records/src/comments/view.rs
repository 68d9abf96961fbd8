//! Comments on a page, and the pages of their own: a refused comment, and an edit.

use evenkeel_core::Card;
use evenkeel_web::{Form, Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::Said;

/// A comment as the page shows it; its writer may edit and delete it.
pub fn one(frame: &Frame, said: &Said) -> ui::Comment {
    let is_own = frame.person.as_ref().is_some_and(|person| person.id == said.author_id);
    let edit = format!("/comments/{}/edit", said.id);
    let delete = format!("/comments/{}/deletion", said.id);
    let acts = html! {
        @if said.edited_at.is_some() { span.meta { "edited" } }
        @if is_own {
            a.button href=(edit) { "Edit" span.quietly { ": your comment" } }
            (ui::button_form(frame, &delete, "Delete", ui::Style::Quiet).to("your comment"))
        }
    };
    ui::Comment {
        id: said.id.to_string(),
        by: said.author.clone(),
        by_url: format!("/directory/persons/{}", said.author_id),
        at: said.written_at,
        text: said.body.clone(),
        acts: (is_own || said.edited_at.is_some()).then_some(acts),
    }
}

/// What was said about a record, and the box to say more; after a refusal, with what was typed.
pub(super) fn index(
    frame: &Frame,
    card: &Card,
    said: &[Said],
    form: &Form,
    seen_by: &str,
    zone: &TimeZone,
) -> Markup {
    let action = format!("/records/{}/comments", card.id);
    let said: Vec<ui::Comment> = said.iter().map(|said| one(frame, said)).collect();
    let lead = match form.faults.is_empty() {
        true => format!("What people say about {}.", card.title),
        false => "Not added yet. Your text is in the box below.".to_owned(),
    };
    let main = html! {
        (ui::head("Comments").crumb(card.kind.noun(), "").crumb(&card.title, &card.url())
            .lead(lead))
        (ui::comments(frame, &said, form, Some(&action), seen_by, zone))
    };
    ui::page(frame, "Comments", main)
}

/// The form for an edit of a comment.
pub(super) fn edit(frame: &Frame, card: &Card, form: &Form, action: &str) -> Markup {
    let back = card.url();
    let body = html! {
        (ui::area(form, "text", "Your comment").rows(6).max(10_000).focus()
            .hint("Markdown works. Write @ and a username to bring somebody in."))
    };
    let main = html! {
        (ui::head("Edit your comment").crumb(card.kind.noun(), "").crumb(&card.title, &back))
        (ui::form(frame, form, action, "Save comment", body).back(&back))
    };
    ui::page(frame, "Edit your comment", main)
}
