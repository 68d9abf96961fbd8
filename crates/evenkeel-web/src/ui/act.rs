//! What a person can do: links that begin an act, and buttons that do one.

use maud::{Markup, Render, html};

use crate::{Frame, Theme};

/// How a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The one main act of a page.
    Primary,
    /// Any other act.
    #[default]
    Quiet,
    /// Destroys something.
    Danger,
}

impl Style {
    /// The class that draws it.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Quiet => "button",
            Self::Danger => "button danger",
        }
    }
}

/// A link that begins an act, drawn as a button.
pub fn link_button(label: &str, url: &str, style: Style) -> Markup {
    html! { a class=(style.class()) href=(url) { (label) } }
}

/// The page's primary act, with its key `c`: "Set a goal".
pub fn create(label: &str, url: &str) -> Markup {
    html! {
        a.button.primary href=(url) data-key="c" { (label) kbd aria-hidden="true" { "c" } }
    }
}

/// The link to the page's form, with its key `e`.
pub fn edit(url: &str) -> Markup {
    html! { a.button href=(url) data-key="e" { "Edit" kbd aria-hidden="true" { "e" } } }
}

/// Further acts behind one word; works without script.
pub fn menu(label: &str, items: impl IntoIterator<Item = Markup>) -> Markup {
    html! {
        details.menu {
            summary.button { (label) }
            ul { @for item in items { li { (item) } } }
        }
    }
}

/// A form of one button.
#[derive(Clone, Debug)]
#[must_use]
pub struct ButtonForm<'a> {
    frame: &'a Frame,
    action: &'a str,
    label: &'a str,
    style: Style,
    describes: Option<String>,
    fields: Vec<(&'a str, String)>,
}

/// A form of one button that posts to `action`.
pub fn button_form<'a>(
    frame: &'a Frame,
    action: &'a str,
    label: &'a str,
    style: Style,
) -> ButtonForm<'a> {
    ButtonForm { frame, action, label, style, describes: None, fields: Vec::new() }
}

impl<'a> ButtonForm<'a> {
    /// Sends `name` with `value` as well.
    pub fn with(mut self, name: &'a str, value: impl ToString) -> Self {
        self.fields.push((name, value.to_string()));
        self
    }

    /// Sends the version that the reader saw.
    pub fn version(self, version: i64) -> Self {
        self.with("version", version)
    }

    /// What the act is done to, for those who hear the page: "Delete" becomes "Delete: Fridge log".
    pub fn to(mut self, thing: &str) -> Self {
        self.describes = Some(thing.to_owned());
        self
    }
}

impl Render for ButtonForm<'_> {
    fn render(&self) -> Markup {
        html! {
            form.one method="post" action=(self.action) {
                (secrets(self.frame, &uuid::Uuid::new_v4().to_string()))
                @for (name, value) in &self.fields {
                    input type="hidden" name=(name) value=(value);
                }
                button class=(self.style.class()) {
                    (self.label)
                    @if let Some(thing) = &self.describes { span.quietly { ": " (thing) } }
                }
            }
        }
    }
}

/// The two fields without which no form is taken.
pub(super) fn secrets(frame: &Frame, idempotency_key: &str) -> Markup {
    html! {
        input type="hidden" name="form_token" value=(frame.form_token);
        input type="hidden" name="idempotency_key" value=(idempotency_key);
    }
}

/// One question, what follows from yes, and the way back: the body of a page of its own.
pub fn confirm(question: &str, consequence: &str, yes: &ButtonForm<'_>, back_url: &str) -> Markup {
    html! {
        section.confirm {
            h1 { (question) }
            p { (consequence) }
            div.acts { (yes) a href=(back_url) { "Go back" } }
        }
    }
}

/// System, light or dark: three buttons, the chosen one pressed.
pub fn theme_switch(frame: &Frame) -> Markup {
    let themes = [
        (Theme::System, "system", "System"),
        (Theme::Light, "light", "Light"),
        (Theme::Dark, "dark", "Dark"),
    ];
    html! {
        form.switch method="post" action="/settings/theme" aria-label="Color scheme" {
            (secrets(frame, &uuid::Uuid::new_v4().to_string()))
            @for (theme, value, word) in themes {
                button name="theme" value=(value) aria-pressed=(frame.theme == theme) { (word) }
            }
        }
    }
}
