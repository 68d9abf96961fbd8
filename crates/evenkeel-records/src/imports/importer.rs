//! What an importer knows: its columns, how it judges rows, and how it writes and takes back one.

use evenkeel_core::{Fault, Id, Result};
use evenkeel_store::{Tx, fold};

use super::{
    dates::Order,
    model::{Done, Mapping, Plan, Raw, Run, Todo},
    people::People,
};

/// A field that an importer can read from a column.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Its word in mappings and in the API.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What it is good for.
    pub hint: &'static str,
    /// Heads under which files have it, folded.
    pub synonyms: &'static [&'static str],
    /// Whether its cells are dates.
    pub is_date: bool,
}

/// A file with what was said of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// How many columns the head names.
    pub columns: usize,
    /// Which column each field is read from.
    pub mapping: Mapping,
    /// How dates are written.
    pub order: Order,
}

/// One kind of file that can be imported. The run keeps the rows, the report, the progress and the
/// way back; an importer judges rows and writes records.
pub trait Importer: Sync {
    /// Its word in tables and in the API.
    fn word(&self) -> &'static str;

    /// What people call it.
    fn name(&self) -> &'static str;

    /// The fields it can read.
    fn fields(&self) -> &'static [Known];

    /// What a mapping lacks.
    fn check(&self, mapping: &Mapping) -> Vec<Fault>;

    /// Judges every row and changes nothing.
    fn plan(&self, tx: &mut Tx<'_>, rows: &[Raw], reading: &Reading) -> Result<Plan>;

    /// Writes what stands before the first row: units.
    fn prepare(&self, tx: &mut Tx<'_>, run: Id<Run>) -> Result<()>;

    /// Writes one row, without its links to other rows.
    fn apply(&self, tx: &mut Tx<'_>, row: &Todo) -> Result<Done>;

    /// Writes the links of a row that was applied, now that all others are there.
    fn link(&self, tx: &mut Tx<'_>, row: &Todo) -> Result<()>;

    /// Takes one row back, unless somebody changed its record since.
    fn undo(&self, tx: &mut Tx<'_>, run: Id<Run>, row: &Todo) -> Result<Done>;

    /// Takes back what [`Importer::prepare`] wrote, as far as nothing uses it now.
    fn clear(&self, tx: &mut Tx<'_>, run: Id<Run>) -> Result<()>;

    /// Brings in order what depends on all rows together.
    fn settle(&self, tx: &mut Tx<'_>) -> Result<()>;
}

/// Every importer that exists.
pub const ALL: &[&dyn Importer] = &[&People];

/// The importer that `word` names.
pub fn find(word: &str) -> Option<&'static dyn Importer> {
    ALL.iter().copied().find(|importer| importer.word() == word)
}

/// Which column each field is most likely read from, by the heads alone, in any order.
pub fn guess(importer: &dyn Importer, headers: &[String]) -> Mapping {
    let heads: Vec<String> = headers.iter().map(|head| key(head)).collect();
    let mut mapping = Mapping::default();
    for field in importer.fields() {
        let is_free = |place: &usize| !mapping.0.values().any(|taken| taken == place);
        let place = field
            .synonyms
            .iter()
            .find_map(|word| heads.iter().position(|head| head == word).filter(is_free));
        if let Some(place) = place {
            mapping.0.insert(field.name.to_owned(), place);
        }
    }
    mapping
}

/// A head as it is compared: "Employee #" is "employee number".
pub fn key(head: &str) -> String {
    fold(&head.replace('#', " number ").replace("№", " number ").replace("No.", " number "))
}

/// The heads of a file as one text: files with the same heads in the same order have the same.
pub fn signature(headers: &[String]) -> String {
    headers.iter().map(|head| key(head)).collect::<Vec<_>>().join("|").chars().take(2000).collect()
}
