//! Pages with every component in use. Names and figures are invented.

use evenkeel_chart::{Line, MapItem, MapStrategy, Progress, StrategyMap, Tag, Tree, TreeNode};
use evenkeel_core::{Change, Fault, Id, Side};
use evenkeel_web::{
    Act, Form, Frame, Notice, Room, SignedIn, Theme,
    ui::{self, Style, Tone},
};
use jiff::{civil::date, tz::TimeZone};
use maud::{Markup, html};

const ROOMS: &[Room] = &[
    Room {
        name: "Direction",
        path: "/direction",
        side: Side::Lead,
        key: 'd',
        acts: &[Act::of_all("Write a strategy", "/direction/strategies/new")],
    },
    Room {
        name: "Alignment",
        path: "/alignment",
        side: Side::Lead,
        key: 'a',
        acts: &[
            Act::of_all("Set a goal", "/alignment/goals/new"),
            Act::of_heads("Announce something", "/alignment/announcements/new"),
        ],
    },
    Room {
        name: "Plans",
        path: "/plans",
        side: Side::Manage,
        key: 'l',
        acts: &[Act::of_all("Add a task", "/plans/tasks/new")],
    },
];

/// Every page, by name.
pub(crate) fn pages(theme: &str) -> Vec<(&'static str, Markup)> {
    vec![
        ("today", today(&frame("/", theme))),
        ("goal", goal(&frame("/alignment/goals/1", theme))),
        ("goals", goals(&frame("/alignment", theme))),
        ("charts", charts(&frame("/direction", theme))),
        ("form", new_goal(&frame("/alignment/goals/new", theme))),
        ("conflict", conflict(&frame("/alignment/goals/1/edit", theme))),
        ("settings", settings(&frame("/settings", theme))),
        ("sign_in", sign_in(&frame("/sign_in", theme))),
    ]
}

fn frame(path: &str, theme: &str) -> Frame {
    Frame {
        organization: "Northgate Children’s Clinic".to_owned(),
        person: Some(SignedIn {
            id: Id::new(uuid::Uuid::nil()),
            name: "Amy Okafor".to_owned(),
            may_administer: true,
        }),
        path: path.to_owned(),
        form_token: "token".to_owned(),
        theme: match theme {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        },
        notice: None,
        has_single_keys: true,
        rooms: ROOMS,
    }
}

fn today(frame: &Frame) -> Markup {
    let now = date(2026, 6, 16);
    let mut frame = frame.clone();
    frame.notice = Some(Notice {
        text: "Task “Order vaccine labels” done.".to_owned(),
        undo: Some("/undo".to_owned()),
    });
    let needs = [
        ui::row("Say whether you can commit to “See every child within 2 weeks”", "/a")
            .meta(html! { "Goal from Dr Osei · " (ui::due(date(2026, 6, 30), now)) })
            .tag(ui::side_tag(Side::Lead))
            .act(ui::button_form(&frame, "/c", "Commit", Style::Quiet).to("See every child")),
        ui::row("Acknowledge “Second clinic opens on 18 July”", "/b")
            .meta("Announcement from Ben Adeyemi · seen by the whole clinic")
            .tag(ui::side_tag(Side::Lead))
            .act(ui::button_form(&frame, "/c", "Acknowledge", Style::Quiet)),
        ui::row("Fridge log: 2 readings missing", "/c")
            .meta(html! { "Cold chain · " (ui::due(date(2026, 6, 15), now)) })
            .tag(ui::side_tag(Side::Manage))
            .tag(ui::tag(Tone::Concern, "Overdue"))
            .act(ui::button_form(&frame, "/c", "Done", Style::Quiet)),
    ];
    ui::page(
        &frame,
        "Today",
        html! {
            (ui::head("Today").crumb("Northgate Children’s Clinic", "/directory/units/1")
                .lead(format!("{}. 3 things need you, and 1 thing is going well.", ui::day(now)))
                .act(ui::create("Add a task", "/plans/tasks/new")))
            (ui::stats([
                ui::stat(3, "things need you").url("/a"),
                ui::stat(12, "commitments are yours, 2 due this week").url("/a"),
                ui::stat("9 of 11", "promises kept since March").url("/a"),
            ]))
            (ui::section("Needs you", ui::list(needs)))
            (ui::columns([
                ui::section("Going well", ui::list([
                    ui::row("Days from referral to first visit", "/g")
                        .detail(ui::progress(Some(680_000), Some(500_000))),
                ])),
                ui::section("Look out", ui::list([
                    ui::row("Bet on evening hours asks for its decision", "/g")
                        .meta(html! { (ui::due(date(2026, 6, 19), now)) })
                        .detail("It was to be dropped if fewer than 20 families came in a month. 14 came."),
                ])),
            ]))
            (ui::section("Recognition", ui::empty(
                "No one has been thanked this week. Thanks that name what was done, and the value it showed, are the ones people keep.",
                "/thanks/new", "Thank someone", "“Ben stayed late so that Mara’s mother could ask everything. That is what we mean by no rushed goodbyes.”")))
        },
    )
}

