//! Tests of bets: sentences about people at the clinic.

use axum::http::StatusCode;
use expect_test::expect;
use serde_json::json;

use crate::testing::{api, app, bet, bet_fields, check, must, patch};

#[tokio::test]
async fn dir_6_a_bet_says_what_it_may_cost_and_when_it_ends() {
    // DIR-6
    let app = app().await;
    let url = bet(&app).await;
    let page = app.get("cleo", &url).await;
    check(
        &page,
        expect![[r#"
            Nursing
            Direction
            Bets
            Evening hours bring families back
            It asks for its decision on 1 September 2026. Version 1, published 16 June
              2026.
            Stake
            12,000 in money · 40 hours
            Owner
            Amy Lund
            Opened
            16 June 2026
            Kill date
            1 September 2026
            Hypothesis
            We believe that evening hours bring back those who left.
            Expected upside
            40 families
            Kill criteria
            Fewer than 5 families after 8 weeks
            Who stands behind it
            Nobody has endorsed version 1 yet.
            Endorse version 1
            Your name will stand here, with the version that you endorse.
            Versions
            Version 1 16 June 2026, by Amy Lund
            Current
            Why this matters
            Nothing says yet why this matters.
            Open the whole trace
            Comments
            Nobody has said anything yet.
            Your comment
            Markdown works. Write @ and a username to bring somebody in.
            Seen by: everyone
            Add comment
            History
            Amy Lund wrote version 1 of this bet 16 June 2026, 09:00
        "#]],
    );
}

#[tokio::test]
async fn dir_6_no_bet_opens_without_stake_and_kill_criteria() {
    let app = app().await;
    let mut fields = bet_fields(&app);
    for (name, text) in &mut fields {
        if ["stake_money", "stake_hours", "kill_criteria"].contains(name) {
            text.clear();
        }
    }
    let sent: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let refused = app.post("amy", "/direction/bets", &sent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Kill criteria is missing"), "{}", refused.text());
    assert!(refused.text().contains("Stake is missing: say what the bet may cost at most"));
    assert!(refused.body.contains("value=\"Evening hours bring families back\""));
    assert!(!app.get("amy", "/direction/bets").await.text().contains("Evening hours bring"));
    let only_words = json!({ "title": "A", "hypothesis": "B", "upside": "C",
        "stake_words": "Our name", "kill_criteria": ["D"], "kill_on": "2026-07-01",
        "owner_id": app.person("amy").to_string(), "unit_id": app.unit("nursing").to_string() });
    let made = api(&app, "amy", "POST", "/direction/bets", only_words).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
}

#[tokio::test]
async fn dir_6_wrong_numbers_and_days_are_said_at_the_field() {
    let app = app().await;
    for (field, text, rule) in [
        ("stake_money", "-5", "Money must be 0 or more"),
        ("stake_money", "1.005", "Money has at most 2 digits after the point"),
        ("stake_hours", "many", "Hours is written as a whole number, such as 12"),
        ("kill_on", "2026-06-16", "Kill date must lie after today"),
        ("kill_on", "tomorrow", "Kill date is written year-month-day"),
        ("owner_id", "", "Owner is missing"),
    ] {
        let mut fields = bet_fields(&app);
        fields.retain(|(name, _)| *name != field);
        fields.push((field, text.to_owned()));
        let sent: Vec<(&str, &str)> =
            fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let refused = app.post("amy", "/direction/bets", &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {text}");
        assert!(refused.text().contains(rule), "{rule}: {}", refused.text());
    }
}

#[tokio::test]
async fn dir_6_on_its_kill_date_it_asks_its_owner_for_continue_or_stop() {
    let app = app().await;
    let url = bet(&app).await;
    patch(&app, "amy", &url, json!({ "kill_on": "2026-06-20" })).await;
    let none = app.tx("amy", crate::needs).await.unwrap();
    assert!(none.is_empty(), "{none:?}");
    app.set_now("2026-06-20T09:00:00Z");
    let needs = app.tx("amy", crate::needs).await.unwrap();
    assert_eq!(needs[0].sentence, "Go on or stop: “Evening hours bring families back”");
    assert_eq!(needs[0].answers[0].fields, [("kill_on", "2026-07-20".to_owned())]);
    assert!(app.tx("cleo", crate::needs).await.unwrap().is_empty());
    let page = app.get("amy", &url).await.text();
    assert!(page.contains("Its kill date, 20 June 2026, is here: go on or stop?"), "{page}");
    assert!(page.contains("Continue the bet") && page.contains("Close the bet"));
    assert!(!app.get("cleo", &url).await.text().contains("Close the bet"));
    let on = format!("{url}/continuation");
    let past = app.post("amy", &on, &[("kill_on", "2026-06-20")]).await;
    assert!(past.text().contains("New kill date must lie after today"), "{}", past.text());
    let fields = [("kill_on", "2026-07-20"), ("reason", "7 families so far")];
    must(&app, "amy", &on, &fields).await;
    assert!(app.tx("amy", crate::needs).await.unwrap().is_empty());
    let page = app.get("amy", &url).await.text();
    assert!(page.contains("continued this bet until 20 July 2026: 7 families so far"), "{page}");
}

#[tokio::test]
async fn dir_6_closing_asks_for_the_learning() {
    let app = app().await;
    let url = bet(&app).await;
    let end = format!("{url}/closing");
    let refused = app.post("amy", &end, &[("outcome", "stopped")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("What you learned is missing"), "{}", refused.text());
    let cleo = app.post("cleo", &end, &[("outcome", "won"), ("learning", "x")]).await;
    assert_eq!(cleo.status, StatusCode::FORBIDDEN);
    let fields = [("outcome", "won"), ("learning", "Tuesdays work, **Fridays** do not.")];
    must(&app, "amy", &end, &fields).await;
    let page = app.get("cleo", &url).await.text();
    assert!(page.contains("Closed as won on 16 June 2026."), "{page}");
    assert!(page.contains("Tuesdays work, Fridays do not."), "{page}");
    let again = app.post("amy", &end, &fields).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert!(again.text().contains("This bet is closed as won"), "{}", again.text());
    let edit = patch(&app, "amy", &url, json!({ "title": "Other" })).await;
    assert_eq!(edit.status, StatusCode::FORBIDDEN);
    let well = app.tx("cleo", crate::well).await.unwrap();
    assert_eq!(well[0].sentence, "The bet “Evening hours bring families back” was won.");
}

#[tokio::test]
async fn dir_6_the_sum_staked_stands_against_the_appetite() {
    let app = app().await;
    bet(&app).await;
    let nursing = app.unit("nursing").to_string();
    let url = format!("/direction/bets?unit={nursing}");
    let page = app.get("cleo", &url).await.text();
    assert!(page.contains("1 open bet stakes 12,000 and 40 hours. No appetite is stated yet."));
    let appetite = |amount: &'static str| [("unit_id", nursing.as_str()), ("amount", amount)];
    let cleo = app.post("cleo", "/direction/appetite", &appetite("10,000")).await;
    assert_eq!(cleo.status, StatusCode::FORBIDDEN);
    let wrong = app.post("amy", "/direction/appetite", &appetite("lots")).await;
    assert!(wrong.text().contains("Appetite is a number such as 12.5"), "{}", wrong.text());
    must(&app, "amy", "/direction/appetite", &appetite("10,000")).await;
    let page = app.get("cleo", &url).await.text();
    let sentence =
        "1 open bet stakes 12,000 and 40 hours, of an appetite of 10,000: 2,000 above it.";
    assert!(page.contains(sentence), "{page}");
    let path = format!("/direction/appetite?unit={nursing}");
    let answer = api(&app, "cleo", "GET", &path, json!(null)).await.json();
    assert_eq!(answer["staked_cents"], 1_200_000);
    assert_eq!(answer["appetite_cents"], 1_000_000);
}

#[tokio::test]
async fn others_read_a_bet_only_if_they_may_see_it() {
    let app = app().await;
    let url = bet(&app).await;
    for (name, status) in [("amy", 200), ("cleo", 200), ("rio", 200), ("gus", 404), ("zoe", 404)] {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
    }
    patch(&app, "amy", &url, json!({ "audience": "unit" })).await;
    assert_eq!(app.get("rio", &url).await.status, StatusCode::NOT_FOUND);
    let list = app.get("rio", "/direction/bets").await.text();
    assert!(!list.contains("Evening hours bring"), "{list}");
    assert!(list.contains("Nothing is staked"), "{list}");
    let gone = app.post("rio", &format!("{url}/closing"), &[("outcome", "won")]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}
