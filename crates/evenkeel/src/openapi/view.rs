//! The description of the API as people read it.

use evenkeel_web::ui;
use maud::{Markup, html};

use super::Operation;

/// Every act, by what it is done to.
pub(super) fn acts(operations: &[Operation]) -> Markup {
    let columns = [ui::col("Act"), ui::col("What it does"), ui::col("Call")];
    html! {
        (ui::head("API").lead(
            "Everything that the pages do, with the same words, under /api/v1. Make a token in \
             Settings and send it as “Authorization: Bearer …”."))
        p { a href="/openapi.json" { "The whole description as OpenAPI 3.1" } }
        @for group in operations.chunk_by(|a, b| a.tag == b.tag) {
            @let name = group.first().map_or("", |operation| operation.tag.as_str());
            (ui::section(name, ui::table(name, &columns, group.iter().map(|operation| vec![
                html! { code { (operation.name) } },
                html! { (operation.summary) },
                html! { code { (operation.method) " " (operation.path) } },
            ]))))
        }
    }
}