fn goals(frame: &Frame) -> Markup {
    let line = |name: &str, owner: &str, share: i64, due: &str| {
        vec![
            html! { a href="/alignment/goals/1" { (name) } },
            ui::person(owner, "/p"),
            ui::progress(Some(share), None),
            html! { (due) },
        ]
    };
    ui::page(
        frame,
        "Alignment",
        html! {
            (ui::head("Alignment").crumb("Northgate Children’s Clinic", "/u")
                .lead("7 goals for this quarter. 2 have nobody’s commitment yet.")
                .act(ui::create("Set a goal", "/alignment/goals/new"))
                .act(ui::menu("More", [html! { a href="/i" { "Import goals" } }, html! { a href="/o" { "Goals without a parent" } }])))
            (ui::tabs("Views of the goals", "/alignment", [("Tree", "/alignment"), ("Table", "/t"), ("Commitments", "/c"), ("Announcements", "/n")]))
            (ui::list([
                ui::row("See every child within 2 weeks", "/g").meta("Dr Osei · 4 of 5 committed").tag(ui::tag(Tone::Plain, "Open")),
                ui::row("Open the second clinic", "/g").meta("Ben Adeyemi · 3 of 3 committed").tag(ui::tag(Tone::Concern, "At risk")),
                ui::row("Answer every call within 3 minutes", "/g").meta("Reception · reached 2 May").tag(ui::tag(Tone::Plain, "Reached")).done(true),
            ]))
            (ui::pager(Some("/alignment?after=3")))
            (ui::section("As a table", ui::table("Goals of this quarter",
                &[ui::col("Goal"), ui::col("Owner"), ui::col("How far"), ui::num("Days left")],
                [line("See every child within 2 weeks", "Dr Osei", 680_000, "14"),
                 line("Open the second clinic", "Ben Adeyemi", 400_000, "32"),
                 line("Every value lived in every team", "Amy Okafor", 0, "1,014")])))
        },
    )
}

fn moved() -> Change {
    Change { field: "due_on".into(), from: "30 May 2026".into(), to: "30 June 2026".into() }
}

