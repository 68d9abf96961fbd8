//! Style sheet, scripts and icon: inside the binary, compressed once, under a name that changes
//! with their content.
//!
//! Ten small files need no library: one that embeds folders neither compresses nor hashes, and
//! one that compresses brings fifteen crates. The two compressors are in the tree anyway, under
//! the compressing layer.

use std::{io::Write, sync::LazyLock};

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// The style sheet's parts, in any order: each names its cascade layer.
const STYLES: &[&str] = &[
    "@layer reset, tokens, base, layout, components, charts, print;\n",
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/forms.css"),
    include_str!("../assets/css/components.css"),
    include_str!("../assets/css/charts.css"),
    include_str!("../assets/css/print.css"),
];

const SCRIPTS: &[(&str, &str)] = &[
    ("js/main.js", include_str!("../assets/js/main.js")),
    ("js/element.js", include_str!("../assets/js/element.js")),
    ("js/palette.js", include_str!("../assets/js/palette.js")),
    ("js/keys.js", include_str!("../assets/js/keys.js")),
    ("js/guard.js", include_str!("../assets/js/guard.js")),
    ("js/finder.js", include_str!("../assets/js/finder.js")),
];

const ICON: &str = include_str!("../assets/favicon.svg");

/// One file as it is sent: as it is, and compressed both ways.
struct Asset {
    name: &'static str,
    content_type: HeaderValue,
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
}

/// Everything that is served, under one name for all.
struct Served {
    hash: String,
    css_path: String,
    js_path: String,
    icon_path: String,
    assets: Vec<Asset>,
}

static SERVED: LazyLock<Served> = LazyLock::new(|| {
    let css = "text/css; charset=utf-8";
    let mut assets = vec![
        asset("evenkeel.css", css, STYLES.concat()),
        asset("favicon.svg", "image/svg+xml", ICON.to_owned()),
    ];
    let js = "text/javascript; charset=utf-8";
    assets.extend(SCRIPTS.iter().map(|(name, text)| asset(name, js, (*text).to_owned())));
    let mut digest = Sha256::new();
    for asset in &assets {
        digest.update(&asset.plain);
    }
    let hash: String = digest.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect();
    Served {
        css_path: format!("/assets/{hash}/evenkeel.css"),
        js_path: format!("/assets/{hash}/js/main.js"),
        icon_path: format!("/assets/{hash}/favicon.svg"),
        hash,
        assets,
    }
});

fn asset(name: &'static str, content_type: &'static str, text: String) -> Asset {
    Asset {
        name,
        content_type: HeaderValue::from_static(content_type),
        brotli: brotli(text.as_bytes()),
        gzip: gzip(text.as_bytes()),
        plain: text.into(),
    }
}

/// `plain` in brotli; empty if that fails, and then it is sent as it is. Quality 6: from 7 on the
/// packer takes 30 MB for its tables.
fn brotli(plain: &[u8]) -> Bytes {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 6, 18);
    let done = writer.write_all(plain).and_then(|()| writer.flush());
    done.map_or_else(|_| Bytes::new(), |()| writer.into_inner().into())
}

/// `plain` in gzip; empty if that fails.
fn gzip(plain: &[u8]) -> Bytes {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let done = writer.write_all(plain).and_then(|()| writer.finish());
    done.map_or_else(|_| Bytes::new(), Bytes::from)
}

/// Path of the style sheet.
pub fn css_path() -> &'static str {
    &SERVED.css_path
}

/// Path of the script that loads the others.
pub fn js_path() -> &'static str {
    &SERVED.js_path
}

/// Path of the icon.
pub fn icon_path() -> &'static str {
    &SERVED.icon_path
}

/// The style sheet as text, for pages that are kept as one file.
pub fn css() -> String {
    STYLES.concat()
}

/// The route that serves them all.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{hash}/{*name}", get(serve))
}

async fn serve(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let found = SERVED.assets.iter().find(|asset| asset.name == name && hash == SERVED.hash);
    let Some(asset) = found else { return StatusCode::NOT_FOUND.into_response() };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let (encoding, body) = match accepted.unwrap_or_default() {
        names if takes(names, "br") && !asset.brotli.is_empty() => (Some("br"), &asset.brotli),
        names if takes(names, "gzip") && !asset.gzip.is_empty() => (Some("gzip"), &asset.gzip),
        _ => (None, &asset.plain),
    };
    let mut response = body.clone().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, asset.content_type.clone());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, forever);
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Whether the `Accept-Encoding` list `names` takes `encoding`.
fn takes(names: &str, encoding: &str) -> bool {
    names.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        parts.next() == Some(encoding)
            && !parts.any(|quality| matches!(quality, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, http::Request};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    async fn ask(path: &str, encoding: &str) -> (StatusCode, HeaderMap, Bytes) {
        let request = Request::get(path).header("accept-encoding", encoding);
        let response = routes().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (head, body) = response.into_parts();
        (head.status, head.headers, body.collect().await.unwrap().to_bytes())
    }

    #[tokio::test]
    async fn the_style_sheet_comes_compressed_and_stays_for_a_year() {
        let (status, headers, small) = ask(css_path(), "gzip, deflate, br").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers["content-encoding"], "br");
        assert_eq!(headers["content-type"], "text/css; charset=utf-8");
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        let (_, headers, plain) = ask(css_path(), "identity, br;q=0").await;
        assert!(!headers.contains_key("content-encoding"));
        assert_eq!(plain, css().as_bytes());
        assert!(small.len() < plain.len());
        assert_eq!(ask(css_path(), "gzip").await.1["content-encoding"], "gzip");
    }

    #[tokio::test]
    async fn an_old_name_or_a_stray_path_is_not_found() {
        for path in ["/assets/000000000000/evenkeel.css", "/assets/x/../../etc/passwd"] {
            assert_eq!(ask(path, "").await.0, StatusCode::NOT_FOUND);
        }
    }

    #[test]
    fn all_script_is_under_25_kb_and_a_first_page_takes_little() {
        let raw: usize = SCRIPTS.iter().map(|(_, text)| text.len()).sum();
        assert!(raw <= 25_000, "{raw} bytes of script");
        let sent: usize = SERVED.assets.iter().map(|asset| asset.gzip.len()).sum();
        assert!(sent <= 25_000, "{sent} bytes of style and script leave too little for the page");
    }
}
