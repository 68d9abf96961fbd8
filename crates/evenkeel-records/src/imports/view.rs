//! The pages of import runs: data in, markup out.

use evenkeel_core::Change;
use evenkeel_store::Entry;
use evenkeel_web::{Form, Frame, Listed, ui};
use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, html};

use super::{
    ImportEvent, Outcome, Raw, Reported, Shown, State, acts,
    file::ENCODINGS,
    importer::{Importer, Known},
};

/// Columns of the sample that are shown.
const SAMPLE: usize = 30;

fn url(run: &Shown) -> String {
    format!("/directory/imports/{}", run.head.id)
}

fn head(title: &str) -> ui::Head<'_> {
    ui::head(title)
        .crumb("People and units", "/directory/persons")
        .crumb("Imports", "/directory/imports")
}

/// The runs, the latest first.
pub(super) fn index(frame: &Frame, runs: &[Shown], next: Option<&str>, zone: &TimeZone) -> Markup {
    let main = html! {
        (ui::head("Imports").crumb("People and units", "/directory/persons")
            .lead("Each file is checked first, reported row by row, and can be undone as a whole.")
            .act(ui::create("Import people and units", "/directory/imports/new")))
        @if runs.is_empty() {
            (ui::empty(
                "Nothing was imported yet. Take the file that your HR system exports: any order of \
                 columns will do.",
                "/directory/imports/new",
                "Import people and units",
                "Employee #, First Name, Last Name, Job Title, Department, Work Email, Reports To",
            ))
        } @else {
            (ui::list(runs.iter().map(|run| row(run, zone))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Imports", main)
}

fn row(run: &Shown, zone: &TimeZone) -> ui::Row {
    let (tone, word) = state_tag(run.state());
    ui::row(run.head.title.clone(), url(run))
        .meta(html! {
            (ui::count(run.row_count, "row", "rows")) " · " (ui::moment(run.head.created_at, zone))
        })
        .tag(ui::tag(tone, word))
        .done(matches!(run.state(), State::Applied | State::Undone))
}

fn state_tag(state: State) -> (ui::Tone, &'static str) {
    match state {
        State::Reading => (ui::Tone::Accent, "Being read"),
        State::Ready => (ui::Tone::Concern, "Waits for its mapping"),
        State::Checking => (ui::Tone::Accent, "Being checked"),
        State::Checked => (ui::Tone::Concern, "Checked, not imported"),
        State::Applying => (ui::Tone::Accent, "Being imported"),
        State::Applied => (ui::Tone::Plain, "Imported"),
        State::Undoing => (ui::Tone::Accent, "Being undone"),
        State::Undone => (ui::Tone::Plain, "Undone"),
    }
}

/// The form that takes a file.
pub(super) fn new(frame: &Frame, form: &Form) -> Markup {
    let mut encodings = vec![ui::choice("", "Find out")];
    encodings.extend(ENCODINGS.iter().map(|(label, name)| ui::choice(label, *name)));
    let body = html! {
        (ui::file(form, "file", "File").accept(".csv,.tsv,.txt,text/csv")
            .hint("CSV with a head row, separated by comma, semicolon or tab. \
                   At most 200,000 rows, 500 columns and 64 MB."))
        (ui::select(form, "encoding", "Encoding", encodings).optional()
            .hint("Only needed if letters such as é come out wrong in the next step"))
    };
    let main = html! {
        (head("Import people and units")
            .lead("Nothing is changed before you have seen what becomes of every row."))
        (ui::form(frame, form, "/directory/imports", "Read file", body).files()
            .back("/directory/imports"))
    };
    ui::page(frame, "Import people and units", main)
}

/// The form that asks what the columns mean.
pub(super) fn mapping(
    frame: &Frame,
    run: &Shown,
    importer: &dyn Importer,
    form: &Form,
    sample: &[Raw],
) -> Markup {
    let action = format!("{}/mapping", url(run));
    let body = html! {
        @for field in importer.fields() { (column_of(form, field, run, sample)) }
        @if importer.fields().iter().any(|field| field.is_date) {
            (ui::radios(form, "date_order", "How dates are written", [
                ui::choice("", "Find out from the file"),
                ui::choice("day", "Day first").hint("31/12/2026"),
                ui::choice("month", "Month first").hint("12/31/2026"),
                ui::choice("year", "Year first").hint("2026-12-31"),
            ]).optional())
        }
    };
    let lead = format!(
        "{} with {} in {}, separated by {}. Nothing is changed yet.",
        ui::count(run.row_count, "row", "rows"),
        ui::count(i64::try_from(run.headers.0.len()).unwrap_or(0), "column", "columns"),
        run.encoding,
        delimiter_words(&run.delimiter),
    );
    let main = html! {
        (head("What do the columns mean?").crumb(&run.head.title, &url(run)).lead(lead))
        (sample_table(run, sample))
        section.part {
            (ui::hint("An empty cell leaves what is there. \
                       People who are known already are changed, not added again: \
                       known by number, else by e-mail, username, or name and unit."))
            (ui::form(frame, form, &action, "Check rows", body).back("/directory/imports"))
        }
    };
    ui::page(frame, "What do the columns mean?", main)
}

fn delimiter_words(delimiter: &str) -> &'static str {
    match delimiter {
        ";" => "semicolons",
        "\t" => "tabs",
        "|" => "bars",
        _ => "commas",
    }
}

fn column_of<'a>(form: &'a Form, field: &'a Known, run: &Shown, sample: &[Raw]) -> ui::Field<'a> {
    let mut choices = vec![ui::choice("", "Not in this file")];
    for (place, name) in run.headers.0.iter().enumerate() {
        let example = sample
            .iter()
            .filter_map(|row| row.cells.0.get(place))
            .find(|cell| !cell.trim().is_empty());
        let label = match example {
            Some(cell) => format!("{name} · {}", cut(cell.trim(), 40)),
            None => name.clone(),
        };
        choices.push(ui::choice(place, label));
    }
    let select = ui::select(form, field.name, field.label, choices).optional();
    if field.hint.is_empty() { select } else { select.hint(field.hint) }
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(longest).collect::<String>())
}

fn sample_table(run: &Shown, sample: &[Raw]) -> Markup {
    let columns: Vec<ui::Column> =
        run.headers.0.iter().take(SAMPLE).map(|name| ui::col(name.clone())).collect();
    let rows = sample.iter().map(|row| {
        (0..columns.len())
            .map(|place| {
                let cell = row.cells.0.get(place).map_or("", String::as_str);
                html! { (cut(cell, 60)) }
            })
            .collect()
    });
    ui::table("The first rows as they were read", &columns, rows)
}

/// What the page of a run shows.
pub(super) struct Show<'a> {
    pub(super) run: &'a Shown,
    pub(super) rows: &'a Listed<Reported>,
    pub(super) history: &'a [Entry<ImportEvent>],
    pub(super) now: Timestamp,
}

/// The page of a run: how far it is, what can be done, the report.
pub(super) fn show(frame: &Frame, show: &Show<'_>, outcome: &str, zone: &TimeZone) -> Markup {
    let run = show.run;
    let (tone, word) = state_tag(run.state());
    let entries: Vec<ui::Entry> = show.history.iter().map(entry).collect();
    let main = html! {
        (with_acts(head(&run.head.title).tag(ui::tag(tone, word)).lead(lead(run)), frame, show))
        @if run.is_stuck(show.now) { (stuck(frame, run)) }
        @else if run.state().is_busy() { (progress(run)) }
        @if !run.state().is_busy() { (report(run, show.rows, outcome)) }
        (ui::history(&entries, zone))
    };
    ui::page(frame, &run.head.title, main)
}

fn entry(entry: &Entry<ImportEvent>) -> ui::Entry {
    use evenkeel_core::Event;
    ui::Entry {
        at: entry.happened_at,
        by: entry.actor.clone(),
        by_url: format!("/directory/persons/{}", entry.actor_id),
        sentence: entry.event.sentence(),
        changes: Vec::new(),
    }
}

fn lead(run: &Shown) -> String {
    let rows = |count| ui::count(count, "row", "rows");
    match run.state() {
        State::Reading => "The rows are being read.".to_owned(),
        State::Ready => "It waits to be told what the columns mean.".to_owned(),
        State::Checking => "Every row is being looked at. Nothing is changed.".to_owned(),
        State::Checked if run.create_count + run.change_count == 0 => format!(
            "Nothing would change: {} known already, {} refused.",
            rows(run.same_count),
            rows(run.refuse_count)
        ),
        State::Checked => format!(
            "Nothing is changed yet. {} would be added, {} changed; {} refused.",
            people(run.create_count),
            run.change_count,
            rows(run.refuse_count)
        ),
        State::Applying => "Rows are being imported.".to_owned(),
        State::Applied => format!(
            "{} added, {} changed; {} refused.",
            people(run.create_count),
            run.change_count,
            rows(run.refuse_count)
        ),
        State::Undoing => "Rows are being taken back.".to_owned(),
        State::Undone if run.kept_count > 0 => format!(
            "Undone. {} stayed as they are, because somebody counts on them by now.",
            rows(run.kept_count)
        ),
        State::Undone => "Undone: all is as it was before.".to_owned(),
    }
}

fn people(count: i64) -> String {
    ui::count(count, "person", "people")
}

fn with_acts<'a>(head: ui::Head<'a>, frame: &Frame, show: &Show<'_>) -> ui::Head<'a> {
    let run = show.run;
    let url = url(run);
    let (apply, undo) = (format!("{url}/application"), format!("{url}/undoing"));
    let mapping = format!("{url}/mapping");
    let csv = format!("{url}/report");
    match run.state() {
        State::Checked => {
            let head = if run.create_count + run.change_count > 0 {
                head.act(ui::button_form(frame, &apply, "Import rows", ui::Style::Primary))
            } else {
                head
            };
            head.act(ui::link_button("Change mapping", &mapping, ui::Style::Quiet))
                .act(ui::link_button("Download report", &csv, ui::Style::Quiet))
        }
        State::Applied if acts::may_undo(run, show.now) => head
            .act(ui::link_button("Download report", &csv, ui::Style::Quiet))
            .act(ui::button_form(frame, &undo, "Undo this import", ui::Style::Danger)),
        State::Applied | State::Undone => {
            head.act(ui::link_button("Download report", &csv, ui::Style::Quiet))
        }
        _ => head,
    }
}

fn progress(run: &Shown) -> Markup {
    let all = match run.state() {
        State::Applying | State::Undoing => run.create_count + run.change_count,
        _ => run.row_count,
    };
    html! {
        section.panel role="status" {
            p {
                strong { (ui::number(run.done_count.min(all))) " of " (ui::number(all)) " rows" }
                " are done. This page looks again by itself."
            }
            div.acts { a.button href=(url(run)) { "Look again" } }
        }
    }
}

fn stuck(frame: &Frame, run: &Shown) -> Markup {
    let url = url(run);
    let (act, label) = match run.state() {
        State::Applying => ("application", "Go on"),
        State::Undoing => ("undoing", "Go on"),
        State::Checking => ("", "Check again"),
        _ => ("", "Send the file again"),
    };
    let action = format!("{url}/{act}");
    html! {
        section.panel {
            h2 { "It stopped on the way" }
            p {
                @if run.fault.is_empty() { "The server was switched off meanwhile." }
                @else { (run.fault) "." }
                " Nothing is lost: it goes on where it stopped."
            }
            div.acts {
                @match run.state() {
                    State::Applying | State::Undoing => {
                        (ui::button_form(frame, &action, label, ui::Style::Primary))
                    }
                    State::Checking => {
                        (ui::link_button(label, &format!("{url}/mapping"), ui::Style::Primary))
                    }
                    _ => (ui::link_button(label, "/directory/imports/new", ui::Style::Primary)),
                }
            }
        }
    }
}

fn report(run: &Shown, rows: &Listed<Reported>, outcome: &str) -> Markup {
    let url = url(run);
    let count = |outcome: Outcome| match outcome {
        Outcome::Create => run.create_count,
        Outcome::Change => run.change_count,
        Outcome::Same => run.same_count,
        Outcome::Refuse => run.refuse_count,
    };
    let tabs: Vec<(String, String)> = Outcome::ALL
        .iter()
        .map(|outcome| {
            let words = format!("{} {}", tab_words(*outcome), ui::number(count(*outcome)));
            (words, format!("{url}?outcome={}", outcome.word()))
        })
        .collect();
    let current = match outcome {
        "" => url.clone(),
        outcome => format!("{url}?outcome={outcome}"),
    };
    let next = rows.next.as_ref().map(|next| format!("{url}?outcome={outcome}&after={next}"));
    let all = [("All rows", url.as_str())].into_iter();
    html! {
        section.part {
            h2 { "Report" }
            (ui::tabs(
                "Which rows",
                &current,
                all.chain(tabs.iter().map(|(words, url)| (words.as_str(), url.as_str()))),
            ))
            @if rows.items.is_empty() { (ui::hint("No rows here.")) }
            (ui::list(rows.items.iter().map(|row| reported(run, row))))
            (ui::pager(next.as_deref()))
        }
    }
}

const fn tab_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Create => "New",
        Outcome::Change => "Changed",
        Outcome::Same => "As before",
        Outcome::Refuse => "Refused",
    }
}