fn goal(frame: &Frame) -> Markup {
    let zone = TimeZone::UTC;
    let at = "2026-06-12T09:14:00Z".parse().unwrap_or_default();
    let said = [ui::Comment {
        id: "1".to_owned(),
        by: "Dr Osei".to_owned(),
        by_url: "/p".to_owned(),
        at,
        text: "Triage by nurses made the difference. **What would it take** to do the same on Fridays?\n\n- a second room\n- [the rota](/structure/rota) as it was in May\n\n> Ask the families first.".to_owned(),
        acts: Some(ui::button_form(frame, "/d", "Delete", Style::Quiet).to("comment").render()),
    }];
    let entry = |sentence: &str, changes: Vec<Change>| ui::Entry {
        at,
        by: "Amy Okafor".to_owned(),
        by_url: "/p".to_owned(),
        sentence: sentence.to_owned(),
        changes,
    };
    let moved = vec![moved()];
    use ui::Render;
    ui::page(
        frame,
        "See every child within 2 weeks",
        html! {
            (ui::head("See every child within 2 weeks")
                .crumb("Northgate Children’s Clinic", "/u").crumb("Alignment", "/alignment")
                .tag(ui::side_tag(Side::Lead)).tag(ui::tag(Tone::Plain, "Open"))
                .lead(html! { strong { "On course." } " 20 days on average now, 14 wanted by 30 June." })
                .act(ui::link_button("Check in", "/k", Style::Primary)).act(ui::edit("/e"))
                .act(ui::menu("More", [ui::button_form(frame, "/d", "Delete goal", Style::Danger).render()])))
            (ui::facts([
                ("Owner", ui::person("Dr Osei", "/p")),
                ("Unit", ui::unit("Doctors", "/u")),
                ("Due", ui::date(date(2026, 6, 30))),
                ("How far", ui::progress(Some(680_000), Some(790_000))),
                ("Confidence", ui::confidence(4)),
                ("Serves", html! { a href="/s" { "Strategy: Nearer to families" } }),
            ]))
            (ui::section("Why", ui::markdown("Children who wait longer come back sicker. *Parents told us so in 41 of 60 talks.*")))
            (ui::columns([
                ui::section("Promised by", ui::list([
                    ui::row("Amy Okafor", "/p").meta("until 30 June").detail(ui::confidence(5)),
                    ui::row("Ben Adeyemi", "/p").meta("proposes 15 July instead").tag(ui::tag(Tone::Accent, "Answer")),
                ])),
                ui::panel("Why this matters", html! { p { "Your next task, " a href="/t" { "Call the 6 longest-waiting families" } ", moves this goal, which serves the strategy “Nearer to families”." } }),
            ]))
            section.part.trace {
            h2 { "Why this matters" }
            ol.chain {
                @for (kind, title) in [("Task", "Call the 6 longest-waiting families"), ("Goal", "See every child within 2 weeks"), ("Strategy", "Nearer to families"), ("Vision", "No child waits for what could be known today")] {
                    li { span.meta { (kind) } " " a href="/x" { (title) } }
                }
            }
            p { a href="/trace" { "Open the whole trace" } }
        }
        (ui::comments(frame, &said, &Form::empty(), Some("/comments"), "everybody who can see this goal", &zone))
            (ui::history(&[entry("moved the due date", moved), entry("committed to the goal", vec![]), entry("set the goal", vec![])], &zone))
        },
    )
}

fn fields(form: &Form) -> Markup {
    html! {
        (ui::text(form, "title", "What is to be reached?").hint("A state that others can see: “See every child within 2 weeks”."))
        (ui::area(form, "why", "Why does it matter?").hint("Markdown works.").optional())
        (ui::date_field(form, "due_on", "When is it due?"))
        (ui::number_field(form, "target", "Target").suffix("days").hint("Where the measure should stand on the due date."))
        (ui::select(form, "unit_id", "Unit", [ui::choice(1, "Doctors"), ui::choice(2, "Nursing")]))
        (ui::finder(form, "owner", "Owner", "person").hint("Name or username."))
        (ui::radios(form, "confidence", "How confident are you?", ui::confidence_choices()))
        (ui::checks(form, "values", "Values it shows", [ui::choice("a", "No rushed goodbyes"), ui::choice("b", "Say it early").hint("Bad news travels first.")]))
        (ui::checkbox(form, "private", "Only the people asked may see it"))
        (ui::audience("Doctors, Nursing and their managers"))
    }
}

fn new_goal(frame: &Frame) -> Markup {
    let mut form = Form::empty()
        .with("title", "")
        .with("due_on", "next tuesday")
        .with("target", "soon")
        .with("confidence", 4);
    form.faults = vec![
        Fault::new("title", "Say what is to be reached."),
        Fault::new("due_on", "Write the date as a day, month and year: 30 6 2026."),
        Fault::new("target", "The target is a number of days: 14."),
    ];
    ui::page(
        frame,
        "Set a goal",
        html! {
            (ui::head("Set a goal").crumb("Doctors", "/u").crumb("Alignment", "/alignment").lead("One thing to reach, by one day, with one owner."))
            (ui::form(frame, &form, "/alignment/goals", "Set goal", fields(&form)).back("/alignment"))
        },
    )
}

fn conflict(frame: &Frame) -> Markup {
    let mut form = Form::empty()
        .with("title", "See every child within 10 days")
        .with("due_on", "2026-06-30")
        .with("target", "10")
        .with("confidence", 3)
        .at(4);
    form.meanwhile = Some((
        "Dr Osei".to_owned(),
        vec![
            Change {
                field: "title".into(),
                from: "See every child soon".into(),
                to: "See every child within 2 weeks".into(),
            },
            Change { field: "target".into(), from: "21".into(), to: "14".into() },
        ],
    ));
    ui::page(
        frame,
        "Edit goal",
        html! {
            (ui::head("Edit goal").crumb("Doctors", "/u").crumb("Alignment", "/alignment"))
            (ui::form(frame, &form, "/alignment/goals/1", "Save goal", fields(&form)).back("/alignment/goals/1"))
        },
    )
}

