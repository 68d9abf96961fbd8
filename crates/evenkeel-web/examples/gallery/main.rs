//! Serves every component on a page, to be looked at: `cargo run -p evenkeel-web --example gallery`.

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};

mod view;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' \
     data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types evenkeel";

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8089".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    let app = Router::new()
        .route("/{page}", get(show))
        .route("/{theme}/{page}", get(themed))
        .merge(evenkeel_web::assets::routes());
    axum::serve(listener, app).await
}

async fn show(Path(page): Path<String>) -> Response {
    answer("system", &page)
}

async fn themed(Path((theme, page)): Path<(String, String)>) -> Response {
    answer(&theme, &page)
}

fn answer(theme: &str, page: &str) -> Response {
    let pages = view::pages(theme);
    match pages.into_iter().find(|(name, _)| *name == page) {
        Some((_, html)) => {
            ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html.into_string())).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
