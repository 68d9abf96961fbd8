//! The drawing, the list and the table say the same.

use super::*;
use crate::testing::{lines, words};
use expect_test::{expect, expect_file};

fn item(title: &str, note: &str) -> MapItem {
    MapItem { title: title.to_owned(), url: Some("/x".to_owned()), note: note.to_owned() }
}

fn clinic() -> StrategyMap {
    StrategyMap {
        title: "Strategy map of the clinic".to_owned(),
        vision: Some(item("Every child is seen in time", "by 2030")),
        strategies: vec![
            MapStrategy {
                item: item("Nurses lead triage", ""),
                priorities: vec!["Train".to_owned(), "Trust".to_owned()],
                goals: vec![item("See every child within 2 weeks", "on track")],
                bets: vec![item("Evening clinic", "decide by 1 October")],
            },
            MapStrategy { item: item("Care close to home", ""), ..MapStrategy::default() },
        ],
    }
}

#[test]
fn the_drawing_shows_the_chain_and_its_gap() {
    let map = clinic();
    expect_file!["drawing.svg"].assert_eq(&lines(&drawing::drawing(&map, &map.said())));
}

#[test]
fn the_list_for_phones_holds_the_same() {
    expect![[r#"
        Every child is seen in time
        by 2030
        Nurses lead triage
        Train
        Trust
        1 goal
        See every child within 2 weeks
        on track
        1 bet
        Evening clinic
        decide by 1 October
        Care close to home
        No goals yet
    "#]]
    .assert_eq(&words(&list(&clinic())));
}

#[test]
fn the_sentence_counts_what_is_drawn() {
    let mut map = clinic();
    assert_eq!(
        map.sentence(),
        "2 strategies lead to the vision. They have 1 goal and 1 bet. 1 strategy has no goal yet."
    );
    let mut one = map.clone();
    one.strategies.remove(0);
    assert_eq!(one.sentence(), "1 strategy leads to the vision. It has no goals and no bets.");
    map.vision = None;
    assert!(map.sentence().starts_with("2 strategies, and no vision that they lead to yet."));
    assert!(strategy_map(&map).0.contains("No vision yet"));
    assert_eq!(StrategyMap::default().sentence(), "No vision and no strategies yet.");
}

#[test]
fn many_strategies_stand_in_rows_and_the_rest_is_counted() {
    let mut map = clinic();
    let one = map.strategies[0].clone();
    map.strategies = vec![one; 14];
    map.strategies[0].goals = vec![item("Goal", ""); 7];
    let page = words(&drawing::drawing(&map, &map.said()));
    assert!(page.contains("and 2 more, in the table"));
    assert!(page.contains("7 goals") && page.contains("and 2 more\n"));
}
