//! Who sees and changes goals, the pair, conflicts, and text that is not kind.

use super::*;

#[tokio::test]
async fn bal_12_two_holders_are_asked_what_they_owe_each_other() {
    let app = app().await;
    let (amy, ben) = (app.person("amy").to_string(), app.person("ben").to_string());
    let pair = [("lead_id", amy.as_str()), ("manager_id", ben.as_str())];
    let goal = set(&app, "amy", &pair).await;
    let url = format!("{HOME}/{goal}");
    let page = app.get("rio", &url).await;
    let missing = "What the lead owes the manager, and the manager the lead, is not said yet";
    assert!(page.text().contains(missing), "{}", page.text());
    let form = app.get("ben", &format!("{url}/edit")).await;
    assert!(form.body.contains("name=\"lead_owes\""));
    let mut fields = with(&pair);
    fields.extend([
        ("lead_owes", "A decision within 2 days"),
        ("manager_owes", "A week's notice"),
        ("version", "1"),
    ]);
    let saved = app.post("ben", &url, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = app.get("rio", &url).await;
    assert!(!page.text().contains(missing));
    assert!(page.text().contains("A decision within 2 days"), "{}", page.text());
}

#[tokio::test]
async fn bal_12_one_person_may_hold_both() {
    let app = app().await;
    let amy = app.person("amy").to_string();
    let goal = set(&app, "amy", &[("lead_id", &amy), ("manager_id", &amy)]).await;
    let answer = said(&app, "amy", &goal).await;
    assert_eq!(answer["lacks_contract"], false);
    let page = app.get("amy", &format!("{HOME}/{goal}")).await;
    assert!(!page.text().contains("Hand-over contract"), "{}", page.text());
}

#[tokio::test]
async fn ali_5_whoever_is_named_is_asked_to_commit_once() {
    let app = app().await;
    let (cleo, ben) = (app.person("cleo").to_string(), app.person("ben").to_string());
    let fields =
        [("owner_id", cleo.as_str()), ("lead_id", cleo.as_str()), ("manager_id", ben.as_str())];
    let goal = set(&app, "amy", &fields).await;
    let list = app.get("amy", &format!("{HOME}/{goal}")).await;
    let text = list.text();
    assert!(text.contains("0 of 2 accepted."), "{text}");
    assert!(text.contains("Answer for “See every child within 2 weeks”"), "{text}");
    let board = app.get("rio", "/alignment").await;
    assert!(board.text().contains("0 of 2 committed"), "{}", board.text());
    let rio = app.person("rio").to_string();
    let mut edit = with(&[("owner_id", rio.as_str()), ("lead_id", &cleo), ("manager_id", &ben)]);
    edit.push(("version", "1"));
    let saved = app.post("cleo", &format!("{HOME}/{goal}"), &edit).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let text = app.get("amy", &format!("{HOME}/{goal}")).await.text();
    assert!(text.contains("0 of 3 accepted."), "only Rio is new: {text}");
}

#[tokio::test]
async fn a_draft_asks_nobody_until_it_is_put_to_work() {
    let app = app().await;
    let cleo = app.person("cleo").to_string();
    let goal = set(&app, "amy", &[("manager_id", &cleo), ("is_draft", "true")]).await;
    let url = format!("{HOME}/{goal}");
    let text = app.get("amy", &url).await.text();
    assert!(text.contains("Draft"), "{text}");
    assert!(text.contains("nobody has been asked"), "{text}");
    app.post("amy", &format!("{url}/opening"), &[]).await;
    assert!(app.get("amy", &url).await.text().contains("0 of 1 accepted."));
}

#[tokio::test]
async fn only_its_holders_and_the_heads_of_its_unit_change_a_goal() {
    let app = app().await;
    let nursing = app.unit("nursing").to_string();
    let goal = set(&app, "cleo", &[("unit_id", &nursing)]).await;
    let url = format!("{HOME}/{goal}");
    let closing = [("outcome", "met"), ("note", "Done.")];
    let refused = app.post("rio", &format!("{url}/closure"), &closing).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.text().contains("Only Cleo Ruiz, the goal's lead or manager"),
        "{}",
        refused.text()
    );
    assert_eq!(app.get("rio", &format!("{url}/edit")).await.status, StatusCode::FORBIDDEN);
    let page = app.get("rio", &url).await;
    assert!(!page.body.contains("data-key=\"e\""), "{}", page.body);
    let amy = app.post("amy", &format!("{url}/closure"), &closing).await;
    assert_eq!(amy.status, StatusCode::SEE_OTHER, "Amy leads Nursing: {}", amy.text());
}

