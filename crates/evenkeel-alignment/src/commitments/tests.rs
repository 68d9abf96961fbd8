//! Tests of commitments (ALI-5): sentences about people at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_core::{Id, Kind, Record};
use evenkeel_store::{Audience, NewRecord};
use evenkeel_testkit::{App, clinic};
use expect_test::expect;
use serde_json::json;

async fn app() -> App {
    clinic(crate::commitments::routes()).await
}

/// Dr Osei's goal, seen as `audience` says.
async fn goal(app: &App, audience: Audience) -> Id<Record> {
    let id: Id<Record> = Id::fresh(app.now());
    let unit = app.unit("nursing");
    let owner = app.person("osei");
    app.tx("osei", move |tx| {
        tx.add(&NewRecord {
            id,
            kind: Kind::Goal,
            title: "See every child within 2 weeks",
            state: "open",
            unit: Some(unit),
            owner: Some(owner),
            audience,
            parent: None,
            text: "",
        })
    })
    .await
    .unwrap();
    id
}

/// Dr Osei asks Cleo; answers the commitment's address.
async fn ask_cleo(app: &App) -> String {
    let about = goal(app, Audience::Unit(app.unit("nursing"))).await.to_string();
    let cleo = app.person("cleo").to_string();
    let fields = [
        ("about", about.as_str()),
        ("person_id", cleo.as_str()),
        ("terms", "Call the five families who waited longest"),
        ("due_on", "2026-06-19"),
    ];
    let answer = app.post("osei", "/alignment/commitments", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// Cleo has accepted.
async fn accepted(app: &App) -> String {
    let url = ask_cleo(app).await;
    let answer = app.post("cleo", &format!("{url}/acceptance"), &[("confidence", "4")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    url
}

/// The page down to the foot that every record has.
fn upper(page: &str) -> &str {
    page.split("Why this matters").next().unwrap_or_default()
}

/// What the API says of the commitment at a page's address.
async fn said(app: &App, name: &str, url: &str) -> serde_json::Value {
    app.api(name, Method::GET, &format!("/api/v1{url}"), json!(null)).await.json()
}

#[tokio::test]
async fn ali_5_only_the_person_asked_can_accept() {
    let app = app().await;
    let url = ask_cleo(&app).await;
    for name in ["osei", "ben", "amy"] {
        let confidence = [("confidence", "5")];
        let answer = app.post(name, &format!("{url}/acceptance"), &confidence).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert!(answer.text().contains("Only Cleo Ruiz can answer this. Ask them"));
        let path = format!("/api/v1{url}/acceptance");
        let answer = app.api(name, Method::POST, &path, json!({ "confidence": 5 })).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert_eq!(said(&app, "cleo", &url).await["state"], "asked");
    let answer = app.post("cleo", &format!("{url}/acceptance"), &[("confidence", "4")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let now = said(&app, "osei", &url).await;
    assert_eq!((&now["state"], &now["confidence"]), (&json!("accepted"), &json!(4)));
}

#[tokio::test]
async fn ali_5_the_person_asked_reads_what_is_asked_and_answers_there() {
    let app = app().await;
    let url = ask_cleo(&app).await;
    let page = app.get("cleo", &url).await;
    expect![[r#"
        Alignment
        Commitments
        Call the five families who waited longest Not answered yet
        Dr Osei asked you to commit to this, due 19 June.
        Your answer
        How confident are you?
        1 · Very doubtful
        2 · Doubtful
        3 · Could go either way
        4 · Confident
        5 · Very confident
        Accept
        Propose a changeDecline
        Whose
        Cleo Ruiz
        Asked by
        Dr Osei, 16 June 2026
        Due
        19 June 2026
        Goal
        See every child within 2 weeks
    "#]]
    .assert_eq(upper(&page.text()));
}

#[tokio::test]
async fn ali_5_a_decline_without_a_reason_is_refused_at_the_field() {
    let app = app().await;
    let url = ask_cleo(&app).await;
    for reason in ["", "  \n "] {
        let answer = app.post("cleo", &format!("{url}/declining"), &[("reason", reason)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("id=\"f-reason-error\""), "{}", answer.body);
        assert!(answer.text().contains("Reason is missing: say why"));
    }
    let path = format!("/api/v1{url}/declining");
    let answer = app.api("cleo", Method::POST, &path, json!({})).await;
    assert_eq!(answer.json()["errors"][0]["pointer"], "/reason");
    assert_eq!(said(&app, "osei", &url).await["state"], "asked");
    let reason = [("reason", "The phone room is closed that week")];
    let answer = app.post("cleo", &format!("{url}/declining"), &reason).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = app.get("osei", &url).await.text();
    assert!(page.contains("Cleo Ruiz declined: The phone room is closed that week"), "{page}");
}

#[tokio::test]
async fn ali_5_a_change_is_decided_by_the_other_side_and_old_and_new_terms_stay_readable() {
    let app = app().await;
    let url = ask_cleo(&app).await;
    let change = [
        ("terms", "Call three families"),
        ("due_on", "2026-07-03"),
        ("why", "Amy is on leave"),
        ("confidence", "5"),
    ];
    let answer = app.post("cleo", &format!("{url}/change"), &change).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let own = app.post("cleo", &format!("{url}/change/acceptance"), &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert!(own.text().contains("Only Dr Osei can decide on this change"));
    let page = app.get("osei", &url).await.text();
    assert!(page.contains("Cleo Ruiz proposes a change\nCall three families"), "{page}");
    let answer = app.post("osei", &format!("{url}/change/acceptance"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let now = said(&app, "cleo", &url).await;
    assert_eq!((&now["state"], &now["due_on"]), (&json!("accepted"), &json!("2026-07-03")));
    assert_eq!(now["confidence"], 5);
    assert_eq!(now["renegotiated_on"], json!(null), "nothing had been accepted before");
    let page = app.get("amy", &url).await;
    let terms = page.text();
    let (_, terms) = terms.split_once("Terms, old and new").unwrap();
    expect![[r#"

        Every version of the terms
        Terms
        Due
        Proposed
        Why
        What became of it |
        |
        Call three families
        3 July 2026
        Cleo Ruiz, 16 June 2026, 09:00
        Amy is on leave
        Stands, Dr Osei, 16 June 2026, 09:00 |
        |
        Call the five families who waited longest
        19 June 2026
        Dr Osei, 16 June 2026, 09:00
        Replaced, Dr Osei, 16 June 2026, 09:00 |
    "#]]
    .assert_eq(&upper(terms).replace(" | | ", "\n").replace("| ", ""));
}

#[tokio::test]
async fn ali_5_what_was_accepted_can_be_renegotiated_by_either_side() {
    let app = app().await;
    let url = accepted(&app).await;
    let change = [
        ("terms", "Call ten families"),
        ("due_on", "2026-07-10"),
        ("why", "Five more have written"),
    ];
    let answer = app.post("osei", &format!("{url}/change"), &change).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let again = app.post("cleo", &format!("{url}/change"), &change).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("A change is proposed already"), "{}", again.text());
    let no = [("reason", "Five is what I can do")];
    let answer = app.post("cleo", &format!("{url}/change/declining"), &no).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let now = said(&app, "osei", &url).await;
    assert_eq!(now["terms"], "Call the five families who waited longest");
    assert_eq!(now["versions"][1]["state"], "refused");
    assert_eq!(now["versions"][1]["answer"], "Five is what I can do");
    let change = [("terms", "Call ten families"), ("due_on", "2026-07-20"), ("why", "Later")];
    app.post("osei", &format!("{url}/change"), &change).await;
    app.post("cleo", &format!("{url}/change/acceptance"), &[]).await;
    let now = said(&app, "osei", &url).await;
    assert_eq!(now["terms"], "Call ten families");
    assert_eq!(now["title"], "Call ten families");
    assert_eq!(now["renegotiated_on"], "2026-06-16");
    let states: Vec<_> =
        now["versions"].as_array().unwrap().iter().map(|term| term["state"].clone()).collect();
    assert_eq!(states, ["replaced", "refused", "standing"]);
}

#[tokio::test]
async fn ali_5_a_change_that_changes_nothing_is_refused_and_typed_text_is_kept() {
    let app = app().await;
    let url = accepted(&app).await;
    let change = [
        ("terms", "Call the five families who waited longest"),
        ("due_on", "2026-06-19"),
        ("why", "Because <script>alert(1)</script>"),
    ];
    let answer = app.post("cleo", &format!("{url}/change"), &change).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Terms and day are as before"), "{}", answer.text());
    assert!(answer.text().contains("Confidence is missing"));
    assert!(answer.body.contains("Because &lt;script&gt;"), "typed text is kept, harmless");
    let past = [("terms", "Less"), ("due_on", "2026-06-15"), ("why", "x"), ("confidence", "3")];
    let answer = app.post("cleo", &format!("{url}/change"), &past).await;
    assert!(answer.text().contains("Due must be today, 16 June 2026, or later"));
}

#[tokio::test]
async fn ali_5_the_holder_alone_says_whether_it_was_kept() {
    let app = app().await;
    let url = accepted(&app).await;
    let outcome = format!("{url}/outcome");
    let refused = app.post("osei", &outcome, &[("outcome", "kept")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("Only Cleo Ruiz can say how this went"));
    let silent = app.post("cleo", &outcome, &[("outcome", "broken")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("How it went is missing: say what happened"));
    let future = [("outcome", "kept"), ("closed_on", "2026-07-01")];
    let answer = app.post("cleo", &outcome, &future).await;
    assert!(answer.text().contains("Day must be today or earlier"), "{}", answer.text());
    let before = [("outcome", "kept"), ("closed_on", "2026-06-15")];
    let answer = app.post("cleo", &outcome, &before).await;
    assert!(answer.text().contains("Day lies before the day on which this was asked"));
    app.set_now("2026-06-18T09:00:00Z");
    let kept = [("outcome", "kept"), ("note", "All five came"), ("closed_on", "2026-06-17")];
    let answer = app.post("cleo", &outcome, &kept).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert!(app.get("osei", &url).await.text().contains("Cleo Ruiz kept this. All five came"));
    assert_eq!(said(&app, "osei", &url).await["closed_on"], "2026-06-17");
    for name in ["cleo", "osei"] {
        let list = app.get(name, "/alignment/commitments?show=closed").await.text();
        assert!(list.contains("Call the five families who waited longest"), "{name}: {list}");
    }
    let twice = app.post("cleo", &outcome, &kept).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn ali_5_the_kept_promise_ratio_is_shown_to_the_person_alone() {
    let app = app().await;
    let url = accepted(&app).await;
    app.post("cleo", &format!("{url}/outcome"), &[("outcome", "kept")]).await;
    let late = accepted(&app).await;
    app.set_now("2026-06-21T09:00:00Z");
    let page = app.get("cleo", "/alignment/commitments?show=mine").await.text();
    assert!(page.contains("You kept 1 of 2 promises that came due. Only you see this."), "{page}");
    assert!(page.contains("overdue 2 days"), "{page}");
    for name in ["osei", "ben", "amy"] {
        let page = app.get(name, "/alignment/commitments?show=by_me").await.text();
        assert!(page.contains("None of your promises has come due yet."), "{name}: {page}");
        assert!(!app.get(name, &late).await.text().contains("1 of 2"), "{name}");
    }
    let today = app.get("cleo", &late).await.text();
    assert!(today.contains("How did it go?"), "{today}");
}

#[tokio::test]
async fn ali_5_whoever_may_see_the_goal_sees_who_has_committed_and_others_do_not() {
    let app = app().await;
    let url = accepted(&app).await;
    for (name, status) in [("cleo", 200), ("amy", 200), ("ben", 200), ("rio", 404), ("zoe", 404)] {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
        let api = format!("/api/v1{url}");
        let answer = app.api(name, Method::GET, &api, json!(null)).await;
        assert_eq!(answer.status.as_u16(), status, "{name}");
        if status == 404 {
            let accept = app.post(name, &format!("{url}/acceptance"), &[("confidence", "5")]).await;
            assert_eq!(accept.status, StatusCode::NOT_FOUND, "{name}");
        }
    }
    assert_eq!(app.get("", &url).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn ali_5_a_goal_says_who_has_committed_and_the_share() {
    let app = app().await;
    let url = accepted(&app).await;
    let about: Id<Record> =
        said(&app, "osei", &url).await["about_id"].as_str().unwrap().parse().unwrap();
    let amy = app.person("amy").to_string();
    let fields = [
        ("about", about.to_string()),
        ("person_id", amy),
        ("terms", "Open the phone room on Fridays".to_owned()),
        ("due_on", "2026-06-20".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    app.post("osei", "/alignment/commitments", &fields).await;
    let answers = app.tx("ben", move |tx| super::load(tx, about)).await.unwrap();
    let today = jiff::civil::date(2026, 6, 16);
    let part = super::part(&answers, false, today).into_string();
    assert!(part.contains("<strong>1 of 2</strong> accepted."), "{part}");
    assert!(part.contains("Not answered yet") && part.contains("Accepted"), "{part}");
    let unseen = app.tx("rio", move |tx| super::load(tx, about)).await.unwrap();
    assert_eq!(unseen.list, []);
    let list = app.get("amy", &format!("/alignment/commitments?about={about}")).await.text();
    assert!(list.contains("Open the phone room on Fridays"), "{list}");
    let hidden = app.get("rio", &format!("/alignment/commitments?about={about}")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn ali_5_amy_commits_unasked_and_says_how_confident_she_is() {
    let app = app().await;
    let about = goal(&app, Audience::Everyone).await.to_string();
    let amy = app.person("amy").to_string();
    let form = app.get("amy", &format!("/alignment/commitments/new?about={about}&of=me")).await;
    assert!(form.text().contains("How confident are you?"), "{}", form.text());
    let fields = [
        ("about", about.as_str()),
        ("person_id", amy.as_str()),
        ("terms", "Two more slots a week"),
        ("due_on", "2026-06-19"),
    ];
    let answer = app.post("amy", "/alignment/commitments", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("id=\"f-confidence-error\""), "{}", answer.body);
    let mut fields = fields.to_vec();
    fields.push(("confidence", "3"));
    let answer = app.post("amy", "/alignment/commitments", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let url = answer.location();
    assert_eq!(said(&app, "amy", url).await["state"], "accepted");
    let change =
        [("terms", "One more"), ("due_on", "2026-06-19"), ("why", "x"), ("confidence", "5")];
    app.post("amy", &format!("{url}/change"), &change).await;
    let now = said(&app, "amy", url).await;
    assert_eq!(now["terms"], "One more", "nobody else has to agree to one's own promise");
    assert_eq!(now["versions"][0]["terms"], "Two more slots a week");
    assert_eq!(now["renegotiated_on"], "2026-06-16");
}

#[tokio::test]
async fn nobody_says_for_another_how_confident_they_are() {
    let app = app().await;
    let about = goal(&app, Audience::Everyone).await;
    let body = json!({ "about": about, "person_id": app.person("cleo"), "terms": "Call",
                       "due_on": "2026-06-19", "confidence": 5 });
    let answer = app.api("osei", Method::POST, "/api/v1/alignment/commitments", body).await;
    assert_eq!(answer.json()["errors"][0]["pointer"], "/confidence");
}

#[tokio::test]
async fn a_wrong_ask_is_told_at_each_field() {
    let app = app().await;
    let path = "/api/v1/alignment/commitments";
    let answer = app.api("osei", Method::POST, path, json!({})).await;
    let pointers: Vec<_> = answer.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(pointers, ["/about", "/person_id", "/terms", "/due_on"]);
    let due_on = "2026-06-19";
    let ask = |about: String, person: String| {
        let terms = "Call";
        json!({ "about": about, "person_id": person, "terms": terms, "due_on": due_on })
    };
    let cleo = app.person("cleo").to_string();
    let stranger = app.person("zoe").to_string();
    let hidden = goal(&app, Audience::Named).await.to_string();
    let open = goal(&app, Audience::Everyone).await.to_string();
    let unknown = uuid::Uuid::new_v4().to_string();
    for (who, about, person, pointer) in [
        ("amy", &hidden, &cleo, "/about"),
        ("amy", &unknown, &cleo, "/about"),
        ("amy", &cleo, &cleo, "/about"),
        ("amy", &open, &stranger, "/person_id"),
        ("amy", &open, &unknown, "/person_id"),
    ] {
        let answer = app.api(who, Method::POST, path, ask(about.clone(), person.clone())).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{about}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    }
    let huge = "x".repeat(1001);
    let fields = [("about", open.as_str()), ("person_id", &cleo), ("terms", &huge)];
    let answer = app.post("amy", "/alignment/commitments", &fields).await;
    assert!(answer.text().contains("What exactly has 1001 characters; at most 1000 fit"));
    let guest = app.api("gus", Method::POST, path, ask(open, cleo)).await;
    assert_eq!(guest.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_holds_a_goal_brings_in_the_person_asked_and_others_cannot() {
    let app = app().await;
    let about = goal(&app, Audience::Unit(app.unit("nursing"))).await.to_string();
    let rio = app.person("rio").to_string();
    let path = "/api/v1/alignment/commitments";
    let body = json!({ "about": about, "person_id": rio, "terms": "Call", "due_on": "2026-06-19" });
    let answer = app.api("amy", Method::POST, path, body.clone()).await;
    assert_eq!(answer.json()["errors"][0]["pointer"], "/person_id", "{}", answer.body);
    let answer = app.api("osei", Method::POST, path, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let shown = app.api("rio", Method::GET, answer.location(), json!(null)).await;
    assert_eq!(shown.json()["about_title"], "See every child within 2 weeks");
}

#[tokio::test]
async fn whoever_asked_takes_back_what_nobody_accepted() {
    let app = app().await;
    let url = ask_cleo(&app).await;
    let refused = app.post("cleo", &format!("{url}/deletion"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = app.post("osei", &format!("{url}/deletion"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("cleo", &url).await.status, StatusCode::NOT_FOUND);
    let url = accepted(&app).await;
    let refused = app.post("osei", &format!("{url}/deletion"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("What was accepted or declined stays"));
}

#[tokio::test]
async fn hostile_terms_are_shown_as_text() {
    let app = app().await;
    let about = goal(&app, Audience::Everyone).await.to_string();
    let cleo = app.person("cleo").to_string();
    let terms = "<img src=x onerror=alert(1)> **now** [x](javascript:alert(1))";
    let fields = [
        ("about", about.as_str()),
        ("person_id", &cleo),
        ("terms", terms),
        ("due_on", "2026-06-19"),
    ];
    let url = app.post("osei", "/alignment/commitments", &fields).await.location().to_owned();
    for page in [app.get("cleo", &url).await, app.get("cleo", "/alignment/commitments").await] {
        assert!(!page.body.contains("<img src=x"), "{}", page.body);
        assert!(!page.body.contains("href=\"javascript"), "{}", page.body);
    }
}

#[tokio::test]
async fn today_asks_and_takes_the_answer_in_place() {
    let app = app().await;
    let url = ask_cleo(&app).await;
    let needs = app.tx("cleo", super::needs).await.unwrap();
    assert_eq!(
        needs[0].sentence,
        "Say whether you can commit: Call the five families who waited longest"
    );
    assert_eq!(
        needs[0].meta,
        "Asked by Dr Osei · due 19 June · for “See every child within 2 weeks”"
    );
    let answer = &needs[0].answers[0];
    let fields: Vec<(&str, &str)> = answer.fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    app.post("cleo", &answer.url, &fields).await;
    assert_eq!(said(&app, "cleo", &url).await["state"], "accepted");
    assert_eq!(app.tx("cleo", super::needs).await.unwrap(), []);
    let lines = app.tx("osei", super::lines).await.unwrap();
    assert_eq!(lines[0].sentence, "1 of 1 commitment that you asked for this quarter is accepted.");
    let well = app.tx("osei", super::well).await.unwrap();
    assert_eq!(well[0].sentence, "Cleo Ruiz committed: Call the five families who waited longest");
    app.set_now("2026-06-19T09:00:00Z");
    let needs = app.tx("cleo", super::needs).await.unwrap();
    assert_eq!(needs[0].sentence, "Say how it went: Call the five families who waited longest");
    let answer = &needs[0].answers[0];
    app.post("cleo", &answer.url, &[("outcome", "kept")]).await;
    assert_eq!(said(&app, "osei", &url).await["state"], "kept");
}

#[tokio::test]
async fn lists_are_paged_without_gaps() {
    let app = app().await;
    let about = goal(&app, Audience::Everyone).await;
    let amy = app.person("amy");
    for day in 1..=5 {
        let body = json!({ "about": about, "person_id": amy, "terms": format!("Slot {day}"),
                           "due_on": format!("2026-07-0{day}"), "confidence": 4 });
        app.api("amy", Method::POST, "/api/v1/alignment/commitments", body).await;
    }
    let (mut titles, mut path) =
        (Vec::new(), "/api/v1/alignment/commitments?show=mine&limit=2".to_owned());
    loop {
        let page = app.api("amy", Method::GET, &path, json!(null)).await.json();
        for item in page["items"].as_array().unwrap() {
            titles.push(item["title"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/alignment/commitments?show=mine&limit=2&after={next}");
    }
    assert_eq!(titles, ["Slot 1", "Slot 2", "Slot 3", "Slot 4", "Slot 5"]);
}
