//! Records for the tests of this crate: common rows alone, as no room stands below it.

use evenkeel_core::{Id, Kind, Person, Record};
use evenkeel_store::{Audience, NewRecord};
use evenkeel_testkit::{App, clinic};

pub(crate) async fn app() -> App {
    clinic(crate::routes()).await
}

/// A record that `by` makes for an audience, in its first state, under a parent.
pub(crate) async fn record(
    app: &App,
    by: &str,
    kind: Kind,
    title: &'static str,
    audience: Audience,
    parent: Option<Id<Record>>,
) -> Id<Record> {
    let id: Id<Record> = Id::fresh(app.now());
    let owner: Option<Id<Person>> = Some(app.person(by));
    app.tx(by, move |tx| {
        tx.add(&NewRecord {
            id,
            kind,
            title,
            state: "open",
            unit: None,
            owner,
            audience,
            parent,
            text: "",
        })
    })
    .await
    .unwrap();
    id
}
