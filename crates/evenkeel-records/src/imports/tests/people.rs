//! People come in, go out again, and come in once.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{app, checked, counts, directory, report, send, settled, step, uploaded};

/// 1,000 people whose managers stand anywhere, in an order of columns that nobody foresaw.
fn thousand() -> String {
    let mut text = "Reports To Email;Division;Hire Date;Last Name;Employee #;Status;Shoe size;\
                    Work Email;First Name;Department;Job Title\r\n"
        .to_owned();
    for n in (0..1000).rev() {
        let manager = if n == 0 { String::new() } else { format!("p{}@clinic.example", n / 8) };
        text.push_str(&format!(
            "{manager};Division {};{:02}/{:02}/2023;Müller-{n};E{n:04};Active;{};\
             p{n}@Clinic.example;Zoë;Ward {};Nurse\r\n",
            n % 5,
            n % 28 + 1,
            n % 12 + 1,
            36 + n % 10,
            n % 40,
        ));
    }
    text
}

#[tokio::test]
async fn plt_12_a_thousand_people_come_in_are_undone_and_come_in_twice_without_doubles() {
    let app = app().await;
    let before = directory(&app).await;
    let file = thousand();
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!((run["state"].as_str().unwrap(), counts(&run)), ("checked", [1000, 0, 0, 0]));
    assert_eq!(directory(&app).await, before, "the dry run changes nothing");
    let dry = report(&app, &url).await;
    let run = step(&app, &url, "application").await;
    assert_eq!((run["state"].as_str().unwrap(), counts(&run)), ("applied", [1000, 0, 0, 0]));
    assert_eq!(report(&app, &url).await, dry, "both runs report the same rows");
    let found = app.get("rio", "/api/v1/search?q=zoe%20muller-999&kind=person").await.json();
    assert_eq!(found["items"][0]["title"], "Zoë Müller-999");
    let run = step(&app, &url, "undoing").await;
    assert_eq!((run["state"].as_str().unwrap(), run["kept_count"].as_i64()), ("undone", Some(0)));
    assert_eq!(directory(&app).await, before, "the undo leaves the data as before");
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [1000, 0, 0, 0]);
    step(&app, &url, "application").await;
    let full = directory(&app).await;
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [0, 0, 1000, 0]);
    let page = app.get("ben", &url).await;
    assert!(page.text().contains("Nothing would change: 1,000 rows known already"));
    assert_eq!(directory(&app).await, full);
}

#[tokio::test]
async fn plt_12_people_are_known_again_by_number_then_e_mail_then_name_and_unit() {
    let app = app().await;
    let first = "Employee #,Name,Work Email,Department,Job Title\n\
                 7,Amy Lund,amy@clinic.example,Nursing,Nurse lead\n\
                 8,Cleo Ruiz,,Nursing,\n\
                 9,New Person,new@clinic.example,Nursing,Nurse\n";
    let (url, run) = checked(&app, first.as_bytes()).await;
    assert_eq!(counts(&run), [1, 2, 0, 0], "Amy and Cleo are there already");
    step(&app, &url, "application").await;
    let second = "Employee #,Name,Work Email,Department,Job Title\n\
                  7,Amy Lund-Berg,amy.lund@clinic.example,Nursing,Nurse lead\n\
                  ,New Person,NEW@clinic.example,Reception,Nurse\n";
    let (url, run) = checked(&app, second.as_bytes()).await;
    assert_eq!(counts(&run), [0, 2, 0, 0]);
    let rows = app.get("ben", &format!("/api/v1{url}/rows")).await.json();
    assert_eq!(
        rows["items"][0]["changes"],
        json!([
            { "field": "name", "from": "Amy Lund", "to": "Amy Lund-Berg" },
            {
                "field": "e-mail",
                "from": "amy@clinic.example",
                "to": "amy.lund@clinic.example"
            }
        ])
    );
    assert_eq!(
        rows["items"][1]["changes"],
        json!([{ "field": "unit", "from": "Nursing", "to": "Reception" }])
    );
}

#[tokio::test]
async fn plt_12_managers_are_found_by_e_mail_number_or_name_wherever_they_stand() {
    let app = app().await;
    let file = "Name,Employee #,Work Email,Reports To\n\
                Ann Low,1,ann@c.example,\"Mid, Bea\"\n\
                Bea Mid,2,bea@c.example,cid@c.example\n\
                Cid Top,3,cid@c.example,\n\
                Dan Low,4,,2\n\
                Eve Low,5,,Nobody Known\n\
                Flo Low,6,,Flo Low\n\
                Gil Low,7,,Amy Lund\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [7, 0, 0, 0]);
    let notes: Vec<_> = report(&app, &url).await.into_iter().map(|row| row.2).collect();
    assert_eq!(notes[4], "Nobody is called “Nobody Known”; left without this manager");
    assert_eq!(notes[5], "Reports to themselves; left without this manager");
    step(&app, &url, "application").await;
    let lines: Vec<String> = directory(&app)
        .await
        .into_iter()
        .filter(|line| line.contains("Low") || line.contains("Mid"))
        .map(|line| line.split('|').take(2).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        lines,
        [
            "Ann Low|Bea Mid",
            "Bea Mid|Cid Top",
            "Dan Low|Bea Mid",
            "Eve Low|",
            "Flo Low|",
            "Gil Low|Amy Lund"
        ]
    );
}

