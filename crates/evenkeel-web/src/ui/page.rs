//! The whole document: skip link, menu, notice, content, thumb keys.

use evenkeel_core::Side;
use maud::{DOCTYPE, Markup, html};

use super::{act::secrets, needle, palette::palette};
use crate::{Form, Frame, Room, Theme, assets};

/// A page for somebody who is signed in.
pub fn page(frame: &Frame, title: &str, main: Markup) -> Markup {
    document(
        frame,
        title,
        &html! {
            body {
                a.skip href="#main" { "Skip to content" }
                (column(frame))
                main id="main" tabindex="-1" {
                    (notice(frame))
                    (main)
                    p.printed {
                        span { (frame.organization) " · " (title) " · " (frame.path) }
                        span data-printed {}
                    }
                }
                (foot(frame))
                (thumbs(frame))
                (palette(frame))
            }
        },
    )
}

/// A page before sign-in: one thing, in the middle.
pub fn plain(frame: &Frame, title: &str, main: Markup) -> Markup {
    document(
        frame,
        title,
        &html! {
            body.plain {
                main id="main" {
                    p.brand { (needle()) span { "Evenkeel" } }
                    (notice(frame))
                    (main)
                }
            }
        },
    )
}

/// The page that says why something was not done, and leads on.
pub fn failed<'a>(
    frame: &Frame,
    title: &str,
    detail: &str,
    further: impl Iterator<Item = &'a str>,
) -> Markup {
    plain(
        frame,
        title,
        html! {
            h1 { (title) }
            p { (detail) }
            @for detail in further.filter(|further| *further != detail) { p { (detail) } }
            p { a href="/" { "Go to Today" } }
        },
    )
}

/// The page on which a person signs in. `form` may hold `next`, or `resume_path` and
/// `resume_body`: text that was sent after a session had ended, and waits for the sign-in. Where
/// there are several organizations it holds `organization`, even if empty, and asks for it.
pub fn sign_in(frame: &Frame, form: &Form, sentence: &str) -> Markup {
    let fields = html! {
        @for name in ["next", "resume_path", "resume_body"] {
            @if !form.value(name).is_empty() { (super::hidden(form, name)) }
        }
        @if !form.values("organization").is_empty() {
            (super::text(form, "organization", "Organization").autocomplete("organization")
                .hint("Its short name, as in northgate-clinic"))
        }
        (super::text(form, "username", "Username").autocomplete("username").focus())
        (super::password(form, "password", "Password"))
    };
    plain(
        frame,
        "Sign in",
        html! {
            h1 { "Sign in" }
            p.lead { (sentence) }
            (super::form(frame, form, "/sign-in", "Sign in", fields))
        },
    )
}

fn document(frame: &Frame, title: &str, body: &Markup) -> Markup {
    let theme = match frame.theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    html! {
        (DOCTYPE)
        html lang="en" data-theme=[theme] data-keys=[(!frame.has_single_keys).then_some("off")] {
            head {
                meta charset="utf-8";
                title { (title) " · " (frame.organization) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(theme.unwrap_or("light dark"));
                link rel="stylesheet" href=(assets::css_path());
                link rel="icon" type="image/svg+xml" href=(assets::icon_path());
                script type="module" src=(assets::js_path()) {}
            }
            (body)
        }
    }
}

fn notice(frame: &Frame) -> Markup {
    let Some(notice) = &frame.notice else { return html! {} };
    html! {
        div.notice role="status" {
            svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" {
                path d="m3 8.5 3.5 3.5L13 4.5" {}
            }
            p { (notice.text) }
            @if let Some(undo) = &notice.undo {
                form.one method="post" action=(undo) {
                    (secrets(frame, &uuid::Uuid::new_v4().to_string()))
                    button.button { "Undo" }
                }
            }
        }
    }
}

fn column(frame: &Frame) -> Markup {
    html! {
        header.column {
            a.brand href="/" {
                (needle())
                span { "Evenkeel" @if frame.person.is_some() { small { (frame.organization) } } }
            }
            a.find href="/search" data-palette {
                span { "Find or do…" } kbd aria-hidden="true" { "Ctrl K" }
            }
            nav aria-label="Rooms" {
                ul { (link(frame, "Today", "/", 't')) }
                (group(frame, Side::Lead))
                (group(frame, Side::Manage))
                @if of(frame, Side::Between).next().is_some() {
                    hr;
                    ul { @for room in of(frame, Side::Between) { (door(frame, room)) } }
                }
            }
        }
    }
}

fn of(frame: &Frame, side: Side) -> impl Iterator<Item = &'static Room> {
    frame.rooms.iter().filter(move |room| room.side == side)
}

fn group(frame: &Frame, side: Side) -> Markup {
    html! {
        @if of(frame, side).next().is_some() {
            h2 class=(class(side)) { (side.word()) }
            ul { @for room in of(frame, side) { (door(frame, room)) } }
        }
    }
}

const fn class(side: Side) -> &'static str {
    match side {
        Side::Lead => "lead",
        Side::Manage => "manage",
        Side::Between => "between",
    }
}

fn door(frame: &Frame, room: &Room) -> Markup {
    link(frame, room.name, room.path, room.key)
}

fn link(frame: &Frame, name: &str, path: &str, key: char) -> Markup {
    html! {
        li {
            a href=(path) aria-current=[current(frame, path)] {
                span { (name) } kbd aria-hidden="true" { "g " (key) }
            }
        }
    }
}

/// "page" on the place itself, "true" below it.
fn current(frame: &Frame, path: &str) -> Option<&'static str> {
    let below =
        path.len() > 1 && frame.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    if frame.path == path { Some("page") } else { below.then_some("true") }
}

fn foot(frame: &Frame) -> Markup {
    html! {
        footer.foot {
            ul {
                li {
                    a href="/directory/persons"
                        aria-current=[current(frame, "/directory")] { "People and units" }
                }
                li { a href="/settings" aria-current=[current(frame, "/settings")] { "Settings" } }
            }
            @if let Some(person) = &frame.person {
                div.me {
                    a.person href={ "/directory/persons/" (person.id) } { (person.name) }
                    form.one method="post" action="/sign-out" {
                        (secrets(frame, &uuid::Uuid::new_v4().to_string()))
                        button.link { "Sign out" }
                    }
                }
            }
        }
    }
}

/// The keys under the thumb of a phone.
fn thumbs(frame: &Frame) -> Markup {
    html! {
        nav.thumbs aria-label="Main places" {
            a href="/" aria-current=[current(frame, "/")] { "Today" }
            (thumb(frame, Side::Lead))
            (thumb(frame, Side::Manage))
            @for room in of(frame, Side::Between) {
                a href=(room.path) aria-current=[current(frame, room.path)] { (room.name) }
            }
            a href="/search" data-palette aria-current=[current(frame, "/search")] { "Find" }
        }
    }
}

fn thumb(frame: &Frame, side: Side) -> Markup {
    let here = of(frame, side).any(|room| current(frame, room.path).is_some());
    html! {
        @if of(frame, side).next().is_some() {
            details name="thumb" class=(class(side)) {
                summary.here[here] { (side.word()) }
                ul {
                    @for room in of(frame, side) {
                        li {
                            a href=(room.path) aria-current=[current(frame, room.path)] {
                                (room.name)
                            }
                        }
                    }
                }
            }
        }
    }
}
