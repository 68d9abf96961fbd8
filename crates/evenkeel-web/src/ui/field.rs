//! One question of a form: label, hint, answer, and what is wrong with it.

use jiff::civil::{Date, DateTime};
use maud::{Markup, Render, html};

use super::choice::{Choice, Choices};
use crate::Form;

/// How a question is answered.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// One line, as `<input type>` with an input mode where the keyboard matters.
    Line { kind: &'static str, mode: Option<&'static str>, complete: Option<&'static str> },
    /// Several lines, Markdown welcome.
    Area { rows: u8 },
    /// A name that the server finds; script suggests while typing.
    Finder { kind: &'static str },
    /// One or more of given choices.
    Choose { how: Choices, choices: Vec<Choice> },
}

/// One question of a form, built up: `ui::text(&form, "title", "Title").hint("…")`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Field<'a> {
    pub(super) form: &'a Form,
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: Option<Markup>,
    pub(super) optional: bool,
    pub(super) group: &'a str,
    answer: Answer,
    wide: bool,
    focus: bool,
    max: Option<u32>,
    suffix: Option<&'a str>,
    accept: Option<&'a str>,
}

impl<'a> Field<'a> {
    pub(super) fn new(form: &'a Form, name: &'a str, label: &'a str, answer: Answer) -> Self {
        Self {
            form,
            name,
            label,
            answer,
            hint: None,
            optional: false,
            group: "",
            wide: true,
            focus: false,
            max: None,
            suffix: None,
            accept: None,
        }
    }

    /// What helps to answer, said under the label.
    pub fn hint(mut self, hint: impl Render) -> Self {
        self.hint = Some(hint.render());
        self
    }

    /// May be left empty; the label says so.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// At most so many characters.
    pub fn max(mut self, characters: u32) -> Self {
        self.max = Some(characters);
        self
    }

    /// So many lines high (areas only).
    pub fn rows(mut self, rows: u8) -> Self {
        if let Answer::Area { rows: lines } = &mut self.answer {
            *lines = rows;
        }
        self
    }

    /// As short as its answer: for numbers, codes, short words.
    pub fn short(mut self) -> Self {
        self.wide = false;
        self
    }

    /// What stands after the answer: a unit such as "days".
    pub fn suffix(mut self, suffix: &'a str) -> Self {
        self.suffix = Some(suffix);
        self
    }

    /// What the browser may fill in: `username`, `current-password`.
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        if let Answer::Line { complete, .. } = &mut self.answer {
            *complete = Some(token);
        }
        self
    }

    /// Typing begins here. One a page, and not where there is something to read first.
    pub fn focus(mut self) -> Self {
        self.focus = true;
        self
    }

    /// Which files are taken: ".csv,text/csv".
    pub fn accept(mut self, types: &'a str) -> Self {
        self.accept = Some(types);
        self
    }

    /// Tells this form's ids from those of another form on the same page.
    pub fn within(mut self, group: &'a str) -> Self {
        self.group = group;
        self
    }

    /// The id of the answer, which the error summary links to.
    pub(super) fn id(&self) -> String {
        id(self.group, self.name)
    }

    /// Ids of hint and error, for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let id = self.id();
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let error = self.form.fault(self.name).map(|_| format!("{id}-error"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `Some("true")` when there is a fault here.
    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.form.fault(self.name).map(|_| "true")
    }

    /// Hint and error, in the order they are heard.
    pub(super) fn help(&self) -> Markup {
        let id = self.id();
        html! {
            @if let Some(hint) = &self.hint { div.hint id={ (id) "-hint" } { (hint) } }
            @if let Some(fault) = self.form.fault(self.name) {
                p.error id={ (id) "-error" } { (fault) }
            }
        }
    }

    /// The label's words.
    pub(super) fn words(&self) -> Markup {
        html! { (self.label) @if self.optional { " " span.optional { "(optional)" } } }
    }

    fn class(&self) -> &'static str {
        if self.form.fault(self.name).is_some() { "field wrong" } else { "field" }
    }
}

