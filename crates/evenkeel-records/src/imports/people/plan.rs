//! What becomes of each row: whom it means, what it says of them, and why it is refused.

use std::collections::{HashMap, HashSet};

use evenkeel_core::{Error, Id, Person, Result, Role};
use evenkeel_directory::{
    persons::{Draft, username},
    units,
};
use evenkeel_store::{Tx, fold};
use evenkeel_web::Fields;

use super::{
    fields::has_left,
    lines::{self, Ask},
    store::{self, Known},
    units::{Units, path},
    values::Values,
};
use crate::imports::{
    dates,
    file::width_fault,
    importer::Reading,
    model::{Mapping, Outcome, Plan, Planned, Raw},
};

/// People of one name whom a row is held against.
const NAMESAKES: usize = 50;

/// A row on its way through the check.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) number: i64,
    pub(super) name: String,
    /// Place in the list of people who are there.
    pub(super) known: Option<usize>,
    pub(super) id: Id<Person>,
    pub(super) values: Option<Values>,
    pub(super) ask: Ask,
    pub(super) refused: Option<String>,
    pub(super) notes: Vec<String>,
    is_leaver: bool,
    path: Vec<String>,
}

/// Judges all rows.
pub(super) fn plan(tx: &mut Tx<'_>, rows: &[Raw], reading: &Reading) -> Result<Plan> {
    let people = store::list_people(tx)?;
    let root = units::store::root(tx)?;
    let mut units = Units::new(store::list_units(tx)?, root, tx.now);
    let actor = tx.actor;
    let mut lines: Vec<Line> =
        rows.iter().map(|row| line(row, reading, Id::fresh(tx.now))).collect();
    let cells: Vec<Sent<'_>> =
        rows.iter().map(|row| sent(&row.cells.0, &reading.mapping)).collect();
    Matching::new(&people).claim(&people, &mut lines, &cells);
    let mut usernames = Usernames::new(&people);
    for (line, sent) in lines.iter_mut().zip(&cells) {
        fill(line, sent, &people, actor, &mut usernames);
    }
    for line in lines.iter_mut().filter(|line| line.refused.is_none()) {
        let Some(values) = &mut line.values else { continue };
        if let Some(unit) = units.find(&line.path) {
            // The hire date tells since when, but of a new membership only.
            values.unit_id = Some(unit);
        }
    }
    lines::resolve(&people, &mut lines);
    let names = Names::new(&people, &lines);
    let rows = lines.into_iter().map(|line| judged(line, &people, &names, &units)).collect();
    let rows: Result<Vec<Planned>> = rows;
    Ok(Plan { rows: rows?, units: units.planned })
}

/// What a row says, field by field.
#[derive(Debug)]
struct Sent<'a> {
    number: &'a str,
    email: String,
    username: String,
    job_title: &'a str,
    status: &'a str,
}

fn sent<'a>(cells: &'a [String], mapping: &Mapping) -> Sent<'a> {
    Sent {
        number: mapping.cell("number", cells),
        email: mapping.cell("email", cells).to_lowercase(),
        username: mapping.cell("username", cells).to_lowercase(),
        job_title: mapping.cell("job_title", cells),
        status: mapping.cell("status", cells),
    }
}

/// A row as it is read alone, before others are looked at.
fn line(row: &Raw, reading: &Reading, id: Id<Person>) -> Line {
    let cells = &row.cells.0;
    let cell = |field: &str| reading.mapping.cell(field, cells);
    let whole = cell("name");
    let parts = format!("{} {}", cell("first_name"), cell("last_name"));
    let name = if whole.is_empty() { parts.as_str() } else { whole };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut refused = width_fault(reading.columns, cells);
    let path = path(cell("division"), cell("department")).unwrap_or_else(|fault| {
        refused.get_or_insert(fault);
        Vec::new()
    });
    let hired = cell("hired_on");
    let hired_on = dates::read(hired, reading.order);
    if !hired.is_empty() && hired_on.is_none() {
        refused.get_or_insert(format!("Hire date “{hired}” is no date"));
    }
    let ask = Ask {
        number: cell("manager_number").to_owned(),
        email: cell("manager_email").to_lowercase(),
        any: cell("manager").to_owned(),
        hired_on,
    };
    Line {
        number: row.number,
        name,
        known: None,
        id,
        values: None,
        ask,
        refused,
        notes: Vec::new(),
        is_leaver: has_left(cell("status")),
        path,
    }
}

/// Ways to know people again.
struct Matching {
    numbers: HashMap<String, usize>,
    emails: HashMap<String, usize>,
    usernames: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
}

impl Matching {
    fn new(people: &[Known]) -> Self {
        let mut matching = Self {
            numbers: HashMap::new(),
            emails: HashMap::new(),
            usernames: HashMap::new(),
            names: HashMap::new(),
        };
        for (place, person) in people.iter().enumerate() {
            if let Some(number) = &person.number {
                matching.numbers.insert(fold(number), place);
            }
            if let Some(email) = &person.email {
                matching.emails.insert(email.to_lowercase(), place);
            }
            matching.usernames.insert(person.username.clone(), place);
            matching.names.entry(fold(&person.name)).or_default().push(place);
        }
        matching
    }

