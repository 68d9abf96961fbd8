//! The handler of Today.

use axum::extract::{FromRequestParts, Request, State};
use evenkeel_web::{Cx, Failure, Page, Routes, Shared, see_other};

use super::{model, view};

/// The page routes of Today.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/", index)
}

/// Today; on the first visit of an installation, the welcome.
async fn index(State(house): State<Shared>, request: Request) -> Page {
    let (mut parts, _) = request.into_parts();
    let cx = match Cx::from_request_parts(&mut parts, &house).await {
        Ok(cx) => cx,
        Err(Failure(error)) => {
            if evenkeel_directory::sessions::has_organization(&house.db).await? {
                return Err(Failure(error));
            }
            return Ok(see_other("/welcome"));
        }
    };
    let shown = cx.read(model::load).await?;
    cx.page(view::index(&cx.frame(), &shown, cx.today()))
}