/// The id of the field `name` in the form `group`.
pub(super) fn id(group: &str, name: &str) -> String {
    let clean = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let group: String = group.chars().map(clean).collect();
    let name: String = name.chars().map(clean).collect();
    if group.is_empty() { format!("f-{name}") } else { format!("f-{group}-{name}") }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        if let Answer::Choose { how, choices } = &self.answer
            && *how != Choices::Select
        {
            return super::choice::group(self, *how, choices);
        }
        html! {
            div class=(self.class()) {
                label for=(self.id()) { (self.words()) }
                (self.help())
                @match &self.answer {
                    Answer::Line { kind, mode, complete } => (self.line(kind, *mode, *complete)),
                    Answer::Area { rows } => (self.lines(*rows)),
                    Answer::Finder { kind } => (self.found(kind)),
                    Answer::Choose { choices, .. } => (super::choice::dropdown(self, choices)),
                }
            }
        }
    }
}

impl Field<'_> {
    fn line(&self, kind: &str, mode: Option<&str>, complete: Option<&str>) -> Markup {
        let value = self.form.value(self.name);
        // A browser empties a date input whose text is no date: it is shown as text, so that what
        // was typed is kept.
        let kind = match kind {
            "date" if !value.is_empty() && value.parse::<Date>().is_err() => "text",
            "datetime-local" if !value.is_empty() && value.parse::<DateTime>().is_err() => "text",
            kind => kind,
        };
        let keeps = !matches!(kind, "password" | "file");
        html! {
            div.answer {
                input id=(self.id()) name=(self.name) type=(kind) value=[keeps.then_some(value)]
                    class=[(!self.wide).then_some("short")]
                    inputmode=[mode] autocomplete=(complete.unwrap_or("off")) maxlength=[self.max]
                    accept=[self.accept] required[!self.optional] autofocus[self.focus]
                    aria-invalid=[self.invalid()] aria-describedby=[self.described_by()];
                @if let Some(suffix) = self.suffix { span.suffix { (suffix) } }
            }
        }
    }

    fn lines(&self, rows: u8) -> Markup {
        html! {
            textarea id=(self.id()) name=(self.name) rows=(rows) maxlength=[self.max]
                required[!self.optional] autofocus[self.focus]
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] {
                // A line break right after the tag is dropped by the browser: one more keeps the
                // first line of the text.
                "\n" (self.form.value(self.name))
            }
        }
    }

    fn found(&self, kind: &str) -> Markup {
        let names = format!("{}-names", self.id());
        html! {
            input id=(self.id()) name=(self.name) type="text" value=(self.form.value(self.name))
                list=(names) data-find=(kind) autocomplete="off" required[!self.optional]
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()];
            datalist id=(names) {}
        }
    }
}

fn line<'a>(form: &'a Form, name: &'a str, label: &'a str, kind: &'static str) -> Field<'a> {
    Field::new(form, name, label, Answer::Line { kind, mode: None, complete: None })
}

/// One line of text.
pub fn text<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    line(form, name, label, "text")
}

/// Several lines of text.
pub fn area<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    Field::new(form, name, label, Answer::Area { rows: 4 })
}

/// A day. Sent as `2026-03-03`.
pub fn date_field<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    line(form, name, label, "date").short()
}

/// A day and a time. Sent as `2026-03-03T14:02`.
pub fn datetime_field<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    line(form, name, label, "datetime-local").short()
}

/// A number. It is a text input, because a browser empties a number input with a wrong answer.
pub fn number_field<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    let answer = Answer::Line { kind: "text", mode: Some("decimal"), complete: None };
    Field::new(form, name, label, answer).short()
}

/// An e-mail address.
pub fn email<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    line(form, name, label, "email").autocomplete("email")
}

/// A password: never sent back to the page.
pub fn password<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    line(form, name, label, "password").autocomplete("current-password")
}

/// A file. The form needs `.files()`.
pub fn file<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    line(form, name, label, "file")
}

/// A person or a unit by name, where there are too many for a list. `kind` is the word of the
/// kind: "person", "unit". What is sent is the name as typed or picked; the server finds it.
pub fn finder<'a>(form: &'a Form, name: &'a str, label: &'a str, kind: &'static str) -> Field<'a> {
    Field::new(form, name, label, Answer::Finder { kind })
}

/// A value that goes along unseen.
pub fn hidden(form: &Form, name: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(form.value(name)); }
}
