//! The importer of people and units, from what an HR system exports.

mod fields;
mod lines;
mod plan;
mod store;
mod units;
mod values;
mod write;

use evenkeel_core::{Fault, Id, Result};
use evenkeel_directory::readers;
use evenkeel_store::Tx;

use super::{
    importer::{Importer, Known, Reading},
    model::{Done, Mapping, Plan, Raw, Run, Todo},
};

/// People and units.
#[derive(Debug)]
pub struct People;

impl Importer for People {
    fn word(&self) -> &'static str {
        "people"
    }

    fn name(&self) -> &'static str {
        "People and units"
    }

    fn fields(&self) -> &'static [Known] {
        fields::FIELDS
    }

    fn check(&self, mapping: &Mapping) -> Vec<Fault> {
        let has_name = ["name", "first_name", "last_name"].iter().any(|name| mapping.has(name));
        if has_name {
            return Vec::new();
        }
        vec![Fault::new("name", "Name is missing: say which column holds it, whole or in parts")]
    }

    fn plan(&self, tx: &mut Tx<'_>, rows: &[Raw], reading: &Reading) -> Result<Plan> {
        plan::plan(tx, rows, reading)
    }

    fn prepare(&self, tx: &mut Tx<'_>, run: Id<Run>) -> Result<()> {
        write::make_units(tx, run)
    }

    fn apply(&self, tx: &mut Tx<'_>, row: &Todo) -> Result<Done> {
        write::apply(tx, row)
    }

    fn link(&self, tx: &mut Tx<'_>, row: &Todo) -> Result<()> {
        write::link(tx, row)
    }

    fn undo(&self, tx: &mut Tx<'_>, run: Id<Run>, row: &Todo) -> Result<Done> {
        write::undo(tx, run, row)
    }

    fn clear(&self, tx: &mut Tx<'_>, run: Id<Run>) -> Result<()> {
        write::clear_units(tx, run)
    }

    fn settle(&self, tx: &mut Tx<'_>) -> Result<()> {
        readers::refresh_all(tx)
    }
}
