//! `evenkeel trace`: the chain of a record, both ways, as lines.

use serde_json::Value;

use super::{ServerArgs, client, say};

/// Prints what a record serves and what serves it.
pub(super) async fn show(server: &ServerArgs, id: &str) -> anyhow::Result<()> {
    let trace = client::get(server, &format!("/api/v1/trace/{id}")).await?;
    if server.json {
        say(&serde_json::to_string_pretty(&trace)?);
        return Ok(());
    }
    for line in lines(&trace) {
        say(&line);
    }
    Ok(())
}

/// The vision first, the record itself where the indents begin, then what serves it.
pub(crate) fn lines(trace: &Value) -> Vec<String> {
    let mut lines: Vec<String> = list(trace, "up").map(|step| line(step, 0)).collect();
    if trace.get("is_whole").is_some_and(|is_whole| is_whole == false) {
        lines.push("(nothing above this leads to a vision yet)".to_owned());
    }
    lines.reverse();
    below(trace, 1, &mut lines);
    lines
}

fn below(node: &Value, depth: usize, lines: &mut Vec<String>) {
    for step in list(node, "down") {
        lines.push(line(step, depth));
        // The server answers three levels: the depth is bounded there.
        below(step, depth + 1, lines);
    }
}

/// A step as kind and title.
fn line(step: &Value, depth: usize) -> String {
    let text = |key: &str| step.get(key).and_then(Value::as_str).unwrap_or("");
    let indent = "  ".repeat(depth);
    match text("title") {
        "" => format!("{indent}{:<12} (not yours to see)", ""),
        title => format!("{indent}{:<12} {title}", text("kind")),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}
