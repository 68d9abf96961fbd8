//! Tests of persons: sentences about people at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_core::{Id, Kind, Record};
use evenkeel_store::{Audience, NewRecord};
use evenkeel_testkit::{App, check_text, clinic};
use expect_test::expect;
use serde_json::json;

async fn app() -> App {
    clinic(crate::routes()).await
}

fn url(app: &App, name: &str) -> String {
    format!("/directory/persons/{}", app.person(name))
}

#[tokio::test]
async fn everybody_finds_the_people_they_work_with() {
    let app = app().await;
    let page = app.get("cleo", "/directory/persons").await;
    check_text(
        &page,
        expect![[r#"
        People
        Who is here, and whom to ask.
        active
        left
        units
        Name, username or job title
        Find
        Amy Lund Nursing
        Ben Hart Clinic
        Admin
        Cleo Ruiz Nursing
        Dr Osei Clinic
        Owner
        Gus Vale Reception
        Guest
        Rio Tan Reception
    "#]],
    );
    for (words, found) in
        [("LUND", true), ("amy", true), ("cleo", false), ("%", false), ("_", false)]
    {
        let page =
            app.get("cleo", &format!("/directory/persons?q={}", words.replace('%', "%25"))).await;
        assert_eq!(page.text().contains("Amy Lund"), found, "{words}: {}", page.text());
    }
    let nobody = app.get("cleo", "/directory/persons?q=%00%0A").await;
    assert_eq!(nobody.status, StatusCode::OK);
    let first = app.get("cleo", "/api/v1/directory/persons?limit=4").await.json();
    let next = first["next"].as_str().unwrap().to_owned();
    let rest = app.get("cleo", &format!("/api/v1/directory/persons?limit=4&after={next}")).await;
    let names = |list: &serde_json::Value| -> Vec<String> {
        let items = list["items"].as_array().unwrap();
        items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
    };
    let all = [names(&first), names(&rest.json())].concat();
    assert_eq!(all, ["Amy Lund", "Ben Hart", "Cleo Ruiz", "Dr Osei", "Gus Vale", "Rio Tan"]);
}

#[tokio::test]
async fn a_page_tells_who_somebody_is_and_to_whom_they_report() {
    let app = app().await;
    let page = app.get("cleo", &url(&app, "amy")).await;
    check_text(
        &page,
        expect![[r#"
            People
            Amy Lund
            Username
            amy
            Unit
            Nursing
            Role
            Member
            Comments
            Line
            Reports to Ben Hart, who reports to Dr Osei.
            Reporting to Amy Lund
            Cleo Ruiz Nursing
            Matrix lines
            None: only the line above sees what Amy Lund shares with it.
            Units
            Nursing since 1 January 2025
        "#]],
    );
    assert!(app.get("amy", &url(&app, "amy")).await.text().contains("Settings"));
}

#[tokio::test]
async fn plt_5_what_the_page_hides_the_api_hides_too() {
    let app = app().await;
    let number =
        [("name", "Amy Lund"), ("username", "amy"), ("number", "P-0815"), ("version", "1")];
    let saved = app.post("ben", &url(&app, "amy"), &number).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    for (name, sees) in [("ben", true), ("osei", true), ("amy", true), ("cleo", false)] {
        let page = app.get(name, &url(&app, "amy")).await;
        let json = app.get(name, &format!("/api/v1{}", url(&app, "amy"))).await;
        let list = app.get(name, "/api/v1/directory/persons").await;
        let unit = format!("/api/v1/directory/units/{}", app.unit("nursing"));
        let unit = app.get(name, &unit).await;
        for answer in [&page, &json] {
            assert_eq!(answer.body.contains("P-0815"), sees, "{name}: {}", answer.body);
        }
        assert_eq!(list.body.contains("P-0815"), sees, "{name}: {}", list.body);
        assert!(!unit.body.contains("P-0815"));
    }
}

#[tokio::test]
async fn plt_5_nobody_and_strangers_reach_no_person_and_no_unit() {
    let app = app().await;
    for endpoint in app.endpoints.clone() {
        let path = endpoint.path.clone();
        if !path.starts_with("/directory/") {
            continue;
        }
        let id = if path.contains("persons") {
            app.person("amy").to_string()
        } else {
            app.unit("nursing").to_string()
        };
        let url = path.replace("{id}", &id);
        let (nobody, stranger) = if endpoint.method == Method::GET {
            (app.get("", &url).await, app.get("zoe", &url).await)
        } else {
            (app.post("", &url, &[]).await, app.post("zoe", &url, &[("version", "1")]).await)
        };
        let is_shut =
            nobody.location().starts_with("/sign-in") || nobody.status == StatusCode::UNAUTHORIZED;
        assert!(is_shut, "{path}: {}", nobody.status);
        let knows = ["Amy", "Nursing"].iter().any(|word| stranger.body.contains(word));
        assert!(!knows, "{path}: {}", stranger.text());
        if path.contains("{id}") {
            let is_refused = matches!(stranger.status.as_u16(), 404 | 422);
            assert!(is_refused, "{path}: {} {}", stranger.status, stranger.text());
        }
    }
}

#[tokio::test]
async fn plt_5_a_swapped_id_of_another_organization_is_no_manager_and_no_unit() {
    let app = app().await;
    let zoe = app.person("zoe").to_string();
    let fields = [("name", "Ina Wolf"), ("manager_id", zoe.as_str()), ("unit_id", zoe.as_str())];
    let refused = app.post("ben", "/directory/persons", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Manager: choose one from the list"));
    assert!(refused.text().contains("Unit: choose one from the list"));
    let lead = [("lead_id", zoe.as_str()), ("name", "Training")];
    let line = app.post("ben", &format!("{}/matrix_lines", url(&app, "amy")), &lead).await;
    assert_eq!(line.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", line.text());
}

#[tokio::test]
async fn only_those_who_look_after_people_add_one_and_wrong_answers_keep_what_was_typed() {
    let app = app().await;
    assert_eq!(app.get("amy", "/directory/persons/new").await.status, StatusCode::FORBIDDEN);
    let fields = [("name", "Ina Wolf"), ("username", "amy"), ("email", "ina@")];
    let refused = app.post("amy", "/directory/persons", &fields[..1]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let wrong = app.post("ben", "/directory/persons", &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("E-mail is written such as amy@northgate.example"));
    assert!(wrong.body.contains("value=\"Ina Wolf\""));
    let taken = app.post("ben", "/directory/persons", &fields[..2]).await;
    assert!(taken.text().contains("Somebody else has this username"), "{}", taken.text());
    let owner = app.post("ben", "/directory/persons", &[("name", "Ina"), ("role", "owner")]).await;
    assert_eq!(owner.status, StatusCode::FORBIDDEN);
    let made = app.post("ben", "/directory/persons", &fields[..1]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    assert!(app.get("cleo", made.location()).await.text().contains("ina.wolf"));
}

#[tokio::test]
async fn hostile_names_are_harmless() {
    let app = app().await;
    for name in ["<script>alert(1)</script>", "\" onload=\"x", "=cmd()", "O'Hara & Söhne"] {
        let made = app.post("ben", "/directory/persons", &[("name", name), ("username", "")]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{name}: {}", made.text());
        let page = app.get("cleo", made.location()).await;
        assert!(page.text().contains(name), "{name}: {}", page.text());
        assert!(!page.body.contains("<script>alert") && !page.body.contains("\" onload="));
    }
    for name in ["Amy\r\nSet-Cookie: a=b", "Amy\u{0}", "\u{202e}\u{7}", &"x".repeat(121)] {
        let refused = app.post("ben", "/directory/persons", &[("name", name)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
    }
}

#[tokio::test]
async fn the_second_of_two_edits_is_told_what_changed_and_loses_nothing() {
    let app = app().await;
    let url = url(&app, "cleo");
    let edit = |job: &'static str| {
        [("name", "Cleo Ruiz"), ("username", "cleo"), ("job_title", job), ("version", "1")]
    };
    assert_eq!(app.post("ben", &url, &edit("Nurse")).await.status, StatusCode::SEE_OTHER);
    let second = app.post("osei", &url, &edit("Senior nurse")).await;
    assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.text());
    assert!(second.text().contains("Ben Hart saved changes while you were writing"));
    assert!(second.body.contains("value=\"Senior nurse\""));
    assert!(second.body.contains("name=\"version\" value=\"2\""));
}

#[tokio::test]
async fn whoever_leaves_is_out_at_once_and_comes_back_by_the_same_door() {
    let app = app().await;
    let url = url(&app, "cleo");
    let ask = app.get("ben", &format!("{url}/deactivation")).await;
    assert!(ask.text().contains("End the access of Cleo Ruiz?"));
    assert_eq!(app.get("cleo", "/settings").await.status, StatusCode::OK);
    app.post("ben", &format!("{url}/deactivation"), &[]).await;
    assert_eq!(app.get("cleo", "/settings").await.status, StatusCode::SEE_OTHER);
    let left = app.get("amy", "/directory/persons?show=left").await;
    assert!(left.text().contains("Cleo Ruiz"));
    assert!(!app.get("amy", "/directory/persons").await.text().contains("Cleo Ruiz"));
    let link = app.post("ben", &format!("{url}/invitation"), &[]).await;
    assert_eq!(link.status, StatusCode::FORBIDDEN);
    app.post("ben", &format!("{url}/reactivation"), &[]).await;
    assert!(app.get("amy", "/directory/persons").await.text().contains("Cleo Ruiz"));
    let session = app.get("cleo", "/settings").await.status;
    assert_eq!(session, StatusCode::SEE_OTHER, "an old session stays ended");
}

#[tokio::test]
async fn somebody_has_to_be_owner() {
    let app = app().await;
    let refused = app.post("osei", &format!("{}/deactivation", url(&app, "osei")), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Somebody has to be owner"), "{}", refused.text());
    let admin = app.post("ben", &format!("{}/deactivation", url(&app, "osei")), &[]).await;
    assert_eq!(admin.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_an_owner_opens_the_access_of_an_owner_again() {
    let app = app().await;
    let second = json!({ "name": "Ada Owner", "role": "owner" });
    let made = app.api("osei", Method::POST, "/api/v1/directory/persons", second).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let ada = format!("/directory/persons/{}", made.json()["id"].as_str().unwrap());
    let ended = app.post("osei", &format!("{ada}/deactivation"), &[]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    let refused = app.post("ben", &format!("{ada}/reactivation"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("Only an owner can change an owner"), "{}", refused.text());
    let opened = app.post("osei", &format!("{ada}/reactivation"), &[]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_guest_sees_only_what_they_are_named_on() {
    let app = app().await;
    let list = app.get("gus", "/directory/persons").await.text();
    assert!(list.contains("Gus Vale") && !list.contains("Amy Lund"), "{list}");
    assert_eq!(app.get("gus", &url(&app, "amy")).await.status, StatusCode::NOT_FOUND);
    let units = app.get("gus", "/directory/units").await;
    assert_eq!(units.status, StatusCode::OK);
    assert!(!units.text().contains("Nursing"));
}

/// A record that only Cleo and her line may see.
async fn in_confidence(app: &App) -> Id<Record> {
    let (id, cleo) = (Id::fresh(app.now()), app.person("cleo"));
    app.tx("cleo", move |tx| {
        tx.add(&NewRecord {
            id,
            kind: Kind::Task,
            title: "In confidence",
            state: "open",
            unit: None,
            owner: Some(cleo),
            audience: Audience::Line(cleo),
            parent: None,
            text: "",
        })
    })
    .await
    .unwrap();
    id
}

async fn sees(app: &App, name: &str, record: Id<Record>) -> bool {
    app.tx(name, move |tx| tx.may_see(record)).await.unwrap()
}

#[tokio::test]
async fn plt_5_a_new_line_counts_at_once_and_so_does_a_matrix_line() {
    let app = app().await;
    let record = in_confidence(&app).await;
    for (name, may) in [("amy", true), ("ben", true), ("osei", true), ("rio", false)] {
        assert_eq!(sees(&app, name, record).await, may, "{name}");
    }
    let rio = app.person("rio").to_string();
    let edit =
        [("name", "Cleo Ruiz"), ("username", "cleo"), ("manager_id", &rio), ("version", "1")];
    let moved = app.post("ben", &url(&app, "cleo"), &edit).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text());
    for (name, may) in [("amy", false), ("rio", true), ("ben", true)] {
        assert_eq!(sees(&app, name, record).await, may, "{name}");
    }
    let lines = format!("{}/matrix_lines", url(&app, "cleo"));
    let amy = app.person("amy").to_string();
    let line = [("lead_id", amy.as_str()), ("name", "Training")];
    app.post("ben", &lines, &line).await;
    assert!(sees(&app, "amy", record).await);
    let page = app.get("rio", &url(&app, "cleo")).await.text();
    assert!(page.contains("Amy Lund Training"), "{page}");
    app.post("ben", &format!("{lines}/removal"), &line[..1]).await;
    assert!(!sees(&app, "amy", record).await);
}

#[tokio::test]
async fn a_line_cannot_run_in_a_circle() {
    let app = app().await;
    let cleo = app.person("cleo").to_string();
    let edit = [
        ("name", "Ben Hart"),
        ("username", "ben"),
        ("role", "admin"),
        ("version", "1"),
        ("manager_id", cleo.as_str()),
    ];
    let refused = app.post("osei", &url(&app, "ben"), &edit).await;
    assert!(refused.text().contains("A line cannot run in a circle"), "{}", refused.text());
}

/// Nurses with these numbers, who report to Amy. Small transactions: on a shared server, other
/// tests write beside them.
async fn staff(app: &App, numbers: std::ops::Range<i32>) {
    let (now, unit, amy) = (app.now(), app.unit("nursing"), app.person("amy"));
    app.tx("osei", move |tx| {
        for number in numbers.clone() {
            let draft = super::Draft {
                name: format!("Nurse {number:04}"),
                username: format!("nurse.{number:04}"),
                email: None,
                number: None,
                job_title: "Nurse".to_owned(),
                role: evenkeel_core::Role::Member,
                manager_id: Some(amy),
                unit_id: Some(unit),
                from_on: None,
            };
            super::acts::add(tx, Id::fresh(now), Id::fresh(now), &draft)?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn plt_6_a_thousand_people_are_listed_and_chosen_by_name() {
    let app = app().await;
    for start in (0..1000).step_by(25) {
        staff(&app, start..start + 25).await;
    }
    let page = app.get("cleo", "/directory/persons").await;
    assert_eq!(page.body.matches("li class=\"row\"").count(), 50);
    assert!(page.text().contains("Show more"));
    let found = app.get("cleo", "/directory/persons?q=nurse+0777").await.text();
    assert!(found.contains("Nurse 0777") && !found.contains("Nurse 0778"), "{found}");
    let form = app.get("ben", "/directory/persons/new").await;
    assert!(form.body.contains("data-find=\"person\""), "a list of a thousand helps nobody");
    let add = |manager: &'static str| [("name", "Ina Wolf"), ("manager_id", manager)];
    let wrong = app.post("ben", "/directory/persons", &add("Nurse")).await;
    assert!(wrong.text().contains("Manager: choose one from the list"), "{}", wrong.text());
    assert!(wrong.body.contains("value=\"Nurse\""));
    let made = app.post("ben", "/directory/persons", &add("Nurse 0777")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = app.get("cleo", made.location()).await.text();
    assert!(page.contains("Reports to Nurse 0777, who reports to Amy Lund"), "{page}");
}

#[tokio::test]
async fn plt_7_the_api_adds_edits_and_ends_access() {
    let app = app().await;
    let path = "/api/v1/directory/persons";
    let wrong = app.api("ben", Method::POST, path, json!({ "name": "", "color": "red" })).await;
    assert_eq!(wrong.json()["errors"][0]["pointer"], "/name");
    let body = json!({ "name": "Ina Wolf", "manager_id": "amy" });
    let made = app.api("ben", Method::POST, path, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let shown = app.get("cleo", made.location()).await;
    assert_eq!(shown.headers["etag"], "\"1\"");
    assert_eq!(shown.json()["line"][0]["name"], "Amy Lund");
    let patch = json!({ "job_title": "Nurse", "version": 1 });
    let saved = app.api("ben", Method::PATCH, made.location(), patch.clone()).await;
    assert_eq!(saved.json()["job_title"], "Nurse", "{}", saved.body);
    assert_eq!(saved.json()["manager_name"], "Amy Lund");
    let late = app.api("ben", Method::PATCH, made.location(), patch).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    let end = format!("{}/deactivation", made.location());
    let refused = app.api("cleo", Method::POST, &end, json!({})).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(app.api("ben", Method::POST, &end, json!({})).await.status, StatusCode::OK);
    let person = shown.json()["id"].as_str().unwrap().to_owned();
    let invitations = "/api/v1/directory/invitations";
    let link = app.api("ben", Method::POST, invitations, json!({ "person_id": person })).await;
    assert_eq!(link.status, StatusCode::FORBIDDEN, "{}", link.body);
    let amy = json!({ "person_id": app.person("amy") });
    let link = app.api("ben", Method::POST, invitations, amy).await.json();
    assert!(link["link"].as_str().unwrap().starts_with("http://clinic.example/link/"), "{link}");
    let line = json!({ "person_id": app.person("cleo"), "lead_id": "rio", "name": "Safety" });
    let lines = "/api/v1/directory/matrix_lines";
    assert_eq!(app.api("ben", Method::POST, lines, line).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_history_of_a_person_is_for_them_and_those_who_look_after_people() {
    let app = app().await;
    app.post("cleo", "/settings/theme", &[("theme", "dark")]).await;
    for (name, may) in [("cleo", true), ("ben", true), ("amy", false)] {
        let page = app.get(name, &url(&app, "cleo")).await.text();
        assert_eq!(page.contains("changed personal settings"), may, "{name}");
    }
}
