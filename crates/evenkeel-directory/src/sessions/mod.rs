//! Who is signed in: sessions, passwords, links, personal tokens, and the first visit.

pub mod acts;
mod api;
mod events;
mod gate;
mod links;
pub mod model;
mod pages;
pub mod password;
mod settings;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

use evenkeel_core::Result;
use evenkeel_store::{Db, Who};
use evenkeel_web::Routes;

pub use gate::Door;
pub(crate) use links::{Handed, hand_link};
pub use model::Purpose;
pub(crate) use settings::once;

/// The slice's routes.
pub fn routes() -> Routes {
    settings::routes(api::routes(links::routes(pages::routes(Routes::new()))))
}

/// Whether somebody has made an organization yet; until then the first visitor makes it.
pub async fn has_organization(db: &Db) -> Result<bool> {
    db.read(Who::nobody(), |tx| Ok(!store::list_organizations(tx)?.is_empty())).await
}
