//! Tests of announcements (ALI-4) and of the say–do record (ALI-6): sentences about people at the
//! clinic.

use axum::http::{Method, StatusCode};
use evenkeel_testkit::{App, clinic};
use expect_test::expect;
use serde_json::json;

const HOME: &str = "/alignment/announcements";

async fn app() -> App {
    clinic(super::routes().and(crate::commitments::routes())).await
}

/// Amy announces to Nursing, which she leads; answers the announcement's address.
async fn announce(app: &App, more: &[(&str, &str)]) -> String {
    send(app, "amy", "nursing", more).await
}

async fn send(app: &App, name: &str, unit: &str, more: &[(&str, &str)]) -> String {
    let unit = app.unit(unit).to_string();
    let mut fields = vec![
        ("title", "Every child within 2 weeks"),
        ("body", "Families **wait** too long."),
        ("unit_id", unit.as_str()),
    ];
    fields.extend(more);
    let answer = app.post(name, HOME, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// What the API says of the announcement at a page's address.
async fn said(app: &App, name: &str, url: &str) -> serde_json::Value {
    app.api(name, Method::GET, &format!("/api/v1{url}"), json!(null)).await.json()
}

const ACKNOWLEDGE: (&str, &str) = ("must_acknowledge", "true");

/// Two promises, as the form sends them.
const PROMISES: [(&str, &str); 6] = [
    ("promise_1", "The new rota is out"),
    ("promise_1_due_on", "2026-06-18"),
    ("promise_1_confidence", "4"),
    ("promise_3", "Nobody works two weekends in a row"),
    ("promise_3_due_on", "2026-06-19"),
    ("promise_3_confidence", "3"),
];

#[tokio::test]
async fn ali_4_the_reach_is_shown_as_counts_to_those_who_answer_for_it() {
    let app = app().await;
    let url = send(&app, "osei", "clinic", &[ACKNOWLEDGE]).await;
    let reach = said(&app, "osei", &url).await["reach"].clone();
    let none = json!({ "readers": 4, "seen": 0, "not_seen": 4, "acknowledged": 0 });
    assert_eq!(reach, none, "Ben, Amy, Cleo and Rio; neither the sender nor a guest");
    app.get("cleo", &url).await;
    app.get("amy", &url).await;
    app.post("amy", &format!("{url}/acknowledgment"), &[]).await;
    let page = app.get("osei", &url).await;
    let text = page.text();
    let reach = text.split("Reach\n").nth(1).unwrap().split("Questions").next().unwrap();
    expect![[r#"
        2 of 4 have seen it, 2 have not seen it. 1 acknowledged it.
        Of the people who were in this audience on the day of sending.
    "#]]
    .assert_eq(reach);
    for name in ["Cleo", "Amy", "Rio"] {
        assert!(!page.text().contains(name), "{name} is named to the sender");
    }
    let page = app.get("cleo", &url).await;
    assert!(!page.text().contains("Reach"), "{}", page.text());
    assert_eq!(said(&app, "cleo", &url).await["reach"], json!(null));
}

#[tokio::test]
async fn ali_4_only_an_explicit_acknowledgment_counts_and_only_once() {
    let app = app().await;
    let url = announce(&app, &[ACKNOWLEDGE]).await;
    said(&app, "cleo", &url).await;
    assert_eq!(said(&app, "amy", &url).await["reach"]["seen"], 0, "a call by API is no look");
    app.get("cleo", &url).await;
    let reach = said(&app, "amy", &url).await["reach"].clone();
    assert_eq!((&reach["seen"], &reach["acknowledged"]), (&json!(1), &json!(0)));
    for _ in 0..2 {
        let answer = app.post("cleo", &format!("{url}/acknowledgment"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(said(&app, "amy", &url).await["reach"]["acknowledged"], 1);
    let page = app.get("cleo", &url).await.text();
    assert!(page.contains("You acknowledged this 16 June 2026, 09:00."), "{page}");
    let outside = app.post("osei", &format!("{url}/acknowledgment"), &[]).await;
    assert_eq!(outside.status, StatusCode::FORBIDDEN, "Dr Osei was not in the audience");
}

#[tokio::test]
async fn ali_4_the_audience_is_that_of_the_day_of_sending() {
    let app = app().await;
    let url = announce(&app, &[ACKNOWLEDGE]).await;
    assert_eq!(said(&app, "amy", &url).await["reach"]["readers"], 1, "Cleo");
    let (cleo, rio) = (app.person("cleo"), app.person("rio"));
    let (nursing, reception) = (app.unit("nursing"), app.unit("reception"));
    let tomorrow = jiff::civil::date(2026, 6, 17);
    app.set_now("2026-06-17T09:00:00Z");
    app.tx("osei", move |tx| {
        for (person, unit) in [(cleo, reception), (rio, nursing)] {
            let membership = evenkeel_core::Id::new(uuid::Uuid::new_v4());
            evenkeel_directory::persons::store::move_to_unit(
                tx,
                membership,
                person,
                Some(unit),
                tomorrow,
            )?;
            evenkeel_directory::readers::refresh_person(tx, person)?;
        }
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(said(&app, "amy", &url).await["reach"]["readers"], 1);
    let cleo = app.get("cleo", &url).await;
    assert!(cleo.text().contains("Acknowledge"), "it was sent to Cleo: {}", cleo.text());
    let rio = app.get("rio", &url).await;
    assert_eq!(rio.status, StatusCode::OK, "who comes later may read it");
    assert!(!rio.text().contains("Acknowledge"), "and need not answer for it");
    assert_eq!(said(&app, "amy", &url).await["reach"]["seen"], 1);
}

#[tokio::test]
async fn ali_4_each_question_shows_open_or_answered() {
    let app = app().await;
    let url = announce(&app, &[]).await;
    let questions = format!("{url}/questions");
    let empty = app.post("cleo", &questions, &[("question", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("id=\"f-question-question-error\""), "{}", empty.body);
    for (at, question) in [("09:01", "Who calls the families?"), ("09:02", "Until when?")] {
        app.set_now(&format!("2026-06-16T{at}:00Z"));
        let answer = app.post("cleo", &questions, &[("question", question)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let first = said(&app, "amy", &url).await["questions"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/alignment/questions/{first}/answer");
    let refused = app.post("cleo", &path, &[("answer", "I do")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("Only Amy Lund or the head of Nursing can answer this"));
    let silent = app.post("amy", &path, &[("answer", "")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("Answer is missing"), "{}", silent.text());
    let answer = app.post("amy", &path, &[("answer", "**Reception** does.")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let twice = app.post("ben", &path, &[("answer", "No, nursing.")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = app.get("cleo", &url).await.text();
    let part = text.split("Questions\n").nth(1).unwrap().split("Your question").next().unwrap();
    expect![[r#"
        1 question is open.
        Who calls the families? Cleo Ruiz · 16 June 2026, 09:01
        Reception does.
        Amy Lund · 16 June 2026, 09:02
        Answered
        Until when? Cleo Ruiz · 16 June 2026, 09:02
        Open
    "#]]
    .assert_eq(part);
}

#[tokio::test]
async fn ali_4_heads_announce_to_their_unit_and_below_and_nobody_else_does() {
    let app = app().await;
    send(&app, "ben", "clinic", &[]).await;
    for (name, unit) in [("amy", "clinic"), ("amy", "reception"), ("cleo", "nursing")] {
        let unit = app.unit(unit);
        let body = json!({ "title": "Hear", "body": "Hear", "unit_id": unit });
        let answer = app.api(name, Method::POST, "/api/v1/alignment/announcements", body).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert!(answer.body.contains("Only the lead or manager of the unit"), "{}", answer.body);
    }
    let form = app.get("cleo", &format!("{HOME}/new")).await;
    assert_eq!(form.status, StatusCode::FORBIDDEN);
    let form = app.get("amy", &format!("{HOME}/new")).await.text();
    assert!(form.contains("Nursing") && !form.contains("Reception"), "{form}");
    assert!(!app.get("cleo", HOME).await.text().contains("Write an announcement"));
    let sent = said(&app, "ben", &format!("{HOME}?show=sent")).await;
    assert_eq!(sent["items"].as_array().unwrap().len(), 1);
    assert_eq!(said(&app, "amy", &format!("{HOME}?show=sent")).await["items"], json!([]));
}

#[tokio::test]
async fn the_unit_and_its_line_of_units_see_it_and_others_do_not() {
    let app = app().await;
    let url = announce(&app, &[]).await;
    for (name, status) in [("cleo", 200), ("ben", 200), ("rio", 404), ("gus", 404), ("zoe", 404)] {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
        let api = app.api(name, Method::GET, &format!("/api/v1{url}"), json!(null)).await;
        assert_eq!(api.status.as_u16(), status, "{name}");
        if status == 404 {
            for act in ["acknowledgment", "questions", "deletion"] {
                let fields = [("question", "Hm?")];
                let answer = app.post(name, &format!("{url}/{act}"), &fields).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {act}");
            }
        }
    }
    assert_eq!(app.get("", &url).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_wrong_announcement_is_told_at_each_field_and_keeps_what_was_typed() {
    let app = app().await;
    let unit = app.unit("nursing").to_string();
    let fields = [
        ("title", ""),
        ("body", "Kept text"),
        ("unit_id", unit.as_str()),
        ("promise_1", "The rota is out"),
        ("promise_1_due_on", "2026-06-01"),
        ("promise_2_due_on", "2026-07-01"),
    ];
    let answer = app.post("amy", HOME, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    for fault in [
        "Title is missing",
        "Due must be today, 16 June 2026, or later",
        "Confidence is missing: choose how sure you are, 1 to 5",
        "Promise is missing: say what is promised, or empty its day",
    ] {
        assert!(text.contains(fault), "{fault}: {text}");
    }
    assert!(answer.body.contains("Kept text"));
    let path = "/api/v1/alignment/announcements";
    for (unit, about, pointer) in [
        (uuid::Uuid::new_v4(), json!(null), "/unit_id"),
        (app.person("cleo").uuid(), json!(null), "/unit_id"),
        (app.unit("nursing").uuid(), json!(app.person("cleo")), "/about"),
    ] {
        let body = json!({ "title": "a", "body": "b", "unit_id": unit, "about": about });
        let answer = app.api("amy", Method::POST, path, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{}", answer.body);
    }
    assert_eq!(said(&app, "amy", HOME).await["items"], json!([]));
}

#[tokio::test]
async fn hostile_text_is_shown_as_text() {
    let app = app().await;
    let hostile = "<script>alert(1)</script>[x](javascript:alert(1))";
    let unit = app.unit("nursing").to_string();
    let fields = [("title", hostile), ("body", hostile), ("unit_id", unit.as_str())];
    let url = app.post("amy", HOME, &fields).await.location().to_owned();
    app.post("cleo", &format!("{url}/questions"), &[("question", hostile)]).await;
    let id = said(&app, "amy", &url).await["questions"][0]["id"].as_str().unwrap().to_owned();
    app.post("amy", &format!("/alignment/questions/{id}/answer"), &[("answer", hostile)]).await;
    for page in [app.get("cleo", &url).await, app.get("cleo", HOME).await] {
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
        assert!(!page.body.contains("href=\"javascript"), "{}", page.body);
    }
}

#[tokio::test]
async fn ali_6_a_promise_in_an_announcement_becomes_a_dated_commitment_of_the_sender() {
    let app = app().await;
    let url = announce(&app, &PROMISES).await;
    let read = app.get("cleo", &url).await.text();
    assert!(read.contains("The new rota is out by 18 June 2026"), "{read}");
    assert!(!read.contains("say–do record"), "{read}");
    assert_eq!(said(&app, "cleo", &url).await["promises"][0]["commitment_id"], json!(null));
    let mine = said(&app, "amy", "/alignment/commitments?show=mine").await;
    let first = &mine["items"][0];
    assert_eq!(first["title"], "The new rota is out");
    assert_eq!(first["state"], "accepted");
    assert_eq!((&first["due_on"], &first["confidence"]), (&json!("2026-06-18"), &json!(4)));
    assert_eq!(first["about_title"], "Every child within 2 weeks");
    assert_eq!(mine["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn ali_6_the_leader_sees_promises_kept_renegotiated_and_broken_and_the_ratio() {
    let app = app().await;
    announce(&app, &PROMISES).await;
    announce(&app, &PROMISES).await;
    let mine = said(&app, "amy", "/alignment/commitments?show=mine").await;
    let id = |at: usize| mine["items"][at]["id"].as_str().unwrap().to_owned();
    let act = |at: usize, act: &str| format!("/alignment/commitments/{}/{act}", id(at));
    app.post("amy", &act(0, "outcome"), &[("outcome", "kept")]).await;
    let broken = [("outcome", "broken"), ("note", "The printer broke down")];
    app.post("amy", &act(1, "outcome"), &broken).await;
    let change = [
        ("terms", "Nobody works three weekends in a row"),
        ("due_on", "2026-06-20"),
        ("why", "Two nurses are ill"),
        ("confidence", "4"),
    ];
    app.post("amy", &act(2, "change"), &change).await;
    let text = app.get("amy", "/alignment/say-do").await.text();
    expect![[r#"
        Alignment
        Say–do record
        You kept 1 of 2 promises that came due. Only you can open this page.
        1 kept as said
        1 renegotiated
        1 broken
        0 overdue
        1 open
        The new rota is out 16 June 2026 · said in “Every child within 2 weeks”
        Kept
        The new rota is out 16 June 2026 · said in “Every child within 2 weeks”
        Broken
        Nobody works two weekends in a row due 19 June · said in “Every child within 2 weeks”
        Open
        Nobody works three weekends in a row due 20 June · said in “Every child within 2 weeks”
        RenegotiatedOpen
    "#]]
    .assert_eq(&text);
    app.post("amy", &act(2, "outcome"), &[("outcome", "kept")]).await;
    let tally = said(&app, "amy", "/alignment/say-do").await;
    assert_eq!(
        tally,
        json!({ "kept": 1, "kept_renegotiated": 1, "broken": 1, "overdue": 0,
                "open_renegotiated": 0, "open": 1, "came_due": 3 })
    );
}

#[tokio::test]
async fn ali_6_nobody_else_can_open_the_record_by_page_or_api() {
    let app = app().await;
    let url = announce(&app, &PROMISES).await;
    let promises = said(&app, "amy", "/alignment/say-do/promises").await;
    let id = promises["items"][0]["id"].as_str().unwrap();
    let commitment = format!("/alignment/commitments/{id}");
    assert_eq!(app.get("amy", &commitment).await.status, StatusCode::OK);
    for name in ["osei", "ben", "cleo", "zoe"] {
        let page = app.get(name, "/alignment/say-do").await;
        assert!(page.text().contains("No promises yet."), "{name} sees their own: {}", page.text());
        let tally = said(&app, name, "/alignment/say-do").await;
        assert_eq!((&tally["open"], &tally["came_due"]), (&json!(0), &json!(0)), "{name}");
        let list = said(&app, name, "/alignment/say-do/promises").await;
        assert_eq!(list["items"], json!([]), "{name}");
        assert_eq!(app.get(name, &commitment).await.status, StatusCode::NOT_FOUND, "{name}");
        let api = format!("/api/v1{commitment}");
        let answer = app.api(name, Method::GET, &api, json!(null)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
        let about = url.rsplit('/').next().unwrap();
        let list = said(&app, name, &format!("/alignment/commitments?about={about}")).await;
        assert_eq!(list["items"], json!([]), "{name}");
    }
    assert_eq!(app.get("", "/alignment/say-do").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_sender_deletes_an_announcement_and_what_was_promised_stays() {
    let app = app().await;
    let url = announce(&app, &PROMISES).await;
    let refused = app.post("osei", &format!("{url}/deletion"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("Only Amy Lund can delete this"));
    app.post("amy", &format!("{url}/deletion"), &[]).await;
    assert_eq!(app.get("cleo", &url).await.status, StatusCode::NOT_FOUND);
    assert_eq!(said(&app, "amy", "/alignment/say-do").await["open"], 2);
}

#[tokio::test]
async fn today_asks_for_acknowledgments_in_place_and_for_answers() {
    let app = app().await;
    let url = announce(&app, &[ACKNOWLEDGE]).await;
    app.post("cleo", &format!("{url}/questions"), &[("question", "Until when?")]).await;
    let needs = app.tx("cleo", super::needs).await.unwrap();
    assert_eq!(needs[0].sentence, "Read and acknowledge “Every child within 2 weeks”");
    assert_eq!(needs[0].meta, "Announcement from Amy Lund to Nursing");
    app.post("cleo", &needs[0].answers[0].url, &[]).await;
    assert_eq!(app.tx("cleo", super::needs).await.unwrap(), []);
    let needs = app.tx("amy", super::needs).await.unwrap();
    assert_eq!(needs[0].sentence, "Answer “Until when?”");
}
