//! The last 12 readings in the height of a line of text, for tables and rows.

use maud::{Markup, html};

use super::count::{as_float, count};
use super::line::{Line, Point, ends};
use super::number::{number, px, with_unit};

/// The most readings that a sparkline shows: the latest ones.
const READINGS_MAX: usize = 12;
const WIDTH: f64 = 96.0;
const HEIGHT: f64 = 24.0;
const MARK: f64 = 3.5;

/// The last 12 readings at equal steps, the last one marked, with its number and unit beside.
pub fn sparkline(line: &Line) -> Markup {
    let points = line.latest(READINGS_MAX);
    let Some(last) = points.last() else {
        return html! { span.chart.chart-sparkline.empty { "No readings yet" } };
    };
    html! {
        span.chart.chart-sparkline {
            (drawing(line, &points))
            span.words { strong { (with_unit(last.value, &line.unit)) } }
        }
    }
}

fn drawing(line: &Line, points: &[Point]) -> Markup {
    let (low, high) = ends(points.iter().map(|point| point.value).chain(line.target()));
    let y = |value: f64| {
        let part = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        let part = if part.is_finite() { part } else { 0.5 };
        HEIGHT - MARK - 1.0 - (HEIGHT - 2.0 * (MARK + 1.0)) * part
    };
    let steps = as_float(points.len().saturating_sub(1)).max(1.0);
    let right = WIDTH - MARK - 1.0;
    let skipped = as_float(READINGS_MAX.saturating_sub(1)) - steps;
    let step = (right - 2.0) / as_float(READINGS_MAX.saturating_sub(1));
    let path: Vec<String> = (0..)
        .map(|place: u32| 2.0 + (skipped + f64::from(place)) * step)
        .zip(points)
        .map(|(x, point)| format!("{},{}", px(x), px(y(point.value))))
        .collect();
    let last = points.last().map_or(0.0, |point| point.value);
    html! {
        svg.drawing role="img" aria-label=(said(line, points)) width="96" height="24"
            viewBox="0 0 96 24" {
            title { (said(line, points)) }
            @if let Some(target) = line.target() {
                line.limit x1="2" y1=(px(y(target))) x2=(px(WIDTH)) y2=(px(y(target))) {}
            }
            @if path.len() > 1 { polyline.line points=(path.join(" ")) {} }
            circle.mark.mark-last cx=(px(right)) cy=(px(y(last))) r=(px(MARK)) {}
        }
    }
}

/// "Waiting time: last 12 readings between 18 and 43 days, target 22 days".
fn said(line: &Line, points: &[Point]) -> String {
    let (low, high) = ends(points.iter().map(|point| point.value));
    let target = line.target().map(|target| with_unit(target, &line.unit));
    let target = target.map(|target| format!(", target {target}")).unwrap_or_default();
    let readings = count(points.len(), "reading", "readings");
    let high = with_unit(high, &line.unit);
    format!("{}: last {readings} between {} and {high}{target}", line.title, number(low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lines;
    use expect_test::expect;
    use jiff::civil::date;

    #[test]
    fn a_sparkline_ends_in_its_last_reading_with_the_unit() {
        let readings = (1i8..=15).map(|day| (date(2026, 6, day), i64::from(day) * 1_000));
        let line = Line::from_milli("Waiting time", "days", readings, Some(22_000));
        expect![[r#"
            <span class="chart chart-sparkline">
            <svg class="drawing" role="img" aria-label="Waiting time: last 12 readings
              between 4 and 15 days, target 22 days" width="96" height="24" viewBox="0 0
              96 24">
            <title>Waiting time: last 12 readings between 4 and 15 days, target 22
              days</title>
            <line class="limit" x1="2" y1="4.5" x2="96" y2="4.5">
            </line>
            <polyline class="line" points="2,19.5 10.1,18.7 18.3,17.8 26.4,17 34.5,16.2
              42.7,15.3 50.8,14.5 59,13.7 67.1,12.8 75.2,12 83.4,11.2 91.5,10.3">
            </polyline>
            <circle class="mark mark-last" cx="91.5" cy="10.3" r="3.5">
            </circle>
            </svg>
            <span class="words">
            <strong>15 days</strong>
            </span>
            </span>
        "#]]
        .assert_eq(&lines(&sparkline(&line)));
    }

    #[test]
    fn few_readings_stand_at_the_right_and_none_is_said() {
        let one = Line::from_milli("Waiting time", "%", [(date(2026, 6, 1), 5_000)], None);
        expect![[r#"
            <span class="chart chart-sparkline">
            <svg class="drawing" role="img" aria-label="Waiting time: last 1 reading
              between 5 and 5%" width="96" height="24" viewBox="0 0 96 24">
            <title>Waiting time: last 1 reading between 5 and 5%</title>
            <circle class="mark mark-last" cx="91.5" cy="12" r="3.5">
            </circle>
            </svg>
            <span class="words">
            <strong>5%</strong>
            </span>
            </span>
        "#]]
        .assert_eq(&lines(&sparkline(&one)));
        expect![[r#"
            <span class="chart chart-sparkline empty">No readings yet</span>
        "#]]
        .assert_eq(&lines(&sparkline(&Line::default())));
    }
}