fn reported(run: &Shown, row: &Reported) -> ui::Row {
    let is_there = row.state != "undone"
        && row.target_id.is_some()
        && (row.outcome != "create" || matches!(row.state.as_str(), "linked" | "kept"));
    let person = row.target_id.filter(|_| is_there);
    let url = person.map_or_else(String::new, |id| format!("/directory/persons/{id}"));
    let name = if row.title.is_empty() { "No name".to_owned() } else { row.title.clone() };
    let tone = match row.outcome.as_str() {
        "refuse" => ui::Tone::Concern,
        "create" | "change" if row.state.is_empty() => ui::Tone::Accent,
        _ => ui::Tone::Plain,
    };
    let line = ui::row(name, url)
        .meta(html! { "Row " (ui::number(row.number)) })
        .tag(ui::tag(tone, outcome_words(run, row)));
    let changes = changes_words(&row.changes.0);
    match (row.note.is_empty(), changes.is_empty() || row.outcome == "refuse") {
        (true, true) => line,
        (false, true) => line.detail(&row.note),
        (true, false) => line.detail(changes),
        (false, false) => line.detail(html! { (row.note) br; (changes) }),
    }
}

/// What became of a row, in a word or two.
pub(super) fn outcome_words(run: &Shown, row: &Reported) -> &'static str {
    match (row.outcome.as_str(), row.state.as_str(), run.state()) {
        ("refuse", ..) => "Refused",
        ("same", ..) => "As before",
        (_, "undone", _) => "Taken back",
        (_, "kept", _) => "Kept",
        ("create", "", _) => "Will be added",
        ("create", ..) => "Added",
        ("change", "", _) => "Will change",
        ("change", ..) => "Changed",
        _ => "Not checked",
    }
}

/// What a row changes: "unit: Nursing → Reception; number: 17".
pub(super) fn changes_words(changes: &[Change]) -> String {
    let words = changes.iter().map(|change| match (change.from.as_str(), change.to.as_str()) {
        ("", to) => format!("{}: {to}", change.field),
        (from, "") => format!("{}: {from} → nothing", change.field),
        (from, to) => format!("{}: {from} → {to}", change.field),
    });
    words.collect::<Vec<_>>().join("; ")
}
