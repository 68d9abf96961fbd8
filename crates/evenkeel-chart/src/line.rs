//! The history of a measure: its readings as a line, the last one marked and named.

use jiff::civil::Date;
use maud::{Markup, html};

use super::count::count;
use super::frame::{Room, Sentence, drawing, figure};
use super::labels::spread;
use super::number::{long_date, number, px, short_date, with_unit};
use super::text::{cut, width};

/// The most readings that are drawn and listed: the latest ones.
const READINGS_MAX: usize = 60;
const MARK_LAST: f64 = 4.5;
const LABEL_HEIGHT: f64 = 16.0;
const LABEL_GAP: f64 = 10.0;

/// A measure and its readings, in any order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What is measured.
    pub title: String,
    /// Its unit in the plural, "%" or nothing.
    pub unit: String,
    /// The readings.
    pub points: Vec<Point>,
    /// Where it is to go.
    pub target: Option<f64>,
}

/// One reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The day it was taken.
    pub on: Date,
    /// Its value. What is no finite number is left out of the chart.
    pub value: f64,
}

impl Point {
    /// A reading kept in thousandths of its unit.
    pub fn from_milli(on: Date, value_milli: i64) -> Self {
        Self { on, value: value_from_milli(value_milli) }
    }
}

impl Line {
    /// A measure kept in thousandths of its unit.
    pub fn from_milli(
        title: impl Into<String>,
        unit: impl Into<String>,
        readings: impl IntoIterator<Item = (Date, i64)>,
        target_milli: Option<i64>,
    ) -> Self {
        Self {
            title: title.into(),
            unit: unit.into(),
            points: readings.into_iter().map(|(on, value)| Point::from_milli(on, value)).collect(),
            target: target_milli.map(value_from_milli),
        }
    }

    /// The latest readings by day, at most `limit`.
    pub(crate) fn latest(&self, limit: usize) -> Vec<Point> {
        let finite = self.points.iter().filter(|point| point.value.is_finite());
        let mut points: Vec<Point> = finite.copied().collect();
        points.sort_by_key(|point| point.on);
        points.split_off(points.len().saturating_sub(limit))
    }

    pub(crate) fn target(&self) -> Option<f64> {
        self.target.filter(|target| target.is_finite())
    }

    /// How things stand, in words: what the figure says before it draws.
    pub fn sentence(&self) -> String {
        self.said(&self.latest(READINGS_MAX)).text()
    }

    fn said(&self, points: &[Point]) -> Sentence {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return Sentence { bold: "No readings yet.".to_owned(), rest: String::new() };
        };
        let mut rest = Vec::new();
        if let Some(target) = self.target() {
            rest.push(self.against(last.value, target));
        }
        let readings = count(points.len(), "reading", "readings");
        if points.len() > 1 {
            let (low, high) = ends(points.iter().map(|point| point.value));
            rest.push(format!(
                "{readings} from {} to {}, between {} and {}.",
                long_date(first.on),
                long_date(last.on),
                number(low),
                with_unit(high, &self.unit)
            ));
        } else {
            rest.push(format!("{readings}, on {}.", long_date(last.on)));
        }
        Sentence {
            bold: format!("Now {}.", with_unit(last.value, &self.unit)),
            rest: rest.join(" "),
        }
    }

    fn against(&self, value: f64, target: f64) -> String {
        let target_words = with_unit(target, &self.unit);
        if value == target {
            return format!("That is the target of {target_words}.");
        }
        let side = if value > target { "above" } else { "below" };
        format!("{} {side} the target of {target_words}.", number((value - target).abs()))
    }
}

/// The history as a figure: sentence, line, table.
pub fn line(line: &Line) -> Markup {
    let points = line.latest(READINGS_MAX);
    let sentence = line.said(&points);
    if points.is_empty() {
        return figure("chart-line empty", &sentence, &html! {}, &html! {});
    }
    let drawings = html! {
        @for room in [Room::Wide, Room::Narrow] {
            (Plot::new(line, &points, room).markup(&line.title, &sentence))
        }
    };
    figure("chart-line", &sentence, &drawings, &table(line, &points))
}