#[tokio::test]
async fn plt_12_circles_and_doubles_are_told_row_by_row() {
    let app = app().await;
    let file = "Employee #,Name,Work Email,Reports To\n\
                1,Ann One,ann@c.example,Bob Two\n\
                2,Bob Two,bob@c.example,Cat Three\n\
                3,Cat Three,cat@c.example,Ann One\n\
                4,Dan Four,dan@c.example,Ann One\n\
                4,Dora Four,dora@c.example,\n\
                5,Eve Five,DAN@c.example,\n\
                6,,x@c.example,\n\
                7,Flo Seven,no-address,\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [1, 0, 0, 7]);
    let rows = report(&app, &url).await;
    let note = |number: i64| rows.iter().find(|row| row.0 == number).unwrap().2.clone();
    assert_eq!(
        note(2),
        "Reports in a circle: Ann One → Bob Two → Cat Three → Ann One. Say who stands at the top"
    );
    assert_eq!(note(5), "Row 2 is refused; left without this manager");
    assert_eq!(note(6), "Has the same number as row 5");
    assert_eq!(note(7), "Has the same e-mail as row 5");
    assert_eq!(note(8), "Name is missing");
    assert_eq!(note(9), "E-mail is written such as amy@northgate.example");
    let run = step(&app, &url, "application").await;
    assert_eq!(counts(&run), [1, 0, 0, 7]);
}

#[tokio::test]
async fn plt_12_leavers_lose_their_access_and_get_it_back_by_an_undo() {
    let app = app().await;
    let before = directory(&app).await;
    let file = "Username,Name,Status\ncleo,Cleo Ruiz,Terminated\nrio,Rio Tan,On leave\n\
                osei,Dr Osei,Left\nben,Ben Hart,left\nold,Old Hand,Retired\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [0, 1, 2, 2]);
    let rows = report(&app, &url).await;
    assert_eq!(rows[2].2, "An owner cannot leave by a file. Name another owner first");
    assert_eq!(rows[3].2, "You cannot end your own access by a file");
    assert_eq!(rows[4].2, "Has left already; not added");
    step(&app, &url, "application").await;
    assert_eq!(app.get("cleo", "/week").await.status, StatusCode::SEE_OTHER, "signed out");
    assert_eq!(app.get("rio", "/week").await.status, StatusCode::OK);
    step(&app, &url, "undoing").await;
    assert_eq!(directory(&app).await, before);
}

#[tokio::test]
async fn plt_12_an_undo_keeps_what_somebody_changed_since() {
    let app = app().await;
    let file = "Employee #,Name,Department\n1,New One,Ward\n2,New Two,Ward\n3,Amy Lund,Nursing\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [2, 1, 0, 0]);
    step(&app, &url, "application").await;
    let rows = app.get("ben", &format!("/api/v1{url}/rows")).await.json();
    let one: evenkeel_core::Id<evenkeel_core::Person> =
        rows["items"][0]["person_id"].as_str().unwrap().parse().unwrap();
    let cleo = app.person("cleo");
    app.tx("ben", move |tx| {
        let member = evenkeel_directory::persons::store::find(tx, cleo)?;
        let mut draft = member.draft();
        draft.manager_id = Some(one);
        let membership = evenkeel_core::Id::fresh(tx.now);
        evenkeel_directory::persons::acts::save(tx, &member, membership, &draft)
    })
    .await
    .unwrap();
    let amy = app.person("amy").record();
    app.tx("ben", move |tx| tx.set_state(amy, "active")).await.unwrap();
    let run = step(&app, &url, "undoing").await;
    assert_eq!(run["kept_count"], 2);
    let notes: Vec<_> = report(&app, &url).await.into_iter().map(|row| row.2).collect();
    assert_eq!(
        notes,
        [
            "Cleo Ruiz reports to them now; left as they are",
            "",
            "Changed since the import; left as they are"
        ]
    );
    let page = app.get("ben", &url).await;
    assert!(page.text().contains("Undone. 2 rows stayed as they are"), "{}", page.text());
    let names = directory(&app).await.join("\n");
    assert!(names.contains("New One") && !names.contains("New Two") && names.contains("Ward"));
}

#[tokio::test]
async fn plt_12_units_are_added_below_each_other_and_found_again() {
    let app = app().await;
    let file = "Name,Division,Department\nA One,Care > Day,Ward 1\nB Two,Care,Night\n\
                C Three,,nursing\nD Four,Care,care\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [4, 0, 0, 0]);
    step(&app, &url, "application").await;
    let units: Vec<String> =
        directory(&app).await.into_iter().filter(|line| line.starts_with("unit ")).collect();
    assert_eq!(
        units,
        [
            "unit Care|Clinic",
            "unit Clinic|",
            "unit Day|Care",
            "unit Night|Care",
            "unit Nursing|Clinic",
            "unit Reception|Clinic",
            "unit Ward 1|Day"
        ]
    );
}

