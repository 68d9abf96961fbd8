//! How far something is and how sure somebody is, in words, with a thin bar beside.

use maud::{Markup, html};

use super::{choice::Choice, choice::choice, number::percent};

/// How far it is, as a sentence with a thin bar. Shares are in micro-units: 1,000,000 is all.
pub fn progress(share_micro: Option<i64>, expected_micro: Option<i64>) -> Markup {
    let Some(share) = share_micro else {
        return html! { span.progress.unknown { "Not measured yet" } };
    };
    let behind = expected_micro.is_some_and(|expected| expected - share > 100_000);
    html! {
        span.progress.behind[behind] {
            (bar(share, expected_micro))
            span.words {
                strong { (percent(share)) } " of the way"
                @if let Some(expected) = expected_micro {
                    ", " (percent(expected)) " expected by today"
                }
            }
        }
    }
}

fn bar(share: i64, expected: Option<i64>) -> Markup {
    let width = share.clamp(0, 1_000_000) / 10_000;
    html! {
        svg.bar viewBox="0 0 100 8" width="100" height="8" preserveAspectRatio="none"
            aria-hidden="true" {
            rect.all x="0" y="1" width="100" height="6" rx="3" {}
            @if width > 0 { rect.part x="0" y="1" width=(width) height="6" rx="3" {} }
            @if let Some(expected) = expected {
                rect.expected x=(expected.clamp(0, 990_000) / 10_000) y="0" width="1.5"
                    height="8" {}
            }
        }
    }
}

const WORDS: [&str; 5] =
    ["Very doubtful", "Doubtful", "Could go either way", "Confident", "Very confident"];

/// How sure somebody is, from 1 to 5, in words: "Confident (4 of 5)".
pub fn confidence(level: i64) -> Markup {
    let word = usize::try_from(level - 1).ok().and_then(|place| WORDS.get(place));
    html! {
        @match word {
            Some(word) => span.confidence { (word) " " span.meta { "(" (level) " of 5)" } },
            None => span.confidence.unknown { "Not said" },
        }
    }
}

/// The five answers to "How confident are you?", for radio buttons.
pub fn confidence_choices() -> Vec<Choice> {
    WORDS.iter().zip(1..).map(|(word, level)| choice(level, format!("{level} · {word}"))).collect()
}
