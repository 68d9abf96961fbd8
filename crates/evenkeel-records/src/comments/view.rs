//! A comment on a page.

use evenkeel_web::{Frame, ui};

use super::Said;

/// A comment as the page shows it; its writer may delete it.
pub fn one(frame: &Frame, said: &Said) -> ui::Comment {
    let is_own = frame.person.as_ref().is_some_and(|person| person.id == said.author_id);
    let delete = format!("/comments/{}/deletion", said.id);
    ui::Comment {
        id: said.id.to_string(),
        by: said.author.clone(),
        by_url: format!("/directory/persons/{}", said.author_id),
        at: said.written_at,
        text: said.body.clone(),
        acts: is_own.then(|| {
            ui::Render::render(&ui::button_form(frame, &delete, "Delete", ui::Style::Quiet))
        }),
    }
}
