//! The page of one's own settings: data in, markup out.

use evenkeel_web::{Form, Frame, ui};
use jiff::{civil::Date, tz::TimeZone};
use maud::{Markup, html};

use crate::sessions::{
    store::{Seen, Shown},
    view::passwords,
};

/// What the page shows.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) has_password: bool,
    pub(super) sessions: Vec<Seen>,
    pub(super) tokens: Vec<Shown>,
    pub(super) mine: Option<Vec<u8>>,
    pub(super) today: Date,
}

/// The forms of the page.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    pub(super) password: Form,
    pub(super) token: Form,
}

/// All settings on one page.
pub(super) fn show(frame: &Frame, settings: &Settings, forms: &Forms, zone: &TimeZone) -> Markup {
    let main = html! {
        (ui::head("Settings").lead("Yours alone: how pages look, and how you get in."))
        (ui::section("Look", ui::theme_switch(frame)))
        (ui::section("Keys", keys(frame)))
        (ui::section("Password", password(frame, settings, &forms.password)))
        (ui::section("Where you are signed in", sessions(frame, settings, zone)))
        (ui::section("Personal tokens", tokens(frame, settings, &forms.token)))
    };
    ui::page(frame, "Settings", main)
}

fn keys(frame: &Frame) -> Markup {
    let form = Form::empty().with("single_keys", frame.has_single_keys);
    let body = html! {
        (ui::checkbox(&form, "single_keys", "Single keys do things")
            .hint("j and k move, c creates, ? shows all. Ctrl K works either way.")
            .within("keys"))
    };
    html! { (ui::form(frame, &form, "/settings/keys", "Save keys", body).quiet().within("keys")) }
}

fn password(frame: &Frame, settings: &Settings, form: &Form) -> Markup {
    let body = html! {
        @if settings.has_password { (ui::password(form, "old_password", "Password now")) }
        (passwords(form, "New password"))
    };
    html! {
        (ui::hint("A new one signs you out of every other browser."))
        (ui::form(frame, form, "/settings/password", "Change password", body).quiet())
    }
}

fn sessions(frame: &Frame, settings: &Settings, zone: &TimeZone) -> Markup {
    let rows = settings.sessions.iter().map(|seen| {
        let is_mine = settings.mine.as_ref() == Some(&seen.token_hash);
        let row = ui::row(device(&seen.device), "").meta(html! {
            "since " (ui::moment(seen.created_at, zone))
            " · last used " (ui::moment(seen.seen_at, zone))
        });
        if is_mine {
            return row.tag(ui::tag(ui::Tone::Plain, "This one"));
        }
        let action = format!("/settings/sessions/{}/end", seen.id);
        row.act(
            ui::button_form(frame, &action, "End session", ui::Style::Quiet)
                .to(&device(&seen.device)),
        )
    });
    let everywhere = "/sign-out-everywhere";
    let everywhere = ui::button_form(frame, everywhere, "Sign out everywhere", ui::Style::Danger);
    html! {
        (ui::hint("A session ends by itself after 14 days without use, and after 90 days."))
        (ui::list(rows))
        div.acts {
            (everywhere)
        }
    }
}

fn tokens(frame: &Frame, settings: &Settings, form: &Form) -> Markup {
    let rows = settings.tokens.iter().map(|token| {
        let action = format!("/settings/tokens/{}/revocation", token.id);
        let row = ui::row(&token.name, "").meta(html! {
            @if token.scope == "write" { "may read and write" } @else { "may read" }
            @match token.used_at {
                Some(used_at) => {
                    " · last used " (ui::date(used_at.to_zoned_datetime(TimeZone::UTC).date()))
                }
                None => " · never used",
            }
            " · until " (ui::date(token.expires_on))
        });
        let row =
            row.act(ui::button_form(frame, &action, "Revoke", ui::Style::Danger).to(&token.name));
        if token.expires_on < settings.today {
            row.tag(ui::tag(ui::Tone::Plain, "Ended"))
        } else {
            row
        }
    });
    let scopes = [
        ui::choice("read", "Read").hint("what you may see"),
        ui::choice("write", "Read and write").hint("what you may do"),
    ];
    let body = html! {
        (ui::text(form, "name", "Name").max(80).within("token")
            .hint("What it is for, such as: nightly report"))
        (ui::radios(form, "scope", "Scope", scopes).within("token"))
        (ui::date_field(form, "expires_on", "Last day").within("token").hint("A year at most"))
    };
    html! {
        (ui::hint("A token lets a program act as you, and never beyond you."))
        @if !settings.tokens.is_empty() { (ui::list(rows)) }
        (ui::form(frame, form, "/settings/tokens", "Make token", body).quiet().within("token"))
    }
}

/// A secret that is shown once.
pub(super) fn token_made(frame: &Frame, secret: &str) -> Markup {
    let main = html! {
        (ui::head("Your new token").crumb("Settings", "/settings")
            .lead("Copy it now: it is shown this once, and we keep no copy."))
        div.form {
            (once("Token", secret))
            (ui::hint(html! { "Sent by a program as " code { "Authorization: Bearer …" } }))
            div.acts { (ui::link_button("I have copied it", "/settings", ui::Style::Primary)) }
        }
    };
    ui::page(frame, "Your new token", main)
}

/// A line to copy.
pub(crate) fn once(label: &str, text: &str) -> Markup {
    html! {
        div.field {
            label for="once" { (label) }
            div.answer { input id="once" type="text" value=(text) readonly autofocus; }
        }
    }
}

/// What the browser calls itself, as people call it.
fn device(agent: &str) -> String {
    let find = |words: &[(&'static str, &'static str)]| {
        words.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, word)| *word)
    };
    let browser =
        find(&[("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")]);
    let place = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, place) {
        (Some(browser), Some(place)) => format!("{browser} on {place}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.trim().is_empty() => "A browser without a name".to_owned(),
        (None, None) => agent.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_browser_is_called_as_people_call_it() {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
        assert_eq!(super::device(agent), "Firefox on Linux");
        assert_eq!(super::device("curl/8"), "curl/8");
    }
}
