//! Today is the page of what needs an answer today, how things run and where they head.

mod api;
mod model;
mod pages;
mod store;
mod view;

#[cfg(test)]
mod tests;

/// The routes of Today.
pub(crate) fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}
