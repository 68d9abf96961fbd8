//! Tests of imports: files of the clinic, checked, imported, undone, and imported again.

mod bad;
mod files;
mod people;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use evenkeel_testkit::{Answer, App};
use serde_json::{Value as Json, json};

use crate::testing::app;

/// Sends a file as a form of the browser does.
async fn send(app: &App, name: &str, file: &[u8], encoding: &str) -> Answer {
    let mut body = Vec::new();
    let token = app.form_token(name);
    for (field, value) in [("form_token", token), ("encoding", encoding)] {
        body.extend(
            format!("--B\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                .into_bytes(),
        );
    }
    body.extend(
        b"--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"staff.csv\"\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--B--\r\n");
    let request = app
        .request(name, Method::POST, "/directory/imports")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
        .body(Body::from(body))
        .unwrap();
    app.send(request).await
}

/// Sends a file as Ben, who is an admin, and answers the run's address.
async fn uploaded(app: &App, file: &[u8]) -> String {
    let answer = send(app, "ben", file, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// The run as the API tells it, once nothing goes on in the background.
async fn settled(app: &App, url: &str) -> Json {
    for _ in 0..600 {
        let run = app.api("ben", Method::GET, &format!("/api/v1{url}"), json!(null)).await.json();
        let state = run["state"].as_str().unwrap();
        if !matches!(state, "reading" | "checking" | "applying" | "undoing") {
            return run;
        }
        assert_eq!(run["fault"], "", "{run}");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the run does not come to an end");
}

/// The four counts: added, changed, as before, refused.
fn counts(run: &Json) -> [i64; 4] {
    ["create_count", "change_count", "same_count", "refuse_count"]
        .map(|name| run[name].as_i64().unwrap())
}

/// Checks a file with the mapping that its heads suggest; answers the run's address and the run.
async fn checked(app: &App, file: &[u8]) -> (String, Json) {
    let url = uploaded(app, file).await;
    settled(app, &url).await;
    let path = format!("/api/v1{url}/mapping");
    let answer = app.api("ben", Method::POST, &path, json!({})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let run = settled(app, &url).await;
    (url, run)
}

/// Gives the word for a step and waits for its end.
async fn step(app: &App, url: &str, act: &str) -> Json {
    let answer = app.post("ben", &format!("{url}/{act}"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    settled(app, url).await
}

/// The report, row by row: number, outcome, note.
async fn report(app: &App, url: &str) -> Vec<(i64, String, String)> {
    let path = format!("/api/v1{url}/rows?limit=100");
    let rows = app.api("ben", Method::GET, &path, json!(null)).await.json();
    rows["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            (row["number"].as_i64().unwrap(), text("outcome"), text("note"))
        })
        .collect()
}

/// Everything that the directory knows, as text: before and after must be the same.
async fn directory(app: &App) -> Vec<String> {
    app.tx("osei", |tx| {
        let mut all = super::store::snapshot(tx)?;
        all.sort();
        Ok(all)
    })
    .await
    .unwrap()
}
