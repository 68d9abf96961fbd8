//! The words that move an import run on: file sent, columns told, go, take back.

use evenkeel_core::{Error, Fault, Id, Kind, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::{Audience, NewRecord, Tx};
use evenkeel_web::Fields;
use jiff::Timestamp;

use super::{
    ImportEvent, Mapping, Run, Shown, State,
    dates::{self, Guess, Order},
    importer::{self, Importer, Known},
    store::{self, NewRun},
};
use crate::trash::KEPT;

/// A run that the actor may see: imports are the business of admins, to others there are none.
pub fn find(tx: &mut Tx<'_>, id: Id<Run>) -> Result<Shown> {
    if !permissions::role(tx)?.may_administer() {
        return Err(Error::NotFound);
    }
    store::find(tx, id)
}

/// The importer of a run.
pub fn importer(run: &Shown) -> Result<&'static dyn Importer> {
    importer::find(&run.importer).ok_or_else(|| Error::broken("an import run of no importer"))
}

/// Keeps what is known of a file that was sent.
pub fn upload(tx: &mut Tx<'_>, id: Id<Run>, new: &NewRun) -> Result<Recorded> {
    permissions::administer(tx)?;
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::ImportRun,
        title: &new.file_name,
        state: State::Reading.word(),
        unit: None,
        owner: Some(tx.actor),
        audience: Audience::Named,
        parent: None,
        text: "",
    })?;
    store::insert(tx, id, new)?;
    tx.record(id.record(), &ImportEvent::Uploaded { rows: new.row_count })
}

/// Says what the columns mean, and begins the check.
pub fn begin_check(
    tx: &mut Tx<'_>,
    id: Id<Run>,
    mapping: &Mapping,
    order: Order,
) -> Result<Recorded> {
    let run = find(tx, id)?;
    let is_open = match run.state() {
        State::Ready | State::Checked => true,
        State::Checking => run.is_stuck(tx.now),
        _ => false,
    };
    if !is_open {
        return Err(not_now(&run));
    }
    store::set_mapping(tx, id, mapping, order.word())?;
    store::set_state(tx, id, State::Checking)?;
    tx.record(id.record(), &ImportEvent::Checked)
}

/// Gives the word to go, also to a run that had stopped on its way.
pub fn begin_apply(tx: &mut Tx<'_>, id: Id<Run>) -> Result<Recorded> {
    let run = find(tx, id)?;
    let is_stuck = run.state() == State::Applying && run.is_stuck(tx.now);
    if run.state() != State::Checked && !is_stuck {
        return Err(not_now(&run));
    }
    store::set_state(tx, id, State::Applying)?;
    tx.record(id.record(), &ImportEvent::Started)
}

/// Gives the word to take the whole run back.
pub fn begin_undo(tx: &mut Tx<'_>, id: Id<Run>) -> Result<Recorded> {
    let run = find(tx, id)?;
    let is_stuck = run.state() == State::Undoing && run.is_stuck(tx.now);
    if !may_undo(&run, tx.now) && !is_stuck {
        return Err(not_now(&run));
    }
    store::set_state(tx, id, State::Undoing)?;
    tx.record(id.record(), &ImportEvent::UndoStarted)
}

/// Whether a run can be taken back: applied, and its rows are still kept.
pub fn may_undo(run: &Shown, now: Timestamp) -> bool {
    run.state() == State::Applied && run.applied_at.is_some_and(|at| now.duration_since(at) < KEPT)
}

fn not_now(run: &Shown) -> Error {
    Error::not_allowed(match run.state() {
        State::Reading => "The file is being read. Look again in a moment.",
        State::Ready => "Say first what the columns mean.",
        State::Checking => "The rows are being checked. Look again in a moment.",
        State::Checked => "The rows are checked. Import them, or change the mapping.",
        State::Applying => "The import is going on. Look again in a moment.",
        State::Applied => "The import is done. Send the file again to import it once more.",
        State::Undoing => "The import is being undone. Look again in a moment.",
        State::Undone => "The import was undone. Send the file again to import it once more.",
    })
}

/// Reads which column each field is read from: by the head's text, or its place counted from 0.
/// Where nothing at all is said, the heads speak for themselves.
pub fn read_mapping(fields: &mut Fields, run: &Shown) -> Result<(Mapping, Option<Order>)> {
    let importer = importer(run)?;
    let is_said = importer.fields().iter().any(|field| fields.has(field.name));
    let mut mapping = Mapping::default();
    for field in importer.fields() {
        let text = fields.text(field.name, field.label, 0..=200);
        if text.is_empty() {
            continue;
        }
        match column(&text, &run.headers.0) {
            Some(place) => drop(mapping.0.insert(field.name.to_owned(), place)),
            None => fields.fault(field.name, format!("{}: choose a column", field.label)),
        }
    }
    let words = Order::ALL.map(Order::word);
    let order = fields.choice_option("date_order", "How dates are written", &words);
    if !is_said {
        mapping = importer::guess(importer, &run.headers.0);
    }
    for fault in importer.check(&mapping) {
        fields.fault(&fault.field, fault.message);
    }
    fields.finish((mapping, order.and_then(Order::find)))
}

fn column(text: &str, headers: &[String]) -> Option<usize> {
    let by_place = || text.parse::<usize>().ok().filter(|place| *place < headers.len());
    headers.iter().position(|head| head == text).or_else(by_place)
}

/// The order of dates: as said, or as all dates of the file agree; otherwise it has to be said.
pub fn order(
    tx: &mut Tx<'_>,
    run: &Shown,
    mapping: &Mapping,
    said: Option<Order>,
) -> Result<Order> {
    let is_dated = |field: &&Known| field.is_date && mapping.has(field.name);
    let dated: Vec<&Known> = importer(run)?.fields().iter().filter(is_dated).collect();
    if let Some(order) = said {
        return Ok(order);
    }
    if dated.is_empty() {
        return Ok(Order::Year);
    }
    let rows = all_rows(tx, run.id())?;
    let cells = rows
        .iter()
        .flat_map(|row| dated.iter().map(|field| mapping.cell(field.name, &row.cells.0)));
    match dates::guess(cells) {
        Guess::Only(order) => Ok(order),
        Guess::Open(example) => Err(Error::Invalid(vec![Fault::new(
            "date_order",
            format!(
                "“{example}” can be read in two ways: say whether the day or the month is first"
            ),
        )])),
    }
}

/// All rows of a run, as they came.
pub fn all_rows(tx: &mut Tx<'_>, run: Id<Run>) -> Result<Vec<super::Raw>> {
    let mut rows: Vec<super::Raw> = Vec::new();
    loop {
        let after = rows.last().map_or(0, |row| row.number);
        let more = store::list_raw(tx, run, after, 5000)?;
        if more.is_empty() {
            return Ok(rows);
        }
        rows.extend(more);
    }
}
