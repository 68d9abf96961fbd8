//! Questions that are answered by choosing: lists, radio buttons, check boxes.

use maud::{Markup, html};

use super::field::{Answer, Field};
use crate::Form;

/// One thing to choose.
#[derive(Clone, Debug)]
#[must_use]
pub struct Choice {
    value: String,
    label: String,
    hint: String,
}

/// The choice that sends `value` and reads `label`.
pub fn choice(value: impl ToString, label: impl Into<String>) -> Choice {
    Choice { value: value.to_string(), label: label.into(), hint: String::new() }
}

impl Choice {
    /// What choosing this means.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// How choices are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choices {
    Select,
    Radios,
    Checks,
    Single,
}

fn choose<'a>(
    form: &'a Form,
    name: &'a str,
    label: &'a str,
    how: Choices,
    choices: impl IntoIterator<Item = Choice>,
) -> Field<'a> {
    let choices = choices.into_iter().collect();
    Field::new(form, name, label, Answer::Choose { how, choices })
}

/// One of many, in a list that opens.
pub fn select<'a>(
    form: &'a Form,
    name: &'a str,
    label: &'a str,
    choices: impl IntoIterator<Item = Choice>,
) -> Field<'a> {
    choose(form, name, label, Choices::Select, choices)
}

/// One of a few, all in sight.
pub fn radios<'a>(
    form: &'a Form,
    name: &'a str,
    label: &'a str,
    choices: impl IntoIterator<Item = Choice>,
) -> Field<'a> {
    choose(form, name, label, Choices::Radios, choices)
}

/// Any number of a few.
pub fn checks<'a>(
    form: &'a Form,
    name: &'a str,
    label: &'a str,
    choices: impl IntoIterator<Item = Choice>,
) -> Field<'a> {
    choose(form, name, label, Choices::Checks, choices).optional()
}

/// Yes or no; sends `true` when checked, nothing when not.
pub fn checkbox<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    choose(form, name, label, Choices::Single, []).optional()
}

/// The list that opens.
pub(super) fn dropdown(field: &Field<'_>, choices: &[Choice]) -> Markup {
    let chosen = field.form.value(field.name);
    let has_none = choices.iter().any(|choice| choice.value.is_empty());
    html! {
        select id=(field.id()) name=(field.name) required[!field.optional]
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()] {
            @if !has_none && (field.optional || chosen.is_empty()) {
                option value="" { @if field.optional { "None" } @else { "Choose one" } }
            }
            @for choice in choices {
                option value=(choice.value) selected[choice.value == chosen] { (choice.label) }
            }
        }
    }
}

/// Choices that are all in sight.
pub(super) fn group(field: &Field<'_>, how: Choices, choices: &[Choice]) -> Markup {
    if how == Choices::Single {
        return single(field);
    }
    let (kind, chosen) = (kind(how), field.form.values(field.name));
    html! {
        fieldset.field.wrong[field.invalid().is_some()] aria-describedby=[field.described_by()] {
            legend {
                (field.label)
                @if field.optional && how == Choices::Radios { " " span.optional { "(optional)" } }
            }
            (field.help())
            @for (place, choice) in choices.iter().enumerate() {
                div.choice {
                    @let id = match place {
                        0 => field.id(),
                        place => format!("{}-{place}", field.id()),
                    };
                    input id=(id) type=(kind) name=(field.name) value=(choice.value)
                        required[!field.optional] checked[chosen.contains(&choice.value)];
                    label for=(id) {
                        (choice.label)
                        @if !choice.hint.is_empty() { span.hint { (choice.hint) } }
                    }
                }
            }
        }
    }
}

const fn kind(how: Choices) -> &'static str {
    if matches!(how, Choices::Radios) { "radio" } else { "checkbox" }
}

fn single(field: &Field<'_>) -> Markup {
    let id = field.id();
    html! {
        div.field.wrong[field.invalid().is_some()] {
            div.choice {
                input id=(id) type="checkbox" name=(field.name) value="true"
                    checked[field.form.value(field.name) == "true"]
                    aria-invalid=[field.invalid()] aria-describedby=[field.described_by()];
                label for=(id) { (field.label) }
            }
            (field.help())
        }
    }
}
