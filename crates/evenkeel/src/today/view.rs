//! The page Today.

use evenkeel_records::today::{Answer, Line, Need};
use evenkeel_web::{Frame, ui};
use jiff::civil::Date;
use maud::{Markup, html};

use super::model::{Step, Today};

/// The whole page.
pub(super) fn index(frame: &Frame, shown: &Today, today: Date) -> Markup {
    let main = html! {
        (ui::head("Today").crumb(&frame.organization, "/directory/units").lead(lead(shown, today))
            .act(ui::link_button("Explain my week", "/week", ui::Style::Quiet)))
        @if !shown.begin.is_empty() { (begin(&shown.begin)) }
        (ui::section("Needs you", needs(frame, shown)))
        (ui::columns([
            half("Running", "Manage: is it done right, on time?", &shown.running,
                 "Nothing runs here yet: no tasks are open. Add one with an owner and a due time."),
            half("Heading", "Lead: are these the right things, and are people with us?",
                 &shown.heading,
                 "Nothing heads anywhere yet: no vision is written. Begin with a purpose."),
        ]))
        (ui::section("Going well", lines(&shown.well,
            "Nothing to report in the last days. Finished work and kept promises show here.")))
    };
    ui::page(frame, "Today", main)
}

/// "Tuesday 16 June. 3 things need you, and 1 thing is going well."
fn lead(shown: &Today, today: Date) -> String {
    let waiting = i64::try_from(shown.needs.len() + shown.more).unwrap_or(i64::MAX);
    let well = i64::try_from(shown.well.len()).unwrap_or(i64::MAX);
    let need = match waiting {
        0 => "Nothing needs you".to_owned(),
        waiting => ui::count(waiting, "thing needs you", "things need you"),
    };
    let goes = match well {
        0 => String::new(),
        well => {
            format!(", and {}", ui::count(well, "thing is going well", "things are going well"))
        }
    };
    format!("{}. {need}{goes}.", ui::day(today))
}

/// The first steps of a new organization, done ones stepping back.
fn begin(steps: &[Step]) -> Markup {
    ui::section(
        "Begin here",
        ui::list(steps.iter().map(|step| {
            let row = ui::row(step.sentence, step.url).meta(step.why).done(step.is_done);
            if step.is_done { row.tag(ui::tag(ui::Tone::Plain, "Done")) } else { row }
        })),
    )
}

fn needs(frame: &Frame, shown: &Today) -> Markup {
    html! {
        @if shown.needs.is_empty() {
            (ui::hint("Nothing waits for your answer. What others ask of you shows here."))
        } @else {
            (ui::list(shown.needs.iter().map(|need| row(frame, need))))
            @if shown.more > 0 {
                (ui::hint(format!(
                    "{} after these.",
                    ui::count(i64::try_from(shown.more).unwrap_or(0), "more waits", "more wait")
                )))
            }
        }
    }
}

fn row(frame: &Frame, need: &Need) -> ui::Row {
    let row = ui::row(need.sentence.clone(), need.url.clone())
        .meta(&need.meta)
        .tag(ui::side_tag(need.side));
    need.answers.iter().fold(row, |row, answer| row.act(button(frame, need, answer)))
}

fn button(frame: &Frame, need: &Need, answer: &Answer) -> Markup {
    let button =
        ui::button_form(frame, &answer.url, answer.label, ui::Style::Quiet).to(&need.sentence);
    let button =
        answer.fields.iter().fold(button, |button, (name, value)| button.with(name, value));
    ui::Render::render(&button)
}

fn half(title: &str, question: &str, shown: &[Line], empty: &str) -> Markup {
    let body = html! { (ui::hint(question)) (lines(shown, empty)) };
    ui::section(title, body)
}

fn lines(shown: &[Line], empty: &str) -> Markup {
    html! {
        @if shown.is_empty() { p { (empty) } }
        @else { (ui::list(shown.iter().map(|line| ui::row(&line.sentence, &line.url)))) }
    }
}
