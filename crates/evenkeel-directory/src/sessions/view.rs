//! The pages before sign-in: data in, markup out.

use evenkeel_web::{Form, Frame, ui};
use maud::{Markup, html};

use super::{model::Purpose, store::Link};

const PASSWORD_HINT: &str =
    "At least 8 characters; 15 and more are better. A few words in a row work well.";

/// The page on which a person signs in.
pub(super) fn sign_in(frame: &Frame, form: &Form, sentence: &str) -> Markup {
    ui::sign_in(frame, form, sentence)
}

/// The first visit: an organization and its owner.
pub(super) fn welcome(frame: &Frame, form: &Form, zones: &[String]) -> Markup {
    let zones = zones.iter().map(|zone| ui::choice(zone, zone.replace('_', " ")));
    let body = html! {
        (ui::text(form, "organization", "Organization").max(120).focus()
            .hint("The name people here know it by."))
        (ui::text(form, "name", "Name").max(120).autocomplete("name")
            .hint("Yours, as the others know you."))
        (ui::text(form, "username", "Username").max(60).autocomplete("username").optional()
            .hint("What you sign in with. Left empty, it is made of your name: amy.lund."))
        (passwords(form, "Password"))
        (ui::select(form, "time_zone", "Time zone", zones)
            .hint("Days begin and end by the clock of this place."))
    };
    ui::plain(
        frame,
        "Welcome",
        html! {
            h1 { "Welcome" }
            p.lead {
                "Nobody has moved in yet. You are the first: name your organization, and you "
                "become its owner."
            }
            (ui::form(frame, form, "/welcome", "Move in", body))
        },
    )
}

/// A new password, twice.
pub(super) fn passwords(form: &Form, label: &str) -> Markup {
    html! {
        (ui::password(form, "password", label).autocomplete("new-password")
            .hint(PASSWORD_HINT))
        (ui::password(form, "password_again", "The same again").autocomplete("new-password"))
    }
}

/// What a link opens.
pub(super) fn link(
    frame: &Frame,
    form: &Form,
    action: &str,
    link: &Link,
    purpose: Purpose,
) -> Markup {
    if purpose == Purpose::Demo {
        return demo(frame, action, link);
    }
    let title = match purpose {
        Purpose::Recovery => "Choose a new password",
        _ => "Choose a password",
    };
    ui::plain(
        frame,
        title,
        html! {
            h1 { (title) }
            p.lead {
                "For " strong { (link.name) } " at " (link.organization)
                ". From now on you sign in as " strong { (link.username) } "."
            }
            (ui::form(frame, form, action, "Choose password and sign in", html! {
                (passwords(form, "Password"))
            }))
            p.hint { "Not " (link.name) "? Then this link is not yours: close the page." }
        },
    )
}

fn demo(frame: &Frame, action: &str, link: &Link) -> Markup {
    let label = format!("Go in as {}", link.name);
    ui::plain(
        frame,
        &label,
        html! {
            h1 { (link.organization) }
            p.lead {
                "Have a look around as " strong { (link.name) } ". Everybody here is invented, "
                "and nothing you do leaves this computer."
            }
            (ui::button_form(frame, action, &label, ui::Style::Primary))
        },
    )
}

/// A link that cannot be used.
pub(super) fn link_ended(frame: &Frame) -> Markup {
    ui::plain(
        frame,
        "This link has ended",
        html! {
            h1 { "This link has ended" }
            p {
                "It was used, replaced by a newer one, or it ran out. Ask whoever looks after "
                "people in your organization for a new link."
            }
            p { a href="/sign-in" { "Sign in with a password" } }
        },
    )
}

/// The text of an ended session, with one button that sends it.
pub(super) fn resume(frame: &Frame, form: &Form, action: &str) -> Markup {
    // A password is typed again, never shown.
    let typed: Vec<(&str, &str)> =
        form.typed().filter(|(name, _)| !name.contains("password")).collect();
    let shown: Vec<_> = typed
        .iter()
        .filter(|(name, text)| !name.ends_with("_id") && !text.trim().is_empty())
        .collect();
    let title =
        if shown.is_empty() { "You are signed in again" } else { "Your text is still here" };
    let body = html! {
        @for (name, text) in &typed { input type="hidden" name=(name) value=(text); }
        dl.facts {
            @for (name, text) in &shown {
                div { dt { (label(name)) } dd.typed { (text) } }
            }
        }
    };
    ui::plain(
        frame,
        title,
        html! {
            h1 { (title) }
            p.lead { "Nothing was sent while you were signed out. It is sent when you say so." }
            (ui::form(frame, form, action, "Send it now", body).back("/"))
        },
    )
}

/// A field's name as words: `job_title` is "Job title".
fn label(name: &str) -> String {
    let words = name.trim_end_matches("_on").trim_end_matches("_at").replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
