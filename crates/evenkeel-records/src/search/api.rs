//! The search as JSON: what the palette and the fields that suggest names ask.

use evenkeel_core::{Card, Error, Kind};
use evenkeel_web::{Api, Cx, Json, Listed, Routes};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::pages;

/// The API route of the search.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(find))
}

/// Something that was found.
#[derive(Debug, Serialize, ToSchema)]
struct FoundAnswer {
    id: Uuid,
    /// person, unit, goal, task …
    kind: String,
    title: String,
    state: String,
    /// Its page.
    url: String,
}

impl From<Card> for FoundAnswer {
    fn from(card: Card) -> Self {
        Self {
            id: card.id.uuid(),
            kind: card.kind.word().to_owned(),
            url: card.url(),
            state: card.state,
            title: card.title,
        }
    }
}

/// Find people and records
///
/// By the beginnings of words, best first, as far as you may see.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", operation_id = "search.find",
    params(("q" = String, Query, description = "words, or their beginnings"),
           ("kind" = Option<String>, Query, description = "person, unit, goal, task …: that alone"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 12 if nothing is said")),
    responses((status = 200, body = Listed<FoundAnswer>)))]
async fn find(cx: Cx) -> Api<Json<Listed<FoundAnswer>>> {
    let kind = match cx.param("kind") {
        "" => None,
        word => Some(Kind::find(word).ok_or_else(|| {
            Error::field("kind", "kind is the word of a kind: person, unit, goal, task …")
        })?),
    };
    let cards = pages::found(&cx, kind, cx.limit(12)?.min(pages::MOST)).await?;
    Ok(Json(Listed { items: cards.into_iter().map(Into::into).collect(), next: None }))
}
