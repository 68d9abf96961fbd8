//! SQL lives in stores, markup in views, and nothing is left for later.

use super::repository::{File, files, refuse};

/// Files with SQL outside a store. The list only shrinks.
const SQL_ELSEWHERE: &[&str] = &[];

/// Files with markup outside a view. The list only shrinks.
const MARKUP_ELSEWHERE: &[&str] = &[];

/// This file names what it refuses.
const SELF: &str = "crates/evenkeel-tidy/src/homes.rs";

/// How a statement begins. A sentence for people begins with a capital.
const VERBS: &[&str] = &[
    "sql!(",
    "\"select ",
    "\"insert into ",
    "\"delete from ",
    "\"with recursive ",
    "\"create table",
];

/// Words that put work off.
const LATER: &[&str] = &["FIXME", "TODO", "XXX"];

fn may_hold_sql(path: &str) -> bool {
    path.ends_with("/store.rs")
        || path.contains("/store/")
        || path.starts_with("crates/evenkeel-store/")
        || path.starts_with("crates/evenkeel-testkit/")
        || path.starts_with("xtask/")
}

fn may_hold_markup(path: &str) -> bool {
    path.ends_with("/view.rs")
        || path.contains("/view/")
        || path.starts_with("crates/evenkeel-web/src/ui/")
        || path.starts_with("crates/evenkeel-chart/")
}

fn faults(file: &File, words: &[&str], advice: &str) -> Vec<String> {
    file.code_lines()
        .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
        .map(|(number, _)| format!("{}:{number}: {advice}", file.path))
        .collect()
}

fn sql(file: &File) -> Vec<String> {
    if may_hold_sql(&file.path) {
        return Vec::new();
    }
    faults(file, VERBS, "SQL outside a store: move it to the slice's store.rs")
}

fn markup(file: &File) -> Vec<String> {
    if may_hold_markup(&file.path) {
        return Vec::new();
    }
    faults(file, &["html!"], "markup outside a view: move it to view.rs, or to ui/ if shared")
}

fn later(file: &File) -> Vec<String> {
    file.lines()
        .filter(|(_, line)| LATER.iter().any(|word| line.contains(word)))
        .map(|(number, _)| {
            format!(
                "{}:{number}: put off: do it now, or open an issue and leave no mark",
                file.path
            )
        })
        .collect()
}

fn code(extensions: &'static [&'static str]) -> impl Iterator<Item = File> {
    files().into_iter().filter(|file| file.has_extension(extensions) && file.path != SELF)
}

#[test]
fn sql_lives_in_stores() {
    refuse(code(&["rs"]).flat_map(|file| sql(&file)).collect(), SQL_ELSEWHERE);
}

#[test]
fn markup_lives_in_views() {
    refuse(code(&["rs"]).flat_map(|file| markup(&file)).collect(), MARKUP_ELSEWHERE);
}

#[test]
fn nothing_is_put_off() {
    let files = code(&["rs", "css", "js", "mjs", "sql", "toml"]);
    refuse(files.flat_map(|file| later(&file)).collect(), &[]);
}

#[test]
fn each_home_can_be_left() {
    let pages = |text: &str| File::new("crates/evenkeel-plans/src/tasks/pages.rs", text);
    assert_eq!(sql(&pages("tx.list(sql!(\"select 1\"))")).len(), 1);
    assert_eq!(sql(&pages("// as in sql!(…)")).len(), 0);
    assert_eq!(sql(&pages("\"Select a person\"")).len(), 0);
    assert_eq!(sql(&File::new("crates/evenkeel-plans/src/tasks/store.rs", "sql!(\"\")")).len(), 0);
    assert_eq!(markup(&pages("html! { p { \"Hello\" } }")).len(), 1);
    assert_eq!(markup(&File::new("crates/evenkeel-web/src/ui/empty.rs", "html! {}")).len(), 0);
    assert_eq!(later(&pages("// TODO tomorrow")).len(), 1);
}
