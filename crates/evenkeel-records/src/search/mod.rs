//! Search finds people and records by the beginnings of their words, as far as the reader may see.

mod api;
mod pages;
mod view;

#[cfg(test)]
mod tests;

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}
