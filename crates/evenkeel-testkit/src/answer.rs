//! What the application answered.

use axum::http::{HeaderMap, StatusCode};
use expect_test::Expect;

use crate::text::main_text;

/// A response, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as text.
    pub body: String,
}

impl Answer {
    /// The plain text of the page.
    pub fn text(&self) -> String {
        main_text(&self.body)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or(serde_json::Value::Null)
    }

    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.headers.get("location").and_then(|v| v.to_str().ok()).unwrap_or("")
    }

    /// The id at the end of where it sends the browser.
    pub fn id(&self) -> String {
        self.location().rsplit('/').next().unwrap_or("").to_owned()
    }
}

/// Holds the text of a page against what is expected.
pub fn check_text(page: &Answer, expect: Expect) {
    expect.assert_eq(&page.text());
}
