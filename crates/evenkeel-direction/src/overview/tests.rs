//! Tests of the direction as a whole: sentences about people at the clinic.

use axum::http::StatusCode;
use evenkeel_core::{Id, Kind, Record};
use evenkeel_store::{Audience, NewRecord};
use evenkeel_testkit::App;
use expect_test::expect;
use serde_json::json;

use crate::testing::{api, app, bet, check, id, must, patch, strategy, value, vision};

/// Everything that the clinic's direction has; answers the address of its strategy.
async fn filled(app: &App) -> String {
    let unit = app.unit("clinic").to_string();
    let purpose = [("title", "So that every child grows up healthy"), ("unit_id", unit.as_str())];
    must(app, "osei", "/direction/purposes", &purpose).await;
    let vision = vision(app, "osei", "clinic", "No child waits longer than a week").await;
    value(app).await;
    let strategy = strategy(app, &vision, "Go to the families").await;
    let bet = bet(app).await;
    patch(app, "amy", &bet, json!({ "parent_id": id(&strategy) })).await;
    must(app, "cleo", &format!("{vision}/endorsement"), &[("number", "1")]).await;
    strategy
}

#[tokio::test]
async fn dir_1_the_direction_page_shows_purpose_vision_values_strategies_and_bets() {
    // DIR-1
    let app = app().await;
    filled(&app).await;
    let nursing = app.unit("nursing").to_string();
    let page = app.get("cleo", &format!("/direction?unit={nursing}")).await;
    check(
        &page,
        expect![[r#"
            Clinic
            Nursing
            Direction of Nursing
            1 person has endorsed version 1 of the vision. You endorsed version 1.
            Direction
            Map
            Long range
            Sheet
            Purpose
            So that every child grows up healthy
            Nursing has no purpose of its own: this is from Clinic.
            Vision
            No child waits longer than a week
            In 2031. A mother calls at 8. By noon her child has been seen.
            Nursing has no vision of its own: this is from Clinic.
            Values
            We say it early
            We tell a worry the same day
            We thank who tells us
            Nursing has no values of its own: these are from Clinic.
            Strategies
            Go to the families
            Evening hours
            Calls before noon
            A nurse in each school
            Not doing: A second building
            Nursing has no strategies of its own: these are from Clinic.
            Bets
            Evening hours bring families back Amy Lund · 12,000 in money · 40 hours ·
              decide by 1 September
            1 open bet stakes 12,000 and 40 hours. No appetite is stated yet. See all
              bets, here and below
        "#]],
    );
    let whole = app.get("rio", "/direction").await.text();
    assert!(whole.contains("Direction of Clinic") && whole.contains("We say it early"), "{whole}");
    assert!(!whole.contains("of its own"), "{whole}");
}

#[tokio::test]
async fn dir_1_a_unit_with_its_own_purpose_shows_that_one() {
    let app = app().await;
    filled(&app).await;
    let nursing = app.unit("nursing").to_string();
    let fields = [("title", "So that nights are calm"), ("unit_id", nursing.as_str())];
    must(&app, "amy", "/direction/purposes", &fields).await;
    let page = app.get("cleo", &format!("/direction?unit={nursing}")).await.text();
    assert!(page.contains("So that nights are calm"), "{page}");
    assert!(!page.contains("So that every child grows up healthy"), "{page}");
    let answer =
        api(&app, "cleo", "GET", &format!("/direction?unit={nursing}"), json!(null)).await.json();
    assert_eq!(answer["purposes_from"], json!(null));
    assert_eq!(answer["visions_from"], app.unit("clinic").to_string());
}

#[tokio::test]
async fn an_empty_direction_says_what_it_is_for() {
    let app = app().await;
    let page = app.get("osei", "/direction").await;
    check(
        &page,
        expect![[r#"
            Direction of Clinic
            No vision leads the way yet.
            Units below
            Nursing
            Reception
            Add
            Purpose
            Vision
            Value
            Strategy
            Bet
            Sustainability measure
            Appetite for risk
            Direction
            Map
            Long range
            Sheet
            Purpose
            No purpose yet. It says why we exist: what would be missing without us.
            State a purpose
            For example: So that every child in the valley grows up healthy
            Vision
            No vision yet. It is a picture in words of where we want to be in 3 to 10
              years, so that every goal can lead up to it.
            Write a vision
            For example: By 2031 no child in the valley waits longer than a week
            Values
            No values yet. A value is told by what one does when one holds it.
            Name a value
            For example: A worry is told on the day it comes up, to the person it
              concerns
            Strategies
            No strategies yet. A strategy is a choice: 3 to 5 priorities that come
              first, and what is left aside on purpose.
            Set a strategy
            For example: See children near their homes before anything else
            Bets
            No open bets. A bet is a risk taken on purpose: what it may cost at most,
              and what would make us stop.
            Open a bet
            For example: Evening hours on Tuesdays bring the families back who went
              elsewhere
            Nothing is staked, and no appetite is stated yet. See all bets, here and
              below
        "#]],
    );
}

#[tokio::test]
async fn only_heads_are_offered_to_begin() {
    let app = app().await;
    let cleo = app.get("cleo", "/direction").await.text();
    assert!(!cleo.contains("Write a vision"), "{cleo}");
    let unit = app.unit("clinic").to_string();
    for kind in ["purposes", "visions", "values", "strategies", "bets", "measures"] {
        let new = format!("/direction/{kind}/new?unit={unit}");
        assert_eq!(app.get("osei", &new).await.status, StatusCode::OK, "{kind}");
        assert_eq!(app.get("cleo", &new).await.status, StatusCode::FORBIDDEN, "{kind}");
        let list = format!("/direction/{kind}");
        assert_eq!(app.get("cleo", &list).await.status, StatusCode::OK, "{kind}");
    }
}

/// More values than fit on one sheet.
async fn more_values(app: &App, count: usize) {
    let clinic = app.unit("clinic").to_string();
    for place in 0..count {
        let title = format!("Value {place}");
        let fields = [
            ("title", title.as_str()),
            ("meaning", "Much could be said."),
            ("behaviors", "One\nTwo\nThree"),
            ("unit_id", clinic.as_str()),
        ];
        must(app, "osei", "/direction/values", &fields).await;
    }
}

#[tokio::test]
async fn dir_1_the_sheet_of_a_unit_holds_it_all_on_one_page() {
    let app = app().await;
    filled(&app).await;
    more_values(&app, 12).await;
    let page = app.get("cleo", "/direction/sheet").await;
    check(
        &page,
        expect![[r#"
            Clinic on one sheet
            Print it, and it fits on one page.
            Units below
            Nursing
            Reception
            Direction
            Map
            Long range
            Sheet
            Why we exist
            So that every child grows up healthy
            Where we want to be
            No child waits longer than a week (2031)
            A mother calls at 8. By noon her child has been seen.
            What we hold to
            Value 0
            One
            Two
            Value 1
            One
            Two
            Value 10
            One
            Two
            Value 11
            One
            Two
            Value 2
            One
            Two
            Value 3
            One
            Two
            and 7 more
            What we choose
            Go to the families
            Evening hours
            Calls before noon
            A nurse in each school
            Not: A second building
            What we dare
            1 open bet stakes 12,000 and 40 hours. No appetite is stated yet.
        "#]],
    );
    // About 60 lines of this size stand on one page of A4.
    assert!(page.text().lines().count() < 60, "{}", page.text());
}

/// A goal that hangs on a strategy, as another room writes it.
async fn goal(app: &App, strategy: &str, title: &'static str) {
    let parent: Id<Record> = id(strategy).parse().unwrap();
    let goal: Id<Record> = Id::fresh(app.now());
    app.tx("osei", move |tx| {
        tx.add(&NewRecord {
            id: goal,
            kind: Kind::Goal,
            title,
            state: "open",
            unit: None,
            owner: None,
            audience: Audience::Everyone,
            parent: Some(parent),
            text: "",
        })
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn dir_5_the_strategy_map_leads_from_goals_and_bets_up_to_the_vision() {
    // DIR-5
    let app = app().await;
    let strategy = filled(&app).await;
    goal(&app, &strategy, "See every child within 2 weeks").await;
    let page = app.get("cleo", "/direction/map").await;
    let text = page.text();
    assert!(text.contains("1 strategy leads to the vision. It has 1 goal and 1 bet."), "{text}");
    for words in ["No child waits longer than a week", "Evening hours", "See every child within"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(page.body.contains("decide by 1 September"), "{text}");
    let map = api(&app, "cleo", "GET", "/direction/map", json!(null)).await.json();
    assert_eq!(map["strategies"][0]["goals"][0]["title"], "See every child within 2 weeks");
}

#[tokio::test]
async fn dir_5_a_gap_in_the_map_is_shown_as_a_gap() {
    let app = app().await;
    let empty = app.get("cleo", "/direction/map").await.text();
    assert!(empty.contains("No vision and no strategies yet."), "{empty}");
    let vision = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    strategy(&app, &vision, "Go to the families").await;
    let page = app.get("cleo", "/direction/map").await.text();
    assert!(page.contains("It has no goals and no bets."), "{page}");
    assert!(page.contains("No goals yet"), "{page}");
}

#[tokio::test]
async fn dir_14_each_count_in_the_pipeline_opens_the_bets_behind_it() {
    // DIR-14
    let app = app().await;
    filled(&app).await;
    let clinic = app.unit("clinic").to_string();
    let page = app.get("cleo", "/direction/map").await;
    assert!(page.text().contains("1 open bet\n0 bets won"), "{}", page.text());
    for (state, count) in [("open", 1), ("won", 0), ("lost", 0), ("stopped", 0)] {
        let link = format!("/direction/bets?unit={clinic}&state={state}");
        assert!(page.body.contains(&link.replace('&', "&amp;")), "{link}");
        let list = app.get("cleo", &link).await;
        assert_eq!(list.body.matches("class=\"name\"").count(), count, "{state}");
    }
    let wrong = app.get("cleo", "/direction/bets?state=great").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn units_of_others_and_what_is_no_unit_are_not_found() {
    let app = app().await;
    let clinic = app.unit("clinic").to_string();
    let cleo = app.person("cleo").to_string();
    for path in ["/direction", "/direction/map", "/direction/sheet", "/direction/long-range"] {
        let status = |name: &'static str, unit: &str| {
            let path = format!("{path}?unit={unit}");
            let app = &app;
            async move { app.get(name, &path).await.status.as_u16() }
        };
        assert_eq!(status("zoe", &clinic).await, 404, "{path}");
        assert_eq!(status("cleo", &cleo).await, 404, "{path}");
        assert_eq!(status("cleo", "x").await, 404, "{path}");
        assert_eq!(status("gus", &clinic).await, 404, "{path}");
        assert_eq!(app.get("", path).await.status, StatusCode::SEE_OTHER, "{path}");
    }
}

#[tokio::test]
async fn today_hears_where_we_head() {
    let app = app().await;
    let none = app.tx("cleo", crate::lines).await.unwrap();
    assert_eq!(none[0].sentence, "No vision leads the way yet.");
    let strategy = filled(&app).await;
    patch(&app, "osei", &strategy, json!({ "not_doing": [] })).await;
    let lines = app.tx("amy", crate::lines).await.unwrap();
    let sentences: Vec<&str> = lines.iter().map(|line| line.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "The vision to 2031 has 1 endorsement.",
            "1 strategy is incomplete.",
            "1 open bet stakes 12,000 and 40 hours. No appetite is stated yet.",
        ]
    );
    let well = app.tx("amy", crate::well).await.unwrap();
    assert_eq!(
        well[0].sentence,
        "1 colleague endorsed the vision “No child waits longer than a week”."
    );
}

#[tokio::test]
async fn today_asks_for_answers_and_decisions() {
    let app = app().await;
    let nursing = app.unit("nursing").to_string();
    let fields = [
        ("title", "Calm"),
        ("meaning", "Calm helps."),
        ("behaviors", "We sit down to talk"),
        ("unit_id", nursing.as_str()),
    ];
    let value = must(&app, "amy", "/direction/values", &fields).await;
    let fields = [("is_retirement", "true"), ("why", "Nobody lives it.")];
    let proposal = must(&app, "cleo", &format!("{value}/proposals"), &fields).await;
    let needs = app.tx("amy", crate::needs).await.unwrap();
    assert_eq!(needs[0].sentence, "Decide the proposal about the value “Calm”");
    must(&app, "rio", &format!("{proposal}/objections"), &[("text", "I do.")]).await;
    for name in ["amy", "ben", "cleo"] {
        let needs = app.tx(name, crate::needs).await.unwrap();
        assert_eq!(needs[0].sentence, "Answer the objection: I do.", "{name}");
    }
    assert!(app.tx("rio", crate::needs).await.unwrap().is_empty());
}