#[tokio::test]
async fn plt_12_a_mapping_is_remembered_and_ambiguous_dates_are_asked_about() {
    let app = app().await;
    let file = b"Who,Where,Since\nAnn One,Ward,03/04/2024\nBob Two,Ward,05/06/2024\n";
    let url = uploaded(&app, file).await;
    settled(&app, &url).await;
    let form = app.get("ben", &url).await;
    assert!(form.text().contains("What do the columns mean?"), "{}", form.text());
    let path = format!("{url}/mapping");
    let nameless = app.post("ben", &path, &[("department", "1")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().contains("Name is missing: say which column holds it"));
    let fields = [("name", "0"), ("department", "1"), ("hired_on", "2")];
    let asked = app.post("ben", &path, &fields).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("“03/04/2024” can be read in two ways"), "{}", asked.text());
    assert!(asked.body.contains("value=\"2\" selected"));
    let told = [("name", "0"), ("department", "1"), ("hired_on", "2"), ("date_order", "day")];
    assert_eq!(app.post("ben", &path, &told).await.status, StatusCode::SEE_OTHER);
    assert_eq!(counts(&settled(&app, &url).await), [2, 0, 0, 0]);
    step(&app, &url, "application").await;
    assert!(directory(&app).await.join("\n").contains("2024-04-03"));
    let again = uploaded(&app, file).await;
    settled(&app, &again).await;
    let form = app.get("ben", &again).await;
    assert!(form.body.contains("value=\"day\" checked"), "{}", form.body);
    for place in 0..3 {
        assert!(form.body.contains(&format!("value=\"{place}\" selected")), "{}", form.text());
    }
}

#[tokio::test]
async fn imports_are_the_business_of_admins_of_the_organization() {
    let app = app().await;
    let file = b"Name\nAnn One\n";
    for name in ["amy", "gus"] {
        let answer = send(&app, name, file, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(app.get(name, "/directory/imports").await.status, StatusCode::FORBIDDEN);
    }
    let url = uploaded(&app, file).await;
    settled(&app, &url).await;
    for path in [url.clone(), format!("{url}/mapping"), format!("{url}/report")] {
        assert_eq!(app.get("amy", &path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(app.get("zoe", &path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(app.get("osei", &path).await.status, StatusCode::OK, "{path}");
    }
    for act in ["mapping", "application", "undoing"] {
        let path = format!("{url}/{act}");
        assert_eq!(app.post("amy", &path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(app.post("zoe", &path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let early = app.post("ben", &format!("{url}/application"), &[]).await;
    assert!(early.text().contains("Say first what the columns mean."), "{}", early.text());
    let list = app.api("ben", Method::GET, "/api/v1/directory/imports", json!(null)).await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let page = app.get("osei", "/directory/imports").await;
    assert!(page.text().contains("staff.csv"));
}

#[tokio::test]
async fn plt_12_an_import_that_stopped_goes_on_where_it_was() {
    let app = app().await;
    let (url, _) = checked(&app, b"Name,Reports To\nAnn One,Bob Two\nBob Two,\n").await;
    let id: evenkeel_core::Id<crate::imports::Run> =
        url.rsplit('/').next().unwrap().parse().unwrap();
    app.tx("ben", move |tx| {
        crate::imports::store::set_state(tx, id, crate::imports::State::Applying)
    })
    .await
    .unwrap();
    let busy = app.get("ben", &url).await;
    assert_eq!(busy.headers["refresh"], "3");
    assert!(busy.text().contains("0 of 2 rows are done"), "{}", busy.text());
    let twice = app.post("ben", &format!("{url}/application"), &[]).await;
    assert!(twice.text().contains("The import is going on."), "{}", twice.text());
    app.set_now("2026-06-16T09:05:00Z");
    let stopped = app.get("ben", &url).await;
    assert!(stopped.text().contains("It stopped on the way"), "{}", stopped.text());
    let run = step(&app, &url, "application").await;
    assert_eq!((run["state"].as_str().unwrap(), counts(&run)), ("applied", [2, 0, 0, 0]));
    assert!(directory(&app).await.iter().any(|line| line.starts_with("Ann One|Bob Two")));
}

#[tokio::test]
async fn plt_12_people_of_one_name_each_get_a_username() {
    let app = app().await;
    let file = "Name,Number,Manager\nJo Doe,1,\nJo Doe,2,\nJo Doe,3,\n---,4,Jo Doe\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [4, 0, 0, 0]);
    let note = &report(&app, &url).await[3].2;
    assert!(note.starts_with("Several people are called “Jo Doe”"), "{note}");
    step(&app, &url, "application").await;
    let all = directory(&app).await.join("\n");
    for username in ["jo.doe ", "jo.doe2 ", "jo.doe3 ", "person "] {
        assert!(all.contains(&format!("|{username}")), "{all}");
    }
}