    /// Whom each row means: by number, else by e-mail, else by username, and where none of these
    /// is known by the name of somebody whom nothing else tells apart. A second row that means the
    /// same person, or says the same number or e-mail, is refused.
    fn claim(&self, people: &[Known], lines: &mut [Line], cells: &[Sent<'_>]) {
        let mut taken: HashMap<usize, i64> = HashMap::new();
        let mut keys: HashMap<(&'static str, String), i64> = HashMap::new();
        for (line, sent) in lines.iter_mut().zip(cells) {
            if line.refused.is_some() {
                continue;
            }
            line.refused = twice(line, sent, &mut keys);
            if line.refused.is_none() {
                match self.by_key(sent, people) {
                    Ok(known) => claim(line, known, &mut taken),
                    Err(fault) => line.refused = Some(fault),
                }
            }
        }
        for (line, sent) in lines.iter_mut().zip(cells) {
            if line.refused.is_none() && line.known.is_none() {
                let known = self.by_name(line, sent, people, &taken);
                claim(line, known, &mut taken);
            }
        }
    }

    fn by_key(&self, sent: &Sent<'_>, people: &[Known]) -> Result<Option<usize>, String> {
        let number = self.numbers.get(&fold(sent.number)).filter(|_| !sent.number.is_empty());
        let email = self.emails.get(&sent.email).filter(|_| !sent.email.is_empty());
        if let (Some(number), Some(email)) = (number, email)
            && number != email
        {
            let name = |place: &usize| people.get(*place).map_or("", |person| &person.name);
            return Err(format!(
                "The number is {}’s, the e-mail {}’s: a row means one person",
                name(number),
                name(email)
            ));
        }
        let username = self.usernames.get(&sent.username).filter(|_| !sent.username.is_empty());
        Ok(number.or(email).or(username).copied())
    }

    fn by_name(
        &self,
        line: &Line,
        sent: &Sent<'_>,
        people: &[Known],
        taken: &HashMap<usize, i64>,
    ) -> Option<usize> {
        let is_open = |here: Option<&str>, said: &str| here.is_none() || said.is_empty();
        let found: Vec<usize> = self
            .names
            .get(&fold(&line.name))?
            .iter()
            .copied()
            .take(NAMESAKES)
            .filter(|place| !taken.contains_key(place))
            .filter(|place| {
                people.get(*place).is_some_and(|person| {
                    is_open(person.number.as_deref(), sent.number)
                        && is_open(person.email.as_deref(), &sent.email)
                })
            })
            .collect();
        match found.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

fn claim(line: &mut Line, known: Option<usize>, taken: &mut HashMap<usize, i64>) {
    let Some(place) = known else { return };
    if let Some(row) = taken.get(&place) {
        line.refused = Some(format!("Means the same person as row {row}"));
    } else {
        taken.insert(place, line.number);
        line.known = Some(place);
    }
}

/// Says which earlier row has the same number, e-mail or username, or, where a row has none of
/// them, the same name in the same unit.
fn twice(
    line: &Line,
    sent: &Sent<'_>,
    keys: &mut HashMap<(&'static str, String), i64>,
) -> Option<String> {
    let mut said = vec![
        ("number", fold(sent.number)),
        ("e-mail", sent.email.clone()),
        ("username", sent.username.clone()),
    ];
    said.retain(|(_, text)| !text.is_empty());
    if said.is_empty() {
        said.push((
            "name and unit",
            format!("{}|{}", fold(&line.name), fold(&line.path.join(">"))),
        ));
    }
    for key in said {
        match keys.get(&key) {
            Some(row) => return Some(format!("Has the same {} as row {row}", key.0)),
            None => drop(keys.insert(key, line.number)),
        }
    }
    None
}

/// Puts together what is written of a person, by the rules that also hold on their page.
fn fill(
    line: &mut Line,
    sent: &Sent<'_>,
    people: &[Known],
    actor: Id<Person>,
    usernames: &mut Usernames,
) {
    if line.refused.is_some() {
        return;
    }
    let known = line.known.and_then(|place| people.get(place));
    let said = |text: &str, there: Option<&str>| match text {
        "" => there.unwrap_or_default().to_owned(),
        text => text.to_owned(),
    };
    let name = said(&line.name, known.map(|person| person.name.as_str()));
    let username = match known {
        _ if !sent.username.is_empty() => sent.username.clone(),
        Some(person) => person.username.clone(),
        None => usernames.fresh(&name),
    };
    let mut fields = match Fields::from_pairs([
        ("name".to_owned(), name),
        ("username".to_owned(), username),
        ("email".to_owned(), said(&sent.email, known.and_then(|p| p.email.as_deref()))),
        ("number".to_owned(), said(sent.number, known.and_then(|p| p.number.as_deref()))),
        ("job_title".to_owned(), said(sent.job_title, known.map(|p| p.job_title.as_str()))),
    ]) {
        Ok(fields) => fields,
        Err(_) => return,
    };
    match Draft::read(&mut fields) {
        Ok(draft) => {
            usernames.taken.insert(draft.username.clone());
            line.values = Some(values(line, draft, known));
            leave(line, sent, known, actor);
        }
        Err(Error::Invalid(faults)) => {
            let faults: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            line.refused = Some(faults.join(". "));
        }
        Err(_) => line.refused = Some("This row cannot be read".to_owned()),
    }
}

fn values(line: &Line, draft: Draft, known: Option<&Known>) -> Values {
    Values {
        name: draft.name,
        username: draft.username,
        email: draft.email,
        number: draft.number,
        job_title: draft.job_title,
        role: known.and_then(|person| Role::find(&person.role)).unwrap_or(Role::Member),
        manager_id: known.and_then(|person| person.manager_id),
        unit_id: known.and_then(|person| person.unit_id),
        from_on: if known.is_none() { line.ask.hired_on } else { None },
        is_active: known.is_none_or(|person| person.is_active),
    }
}

/// What a status says: access ends with a file, but only a person opens it again.
fn leave(line: &mut Line, sent: &Sent<'_>, known: Option<&Known>, actor: Id<Person>) {
    let Some(values) = &mut line.values else { return };
    match known {
        Some(person) if line.is_leaver && person.is_active => {
            if person.role == Role::Owner.word() {
                line.refused =
                    Some("An owner cannot leave by a file. Name another owner first".to_owned());
            } else if person.id == actor {
                line.refused = Some("You cannot end your own access by a file".to_owned());
            } else {
                values.is_active = false;
            }
        }
        Some(person) if !line.is_leaver && !person.is_active && !sent.status.is_empty() => {
            line.notes.push("Has left here; open their access on their page".to_owned());
        }
        None if line.is_leaver => {
            line.values = None;
            line.notes.push("Has left already; not added".to_owned());
        }
        _ => {}
    }
}

/// Usernames that somebody has, or will have.
struct Usernames {
    taken: HashSet<String>,
    /// The number that the next person of a name is tried with.
    next: HashMap<String, u32>,
}

impl Usernames {
    fn new(people: &[Known]) -> Self {
        let taken = people.iter().map(|person| person.username.clone()).collect();
        Self { taken, next: HashMap::new() }
    }

    /// A username made of a name that nobody has yet.
    fn fresh(&mut self, name: &str) -> String {
        let made = username(name);
        let base = if made.chars().count() < 2 { "person".to_owned() } else { made };
        if !self.taken.contains(&base) {
            return base;
        }
        let short: String = base.chars().take(50).collect();
        let next = self.next.entry(short.clone()).or_insert(2);
        loop {
            let made = format!("{short}{next}");
            *next += 1;
            if !self.taken.contains(&made) {
                return made;
            }
        }
    }
}

/// Names of people, there already or yet to come, for the report.
struct Names(HashMap<Id<Person>, String>);

impl Names {
    fn new(people: &[Known], lines: &[Line]) -> Self {
        let there = people.iter().map(|person| (person.id, person.name.clone()));
        let new = lines.iter().map(|line| (line.id, line.name.clone()));
        Self(there.chain(new).collect())
    }

    fn of(&self, id: Id<Person>) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}

fn judged(line: Line, people: &[Known], names: &Names, units: &Units) -> Result<Planned> {
    let known = line.known.and_then(|place| people.get(place));
    let target = known.map_or(line.id, |person| person.id);
    let mut planned = Planned {
        number: line.number,
        title: line.name.chars().take(200).collect(),
        outcome: Outcome::Refuse,
        note: line.notes.join(". "),
        changes: Vec::new(),
        target: known.map(|person| person.id.record()),
        values: serde_json::Value::Null,
    };
    if let Some(reason) = line.refused {
        planned.note = reason;
        return Ok(planned);
    }
    let Some(values) = line.values else {
        planned.outcome = Outcome::Same;
        return Ok(planned);
    };
    planned.changes = there(known).changes(&values, |id| names.of(id), |id| units.name(id));
    if known.is_none() {
        // The row's title says it already.
        planned.changes.retain(|change| change.field != "name");
    }
    planned.outcome = match (known, planned.changes.is_empty()) {
        (None, _) => Outcome::Create,
        (Some(_), false) => Outcome::Change,
        (Some(_), true) => Outcome::Same,
    };
    planned.target = Some(target.record());
    planned.values = serde_json::json!({
        "values": values.json()?,
        "version": known.map(|person| person.version),
    });
    Ok(planned)
}

/// The person as they are; nothing of somebody new.
fn there(known: Option<&Known>) -> Values {
    let Some(person) = known else {
        return Values {
            name: String::new(),
            username: String::new(),
            email: None,
            number: None,
            job_title: String::new(),
            role: Role::Member,
            manager_id: None,
            unit_id: None,
            from_on: None,
            is_active: true,
        };
    };
    Values {
        name: person.name.clone(),
        username: person.username.clone(),
        email: person.email.clone(),
        number: person.number.clone(),
        job_title: person.job_title.clone(),
        role: Role::find(&person.role).unwrap_or(Role::Member),
        manager_id: person.manager_id,
        unit_id: person.unit_id,
        from_on: None,
        is_active: person.is_active,
    }
}
