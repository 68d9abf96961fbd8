//! The browser talks to our server only: no page names another address.

use super::repository::{File, files, refuse};

/// The name of a vocabulary, which no browser ever asks for.
const VOCABULARY: &str = "http://www.w3.org/2000/svg";

/// Whether the file ends up in a browser.
fn is_shown(file: &File) -> bool {
    let path = file.path.as_str();
    let is_view = path.ends_with("/view.rs") || path.contains("/view/") || path.contains("/ui/");
    let is_chart = path.starts_with("crates/evenkeel-chart/src/");
    let is_asset = file.has_extension(&["css", "js", "svg"]);
    path.starts_with("crates/") && (is_view || is_chart || is_asset)
}

fn faults(file: &File) -> Vec<String> {
    let is_outside = |line: &str| {
        let rest = line.replace(VOCABULARY, "");
        rest.contains("http://") || rest.contains("https://")
    };
    // Tests inside a file may name any address: they try what people type.
    let is_shipped = |line: &str| !line.trim_start().starts_with("mod tests");
    file.lines()
        .take_while(|(_, line)| is_shipped(line))
        .filter(|(_, line)| is_outside(line))
        .map(|(number, _)| {
            format!("{}:{number}: an outside address: serve it ourselves, or leave it", file.path)
        })
        .collect()
}

#[test]
fn no_page_names_another_server() {
    refuse(files().iter().filter(|file| is_shown(file)).flat_map(faults).collect(), &[]);
}

#[test]
fn a_font_from_elsewhere_is_a_fault_and_the_vocabulary_is_none() {
    let check = |text: &str| faults(&File::new("crates/evenkeel-web/assets/base.css", text)).len();
    assert_eq!(check("@import url('https://fonts.example/a.css');"), 1);
    assert_eq!(check("xmlns='http://www.w3.org/2000/svg'"), 0);
    assert!(is_shown(&File::new("crates/evenkeel-plans/src/tasks/view.rs", "")));
    assert!(!is_shown(&File::new("crates/evenkeel-plans/src/tasks/api.rs", "")));
}
