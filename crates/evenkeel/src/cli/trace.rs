//! `evenkeel trace`: the chain of a record, both ways, as a table.

use serde_json::Value;

use super::{ServerArgs, client, say};

/// Prints what a record serves and what serves it.
pub(super) async fn show(server: &ServerArgs, id: &str) -> anyhow::Result<()> {
    let trace = client::get(server, &format!("/api/v1/trace/{id}")).await?;
    if server.json {
        say(&serde_json::to_string_pretty(&trace)?);
        return Ok(());
    }
    for step in steps(&trace, "up").iter().rev() {
        say(&line(step));
    }
    if trace.get("is_whole") == Some(&Value::Bool(false)) {
        say("             (nothing above this leads to a vision yet)");
    }
    for step in steps(&trace, "down") {
        let depth = step.get("depth").and_then(Value::as_u64).unwrap_or(1);
        let indent = "  ".repeat(usize::try_from(depth).unwrap_or(1));
        say(&format!("{indent}{}", line(step)));
    }
    Ok(())
}

fn steps<'a>(trace: &'a Value, direction: &str) -> &'a [Value] {
    trace.get(direction).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn line(step: &Value) -> String {
    let text = |field: &str| step.pointer(field).and_then(Value::as_str).unwrap_or("");
    if step.get("card").is_some_and(Value::is_object) {
        return format!("{:<12} {}", text("/card/kind"), text("/card/title"));
    }
    format!("{:<12} (not yours to see)", "")
}
