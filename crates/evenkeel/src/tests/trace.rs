//! The trace as the command line prints it, from what the API answers.

use axum::http::Method;
use expect_test::expect;
use uuid::Uuid;

use super::{house::practice, store};
use crate::cli;

#[tokio::test(flavor = "multi_thread")]
async fn ali_10_the_command_line_prints_the_chain_that_the_api_answers() {
    let practice = practice().await;
    let task: Uuid = practice
        .read(&practice.reader, |tx| {
            store::task_named(tx, "Check expiry dates in both vaccine fridges")
        })
        .await
        .unwrap();
    let path = format!("/api/v1/trace/{task}");
    let reply = practice.visit(Some(&practice.reader), &Method::GET, &path).await;
    let trace = serde_json::from_str(&reply.body).unwrap();
    expect![[r#"
        vision       No child in Northgate waits for care that we can give
        strategy     Prevent before we treat
        goal         95 of 100 two-year-olds have all their vaccinations
        goal         No vaccine fridge leaves 2 to 8 °C unnoticed
        task         Check expiry dates in both vaccine fridges"#]]
    .assert_eq(&cli::trace_lines(&trace).join("\n"));
}
