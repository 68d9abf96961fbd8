//! How far something is: a bar from zero, a tick where it should be by now, and words.

use maud::{Markup, html};

use super::number::{percent, px};

/// How far something is, in micro-units: 1,000,000 is all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How far; none is "unknown", which is not the same as 0.
    pub done_micro: Option<i64>,
    /// Where it should be by now.
    pub expected_micro: Option<i64>,
    /// How much of it is measured; said when it is less than all.
    pub coverage_micro: Option<i64>,
}

const ALL_MICRO: i64 = 1_000_000;
const WIDTH: f64 = 100.0;

/// The bar with its words beside it.
pub fn bar(title: &str, progress: &Progress) -> Markup {
    html! {
        span.chart.chart-bar {
            (drawing(title, progress))
            span.words { (progress.sentence()) }
        }
    }
}

/// The bar alone, for a row that has the number beside it.
pub(crate) fn drawing(title: &str, progress: &Progress) -> Markup {
    let done = progress.done_micro.map(along);
    html! {
        svg.drawing.bar.unknown[done.is_none()] role="img"
            aria-label={ (title) ": " (progress.sentence()) }
            width="100" height="10" viewBox="0 0 100 10" {
            title { (progress.sentence()) }
            rect.all x="0" y="2" width="100" height="6" rx="3" {}
            @if let Some(width) = done.filter(|width| *width > 0.0) {
                rect.part x="0" y="2" width=(px(width)) height="6" rx="3" {}
            }
            @if let Some(expected) = progress.expected_micro {
                rect.expected x=(px((along(expected) - 1.0).clamp(0.0, WIDTH - 2.0)))
                    y="0" width="2" height="10" {}
            }
        }
    }
}

impl Progress {
    /// "64%, 14 points behind the 78% expected by now".
    pub fn sentence(&self) -> String {
        let mut parts = vec![match self.done_micro {
            Some(done) => percent(done),
            None => "not known yet".to_owned(),
        }];
        if let Some(expected) = self.expected_micro {
            parts.push(self.against(expected));
        }
        if let Some(coverage) = self.coverage_micro.filter(|coverage| *coverage < ALL_MICRO) {
            parts.push(format!("{} of the weight measured", percent(coverage)));
        }
        parts.join(", ")
    }

    fn against(&self, expected: i64) -> String {
        let whole = |micro: i64| micro.saturating_add(5_000).div_euclid(10_000);
        let behind = self.done_micro.map(|done| whole(expected).saturating_sub(whole(done)));
        match behind {
            None => format!("{} expected by now", percent(expected)),
            Some(0) => "as expected by now".to_owned(),
            Some(points) => {
                let noun = if points.abs() == 1 { "point" } else { "points" };
                let side = if points > 0 { "behind" } else { "ahead of" };
                let expected = percent(expected);
                format!("{} {noun} {side} the {expected} expected by now", points.abs())
            }
        }
    }
}

/// How far along the bar, in pixels with one decimal.
fn along(micro: i64) -> f64 {
    let thousandths = micro.clamp(0, ALL_MICRO) / 1_000;
    i32::try_from(thousandths).map_or(0.0, f64::from) / 1_000.0 * WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lines;
    use expect_test::expect;

    fn progress(done: i64, expected: i64) -> Progress {
        Progress {
            done_micro: Some(done),
            expected_micro: Some(expected),
            coverage_micro: Some(ALL_MICRO),
        }
    }

    #[test]
    fn the_words_say_how_far_and_against_what() {
        let say = |done, expected| progress(done, expected).sentence();
        assert_eq!(say(640_000, 780_000), "64%, 14 points behind the 78% expected by now");
        assert_eq!(say(790_000, 780_000), "79%, 1 point ahead of the 78% expected by now");
        assert_eq!(say(781_000, 780_000), "78%, as expected by now");
        let unknown = Progress { coverage_micro: Some(400_000), ..Progress::default() };
        assert_eq!(unknown.sentence(), "not known yet, 40% of the weight measured");
        assert_eq!(say(i64::MAX, i64::MIN).split(',').count(), 2);
    }

    #[test]
    fn a_bar_starts_at_zero_and_has_a_tick_where_it_should_be() {
        expect![[r#"
            <span class="chart chart-bar">
            <svg class="drawing bar" role="img" aria-label="Waiting time: 64%, 14 points
              behind the 78% expected by now" width="100" height="10" viewBox="0 0 100
              10">
            <title>64%, 14 points behind the 78% expected by now</title>
            <rect class="all" x="0" y="2" width="100" height="6" rx="3">
            </rect>
            <rect class="part" x="0" y="2" width="64" height="6" rx="3">
            </rect>
            <rect class="expected" x="77" y="0" width="2" height="10">
            </rect>
            </svg>
            <span class="words">64%, 14 points behind the 78% expected by now</span>
            </span>
        "#]]
        .assert_eq(&lines(&bar("Waiting time", &progress(640_000, 780_000))));
    }
}