fn table(line: &Line, points: &[Point]) -> Markup {
    html! {
        table {
            caption {
                (line.title)
                @if !line.unit.is_empty() { ", in " (line.unit) }
                @if let Some(target) = line.target() { ", target " (number(target)) }
            }
            thead { tr { th scope="col" { "Day" } th.number scope="col" { "Reading" } } }
            tbody {
                @for point in points.iter().rev() {
                    tr {
                        th scope="row" { time datetime=(point.on) { (long_date(point.on)) } }
                        td.number { (number(point.value)) }
                    }
                }
            }
        }
    }
}

/// One drawing of the line: where everything goes.
struct Plot<'a> {
    room: Room,
    size: (f64, f64),
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    low: f64,
    high: f64,
    points: &'a [Point],
    target: Option<f64>,
    now_label: String,
    target_label: String,
    unit: &'a str,
}

impl<'a> Plot<'a> {
    fn new(line: &'a Line, points: &'a [Point], room: Room) -> Self {
        let size = match room {
            Room::Wide => (520.0, 190.0),
            Room::Narrow => (320.0, 190.0),
        };
        let target = line.target();
        let (low, high) = ends(points.iter().map(|point| point.value).chain(target));
        let last = points.last().map_or(0.0, |point| point.value);
        let now_label = format!("now {}", with_unit(last, &line.unit));
        let target_label = target.map(|target| format!("target {}", with_unit(target, &line.unit)));
        let target_label = target_label.unwrap_or_default();
        // Bold runs a little wider.
        let wanted = (width(&now_label) * 1.08).max(width(&target_label));
        let ends_wanted = width(&number(low)).max(width(&number(high)));
        Self {
            room,
            size,
            left: ends_wanted.min(size.0 * 0.25) + 8.0,
            right: size.0 - (wanted.min(size.0 * 0.35) + LABEL_GAP),
            top: 10.0,
            bottom: size.1 - 30.0,
            low,
            high,
            points,
            target,
            now_label,
            target_label,
            unit: &line.unit,
        }
    }

    fn markup(&self, title: &str, sentence: &Sentence) -> Markup {
        let path: Vec<String> = self
            .points
            .iter()
            .map(|point| format!("{},{}", px(self.x(point)), px(self.y(point.value))))
            .collect();
        let marks = html! {
            (self.axes())
            @if path.len() > 1 { polyline.line points=(path.join(" ")) {} }
            (self.marks())
            (self.labels())
        };
        drawing(self.room, self.size, title, sentence, &marks)
    }

    fn axes(&self) -> Markup {
        let (left, right, foot) = (px(self.left), px(self.right), px(self.bottom + 8.0));
        let is_flat = self.low == self.high;
        html! {
            line.axis x1=(left) y1=(foot) x2=(right) y2=(foot) {}
            text.label x=(px(self.left - 8.0)) y=(px(self.y(self.high) + 4.5)) text-anchor="end" {
                (cut(&number(self.high), self.size.0 * 0.25))
            }
            @if !is_flat {
                text.label x=(px(self.left - 8.0)) y=(px(self.y(self.low) + 4.5))
                    text-anchor="end" {
                    (cut(&number(self.low), self.size.0 * 0.25))
                }
            }
            (self.dates())
        }
    }

