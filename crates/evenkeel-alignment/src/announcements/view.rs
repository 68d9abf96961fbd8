//! The pages of announcements: data in, markup out.

use evenkeel_core::{Card, Id};
use evenkeel_records::about::{self, About};
use evenkeel_web::{Form, Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{Announcement, Promised, Question, Reach, model::PROMISES};

const HOME: &str = "/alignment/announcements";

const TABS: [(&str, &str); 2] =
    [("All", "/alignment/announcements"), ("Sent by you", "/alignment/announcements?show=sent")];

/// What the page of one announcement shows.
pub(super) struct Shown {
    pub(super) announcement: Announcement,
    pub(super) questions: Vec<Question>,
    pub(super) promises: Vec<Promised>,
    /// How far it has reached: for those who answer for it.
    pub(super) reach: Option<Reach>,
    pub(super) about: About,
}

/// What was typed into the forms of the page.
pub(super) struct Typed {
    pub(super) question: Form,
    pub(super) answer: Option<(Id<Question>, Form)>,
}

impl Typed {
    pub(super) fn none() -> Self {
        Self { question: Form::empty(), answer: None }
    }
}

/// What the choices of the form offer.
pub(super) struct Choices {
    pub(super) units: Vec<Card>,
    pub(super) records: Vec<Card>,
}

/// A list of announcements.
pub(super) fn index(
    frame: &Frame,
    current: &str,
    list: &[Announcement],
    next: Option<&str>,
    may_announce: bool,
    zone: &TimeZone,
) -> Markup {
    let waiting = list.iter().filter(|one| one.waits()).count();
    let waiting = i64::try_from(waiting).unwrap_or(i64::MAX);
    let head = ui::head("Announcements").crumb("Alignment", "/alignment").lead(match waiting {
        0 => "Nothing here waits for your acknowledgment.".to_owned(),
        many => ui::count(many, "waits for your acknowledgment.", "wait for your acknowledgment."),
    });
    let head = if may_announce {
        head.act(ui::create("Write an announcement", "/alignment/announcements/new"))
    } else {
        head
    };
    let (url, act) = if may_announce {
        ("/alignment/announcements/new", "Write an announcement")
    } else {
        ("", "")
    };
    let main = html! {
        (head)
        (ui::tabs("Which announcements", current, TABS))
        @if list.is_empty() {
            (ui::empty(
                "No announcements here. One tells an audience where things head, and is \
                 answered by acknowledgment and questions.",
                url,
                act,
                "Why we see every child within 2 weeks, and what changes for you on 1 July",
            ))
        } @else {
            (ui::list(list.iter().map(|one| row(one, zone))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Announcements", main)
}

fn row(one: &Announcement, zone: &TimeZone) -> ui::Row {
    let row = ui::row(one.head.title.clone(), one.head.card().url())
        .meta(html! {
            (one.sender) " to " (one.unit) " · " (ui::moment(one.sent_at, zone))
        })
        .detail(ui::plain_text(&one.body, 140));
    if one.waits() {
        row.tag(ui::tag(ui::Tone::Accent, "To acknowledge"))
    } else if one.is_new() {
        row.tag(ui::tag(ui::Tone::Accent, "New"))
    } else {
        row
    }
}

/// One announcement.
pub(super) fn show(frame: &Frame, shown: &Shown, typed: &Typed, zone: &TimeZone) -> Markup {
    let one = &shown.announcement;
    let me = frame.person.as_ref().map(|person| person.id);
    let is_sender = me.is_some() && one.head.owner_id == me;
    let url = one.head.card().url();
    let (acknowledge, delete) = (format!("{url}/acknowledgment"), format!("{url}/deletion"));
    let mut head = ui::head(&one.head.title)
        .crumb("Alignment", "/alignment")
        .crumb("Announcements", HOME)
        .lead(html! {
            (one.sender) " to " (one.unit) ", " (ui::moment(one.sent_at, zone)) "."
        });
    if one.waits() {
        head = head.act(ui::button_form(frame, &acknowledge, "Acknowledge", ui::Style::Primary));
    } else if let Some(at) = one.acknowledged_at.filter(|_| one.must_acknowledge) {
        head = head.act(ui::hint(html! { "You acknowledged this " (ui::moment(at, zone)) "." }));
    }
    if is_sender {
        head = head.act(ui::button_form(frame, &delete, "Delete", ui::Style::Quiet));
    }
    let main = html! {
        (head)
        (ui::markdown(&one.body))
        @if let Some(about) = &one.about {
            (ui::facts([(about.kind.noun(), html! { a href=(about.url()) { (about.title) } })]))
        }
        @if !shown.promises.is_empty() { (promises(&shown.promises, is_sender)) }
        @if let Some(reach) = &shown.reach { (reached(one, reach)) }
        (questions(frame, shown, typed, &url, zone))
        (about::part(frame, &shown.about, zone))
    };
    ui::page(frame, &one.head.title, main)
}

/// What was promised; what became of it is shown to the sender alone.
fn promises(list: &[Promised], is_sender: bool) -> Markup {
    ui::section(
        "Promised here",
        html! {
            ul.rows { @for one in list {
                (ui::row(
                    ui::plain_text(&one.terms, 300),
                    if is_sender { format!("/alignment/commitments/{}", one.commitment_id) }
                    else { String::new() },
                ).meta(html! { "by " (ui::date(one.due_on)) }))
            } }
            @if is_sender {
                p.hint {
                    "What became of your promises stands in your "
                    a href="/alignment/say-do" { "say–do record" } ", which only you can open."
                }
            }
        },
    )
}

/// The reach as counts. Who has not read it is nobody's list.
fn reached(one: &Announcement, reach: &Reach) -> Markup {
    ui::section(
        "Reach",
        html! {
            @if reach.readers == 0 {
                p { "Nobody but the sender was in this audience on the day of sending." }
            } @else {
                p {
                    strong { (ui::number(reach.seen)) " of " (ui::number(reach.readers)) }
                    " have seen it, " (ui::number(reach.readers - reach.seen)) " have not seen it."
                    @if one.must_acknowledge {
                        " " strong { (ui::number(reach.acknowledged)) }
                        " acknowledged it."
                    }
                }
                p.hint { "Of the people who were in this audience on the day of sending." }
            }
        },
    )
}

fn questions(frame: &Frame, shown: &Shown, typed: &Typed, url: &str, zone: &TimeZone) -> Markup {
    let ask = format!("{url}/questions");
    let open = shown.questions.iter().filter(|question| question.is_open()).count();
    let open = i64::try_from(open).unwrap_or(i64::MAX);
    html! {
        section.part id="questions" {
            h2 { "Questions" }
            @if shown.questions.is_empty() { p.hint { "Nobody has asked anything yet." } }
            @else {
                p { (ui::count(open, "question is open.", "questions are open.")) }
                ul.rows { @for question in &shown.questions {
                    (asked(frame, question, shown.reach.is_some(), typed, zone))
                } }
            }
            div.part {
                (ui::form(frame, &typed.question, &ask, "Ask", html! {
                    (ui::area(&typed.question, "question", "Your question").within("question")
                        .rows(2).max(1000)
                        .hint("All who may see this announcement see it, and its answer."))
                }).within("question").quiet())
            }
        }
    }
}

fn asked(
    frame: &Frame,
    question: &Question,
    may_answer: bool,
    typed: &Typed,
    zone: &TimeZone,
) -> ui::Row {
    let row = ui::row(question.question.clone(), "").meta(html! {
        (question.asker) " · " (ui::moment(question.asked_at, zone))
    });
    if let (Some(name), Some(at)) = (&question.answerer, question.answered_at) {
        return row.tag(ui::tag(ui::Tone::Plain, "Answered")).detail(html! {
            (ui::markdown(&question.answer))
            p.meta { (name) " · " (ui::moment(at, zone)) }
        });
    }
    let row = row.tag(ui::tag(ui::Tone::Accent, "Open"));
    if !may_answer {
        return row;
    }
    let refused = typed.answer.as_ref().filter(|(id, _)| *id == question.id).map(|(_, form)| form);
    let form = refused.cloned().unwrap_or_else(Form::empty);
    let group = question.id.to_string();
    let action = format!("/alignment/questions/{}/answer", question.id);
    let body = ui::form(
        frame,
        &form,
        &action,
        "Answer",
        html! {
            (ui::area(&form, "answer", "Your answer").within(&group).rows(3).max(5000))
        },
    )
    .within(&group)
    .quiet();
    match refused {
        Some(_) => row.detail(body),
        None => row.detail(ui::more("Answer this", body)),
    }
}

/// The form for a new announcement.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices) -> Markup {
    let units = choices.units.iter().map(|unit| ui::choice(unit.id, unit.title.clone()));
    let mut records = vec![ui::choice("", "Nothing in particular")];
    records.extend(
        choices
            .records
            .iter()
            .map(|card| ui::choice(card.id, format!("{}: {}", card.kind.noun(), card.title))),
    );
    let body = html! {
        (ui::select(form, "unit_id", "To", units)
            .hint("The people who are in this unit today, and in the units below it"))
        (ui::text(form, "title", "Title").max(200))
        (ui::area(form, "body", "Text").rows(10).max(20_000)
            .hint("What and why. Markdown works."))
        (ui::select(form, "about", "About", records).optional())
        (ui::checkbox(form, "must_acknowledge", "Ask each reader to acknowledge it"))
        (promised(form))
        (ui::hint("It cannot be changed once it is sent: people answer for what they have read."))
    };
    let main = html! {
        (ui::head("Write an announcement").crumb("Alignment", "/alignment")
            .crumb("Announcements", HOME))
        (ui::form(frame, form, HOME, "Send announcement", body).back(HOME))
    };
    ui::page(frame, "Write an announcement", main)
}

/// The questions about promises; folded away while nothing is promised.
fn promised(form: &Form) -> Markup {
    let is_used = PROMISES
        .iter()
        .flatten()
        .any(|name| !form.value(name).is_empty() || form.fault(name).is_some());
    let fields = html! {
        (ui::hint("Each becomes a dated commitment of yours. All readers see what you promise and \
                   by when; what became of it stands in your say–do record, for you alone."))
        @for [what, when, how] in &PROMISES {
            (ui::area(form, what, "Promise").rows(2).max(1000).optional())
            (ui::date_field(form, when, "Due").optional())
            (ui::select(form, how, "How confident are you?", ui::confidence_choices()).optional())
        }
    };
    if is_used {
        ui::section("Your promises", fields)
    } else {
        ui::more("Promise something", fields)
    }
}
