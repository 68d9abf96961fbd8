//! A form: what is wrong comes first, what was typed is kept, and a conflict loses nothing.

use evenkeel_core::Change;
use maud::{Markup, PreEscaped, Render, html};

use super::{
    act::{Style, secrets},
    field::id,
};
use crate::{Form, Frame};

/// A form around its fields.
#[derive(Clone, Debug)]
#[must_use]
pub struct FormView<'a> {
    frame: &'a Frame,
    form: &'a Form,
    action: &'a str,
    submit: &'a str,
    body: Markup,
    group: &'a str,
    back: Option<&'a str>,
    style: Style,
    files: bool,
}

/// A form that posts `body` to `action` by a button that says what it does: "Set goal".
pub fn form<'a>(
    frame: &'a Frame,
    form: &'a Form,
    action: &'a str,
    submit: &'a str,
    body: Markup,
) -> FormView<'a> {
    FormView {
        frame,
        form,
        action,
        submit,
        body,
        group: "",
        back: None,
        style: Style::Primary,
        files: false,
    }
}

impl<'a> FormView<'a> {
    /// Where a link beside the button leads back to.
    pub fn back(mut self, url: &'a str) -> Self {
        self.back = Some(url);
        self
    }

    /// The button destroys something.
    pub fn danger(mut self) -> Self {
        self.style = Style::Danger;
        self
    }

    /// The button is not the main act of its page.
    pub fn quiet(mut self) -> Self {
        self.style = Style::Quiet;
        self
    }

    /// The form sends files (`multipart/form-data`).
    pub fn files(mut self) -> Self {
        self.files = true;
        self
    }

    /// The same group as its fields say in `within`.
    pub fn within(mut self, group: &'a str) -> Self {
        self.group = group;
        self
    }
}

impl Render for FormView<'_> {
    fn render(&self) -> Markup {
        html! {
            form.form method="post" action=(self.action) novalidate data-guard
                enctype=[self.files.then_some("multipart/form-data")] {
                (summary(self.form, self.group))
                (meanwhile(self.form, self.group))
                (secrets(self.frame, &self.form.idempotency_key))
                @if let Some(version) = self.form.version {
                    input type="hidden" name="version" value=(version);
                }
                (PreEscaped(&self.body.0))
                div.acts {
                    button class=(self.style.class()) { (self.submit) }
                    @if let Some(url) = self.back { a href=(url) { "Go back" } }
                }
            }
        }
    }
}

/// All faults at the top, in the same words as at the fields, linked to them.
fn summary(form: &Form, group: &str) -> Markup {
    let at_fields = form.faults.iter().filter(|fault| !fault.field.is_empty()).count();
    let title = match at_fields {
        0 => None,
        1 => Some("1 answer needs a look".to_owned()),
        many => Some(format!("{many} answers need a look")),
    };
    if form.faults.is_empty() {
        return html! {};
    }
    html! {
        div.summary role="alert" tabindex="-1" autofocus data-focus {
            @for fault in form.faults.iter().filter(|fault| fault.field.is_empty()) {
                p { (fault.message) }
            }
            @if let Some(title) = title {
                h2 { (title) }
                ul {
                    @for fault in form.faults.iter().filter(|fault| !fault.field.is_empty()) {
                        li { a href={ "#" (id(group, &fault.field)) } { (fault.message) } }
                    }
                }
            }
        }
    }
}

/// What somebody else saved since this form was opened, beside what was typed here.
fn meanwhile(form: &Form, group: &str) -> Markup {
    let Some((by, changes)) = &form.meanwhile else { return html! {} };
    html! {
        section.meanwhile role="alert" tabindex="-1" autofocus data-focus {
            h2 { (by) " saved changes while you were writing" }
            p {
                "Nothing of yours is lost: your text is in the form below. Take over what you want "
                "to keep, then save again. Saving puts your text in place of theirs."
            }
            div.scroll tabindex="0" role="region" aria-label="What changed" {
                table {
                    thead { tr {
                        th scope="col" { "What" }
                        th scope="col" { "Before" }
                        th scope="col" { "Now, by " (by) }
                        th scope="col" { "Yours" }
                    } }
                    tbody { @for change in changes { (changed(form, group, by, change)) } }
                }
            }
        }
    }
}

fn changed(form: &Form, group: &str, by: &str, change: &Change) -> Markup {
    html! {
        tr {
            th scope="row" { a href={ "#" (id(group, &change.field)) } { (words(&change.field)) } }
            td data-label="Before" { del { (change.from) } }
            td data-label={ "Now, by " (by) } { ins { (change.to) } }
            td data-label="Yours" { (form.value(&change.field)) }
        }
    }
}

/// A field's name as words: `due_on` is "Due".
pub(super) fn words(field: &str) -> String {
    let field = field.trim_end_matches("_on").trim_end_matches("_id").replace('_', " ");
    let mut letters = field.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
