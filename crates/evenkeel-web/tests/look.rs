//! The look keeps its promises: contrast, labels, weight, no outside address.

use std::collections::BTreeMap;

use evenkeel_web::assets;

#[path = "../examples/gallery/view.rs"]
mod view;

const TOKENS: &str = include_str!("../assets/css/tokens.css");

/// `--ink: light-dark(#14181f, #eef1f5);` as ink → [light, dark], each as red, green, blue.
fn tokens() -> BTreeMap<String, [[u8; 3]; 2]> {
    TOKENS
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
            let (light, dark) = rest.strip_suffix(");")?.split_once(", ")?;
            Some((name.to_owned(), [color(light), color(dark)]))
        })
        .collect()
}

fn color(hex: &str) -> [u8; 3] {
    let part = |at: usize| {
        u8::from_str_radix(hex.get(at..at + 2).unwrap_or_default(), 16).unwrap_or_default()
    };
    [part(1), part(3), part(5)]
}

/// Relative luminance after WCAG 2.
fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_color_can_be_read_on_every_ground_of_its_theme() {
    let tokens = tokens();
    let texts = [
        "ink", "ink-2", "ink-3", "accent", "concern", "danger", "done", "neutral", "common",
        "lead", "manage",
    ];
    let marks = ["control", "lead-mark"];
    let floors = texts.map(|t| (t, 4.5)).into_iter().chain(marks.map(|m| (m, 3.0)));
    let mut pairs: Vec<(&str, String, f64)> = floors
        .flat_map(|(name, floor)| {
            ["canvas", "surface", "sunken"].map(|ground| (name, ground.to_owned(), floor))
        })
        .collect();
    for name in ["lead", "manage", "concern", "danger", "accent", "done"] {
        pairs.push((name, format!("{name}-soft"), 4.5));
    }
    for ground in ["accent", "danger"] {
        pairs.push(("on-accent", ground.to_owned(), 4.5));
    }
    pairs.push(("canvas", "ink".to_owned(), 4.5));
    assert_eq!(pairs.len(), 13 * 3 + 6 + 3);
    for (name, ground, floor) in pairs {
        for (theme, at) in [("light", 0), ("dark", 1)] {
            let found = contrast(tokens[name][at], tokens[&ground][at]);
            assert!(found >= floor, "{name} on {ground} ({theme}): {found:.2}, wanted {floor}");
        }
    }
}

#[test]
fn contrast_is_computed_as_the_design_says() {
    let tokens = tokens();
    let rounded = |name: &str, ground: &str, at: usize| {
        format!("{:.1}", contrast(tokens[name][at], tokens[ground][at]))
    };
    assert_eq!(rounded("ink", "canvas", 0), "17.8");
    assert_eq!(rounded("lead-mark", "sunken", 0), "3.1");
    assert_eq!(rounded("accent", "surface", 1), "7.4");
    assert_eq!(rounded("danger", "danger-soft", 1), "6.3");
}

#[test]
fn colors_stand_in_the_tokens_alone() {
    for (name, css) in [
        ("base", include_str!("../assets/css/base.css")),
        ("layout", include_str!("../assets/css/layout.css")),
        ("forms", include_str!("../assets/css/forms.css")),
        ("components", include_str!("../assets/css/components.css")),
        ("charts", include_str!("../assets/css/charts.css")),
    ] {
        let hex = css.split('#').skip(1).filter(|rest| {
            rest.len() > 3 && rest.chars().take(3).all(|letter| letter.is_ascii_hexdigit())
        });
        assert_eq!(hex.count(), 0, "{name}.css names a color");
    }
}

/// Opening tags named `name`, each up to its `>`.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name} ");
    html.split(open.as_str()).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(format!("{name}=\"").as_str()).nth(1)?.split('"').next()
}

#[test]
fn every_input_has_a_label_and_what_describes_it_exists() {
    for (page, markup) in view::pages("system") {
        let html = markup.into_string();
        let labels = tags(&html, "label");
        for name in ["input", "select", "textarea"] {
            for tag in tags(&html, name) {
                if attribute(tag, "type") == Some("hidden") {
                    continue;
                }
                let id = attribute(tag, "id").unwrap_or_default();
                assert!(
                    labels.iter().any(|label| attribute(label, "for") == Some(id)),
                    "{page}: no label for {tag}"
                );
                for described in attribute(tag, "aria-describedby").unwrap_or("").split(' ') {
                    let there =
                        described.is_empty() || html.contains(&format!("id=\"{described}\""));
                    assert!(there, "{page}: nothing is called {described}");
                }
            }
        }
    }
}

#[test]
fn ids_are_single_and_links_of_the_summary_lead_to_their_fields() {
    for (page, markup) in view::pages("system") {
        let html = markup.into_string();
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(all, ids.len(), "{page} has an id twice");
        for link in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(&link), "{page}: #{link} leads nowhere");
        }
    }
}

#[test]
fn pages_hold_no_inline_style_or_script_and_no_outside_address() {
    for (page, markup) in view::pages("system") {
        let html = markup.into_string();
        assert!(html.contains(assets::css_path()) && html.contains(assets::js_path()));
        for bad in [" style=", "<style", "onclick=", "http://", "https://", "javascript:"] {
            assert!(!html.contains(bad), "{page} holds {bad}");
        }
        assert_eq!(html.matches("<script").count(), 1, "{page}");
    }
}

#[test]
fn every_form_that_posts_carries_its_token_and_its_key() {
    for (page, markup) in view::pages("system") {
        let html = markup.into_string();
        for form in html.split("<form").skip(1).filter(|form| form.contains("method=\"post\"")) {
            let form = form.split("</form>").next().unwrap();
            for field in ["form_token", "idempotency_key"] {
                assert!(form.contains(&format!("name=\"{field}\"")), "{page}: {form}");
            }
        }
    }
}

#[test]
fn a_wrong_answer_is_kept_beside_its_fault() {
    let pages = view::pages("system");
    let (_, form) = pages.into_iter().find(|(name, _)| *name == "form").unwrap();
    let html = form.into_string();
    assert!(html.contains("value=\"next tuesday\"") && html.contains("value=\"soon\""));
    assert_eq!(html.matches("Say what is to be reached.").count(), 2);
    assert!(html.contains("3 answers need a look"));
}

#[test]
fn a_list_with_its_own_word_for_nobody_does_not_get_a_second_one() {
    use evenkeel_web::{Form, ui, ui::Render};
    let form = Form::empty();
    let people = [ui::choice("", "Nobody yet"), ui::choice(1, "Amy")];
    let html = ui::select(&form, "owner_id", "Owner", people).optional().render().into_string();
    assert_eq!(html.matches("<option").count(), 2);
}

#[test]
fn what_was_typed_is_text_wherever_it_is_shown() {
    use evenkeel_web::{Form, ui, ui::Render};
    let hostile = "\"><script>alert(1)</script>";
    let form = Form::empty().with("title", hostile).with("why", hostile).with("due_on", hostile);
    for field in [
        ui::text(&form, "title", hostile).hint(hostile),
        ui::area(&form, "why", hostile),
        ui::date_field(&form, "due_on", hostile),
        ui::finder(&form, "title", hostile, "person"),
        ui::radios(&form, "title", hostile, [ui::choice(hostile, hostile).hint(hostile)]),
    ] {
        assert!(!field.render().into_string().contains("<script"));
    }
    let row = ui::row(hostile, hostile).meta(hostile).render().into_string();
    assert!(!row.contains("<script"));
}