#[tokio::test]
async fn strangers_and_guests_do_not_learn_that_a_goal_exists() {
    let app = app().await;
    let goal = standing(&app, "amy", 10, &[]).await;
    let list =
        app.api("amy", Method::GET, &format!("/api/v1{HOME}/{goal}/measures"), json!(null)).await;
    let measure = list.json()["items"][0]["id"].as_str().unwrap().to_owned();
    for path in [
        format!("{HOME}/{goal}"),
        format!("{HOME}/{goal}/edit"),
        format!("{HOME}/{goal}/closure"),
        format!("{HOME}/{goal}/supports"),
        format!("{HOME}/{goal}/measures/new"),
        format!("{HOME}/{goal}/check_ins/new"),
        format!("/alignment/measures/{measure}"),
        format!("/alignment/measures/{measure}/edit"),
        format!("/alignment/measures/{measure}/readings/new"),
        format!("/api/v1{HOME}/{goal}"),
        format!("/api/v1{HOME}/{goal}/measures"),
        format!("/api/v1{HOME}/{goal}/supports"),
        format!("/api/v1{HOME}/{goal}/check_ins"),
        format!("/api/v1/alignment/measures/{measure}"),
        format!("/api/v1/alignment/measures/{measure}/readings"),
    ] {
        for name in ["zoe", "gus"] {
            let answer = app.get(name, &path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {path}");
        }
    }
    let log = format!("/alignment/measures/{measure}/readings");
    assert_eq!(app.post("zoe", &log, &[("value", "1")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post("gus", HOME, &with(&[])).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.get("", HOME).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("amy", &format!("{HOME}/no-id")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_goal_refers_to_must_be_visible() {
    let app = app().await;
    let hidden = set(&app, "osei", &[("title", "Secret"), ("audience", "line")]).await;
    let zoe = app.person("zoe").to_string();
    let fields = with(&[("parent_id", &hidden), ("owner_id", &zoe), ("unit_id", "no")]);
    let answer = app.post("rio", HOME, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Unit: choose one from the list"), "{}", answer.text());
    let answer = app.post("rio", HOME, &with(&[("parent_id", &hidden), ("owner_id", &zoe)])).await;
    let text = answer.text();
    assert!(text.contains("Serves: choose one from the list"), "{text}");
    assert!(text.contains("Owner: choose one from the list"), "{text}");
    assert!(!text.contains("Secret"), "{text}");
}

#[tokio::test]
async fn an_editor_who_may_not_see_the_parent_keeps_it() {
    let app = app().await;
    let hidden = set(&app, "osei", &[("title", "Secret"), ("audience", "line")]).await;
    let rio = app.person("rio").to_string();
    let goal = set(&app, "osei", &[("parent_id", &hidden), ("owner_id", &rio)]).await;
    let form = app.get("rio", &format!("{HOME}/{goal}/edit")).await;
    assert!(!form.text().contains("Secret"), "{}", form.text());
    let choice = format!("value=\"{hidden}\" selected");
    assert!(form.body.contains(&choice), "{}", form.body);
    let mut fields = with(&[("parent_id", hidden.as_str()), ("owner_id", &rio), ("why", "")]);
    fields.push(("version", "1"));
    let saved = app.post("rio", &format!("{HOME}/{goal}"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(said(&app, "osei", &goal).await["parent_title"], "Secret");
}

#[tokio::test]
async fn the_second_of_two_edits_is_told_what_changed_and_loses_nothing() {
    let app = app().await;
    let ben = app.person("ben").to_string();
    let goal = set(&app, "amy", &[("manager_id", &ben)]).await;
    let edit = |title: &'static str| {
        let mut fields = with(&[("title", title)]);
        fields.push(("version", "1"));
        fields
    };
    let url = format!("{HOME}/{goal}");
    let mut first = edit("See all children");
    first.push(("manager_id", &ben));
    assert_eq!(app.post("amy", &url, &first).await.status, StatusCode::SEE_OTHER);
    let second = app.post("ben", &url, &edit("See everybody")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text().contains("See all children"), "{}", second.text());
    assert!(second.body.contains("value=\"See everybody\""));
    assert!(second.body.contains("name=\"version\" value=\"2\""));
}

#[tokio::test]
async fn the_second_of_two_edits_of_a_measure_is_told_too() {
    let app = app().await;
    let goal = set(&app, "amy", &[]).await;
    let body = json!({ "title": "Wait", "kind": "decrease", "start": 40, "target": 10 });
    let id = measure(&app, "amy", &goal, body).await;
    let url = format!("/alignment/measures/{id}");
    let fields = |target| {
        [
            ("title", "Wait"),
            ("kind", "decrease"),
            ("start", "40"),
            ("target", target),
            ("version", "1"),
        ]
    };
    assert_eq!(app.post("amy", &url, &fields("14")).await.status, StatusCode::SEE_OTHER);
    let late = app.post("amy", &url, &fields("7")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Amy Lund saved changes"), "{}", late.text());
    assert!(late.body.contains("value=\"7\""));
}

#[tokio::test]
async fn hostile_text_is_shown_as_text() {
    let app = app().await;
    let evil = "<script>alert(1)</script>";
    let goal = set(
        &app,
        "amy",
        &[
            ("title", evil),
            ("why", "<img src=x onerror=alert(1)> [a](javascript:alert(1))"),
            ("done_looks_like", evil),
        ],
    )
    .await;
    let body = json!({ "title": evil, "kind": "increase", "unit": evil, "start": 0,
                       "target": 9, "current": 1 });
    measure(&app, "amy", &goal, body).await;
    for path in [format!("{HOME}/{goal}"), "/alignment".to_owned(), format!("{HOME}?show=open")] {
        let page = app.get("amy", &path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains(evil), "{path}");
        assert!(!page.body.contains("onerror=") || page.body.contains("&lt;img"), "{path}");
        assert!(!page.body.contains("href=\"javascript:"), "{path}");
    }
    let long = "x".repeat(201);
    let refused = app.post("amy", HOME, &with(&[("title", &long)])).await;
    assert!(refused.text().contains("Title has 201 characters; at most 200 fit"));
}

#[tokio::test]
async fn a_closed_goal_keeps_its_grade_and_can_be_opened_again() {
    let app = app().await;
    let top = set(&app, "amy", &[("title", "Top")]).await;
    let goal = standing(&app, "amy", 60, &[("parent_id", &top)]).await;
    let url = format!("{HOME}/{goal}");
    let bare = app.post("amy", &format!("{url}/closure"), &[("outcome", "missed")]).await;
    assert!(bare.text().contains("Final grade in a sentence is missing"), "{}", bare.text());
    let fields = [("outcome", "missed"), ("note", "12 of 20 families.")];
    let closed = app.post("amy", &format!("{url}/closure"), &fields).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let text = app.get("rio", &url).await.text();
    assert!(text.contains("Closed. 12 of 20 families. It keeps its grade: 60%"), "{text}");
    assert_eq!(said(&app, "amy", &top).await["progress_micro"], 600_000);
    let edit = app.get("amy", &format!("{url}/edit")).await;
    assert_eq!(edit.status, StatusCode::FORBIDDEN);
    app.post("amy", &format!("{url}/reopening"), &[]).await;
    assert_eq!(said(&app, "amy", &goal).await["state"], "open");
}

#[tokio::test]
async fn a_goal_can_support_more_than_its_parent_and_a_hidden_one_stays_hidden() {
    let app = app().await;
    let goal = set(&app, "amy", &[]).await;
    let other = set(&app, "amy", &[("title", "Fewer sick days")]).await;
    let hidden = set(&app, "amy", &[("title", "Secret"), ("audience", "line")]).await;
    let url = format!("{HOME}/{goal}");
    for to in [&other, &hidden] {
        let added = app.post("amy", &format!("{url}/supports"), &[("to_id", to)]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    }
    let itself = app.post("amy", &format!("{url}/supports"), &[("to_id", &goal)]).await;
    assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = app.get("rio", &url).await;
    assert!(seen.text().contains("Fewer sick days"), "{}", seen.text());
    assert!(!seen.text().contains("Secret"), "{}", seen.text());
    let back = app.get("rio", &format!("{HOME}/{other}")).await;
    assert!(back.text().contains("Supported by\nSee every child"), "{}", back.text());
    app.post("amy", &format!("{url}/supports/removal"), &[("to_id", &other)]).await;
    assert!(!app.get("rio", &url).await.text().contains("Fewer sick days"));
}

#[tokio::test]
async fn ali_5_a_commitment_that_the_reader_may_not_see_is_not_counted() {
    let app = app().await;
    let goal = set(&app, "osei", &[]).await;
    let unit = app.unit("nursing");
    let about: Id<Record> = goal.parse().unwrap();
    for (who, audience) in [("cleo", Audience::Named), ("amy", Audience::Everyone)] {
        let id = Id::fresh(app.now());
        let owner = app.person(who);
        app.tx(who, move |tx| {
            tx.add(&NewRecord {
                id,
                kind: Kind::Commitment,
                title: "A promise",
                state: "accepted",
                unit: Some(unit),
                owner: Some(owner),
                audience,
                parent: Some(about),
                text: "",
            })
        })
        .await
        .unwrap();
    }
    let share = async |name: &'static str| {
        let shares = app.tx(name, crate::goals::store::lists::shares).await.unwrap();
        shares.get(&about).copied()
    };
    assert_eq!(share("rio").await, Some((1, 1)));
    assert_eq!(share("cleo").await, Some((2, 2)));
}

#[tokio::test]
async fn when_a_goal_is_withdrawn_from_view_so_are_its_commitments_and_former_holders() {
    let app = app().await;
    let (cleo, rio) = (app.person("cleo").to_string(), app.person("rio").to_string());
    let holders = [("owner_id", cleo.as_str()), ("lead_id", rio.as_str())];
    let goal = set(&app, "osei", &holders).await;
    let url = format!("{HOME}/{goal}");
    let list = format!("/api/v1/alignment/commitments?about={goal}");
    let asked = app.api("rio", Method::GET, &list, json!(null)).await.json();
    assert_eq!(asked["items"].as_array().unwrap().len(), 2, "{asked}");
    let own = |name: &str| {
        let items = asked["items"].as_array().unwrap();
        let id = app.person(name).to_string();
        let one = items.iter().find(|one| one["person_id"] == json!(id)).unwrap();
        one["id"].as_str().unwrap().to_owned()
    };
    // Rio steps back, and the goal is from now on seen by its owner's line alone.
    let path = format!("/alignment/commitments/{}/declining", own("rio"));
    app.post("rio", &path, &[("reason", "No time")]).await;
    let edit = [("owner_id", cleo.as_str()), ("audience", "line"), ("version", "1")];
    let saved = app.post("osei", &url, &with(&edit)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(app.get("rio", &url).await.status, StatusCode::NOT_FOUND);
    let of_cleo = format!("/alignment/commitments/{}", own("cleo"));
    assert_eq!(app.get("rio", &of_cleo).await.status, StatusCode::NOT_FOUND);
    for name in ["cleo", "amy", "osei"] {
        assert_eq!(app.get(name, &url).await.status, StatusCode::OK, "{name}");
        assert_eq!(app.get(name, &of_cleo).await.status, StatusCode::OK, "{name}");
    }
    let found = app.tx("rio", |tx| tx.search("every child", 9)).await.unwrap();
    assert!(found.iter().all(|card| card.kind == Kind::Commitment), "{found:?}");
}

#[tokio::test]
async fn who_has_an_open_promise_on_a_goal_goes_on_seeing_it() {
    let app = app().await;
    let (cleo, rio) = (app.person("cleo").to_string(), app.person("rio").to_string());
    let holders = [("owner_id", cleo.as_str()), ("lead_id", rio.as_str())];
    let goal = set(&app, "osei", &holders).await;
    let url = format!("{HOME}/{goal}");
    let edit = [("owner_id", cleo.as_str()), ("audience", "line"), ("version", "1")];
    app.post("osei", &url, &with(&edit)).await;
    assert_eq!(app.get("rio", &url).await.status, StatusCode::OK);
}
