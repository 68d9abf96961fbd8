//! The fields that were sent, by a form or as JSON, read by one set of rules with one set of words.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
    str::FromStr,
};

use evenkeel_core::{Error, Fault, Id, Result};
use jiff::{Timestamp, civil::Date, civil::DateTime, tz::TimeZone};
use serde_json::Value as Json;

use crate::Form;

/// Fields that belong to the form itself.
const RESERVED: [&str; 3] = ["form_token", "idempotency_key", "version"];
/// Fields that one request may carry.
const COUNT: usize = 400;

/// The fields of a request. Each reading method notes its fault and goes on, so that all faults
/// are told at once, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    known: BTreeSet<&'static str>,
    faults: Vec<Fault>,
}

impl Fields {
    /// Fields of a form, in the order sent.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self> {
        let mut fields = Self::default();
        for (count, (name, value)) in pairs.into_iter().enumerate() {
            if count >= COUNT {
                return Err(Error::TooLarge("the form has too many fields"));
            }
            fields.values.entry(name).or_default().push(value);
        }
        Ok(fields)
    }

    /// Fields of a JSON object; lists hold several values of one field.
    pub fn from_json(body: &[u8]) -> Result<Self> {
        let json: Json = serde_json::from_slice(body).map_err(|error| {
            Error::field("", format!("The body is not JSON that can be read: {error}"))
        })?;
        let Json::Object(object) = json else {
            return Err(Error::field("", "Send a JSON object, such as {\"title\": \"…\"}"));
        };
        if object.len() > COUNT {
            return Err(Error::TooLarge("the object has too many fields"));
        }
        let mut fields = Self::default();
        for (name, value) in object {
            let values = match value {
                Json::Null => continue,
                Json::Array(list) => list.iter().map(scalar).collect(),
                other => scalar(&other).map(|text| vec![text]),
            };
            match values {
                Some(values) => drop(fields.values.insert(name, values)),
                None => fields.fault(&name, "Send text, a number, true, false, or a list of them"),
            }
        }
        Ok(fields)
    }

    /// The text in a field as it came, empty if it did not come.
    pub fn raw(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Whether a field came at all: for edits that change only what is sent.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Fills a field that did not come, as with the record's present text in an edit by API.
    pub fn fill(&mut self, name: &str, value: impl ToString) {
        if !self.has(name) {
            self.values.insert(name.to_owned(), vec![value.to_string()]);
        }
    }

    /// Notes a fault at a field.
    pub fn fault(&mut self, name: &str, message: impl Into<String>) {
        self.faults.push(Fault::new(name, message));
    }

    /// One line of text of `length` characters. 0 in the range makes it optional.
    pub fn text(
        &mut self,
        name: &'static str,
        label: &str,
        length: RangeInclusive<usize>,
    ) -> String {
        let text = self.long_text(name, label, length);
        if text.contains('\n') {
            self.fault(name, format!("{label} must fit on one line"));
        }
        text
    }

    /// Text of several lines.
    pub fn long_text(
        &mut self,
        name: &'static str,
        label: &str,
        length: RangeInclusive<usize>,
    ) -> String {
        self.known.insert(name);
        let text = self.raw(name).replace("\r\n", "\n").trim().to_owned();
        let count = text.chars().count();
        if count == 0 && *length.start() > 0 {
            self.fault(name, format!("{label} is missing"));
        } else if count < *length.start() {
            self.fault(
                name,
                format!("{label} has {count} characters; at least {} are needed", length.start()),
            );
        } else if count > *length.end() {
            self.fault(
                name,
                format!("{label} has {count} characters; at most {} fit", length.end()),
            );
        } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.fault(name, format!("{label} holds a character that cannot be shown"));
        }
        text
    }

    /// A secret, taken exactly as typed.
    pub fn secret(&mut self, name: &'static str, label: &str) -> String {
        self.known.insert(name);
        let text = self.raw(name).to_owned();
        if text.is_empty() {
            self.fault(name, format!("{label} is missing"));
        }
        text
    }

    /// Text that is taken along exactly as it came, or nothing.
    pub fn verbatim(&mut self, name: &'static str) -> String {
        self.known.insert(name);
        self.raw(name).to_owned()
    }

    /// Lines of text, one thing a line, empty lines dropped; also a list in JSON.
    pub fn lines(
        &mut self,
        name: &'static str,
        label: &str,
        count: RangeInclusive<usize>,
        longest: usize,
    ) -> Vec<String> {
        self.known.insert(name);
        let values = self.values.get(name).cloned().unwrap_or_default();
        let lines: Vec<String> = values
            .iter()
            .flat_map(|value| value.lines())
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        if lines.len() < *count.start() {
            let message = match count.start() {
                1 => format!("{label} is missing"),
                least => format!("{label}: {least} lines are needed, one thing a line"),
            };
            self.fault(name, message);
        } else if lines.len() > *count.end() {
            self.fault(
                name,
                format!("{label} has {} lines; at most {} fit", lines.len(), count.end()),
            );
        }
        if lines.iter().any(|line| line.chars().count() > longest) {
            self.fault(name, format!("{label}: a line may have at most {longest} characters"));
        } else if lines.iter().any(|line| line.chars().any(|c| c.is_control() && c != '\t')) {
            self.fault(name, format!("{label} holds a character that cannot be shown"));
        }
        lines
    }

    /// A value that can be parsed, or nothing; `example` shows how it is written.
    fn parsed<T: FromStr>(&mut self, name: &'static str, label: &str, how: &str) -> Option<T> {
        self.known.insert(name);
        let text = self.raw(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let value = text.parse().ok();
        if value.is_none() {
            self.fault(name, format!("{label} is written {how}"));
        }
        value
    }

    fn needed<T>(&mut self, name: &'static str, label: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.raw(name).trim().is_empty() {
            self.fault(name, format!("{label} is missing"));
        }
        value
    }

    /// A day, or nothing.
    pub fn date_option(&mut self, name: &'static str, label: &str) -> Option<Date> {
        let day: Option<Date> = self.parsed(name, label, "year-month-day, such as 2026-06-30");
        if day.is_some_and(|day| !is_near(day)) {
            self.fault(name, format!("{label} must lie between 1900 and 2200"));
            return None;
        }
        day
    }

    /// A day. After a fault any day stands in for it: `finish` refuses the whole.
    pub fn date(&mut self, name: &'static str, label: &str) -> Date {
        let day = self.date_option(name, label);
        self.needed(name, label, day).unwrap_or(Date::constant(2000, 1, 1))
    }

    /// A moment: local date and time as a form sends it, or RFC 3339 as JSON does.
    pub fn moment_option(
        &mut self,
        name: &'static str,
        label: &str,
        zone: &TimeZone,
    ) -> Option<Timestamp> {
        self.known.insert(name);
        let text = self.raw(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let moment = text.parse::<Timestamp>().ok().or_else(|| {
            let local: DateTime = text.parse().ok()?;
            zone.to_ambiguous_timestamp(local).compatible().ok()
        });
        match moment {
            Some(at) if is_near(at.to_zoned_datetime(zone.clone()).date()) => Some(at),
            _ => {
                self.fault(name, format!("{label} is written such as 2026-06-30T17:00"));
                None
            }
        }
    }

    /// An id, or nothing.
    pub fn id_option<T: ?Sized>(&mut self, name: &'static str, label: &str) -> Option<Id<T>> {
        self.known.insert(name);
        let text = self.raw(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let id = text.parse().ok();
        if id.is_none() {
            self.fault(name, format!("{label}: choose one from the list"));
        }
        id
    }

    /// An id. After a fault any id stands in for it: `finish` refuses the whole.
    pub fn id<T: ?Sized>(&mut self, name: &'static str, label: &str) -> Id<T> {
        let id = self.id_option(name, label);
        self.needed(name, label, id).unwrap_or(Id::new(uuid::Uuid::nil()))
    }

    /// Several ids.
    pub fn ids<T: ?Sized>(&mut self, name: &'static str, label: &str, most: usize) -> Vec<Id<T>> {
        self.known.insert(name);
        let texts = self.values.get(name).cloned().unwrap_or_default();
        let ids: Vec<Id<T>> = texts.iter().filter_map(|text| text.trim().parse().ok()).collect();
        let sent = texts.iter().filter(|text| !text.trim().is_empty()).count();
        if ids.len() != sent {
            self.fault(name, format!("{label}: choose from the list"));
        } else if ids.len() > most {
            self.fault(name, format!("{label}: at most {most} can be chosen"));
        }
        ids
    }

    /// A whole number, or nothing.
    pub fn number_option(
        &mut self,
        name: &'static str,
        label: &str,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        let number: Option<i64> = self.parsed(name, label, "as a whole number, such as 12");
        if number.is_some_and(|number| !range.contains(&number)) {
            self.fault(
                name,
                format!("{label} must lie between {} and {}", range.start(), range.end()),
            );
            return None;
        }
        number
    }

    /// A whole number.
    pub fn number(&mut self, name: &'static str, label: &str, range: RangeInclusive<i64>) -> i64 {
        let number = self.number_option(name, label, range.clone());
        self.needed(name, label, number).unwrap_or(*range.start())
    }

    /// A decimal number as millionths ("12.5" is 12,500,000), or nothing; a comma from 1,000 and a
    /// decimal point are understood.
    pub fn decimal_option(&mut self, name: &'static str, label: &str) -> Option<i64> {
        self.known.insert(name);
        let text = self.raw(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let value = micro(&text);
        if value.is_none() {
            self.fault(
                name,
                format!("{label} is a number such as 12.5, with at most 6 digits after the point"),
            );
        }
        value
    }

    /// A decimal number as millionths.
    pub fn decimal(&mut self, name: &'static str, label: &str) -> i64 {
        let value = self.decimal_option(name, label);
        self.needed(name, label, value).unwrap_or(0)
    }

    /// One of a few words, or nothing.
    pub fn choice_option(
        &mut self,
        name: &'static str,
        label: &str,
        words: &[&'static str],
    ) -> Option<&'static str> {
        self.known.insert(name);
        let text = self.raw(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let word = words.iter().copied().find(|word| *word == text);
        if word.is_none() {
            self.fault(name, format!("{label} is one of: {}", words.join(", ")));
        }
        word
    }

    /// One of a few words.
    pub fn choice(
        &mut self,
        name: &'static str,
        label: &str,
        words: &[&'static str],
    ) -> &'static str {
        let word = self.choice_option(name, label, words);
        self.needed(name, label, word).unwrap_or("")
    }

    /// A checkbox, or true or false in JSON.
    pub fn flag(&mut self, name: &'static str) -> bool {
        self.known.insert(name);
        matches!(self.raw(name), "on" | "true" | "1" | "yes")
    }

    /// The version that an edit was begun on.
    pub fn version(&mut self) -> i64 {
        let version = self.raw("version").trim().parse().ok();
        if version.is_none() {
            self.fault(
                "version",
                "Say which version you edit: the field “version”, or the header If-Match",
            );
        }
        version.unwrap_or(0)
    }

    /// What was read, unless there were faults or fields that nobody asked for.
    pub fn finish<T>(&mut self, read: T) -> Result<T> {
        let unknown: Vec<String> = self
            .values
            .keys()
            .filter(|name| {
                !self.known.contains(name.as_str()) && !RESERVED.contains(&name.as_str())
            })
            .cloned()
            .collect();
        for name in unknown {
            let shown: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
            self.fault(&name, format!("There is no field “{shown}” here. Take it out."));
        }
        if self.faults.is_empty() {
            Ok(read)
        } else {
            Err(Error::Invalid(std::mem::take(&mut self.faults)))
        }
    }

    /// The form again, with what was typed.
    pub fn form(&self) -> Form {
        let mut form = Form::empty();
        for (name, values) in &self.values {
            if !RESERVED.contains(&name.as_str()) {
                form = form.with_all(name, values.iter());
            }
        }
        form.version = self.raw("version").parse().ok();
        form
    }

    /// Puts a value in the place of what came, as with an id for a name that was typed.
    pub fn set(&mut self, name: &str, value: String) {
        self.values.insert(name.to_owned(), vec![value]);
    }
}

/// Whether a day lies in times that an organization plans or remembers.
fn is_near(day: Date) -> bool {
    (1900..=2200).contains(&day.year())
}

fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(is) => Some(is.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// "1,234.5" as millionths; `None` if it is no such number or does not fit.
pub fn micro(text: &str) -> Option<i64> {
    let (is_negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = whole.contains(',');
    if (is_grouped && !(1..=3).contains(&first.len())) || groups.any(|group| group.len() != 3) {
        return None;
    }
    let whole = whole.replace(',', "");
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=12).contains(&whole.len()) && part.len() <= 6;
    if !fits || !is_number(&whole) || !is_number(part) {
        return None;
    }
    let micro: i64 = format!("{whole}{part:0<6}").parse().ok()?;
    Some(if is_negative { -micro } else { micro })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from_pairs(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))).unwrap()
    }

    /// What is wrong, as `field: message`.
    fn faults(fields: &mut Fields) -> Vec<String> {
        match fields.finish(()) {
            Err(Error::Invalid(faults)) => faults.iter().map(ToString::to_string).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them_and_nothing_else_is() {
        for (text, value) in [
            ("12.5", Some(12_500_000)),
            ("0", Some(0)),
            ("-0.25", Some(-250_000)),
            ("−3", Some(-3_000_000)),
            ("1,234,567.000001", Some(1_234_567_000_001)),
            ("5.", Some(5_000_000)),
            ("999999999999", Some(999_999_999_999_000_000)),
            ("1000000000000", None),
            ("0.0000001", None),
            ("1,23", None),
            ("1234,567", None),
            (",5", None),
            (".5", None),
            ("1.2.3", None),
            ("1e6", None),
            ("٣", None),
            ("NaN", None),
            ("--1", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(micro(text), value, "{text:?}");
        }
    }

    #[test]
    fn days_and_moments_are_read_in_one_way() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let mut good = fields(&[("due_on", "2026-06-30"), ("at", "2026-06-30T17:00")]);
        assert_eq!(good.date("due_on", "Due").to_string(), "2026-06-30");
        let at = good.moment_option("at", "At", &zone).unwrap();
        assert_eq!(at.to_string(), "2026-06-30T15:00:00Z");
        assert!(good.finish(()).is_ok());
        for text in ["2026-02-30", "30.06.2026", "1899-12-31", "2201-01-01", "soon", "1e9"] {
            let mut wrong = fields(&[("due_on", text), ("at", text)]);
            wrong.date("due_on", "Due");
            wrong.moment_option("at", "At", &zone);
            assert_eq!(faults(&mut wrong).len(), 2, "{text}");
        }
        let mut gap = fields(&[("at", "2026-03-29T02:30"), ("end", "-009999-01-01T00:00:00Z")]);
        assert!(gap.moment_option("at", "At", &zone).is_some(), "the hour that the clocks skip");
        assert!(gap.moment_option("end", "End", &zone).is_none());
    }

    #[test]
    fn all_faults_are_told_at_once_in_the_order_of_the_form() {
        let mut form = fields(&[
            ("title", "two\nlines"),
            ("note", "a\u{0}b"),
            ("owner_id", "nobody"),
            ("share", "101"),
            ("state", "lost"),
            ("color", "red"),
            ("form_token", "x"),
        ]);
        form.text("title", "Title", 1..=200);
        form.long_text("note", "Note", 0..=200);
        form.id_option::<()>("owner_id", "Owner");
        form.number("share", "Share", 0..=100);
        form.choice("state", "State", &["open", "done"]);
        form.date("due_on", "Due");
        assert_eq!(
            faults(&mut form),
            [
                "title: Title must fit on one line",
                "note: Note holds a character that cannot be shown",
                "owner_id: Owner: choose one from the list",
                "share: Share must lie between 0 and 100",
                "state: State is one of: open, done",
                "due_on: Due is missing",
                "color: There is no field “color” here. Take it out.",
            ]
        );
        assert_eq!(form.form().value("title"), "two\nlines", "what was typed is kept");
        assert_eq!(form.form().value("form_token"), "");
    }

    #[test]
    fn lengths_count_letters_and_not_bytes() {
        let mut form = fields(&[("short", "žluťoučký"), ("long", "🦊🦊🦊")]);
        assert_eq!(form.text("short", "Short", 1..=9), "žluťoučký");
        form.text("long", "Long", 1..=2);
        assert_eq!(faults(&mut form), ["long: Long has 3 characters; at most 2 fit"]);
    }

    #[test]
    fn json_is_read_by_the_same_rules() {
        let mut read =
            Fields::from_json(br#"{"title":"A","ids":["x",2,true],"none":null,"deep":{"a":1}}"#)
                .unwrap();
        assert_eq!(read.text("title", "Title", 1..=9), "A");
        assert!(!read.has("none"));
        assert_eq!(read.lines("ids", "Ids", 0..=9, 9), ["x", "2", "true"]);
        let faults = faults(&mut read);
        assert_eq!(faults, ["deep: Send text, a number, true, false, or a list of them"]);
        for body in ["", "[1]", "\"a\"", "{\"a\":", "{\"a\":1}{}", "\u{feff}{}"] {
            assert!(matches!(Fields::from_json(body.as_bytes()), Err(Error::Invalid(_))), "{body}");
        }
    }

    #[test]
    fn a_form_of_too_many_fields_is_not_read_to_its_end() {
        let many = (0..=COUNT).map(|number| (format!("f{number}"), String::new()));
        assert!(matches!(Fields::from_pairs(many), Err(Error::TooLarge(_))));
    }
}
