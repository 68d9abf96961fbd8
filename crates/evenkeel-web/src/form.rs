//! A form as it is shown: what was typed, and what is wrong with it.

use std::collections::BTreeMap;

use evenkeel_core::{Change, Fault};

/// A value of a field, as text for the page.
pub trait Value {
    /// The text to show in the field.
    fn text(&self) -> String;
}

impl<T: std::fmt::Display> Value for T {
    fn text(&self) -> String {
        self.to_string()
    }
}

/// What a form shows: values, faults, and, after a conflict, what somebody else wrote.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    /// What is wrong, in the order of the form.
    pub faults: Vec<Fault>,
    /// What somebody else changed meanwhile, and who.
    pub meanwhile: Option<(String, Vec<Change>)>,
    /// Version of the record that is edited; `None` for a new one.
    pub version: Option<i64>,
    /// Makes a second sending of the same form harmless.
    pub idempotency_key: String,
}

impl Form {
    /// A form with nothing typed.
    pub fn empty() -> Self {
        Self { idempotency_key: uuid::Uuid::new_v4().to_string(), ..Self::default() }
    }

    /// The same form with `field` filled.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Value) -> Self {
        self.values.insert(field.to_owned(), vec![value.text()]);
        self
    }

    /// The same form with `field` filled, if there is a value.
    #[must_use]
    pub fn with_option(self, field: &str, value: Option<impl Value>) -> Self {
        match value {
            Some(value) => self.with(field, value),
            None => self,
        }
    }

    /// The same form with several values in `field`.
    #[must_use]
    pub fn with_all<V: Value>(mut self, field: &str, values: impl IntoIterator<Item = V>) -> Self {
        self.values.insert(field.to_owned(), values.into_iter().map(|v| v.text()).collect());
        self
    }

    /// The same form for editing version `version`.
    #[must_use]
    pub fn at(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// The text in `field`; empty if nothing was typed.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).and_then(|v| v.first()).map_or("", String::as_str)
    }

    /// All texts in `field`.
    pub fn values(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// The fault at `field`, if any.
    pub fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|f| f.field == field).map(|f| f.message.as_str())
    }

    /// What was typed, field by field.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .flat_map(|(field, values)| values.iter().map(|v| (field.as_str(), v.as_str())))
    }
}