fn settings(frame: &Frame) -> Markup {
    ui::page(
        frame,
        "Settings",
        html! {
            (ui::head("Settings").lead("What you see, and how you sign in."))
            (ui::section("Color scheme", ui::theme_switch(frame)))
            (ui::section("Tags", html! {
                @for (tone, word) in [(Tone::Lead, "Lead"), (Tone::Manage, "Manage"), (Tone::Concern, "Overdue"), (Tone::Danger, "Refused"), (Tone::Accent, "Answer"), (Tone::Done, "Saved"), (Tone::Plain, "Reached")] {
                    (ui::tag(tone, word)) " "
                }
            }))
            (ui::section("Delete", ui::confirm("Delete the goal “See every child”?", "It stays in the trash for 30 days. Its 5 commitments are told.",
                &ui::button_form(frame, "/d", "Delete goal", Style::Danger), "/g")))
        },
    )
}

fn sign_in(frame: &Frame) -> Markup {
    let mut form = Form::empty().with("username", "amy");
    form.faults = vec![Fault::new(
        "",
        "That username and password do not match. Ask your administrator for a recovery link.",
    )];
    let mut frame = frame.clone();
    frame.person = None;
    let sentence = "Your session has ended. Sign in, and your text is still here.";
    ui::sign_in(&frame, &form, sentence)
}

fn charts(frame: &Frame) -> Markup {
    let readings = [36_000, 33_000, 38_000, 31_000, 27_000, 24_000, 25_000, 20_000];
    let days = (1..=8).map(|month| date(2026, month, 6));
    let line = Line::from_milli("Days to first visit", "days", days.zip(readings), Some(22_000));
    ui::page(
        frame,
        "Direction",
        html! {
            (ui::head("Direction").crumb("Northgate Children’s Clinic", "/u")
                .lead("1 vision, 2 strategies. One of them has no goal yet."))
            (ui::section("Strategy map", evenkeel_chart::strategy_map(&map())))
            (ui::section("Goals", evenkeel_chart::goal_tree(&tree())))
            (ui::section("Days to first visit", evenkeel_chart::line(&line)))
        },
    )
}

fn tree() -> Tree {
    let node = |title: &str, done: Option<i64>, children: Vec<TreeNode>| TreeNode {
        title: title.to_owned(),
        url: Some("/g".to_owned()),
        note: "Dr Osei · due 30 June".to_owned(),
        tag: Some(if done.is_none() { Tag::concern("At risk") } else { Tag::plain("On track") }),
        progress: Some(Progress { done_micro: done, ..Progress::default() }),
        commitments: Some((3, 4)),
        is_here: title.starts_with("Call"),
        more: 0,
        children,
    };
    Tree {
        title: "Goals of the clinic".to_owned(),
        nodes: vec![
            node(
                "See every child within 2 weeks",
                Some(725_000),
                vec![
                    node(
                        "Triage by nurses",
                        Some(1_000_000),
                        vec![
                            node("Call the longest-waiting families", Some(400_000), vec![]),
                            node("Train 3 nurses", Some(900_000), vec![]),
                        ],
                    ),
                    node("Open the second clinic", None, vec![]),
                ],
            ),
            node("Answer every call within 3 minutes", Some(200_000), vec![]),
        ],
    }
}

fn map() -> StrategyMap {
    let item = |title: &str, note: &str| MapItem {
        title: title.to_owned(),
        url: Some("/d".to_owned()),
        note: note.to_owned(),
    };
    StrategyMap {
        title: "Strategy map of the clinic".to_owned(),
        vision: Some(item("No child waits for what could be known today", "by 2030")),
        strategies: vec![
            MapStrategy {
                item: item("Nearer to families", ""),
                priorities: vec!["Second clinic".to_owned(), "Evening hours".to_owned()],
                goals: vec![item("Open the second clinic", "on track")],
                bets: vec![item("Evening hours", "decide by 19 June")],
            },
            MapStrategy { item: item("Early answers", ""), ..MapStrategy::default() },
        ],
    }
}
