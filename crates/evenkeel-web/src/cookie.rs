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
    let notice: Notice = serde_json::from_slice(&bytes).ok()?;
    // A neighbor under the same domain can set cookies here: what it offers to undo stays ours.
    let is_ours = |url: &String| url.starts_with('/') && !url.starts_with("//");
    notice.undo.as_ref().is_none_or(is_ours).then_some(notice)
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
pub(crate) fn set_notice(notice: Option<&Notice>, is_secure: bool) -> Option<HeaderValue> {
    let secure = if is_secure { "; Secure" } else { "" };
    let text = match notice {
        Some(notice) => {
            let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(notice).ok()?);
            format!("{NOTICE}={text}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60{secure}")
        }
        None => format!("{NOTICE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"),
    };
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(notice: &Notice) -> Option<Notice> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, set_notice(Some(notice), true)?);
        super::notice(&headers)
    }

    #[test]
    fn cookies_of_an_encrypted_way_stay_on_it_and_undo_only_here() {
        let notice = |undo: &str| Notice { text: "Done.".to_owned(), undo: Some(undo.to_owned()) };
        let kept = read_back(&notice("/records/1/restoration"));
        assert_eq!(kept.and_then(|notice| notice.undo).as_deref(), Some("/records/1/restoration"));
        assert!(read_back(&notice("https://evil.example/")).is_none());
        assert!(read_back(&notice("//evil.example/")).is_none());
        for cookie in [
            set_notice(None, true),
            set_notice(Some(&notice("/")), true),
            set_session("secret", true, 60),
        ] {
            let cookie = cookie.unwrap();
            let cookie = cookie.to_str().unwrap();
            for part in ["; Path=/;", "; HttpOnly;", "; SameSite=Lax;", "; Secure"] {
                assert!(cookie.contains(part), "{cookie}");
            }
        }
        let session = set_session("secret", true, 60).unwrap();
        assert!(session.to_str().unwrap().starts_with("__Host-evenkeel=secret;"));
    }
}
