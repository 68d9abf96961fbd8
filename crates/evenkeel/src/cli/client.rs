//! One call to a server.

use anyhow::{Context, bail};
use axum::{body::Bytes, http::Request};
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};

use super::ServerArgs;

/// The most that an answer may hold.
const ANSWER_BYTES: usize = 16 * 1024 * 1024;

/// Gets a path of the API as JSON; a problem becomes an error in its own words.
pub(super) async fn get(server: &ServerArgs, path: &str) -> anyhow::Result<serde_json::Value> {
    let https = hyper_rustls::HttpsConnectorBuilder::new()
        .with_provider_and_native_roots(rustls::crypto::ring::default_provider())?
        .https_or_http()
        .enable_http1()
        .build();
    let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build(https);
    let url = format!("{}{path}", server.server.trim_end_matches('/'));
    let request = Request::get(&url)
        .header("authorization", format!("Bearer {}", server.token))
        .body(Full::default())
        .with_context(|| format!("{url} is no address"))?;
    let answer = client.request(request).await;
    let response = answer.with_context(|| format!("{} does not answer", server.server))?;
    let status = response.status();
    let body = Limited::new(response.into_body(), ANSWER_BYTES)
        .collect()
        .await
        .map_err(|error| anyhow::anyhow!("the answer broke off: {error}"))?
        .to_bytes();
    let json: serde_json::Value =
        serde_json::from_slice(&body).with_context(|| format!("{url} did not answer with JSON"))?;
    if !status.is_success() {
        bail!(
            "{}",
            json.get("detail").and_then(|detail| detail.as_str()).unwrap_or("the server refused")
        );
    }
    Ok(json)
}