    fn dates(&self) -> Markup {
        let y = px(self.size.1 - 5.0);
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return html! {};
        };
        html! {
            @if first.on < last.on {
                text.label x=(px(self.left)) y=(y) { (short_date(first.on)) }
            }
            text.label x=(px(self.right)) y=(y) text-anchor="end" { (short_date(last.on)) }
        }
    }

    fn marks(&self) -> Markup {
        let last = self.points.len().saturating_sub(1);
        html! {
            @if let Some(target) = self.target {
                line.target x1=(px(self.right - 14.0)) y1=(px(self.y(target)))
                    x2=(px(self.right + 4.0)) y2=(px(self.y(target))) {}
            }
            @for (place, point) in self.points.iter().enumerate() {
                circle.mark.common[place < last].mark-last[place == last]
                    cx=(px(self.x(point))) cy=(px(self.y(point.value)))
                    r=(px(if place == last { MARK_LAST } else { 2.5 })) {
                    title { (long_date(point.on)) ": " (with_unit(point.value, self.unit)) }
                }
            }
        }
    }

    /// The labels at the right end of the line, pushed apart.
    fn labels(&self) -> Markup {
        let now = self.points.last().map(|point| (self.y(point.value), &self.now_label, true));
        let target = self.target.map(|target| (self.y(target), &self.target_label, false));
        let labels: Vec<(f64, &String, bool)> = now.into_iter().chain(target).collect();
        let wanted: Vec<f64> = labels.iter().map(|(y, ..)| *y).collect();
        let places = spread(&wanted, LABEL_HEIGHT, self.top, self.bottom);
        let x = px(self.right + LABEL_GAP);
        let room = self.size.0 - self.right - LABEL_GAP + 1.0;
        html! {
            @for ((_, label, is_now), y) in labels.iter().zip(places) {
                text.label.strong[*is_now].now[*is_now].target[!*is_now] x=(x) y=(px(y + 4.5)) {
                    (cut(label, if *is_now { room / 1.08 } else { room }))
                }
            }
        }
    }

    /// Readings stand at their days, the last one at the right end.
    fn x(&self, point: &Point) -> f64 {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return self.right;
        };
        let days = |until: Date| f64::from((until - first.on).get_days());
        let inset = MARK_LAST + 1.0;
        let (left, right) = (self.left + inset, self.right - inset);
        if last.on == first.on {
            return right;
        }
        left + (right - left) * days(point.on) / days(last.on)
    }

    fn y(&self, value: f64) -> f64 {
        if self.high == self.low {
            return f64::midpoint(self.top, self.bottom);
        }
        // Halved first: two huge ends must not leave the range of a float.
        let part = (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0);
        self.bottom - (self.bottom - self.top) * part
    }
}

/// The smallest and the largest value; 0 and 0 without any.
pub(crate) fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let around = |ends: Option<(f64, f64)>, value: f64| {
        Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    };
    values.fold(None, around).unwrap_or_default()
}

