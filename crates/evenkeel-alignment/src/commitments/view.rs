//! The pages of commitments: data in, markup out.

use evenkeel_core::{Card, Id, Person};
use evenkeel_records::about::{self, About};
use evenkeel_web::{Form, Frame, ui};
use jiff::{civil::Date, tz::TimeZone};
use maud::{Markup, html};

use super::{Answers, Commitment, Tally, Term};

const HOME: &str = "/alignment/commitments";

/// The tabs of the list: the word in the address, and the word that is read.
const TABS: [(&str, &str); 4] = [
    ("Asked of you", "/alignment/commitments?show=asked"),
    ("Yours", "/alignment/commitments?show=mine"),
    ("Asked by you", "/alignment/commitments?show=by_me"),
    ("Closed", "/alignment/commitments?show=closed"),
];

/// What the page of one commitment shows.
pub(super) struct Shown {
    pub(super) commitment: Commitment,
    pub(super) terms: Vec<Term>,
    pub(super) about: About,
}

/// What was typed into the forms of the page.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) acceptance: Form,
    pub(super) decision: Form,
    pub(super) outcome: Form,
}

impl Typed {
    pub(super) fn none() -> Self {
        Self { acceptance: Form::empty(), decision: Form::empty(), outcome: Form::empty() }
    }
}

