//! The sign-in form: shown on its own page, and wherever a session ended under somebody's hands.

use maud::{Markup, html};

use super::{form, hidden, password, plain, text};
use crate::{Form, Frame};

/// The page to sign in on. A form that waits for the sign-in travels in `resume_path` and
/// `resume_body`; a page that waits, in `next`.
pub fn sign_in(frame: &Frame, typed: &Form, sentence: &str) -> Markup {
    let body = html! {
        @for name in ["next", "resume_path", "resume_body"] {
            @if !typed.value(name).is_empty() { (hidden(typed, name)) }
        }
        @if !typed.value("organization").is_empty() || typed.fault("organization").is_some() {
            (text(typed, "organization", "Organization").hint("Its short name, such as northgate"))
        }
        (text(typed, "username", "Username").autocomplete("username").focus())
        (password(typed, "password", "Password").autocomplete("current-password"))
    };
    plain(
        frame,
        "Sign in",
        html! {
            @if !sentence.is_empty() { p.lead { (sentence) } }
            (form(frame, typed, "/sign-in", "Sign in", body))
            p.hint { "No password yet, or lost it? Ask whoever looks after people here for a link." }
        },
    )
}