#[expect(clippy::as_conversions, reason = "A chart needs no more digits than a float has.")]
fn value_from_milli(milli: i64) -> f64 {
    milli as f64 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lines, words};
    use expect_test::expect;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn waiting() -> Line {
        Line::from_milli(
            "Days from referral to first visit",
            "days",
            [(date(2026, 6, 16), 20_000), (date(2026, 1, 6), 31_500), (date(2026, 4, 28), 36_000)],
            Some(22_000),
        )
    }

    #[test]
    fn the_sentence_says_where_it_stands_and_over_what_range() {
        assert_eq!(
            waiting().sentence(),
            "Now 20 days. 2 below the target of 22 days. 3 readings from 6 January 2026 to \
             16 June 2026, between 20 and 36 days."
        );
        let none = Line::default();
        assert_eq!(none.sentence(), "No readings yet.");
        let one = Line { points: vec![Point::from_milli(date(2026, 6, 1), 5)], ..none };
        assert_eq!(one.sentence(), "Now 0.005. 1 reading, on 1 June 2026.");
    }

    #[test]
    fn the_drawing_marks_and_names_the_last_reading_and_the_target() {
        let line = waiting();
        let points = line.latest(12);
        let plot = Plot::new(&line, &points, Room::Narrow);
        expect![[r#"
            <svg class="drawing narrow" role="img" aria-label="Days from referral to first
              visit. Now 20 days. 2 below the target of 22 days. 3 readings from 6 January
              2026 to 16 June 2026, between 20 and 36 days." width="320" height="190"
              viewBox="0 0 320 190">
            <title>Days from referral to first visit</title>
            <desc>Now 20 days. 2 below the target of 22 days. 3 readings from 6 January
              2026 to 16 June 2026, between 20 and 36 days.</desc>
            <line class="axis" x1="23.2" y1="168" x2="216.6" y2="168">
            </line>
            <text class="label" x="15.2" y="14.5" text-anchor="end">36</text>
            <text class="label" x="15.2" y="164.5" text-anchor="end">20</text>
            <text class="label" x="23.2" y="185">6 Jan</text>
            <text class="label" x="216.6" y="185" text-anchor="end">16 Jun</text>
            <polyline class="line" points="28.7,52.2 155.6,10 211.1,160">
            </polyline>
            <line class="target" x1="202.6" y1="141.2" x2="220.6" y2="141.2">
            </line>
            <circle class="mark common" cx="28.7" cy="52.2" r="2.5">
            <title>6 January 2026: 31.5 days</title>
            </circle>
            <circle class="mark common" cx="155.6" cy="10" r="2.5">
            <title>28 April 2026: 36 days</title>
            </circle>
            <circle class="mark mark-last" cx="211.1" cy="160" r="4.5">
            <title>16 June 2026: 20 days</title>
            </circle>
            <text class="label strong now" x="226.6" y="164.5">now 20 days</text>
            <text class="label target" x="226.6" y="145.8">target 22 days</text>
            </svg>
        "#]]
        .assert_eq(&lines(&plot.markup(&line.title, &line.said(&points))));
    }

    #[test]
    fn sentence_labels_and_table_speak_of_the_same_readings() {
        expect![[r#"
            Now 20 days.
            2 below the target of 22 days. 3 readings from 6 January 2026 to 16 June 2026,
              between 20 and 36 days.
            Days from referral to first visit
            Now 20 days. 2 below the target of 22 days. 3 readings from 6 January 2026 to
              16 June 2026, between 20 and 36 days.
            36
            20
            6 Jan
            16 Jun
            6 January 2026: 31.5 days
            28 April 2026: 36 days
            16 June 2026: 20 days
            now 20 days
            target 22 days
            Days from referral to first visit
            Now 20 days. 2 below the target of 22 days. 3 readings from 6 January 2026 to
              16 June 2026, between 20 and 36 days.
            36
            20
            6 Jan
            16 Jun
            6 January 2026: 31.5 days
            28 April 2026: 36 days
            16 June 2026: 20 days
            now 20 days
            target 22 days
            See as a table
            Days from referral to first visit, in days, target 22
            Day
            Reading
            16 June 2026
            20
            28 April 2026
            36
            6 January 2026
            31.5
        "#]]
        .assert_eq(&words(&line(&waiting())));
    }

    #[test]
    fn what_is_typed_cannot_become_markup() {
        let hostile = Line { title: "<script>\"'&".to_owned(), ..waiting() };
        let page = line(&Line { unit: "<b>".to_owned(), ..hostile }).0;
        assert!(!page.contains("<script>") && !page.contains("<b>"));
        assert!(page.contains("aria-label=\"&lt;script&gt;&quot;'&amp;. Now"));
    }

    proptest! {
        #[test]
        fn any_readings_can_be_drawn(
            values in prop::collection::vec(any::<f64>(), 0..80),
            days in prop::collection::vec(-4_000_000i32..2_000_000, 80),
            target in prop::option::of(any::<f64>()),
        ) {
            let on = |days: i32| date(1970, 1, 1).saturating_add(jiff::Span::new().days(days));
            let points = values.into_iter().zip(days);
            let points = points.map(|(value, days)| Point { on: on(days), value }).collect();
            let page = line(&Line { points, target, ..Line::default() }).0;
            prop_assert!(!page.contains("NaN") && !page.contains("inf"));
        }
    }
}
