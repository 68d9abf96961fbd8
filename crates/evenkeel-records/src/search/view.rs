//! The search page: one box, and what was found, by kind.

use evenkeel_core::{Card, Kind};
use evenkeel_web::{Form, Frame, ui};
use maud::{Markup, html};

use crate::state_words;

/// What was found for `asked`.
pub(super) fn index(frame: &Frame, asked: &str, cards: &[Card]) -> Markup {
    let form = Form::empty().with("q", asked);
    let lead = match (asked.is_empty(), cards.len()) {
        (true, _) => "People, goals, tasks and all else that is yours to see.".to_owned(),
        (false, 0) => format!("Nothing that you may see is found by “{asked}”."),
        (false, 50) => "The first 50. One word more narrows it down.".to_owned(),
        (false, count) => {
            format!("{} found.", ui::count(i64::try_from(count).unwrap_or(0), "thing", "things"))
        }
    };
    let main = html! {
        (ui::head("Search").lead(lead))
        form.form role="search" method="get" action="/search" {
            (ui::text(&form, "q", "What are you looking for?").max(200)
                .hint("The beginnings of words are enough. \
                       Accents and capitals make no difference."))
            div.acts { button.button.primary { "Find" } }
        }
        @if !asked.is_empty() && cards.is_empty() {
            (ui::empty(
                "Try fewer or shorter words, or a person’s name. What is deleted, or not yours to \
                 see, is never found.",
                "/directory/persons",
                "See all people",
                "",
            ))
        }
        @for (kind, cards) in groups(cards) {
            (ui::section(&plural(kind), ui::list(cards.into_iter().map(row))))
        }
    };
    ui::page(frame, "Search", main)
}

fn row(card: &Card) -> ui::Row {
    let row = ui::row(card.title.clone(), card.url());
    if card.state.is_empty() || card.state == "active" {
        return row;
    }
    row.tag(ui::tag(ui::Tone::Plain, &state_words(&card.state)))
}

/// Cards under their kind, in the order of the rooms.
fn groups(cards: &[Card]) -> Vec<(Kind, Vec<&Card>)> {
    let mut groups: Vec<(Kind, Vec<&Card>)> = Vec::new();
    for card in cards {
        match groups.iter_mut().find(|(kind, _)| *kind == card.kind) {
            Some((_, known)) => known.push(card),
            None => groups.push((card.kind, vec![card])),
        }
    }
    groups.sort_by_key(|(kind, _)| *kind);
    groups
}

/// A kind's word for several: "People", "Strategies".
fn plural(kind: Kind) -> String {
    match kind.noun() {
        "Person" => "People".to_owned(),
        noun => match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        },
    }
}