/// A list of commitments under one of the tabs.
pub(super) fn index(
    frame: &Frame,
    show: &str,
    tally: &Tally,
    list: &[Commitment],
    next: Option<&str>,
    today: Date,
) -> Markup {
    let (empty, example) = nothing(show);
    let current = format!("{HOME}?show={show}");
    let main = html! {
        (ui::head("Commitments").crumb("Alignment", "/alignment").lead(kept(tally))
            .act(ui::create("Commit to something", "/alignment/commitments/new?of=me"))
            .act(ui::link_button("Ask somebody", "/alignment/commitments/new", ui::Style::Quiet))
            .act(ui::link_button("Say–do record", "/alignment/say-do", ui::Style::Quiet)))
        (ui::tabs("Which commitments", &current, TABS))
        @if list.is_empty() {
            (ui::empty(empty, "", "", example))
        } @else {
            (ui::list(list.iter().map(|one| row(frame, one, today))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Commitments", main)
}

fn nothing(show: &str) -> (&'static str, &'static str) {
    match show {
        "mine" => ("You have no open promise. One is made by accepting, or by your own offer.", ""),
        "by_me" => (
            "Nothing that you asked for is open. A commitment is asked for, never assigned.",
            "Cleo, can you call the five families who waited longest by 30 June?",
        ),
        "closed" => ("Nothing is closed yet. What was kept, broken or declined stands here.", ""),
        _ => ("Nobody waits for your answer.", ""),
    }
}

/// The sentence that only the person themselves reads.
fn kept(tally: &Tally) -> Markup {
    html! {
        @if tally.came_due() == 0 { "None of your promises has come due yet." }
        @else {
            "You kept " (ui::number(tally.all_kept())) " of "
            (ui::count(tally.came_due(), "promise", "promises")) " that came due."
        }
        " Only you see this."
    }
}

/// The commitments to one record.
pub(super) fn list_about(
    frame: &Frame,
    about: &Card,
    list: &[Commitment],
    next: Option<&str>,
    today: Date,
) -> Markup {
    let main = html! {
        (ui::head("Who has committed").crumb("Alignment", "/alignment")
            .crumb(&about.title, &about.url()))
        @if list.is_empty() { (ui::empty("Nobody has been asked here yet.", "", "", "")) }
        @else {
            (ui::list(list.iter().map(|one| row(frame, one, today))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Who has committed", main)
}

fn is_me(frame: &Frame, person: Id<Person>) -> bool {
    frame.person.as_ref().is_some_and(|me| me.id == person)
}

fn row(frame: &Frame, one: &Commitment, today: Date) -> ui::Row {
    ui::row(one.head.title.clone(), one.head.card().url())
        .meta(html! {
            @if !is_me(frame, one.person_id) { (one.person) " · " }
            @if !one.is_own() && !is_me(frame, one.asked_by) { "asked by " (one.asker) " · " }
            @match one.closed_on {
                Some(day) => (ui::date(day)),
                None => (ui::due(one.due_on, today)),
            }
            @if let Some(about) = &one.about { " · for “" (about.title) "”" }
        })
        .tag(state(one, today))
        .done(!one.is_open())
}

/// The state as a word.
pub(super) fn state(one: &Commitment, today: Date) -> Markup {
    let (tone, word) = match one.head.state.as_str() {
        "asked" | "accepted" if one.proposed_by.is_some() => (ui::Tone::Accent, "Change proposed"),
        "asked" => (ui::Tone::Accent, "Not answered yet"),
        "accepted" if one.is_overdue(today) => (ui::Tone::Concern, "Overdue"),
        "accepted" => (ui::Tone::Lead, "Accepted"),
        "declined" => (ui::Tone::Plain, "Declined"),
        "kept" => (ui::Tone::Plain, "Kept"),
        _ => (ui::Tone::Plain, "Broken"),
    };
    ui::tag(tone, word)
}

/// Who has committed to a record, for its page: states in words, and the share that accepted.
/// What is closed asks nobody any more.
pub fn part(answers: &Answers, is_closed: bool, today: Date) -> Markup {
    let count = |states: &[&str]| -> i64 {
        let is_one = |state: &str| states.is_empty() || states.contains(&state);
        answers.states.iter().filter(|(state, _)| is_one(state)).map(|(_, many)| many).sum()
    };
    let (all, accepted) = (count(&[]), count(&["accepted", "kept", "broken"]));
    let new = format!("{HOME}/new?about={}", answers.about);
    let shown = i64::try_from(answers.list.len()).unwrap_or(i64::MAX);
    ui::section(
        "Who has committed",
        html! {
            @if all == 0 {
                p.hint { "Nobody has committed yet, and nobody has been asked." }
            } @else {
                p { strong { (ui::number(accepted)) " of " (ui::number(all)) } " accepted." }
                ul.rows { @for one in &answers.list { (answer(one, today)) } }
                @if all > shown {
                    p {
                        a href={ (HOME) "?about=" (answers.about) } { "See all " (ui::number(all)) }
                    }
                }
            }
            @if !is_closed {
                div.acts {
                    (ui::link_button("Commit yourself", &format!("{new}&of=me"), ui::Style::Quiet))
                    (ui::link_button("Ask somebody", &new, ui::Style::Quiet))
                }
            }
        },
    )
}

fn answer(one: &Commitment, today: Date) -> ui::Row {
    ui::row(one.person.clone(), one.head.card().url())
        .meta(html! {
            (one.head.title) " · "
            @match one.closed_on {
                Some(day) => (ui::date(day)),
                None => (ui::due(one.due_on, today)),
            }
        })
        .tag(state(one, today))
        .done(!one.is_open())
}

/// One commitment.
pub(super) fn show(
    frame: &Frame,
    shown: &Shown,
    typed: &Typed,
    today: Date,
    zone: &TimeZone,
) -> Markup {
    let one = &shown.commitment;
    let url = one.head.card().url();
    let Some(me) = frame.person.as_ref().map(|person| person.id) else { return html! {} };
    let mut head = ui::head(&one.head.title)
        .crumb("Alignment", "/alignment")
        .crumb("Commitments", HOME)
        .tag(state(one, today))
        .lead(stands(one, me, today));
    let deletion = format!("{url}/deletion");
    if one.may_change(me) && one.head.state == "accepted" {
        let change = format!("{url}/change");
        head = head.act(ui::link_button("Propose a change", &change, ui::Style::Quiet));
    }
    if one.check_deletion(me).is_ok() {
        head = head.act(ui::button_form(frame, &deletion, "Delete", ui::Style::Quiet));
    }
    let main = html! {
        (head)
        @if one.waits_for_answer(me) { (answer_form(frame, one, &typed.acceptance, &url)) }
        @if one.waits_for_decision(me) { (decision(frame, shown, &typed.decision, &url, zone)) }
        @if one.check_closing(me).is_ok() { (outcome(frame, one, &typed.outcome, &url, today)) }
        div.part { (ui::facts(facts(one, today))) }
        @if one.terms != one.head.title { (ui::section("Terms", ui::markdown(&one.terms))) }
        @if shown.terms.len() > 1 { (versions(&shown.terms, zone)) }
        (about::part(frame, &shown.about, zone))
    };
    ui::page(frame, &one.head.title, main)
}

/// How it stands, as one sentence.
fn stands(one: &Commitment, me: Id<Person>, today: Date) -> Markup {
    let who = if one.person_id == me { "You" } else { &one.person };
    let asker = if one.asked_by == me { "You" } else { &one.asker };
    html! {
        @match one.head.state.as_str() {
            "asked" if one.person_id == me => {
                (asker) " asked you to commit to this, " (ui::due(one.due_on, today)) "."
            },
            "asked" => { (who) " was asked by " (asker) " and has not answered yet." },
            "accepted" => { (who) " committed to this, " (ui::due(one.due_on, today)) "." },
            "declined" => { (who) " declined: " (one.closing_note) },
            "kept" => { (who) " kept this. " (one.closing_note) },
            _ => { (who) " did not keep this. " (one.closing_note) },
        }
    }
}

fn facts(one: &Commitment, today: Date) -> Vec<(&'static str, Markup)> {
    let person = |name: &str, id| ui::person(name, &format!("/directory/persons/{id}"));
    let mut facts = vec![("Whose", person(&one.person, one.person_id))];
    if !one.is_own() {
        facts.push((
            "Asked by",
            html! {
                (person(&one.asker, one.asked_by)) ", " (ui::date(one.asked_on))
            },
        ));
    }
    facts.push((
        "Due",
        if one.is_open() && one.is_overdue(today) {
            html! { (ui::date(one.due_on)) ", " (ui::due(one.due_on, today)) }
        } else {
            ui::date(one.due_on)
        },
    ));
    if let Some(confidence) = one.confidence {
        facts.push(("Confidence", ui::confidence(confidence)));
    }
    if let Some(day) = one.renegotiated_on {
        facts.push(("Renegotiated", ui::date(day)));
    }
    if let Some(about) = &one.about {
        facts.push((about.kind.noun(), html! { a href=(about.url()) { (about.title) } }));
    }
    facts
}

fn answer_form(frame: &Frame, one: &Commitment, form: &Form, url: &str) -> Markup {
    let accept = format!("{url}/acceptance");
    let change = format!("{url}/change");
    let decline = format!("{url}/declining");
    ui::panel(
        "Your answer",
        html! {
            (ui::form(frame, form, &accept, "Accept", html! {
                (confidence(form))
            }))
            div.acts {
                @if one.may_change(one.person_id) {
                    (ui::link_button("Propose a change", &change, ui::Style::Quiet))
                } @else { (ui::hint("The change that you proposed waits for a decision.")) }
                (ui::link_button("Decline", &decline, ui::Style::Quiet))
            }
        },
    )
}

fn confidence(form: &Form) -> ui::Field<'_> {
    ui::radios(form, "confidence", "How confident are you?", ui::confidence_choices())
}

fn decision(frame: &Frame, shown: &Shown, form: &Form, url: &str, zone: &TimeZone) -> Markup {
    let accept = format!("{url}/change/acceptance");
    let Some(term) = shown.terms.iter().find(|term| term.state == "proposed") else {
        return html! {};
    };
    let decline = refusal(frame, form, &format!("{url}/change/declining"));
    let body = html! {
        (ui::markdown(&term.terms))
        (ui::facts([
            ("Due", ui::date(term.due_on)),
            ("Until now", ui::date(shown.commitment.due_on)),
            ("Why", ui::markdown(&term.why)),
            ("Proposed", ui::moment(term.proposed_at, zone)),
        ]))
        div.acts { (ui::button_form(frame, &accept, "Accept change", ui::Style::Primary)) }
        @if form.faults.is_empty() { (ui::more("Decline the change", decline)) }
        @else { (decline) }
    };
    ui::panel(&format!("{} proposes a change", term.proposer), body)
}

fn refusal(frame: &Frame, form: &Form, action: &str) -> Markup {
    let body = html! {
        (ui::area(form, "reason", "Reason").within("decision").rows(2).max(1000)
            .optional().hint("The terms as they are now stand."))
    };
    let form = ui::form(frame, form, action, "Decline change", body).within("decision").quiet();
    ui::Render::render(&form)
}

fn outcome(frame: &Frame, one: &Commitment, form: &Form, url: &str, today: Date) -> Markup {
    let action = format!("{url}/outcome");
    let has_fault = !form.faults.is_empty();
    let body = ui::form(
        frame,
        form,
        &action,
        "Save how it went",
        html! {
            (ui::radios(form, "outcome", "Outcome", [
                ui::choice("kept", "Kept"),
                ui::choice("broken", "Broken"),
            ]).within("outcome"))
            (ui::area(form, "note", "How it went").within("outcome").rows(3).max(1000).optional()
                .hint("Needed when it was not kept"))
            (ui::date_field(form, "closed_on", "Day").within("outcome").optional()
                .hint("Today, unless you say another day"))
        },
    )
    .within("outcome");
    if one.due_on <= today || has_fault {
        ui::panel("How did it go?", body)
    } else {
        ui::more("Say how it went", body.quiet())
    }
}

/// Every version of the terms, the latest first: old terms stay readable.
fn versions(terms: &[Term], zone: &TimeZone) -> Markup {
    let columns = [
        ui::col("Terms"),
        ui::col("Due"),
        ui::col("Proposed"),
        ui::col("Why"),
        ui::col("What became of it"),
    ];
    let rows = terms.iter().rev().map(|term| {
        vec![
            ui::markdown(&term.terms),
            ui::date(term.due_on),
            html! { (term.proposer) ", " (ui::moment(term.proposed_at, zone)) },
            html! { (term.why) },
            fate(term, zone),
        ]
    });
    ui::section("Terms, old and new", ui::table("Every version of the terms", &columns, rows))
}

fn fate(term: &Term, zone: &TimeZone) -> Markup {
    let word = match term.state.as_str() {
        "standing" => "Stands",
        "replaced" => "Replaced",
        "refused" => "Declined",
        "withdrawn" => "Withdrawn",
        _ => "Waits for a decision",
    };
    html! {
        (word)
        @if let (Some(name), Some(at)) = (&term.decider, term.decided_at) {
            ", " (name) ", " (ui::moment(at, zone))
        }
        @if !term.answer.is_empty() { ": " (term.answer) }
    }
}

/// The form to ask somebody, or to commit oneself.
pub(super) fn form(
    frame: &Frame,
    form: &Form,
    people: &[Card],
    records: &[Card],
    action: &str,
) -> Markup {
    let is_own =
        frame.person.as_ref().is_some_and(|me| form.value("person_id") == me.id.to_string());
    let (title, submit) = if is_own {
        ("Commit to something", "Commit")
    } else {
        ("Ask for a commitment", "Ask for commitment")
    };
    let others = people.iter().filter(|person| !is_me(frame, person.id.cast()));
    let serves = records
        .iter()
        .map(|card| ui::choice(card.id, format!("{}: {}", card.kind.noun(), card.title)));
    let body = html! {
        (ui::select(form, "about", "Serves", serves)
            .hint("What the promise is for: those who may see it also see who has committed"))
        @if is_own { (ui::hidden(form, "person_id")) }
        @else {
            (ui::select(form, "person_id", "Person",
                others.map(|person| ui::choice(person.id, person.title.clone())))
                .hint("They accept, propose a change or decline. Nobody can answer for them."))
        }
        (ui::area(form, "terms", "What exactly").rows(3).max(1000)
            .hint("So that both of you can tell whether it was kept"))
        (ui::date_field(form, "due_on", "Due"))
        @if is_own { (confidence(form)) }
    };
    let main = html! {
        (ui::head(title).crumb("Alignment", "/alignment").crumb("Commitments", HOME))
        (ui::form(frame, form, action, submit, body).back(HOME))
    };
    ui::page(frame, title, main)
}

/// The form to propose other terms.
pub(super) fn change(frame: &Frame, form: &Form, one: &Commitment) -> Markup {
    let url = one.head.card().url();
    let action = format!("{url}/change");
    let submit = if one.is_own() { "Change terms" } else { "Propose change" };
    let other = if is_me(frame, one.person_id) { &one.asker } else { &one.person };
    let body = html! {
        (ui::area(form, "terms", "What exactly").rows(3).max(1000))
        (ui::date_field(form, "due_on", "Due"))
        (ui::area(form, "why", "Why").rows(3).max(1000)
            .hint("What has changed, or what stands in the way"))
        @if is_me(frame, one.person_id) { (confidence(form)) }
    };
    let main = html! {
        (ui::head(submit).crumb("Commitments", HOME).crumb(&one.head.title, &url)
            .lead(html! {
                @if one.is_own() { "The old terms stay readable." }
                @else { (other) " decides. The old terms stay readable." }
            }))
        (ui::form(frame, form, &action, submit, body).back(&url))
    };
    ui::page(frame, submit, main)
}

/// The form to decline, with its reason.
pub(super) fn decline(frame: &Frame, form: &Form, one: &Commitment) -> Markup {
    let url = one.head.card().url();
    let action = format!("{url}/declining");
    let main = html! {
        (ui::head("Decline").crumb("Commitments", HOME).crumb(&one.head.title, &url)
            .lead(html! { (one.asker) " reads your reason and plans anew." }))
        (ui::form(frame, form, &action, "Decline", html! {
            (ui::area(form, "reason", "Reason").rows(4).max(1000)
                .hint("What would have to be different"))
        }).back(&url))
    };
    ui::page(frame, "Decline", main)
}

/// A person's promises from announcements and what became of them: shown to that person alone.
pub(super) fn say_do(
    frame: &Frame,
    tally: &Tally,
    list: &[Commitment],
    next: Option<&str>,
    may_announce: bool,
    today: Date,
) -> Markup {
    let act = if may_announce { "Write an announcement" } else { "" };
    let main = html! {
        (ui::head("Say–do record").crumb("Alignment", "/alignment").lead(said(tally)))
        @if tally.all() == 0 {
            (ui::empty(
                "No promises yet. A promise in an announcement of yours becomes a dated \
                 commitment, and what became of it stands here.",
                "/alignment/announcements/new",
                act,
                "The new rota is out by 1 July, and nobody works two weekends in a row",
            ))
        } @else {
            (ui::stats([
                ui::stat(ui::number(tally.kept), "kept as said"),
                ui::stat(ui::number(tally.kept_anew + tally.open_anew), "renegotiated"),
                ui::stat(ui::number(tally.broken), "broken"),
                ui::stat(ui::number(tally.overdue), "overdue"),
                ui::stat(ui::number(tally.open), "open"),
            ]))
            div.part {
                (ui::list(list.iter().map(|one| promised(one, today))))
                (ui::pager(next))
            }
        }
    };
    ui::page(frame, "Say–do record", main)
}

fn said(tally: &Tally) -> Markup {
    html! {
        @if tally.came_due() > 0 {
            "You kept "
            strong { (ui::number(tally.all_kept())) " of " (ui::number(tally.came_due())) }
            " promises that came due"
            @if tally.kept_anew > 0 { ", " (ui::number(tally.kept_anew)) " of them on new terms" }
            ". "
        }
        "Only you can open this page."
    }
}

fn promised(one: &Commitment, today: Date) -> ui::Row {
    let row = ui::row(one.head.title.clone(), one.head.card().url())
        .meta(html! {
            @match one.closed_on {
                Some(day) => (ui::date(day)),
                None => (ui::due(one.due_on, today)),
            }
            @if let Some(about) = &one.about { " · said in “" (about.title) "”" }
        })
        .done(!one.is_open());
    let row = match one.renegotiated_on {
        Some(_) => row.tag(ui::tag(ui::Tone::Plain, "Renegotiated")),
        None => row,
    };
    match (one.head.state.as_str(), one.is_overdue(today)) {
        ("accepted", false) => row.tag(ui::tag(ui::Tone::Lead, "Open")),
        _ => row.tag(state(one, today)),
    }
}
