//! Today as JSON.

use evenkeel_web::{Api, Cx, Json, Routes};
use utoipa_axum::routes;

use super::model::{self, Today};

/// The API routes of Today.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(show))
}

/// Show today
///
/// What needs you (at most seven things), how things run, where they head, what goes well.
#[utoipa::path(get, path = "/api/v1/today", tag = "today", operation_id = "today.show",
    responses((status = 200, description = "needs, more, running, heading, well")))]
async fn show(cx: Cx) -> Api<Json<Today>> {
    Ok(Json(cx.read(model::load).await?))
}
