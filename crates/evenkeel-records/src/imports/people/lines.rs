//! Who reports to whom, as a file says it: managers may stand anywhere in it, or be there already.

use std::collections::HashMap;

use evenkeel_core::{Id, Person};
use evenkeel_store::fold;
use jiff::civil::Date;

use super::{plan::Line, store::Known};

/// Levels of a line that are followed.
const DEEPEST: usize = 64;

/// What a row says of its manager.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) number: String,
    pub(super) email: String,
    /// A name, an e-mail or a number.
    pub(super) any: String,
    pub(super) hired_on: Option<Date>,
}

/// Everybody as they will be after the run, by what a manager may be called.
struct Everybody {
    numbers: HashMap<String, Id<Person>>,
    emails: HashMap<String, Id<Person>>,
    names: HashMap<String, Vec<Id<Person>>>,
}

impl Everybody {
    fn new(people: &[Known], lines: &[Line]) -> Self {
        let mut all =
            Self { numbers: HashMap::new(), emails: HashMap::new(), names: HashMap::new() };
        for person in people {
            all.note(person.id, &person.name, person.number.as_deref(), person.email.as_deref());
        }
        for line in lines.iter().filter(|line| line.refused.is_none()) {
            if let Some(values) = &line.values {
                let id = line.person(people);
                let (number, email) = (values.number.as_deref(), values.email.as_deref());
                all.note(id, &values.name, number, email);
            }
        }
        all
    }

    fn note(&mut self, id: Id<Person>, name: &str, number: Option<&str>, email: Option<&str>) {
        if let Some(number) = number {
            self.numbers.insert(fold(number), id);
        }
        if let Some(email) = email {
            self.emails.insert(email.to_lowercase(), id);
        }
        let named = self.names.entry(fold(name)).or_default();
        // Two are enough to know that a name means nobody in particular.
        if named.len() < 2 && !named.contains(&id) {
            named.push(id);
        }
    }

    /// Who is meant, or why nobody is; `None` where the row says nothing.
    fn find(&self, ask: &Ask) -> Option<Result<Id<Person>, String>> {
        let number = Some(&ask.number).filter(|text| !text.is_empty());
        let email = Some(&ask.email).filter(|text| !text.is_empty());
        let any = Some(&ask.any).filter(|text| !text.is_empty());
        let by_number = number.and_then(|number| self.numbers.get(&fold(number)));
        let by_email = email.and_then(|email| self.emails.get(email));
        if let Some(id) = by_number.or(by_email) {
            return Some(Ok(*id));
        }
        match any {
            Some(text) => Some(self.called(text)),
            None => number
                .or(email)
                .map(|text| Err(format!("Nobody is known by “{text}”; left without this manager"))),
        }
    }

    fn called(&self, text: &str) -> Result<Id<Person>, String> {
        let direct =
            self.emails.get(&text.to_lowercase()).or_else(|| self.numbers.get(&fold(text)));
        if let Some(id) = direct {
            return Ok(*id);
        }
        // "Lund, Amy" is Amy Lund.
        let turned = text.split_once(',').map(|(last, first)| fold(&format!("{first} {last}")));
        let named = self
            .names
            .get(&fold(text))
            .or_else(|| turned.and_then(|name| self.names.get(&name)))
            .map_or(&[][..], Vec::as_slice);
        match named {
            [one] => Ok(*one),
            [] => Err(format!("Nobody is called “{text}”; left without this manager")),
            _ => Err(format!(
                "Several people are called “{text}”; left without this manager. An e-mail or a \
                 number tells them apart"
            )),
        }
    }
}

impl Line {
    /// The person whom the row means or adds.
    pub(super) fn person(&self, people: &[Known]) -> Id<Person> {
        self.known.and_then(|place| people.get(place)).map_or(self.id, |person| person.id)
    }
}

/// Writes into each row whom it reports to. Rows on a circle are refused; others lose a manager who
/// is refused, and say so.
pub(super) fn resolve(people: &[Known], lines: &mut [Line]) {
    let all = Everybody::new(people, lines);
    for line in lines.iter_mut().filter(|line| line.refused.is_none()) {
        let id = line.person(people);
        let (Some(values), Some(found)) = (&mut line.values, all.find(&line.ask)) else {
            continue;
        };
        match found {
            Ok(manager) if manager == id => {
                line.notes.push("Reports to themselves; left without this manager".to_owned());
            }
            Ok(manager) => values.manager_id = Some(manager),
            Err(note) => line.notes.push(note),
        }
    }
    // Refusing a row brings the person's present manager back, which may close another circle.
    for _ in 0..DEEPEST {
        if !refuse_circles(people, lines) {
            return;
        }
        drop_refused(people, lines);
    }
}

/// Refuses every row whose line runs in a circle; whether there was one.
fn refuse_circles(people: &[Known], lines: &mut [Line]) -> bool {
    let mut above: HashMap<Id<Person>, Id<Person>> = HashMap::new();
    let mut names: HashMap<Id<Person>, String> = HashMap::new();
    for person in people {
        names.insert(person.id, person.name.clone());
        if let Some(manager) = person.manager_id {
            above.insert(person.id, manager);
        }
    }
    for line in lines.iter().filter(|line| line.refused.is_none()) {
        let id = line.person(people);
        names.insert(id, line.name.clone());
        if let Some(manager) = line.values.as_ref().and_then(|values| values.manager_id) {
            above.insert(id, manager);
        }
    }
    let mut found = false;
    for line in lines.iter_mut().filter(|line| line.refused.is_none()) {
        let id = line.person(people);
        let Some(circle) = circle(id, &above) else { continue };
        let mut told: Vec<String> =
            circle.iter().take(4).map(|id| names.get(id).cloned().unwrap_or_default()).collect();
        if circle.len() > 4 {
            told.push("…".to_owned());
        }
        told.push(line.name.clone());
        line.refused =
            Some(format!("Reports in a circle: {}. Say who stands at the top", told.join(" → ")));
        found = true;
    }
    found
}

/// The circle on which somebody stands, themselves first.
fn circle(id: Id<Person>, above: &HashMap<Id<Person>, Id<Person>>) -> Option<Vec<Id<Person>>> {
    let mut circle = vec![id];
    let mut at = above.get(&id)?;
    while *at != id {
        if circle.len() > DEEPEST {
            return None;
        }
        circle.push(*at);
        at = above.get(at)?;
    }
    Some(circle)
}

/// Takes from rows a manager who is not added after all.
fn drop_refused(people: &[Known], lines: &mut [Line]) {
    let refused: HashMap<Id<Person>, i64> = lines
        .iter()
        .filter(|line| line.refused.is_some() && line.known.is_none())
        .map(|line| (line.id, line.number))
        .collect();
    for line in lines.iter_mut().filter(|line| line.refused.is_none()) {
        let there = line.known.and_then(|place| people.get(place)).and_then(|p| p.manager_id);
        let Some(values) = &mut line.values else { continue };
        if let Some(row) = values.manager_id.and_then(|manager| refused.get(&manager)) {
            line.notes.push(format!("Row {row} is refused; left without this manager"));
            values.manager_id = there;
        }
    }
}
