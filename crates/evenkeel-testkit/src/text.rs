//! The plain text of a page: what a reader would read out, one line a block.

/// Elements that begin a line of their own.
const BLOCKS: [&str; 26] = [
    "p", "div", "li", "h1", "h2", "h3", "h4", "tr", "ul", "ol", "table", "section", "form", "dt",
    "dd", "dl", "main", "header", "footer", "nav", "button", "label", "legend", "option",
    "summary", "fieldset",
];

/// The text of `<main>`, or of the whole page if it has none.
pub(crate) fn main_text(html: &str) -> String {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").unwrap_or(html.len());
    plain(html.get(start..end).unwrap_or(html))
}

fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&unescape(rest.get(..open).unwrap_or_default()));
        let tag_end = rest.get(open..).and_then(|r| r.find('>')).map_or(rest.len(), |e| open + e);
        let tag = rest.get(open + 1..tag_end).unwrap_or_default();
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if tag.contains("class=\"printed\"") {
            // The foot of a printed page: its address would change from test to test.
            let close = rest.find("</p>").map_or(rest.len(), |close| close + 4);
            rest = rest.get(close..).unwrap_or_default();
            continue;
        }
        if name == "kbd" {
            out.push(' ');
        }
        if BLOCKS.contains(&name.as_str()) || name == "br" {
            out.push('\n');
        } else if name == "td" || name == "th" {
            out.push_str(" | ");
        }
        rest = rest.get(tag_end + 1..).unwrap_or_default();
    }
    out.push_str(&unescape(rest));
    let lines: Vec<String> = out
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n") + "\n"
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_reads_as_its_lines() {
        let text =
            super::main_text("<nav>no</nav><main><h1>Goals</h1><p>A &amp; <b>B</b></p></main>");
        assert_eq!(text, "Goals\nA & B\n");
    }
}
