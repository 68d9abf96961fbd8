//! The two cookies: who is signed in, and what was just done.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::Notice;

/// The session's cookie on an encrypted way.
const SECURE: &str = "__Host-evenkeel";
/// The session's cookie on a plain way, as on 127.0.0.1.
const PLAIN: &str = "evenkeel";
/// What was just done.
const NOTICE: &str = "evenkeel_notice";

/// The value of a cookie.
fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The session's secret that the browser shows.
pub(crate) fn session(headers: &HeaderMap, is_secure: bool) -> Option<&str> {
    value(headers, if is_secure { SECURE } else { PLAIN })
}

/// What was just done, if the page before left word.
pub(crate) fn notice(headers: &HeaderMap) -> Option<Notice> {
    let bytes = URL_SAFE_NO_PAD.decode(value(headers, NOTICE)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Signs the browser in until `max_age_seconds` from now; 0 signs it out.
pub fn set_session(secret: &str, is_secure: bool, max_age_seconds: i64) -> Option<HeaderValue> {
    let (name, secure) = if is_secure { (SECURE, "; Secure") } else { (PLAIN, "") };
    let text = format!(
        "{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_seconds}{secure}"
    );
    HeaderValue::from_str(&text).ok()
}

/// Leaves word for the next page; `None` takes it away.
pub(crate) fn set_notice(notice: Option<&Notice>) -> Option<HeaderValue> {
    let text = match notice {
        Some(notice) => {
            let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(notice).ok()?);
            format!("{NOTICE}={text}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60")
        }
        None => format!("{NOTICE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"),
    };
    HeaderValue::from_str(&text).ok()
}
