//! `evenkeel trace`: the chain of a record, both ways, as a table.

use super::{ServerArgs, client, say};

/// Prints what a record serves and what serves it.
pub(super) async fn show(server: &ServerArgs, id: &str) -> anyhow::Result<()> {
    let trace = client::get(server, &format!("/api/v1/trace/{id}")).await?;
    if server.json {
        say(&serde_json::to_string_pretty(&trace)?);
        return Ok(());
    }
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
    let up: Vec<String> = trace["up"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|step| match step["card"].as_object() {
            Some(_) => {
                format!("{:<12} {}", text(&step["card"]["kind"]), text(&step["card"]["title"]))
            }
            None => format!("{:<12} (not yours to see)", ""),
        })
        .collect();
    for line in up.iter().rev() {
        say(line);
    }
    if trace["is_whole"] == false {
        say("             (nothing above this leads to a vision yet)");
    }
    for step in trace["down"].as_array().into_iter().flatten() {
        let depth = usize::try_from(step["depth"].as_u64().unwrap_or(1)).unwrap_or(1);
        let indent = "  ".repeat(depth);
        say(&format!(
            "{indent}{:<12} {}",
            text(&step["card"]["kind"]),
            text(&step["card"]["title"])
        ));
    }
    Ok(())
}
