//! Where a goal should be today, and whether it is there.

use jiff::civil::Date;

use super::micro::{Micro, ratio_half_up};

/// How a goal stands against what was expected by now.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// As expected, or close to it.
    OnTrack,
    /// Behind.
    AtRisk,
    /// Far behind.
    OffTrack,
}

impl Status {
    /// The word for it, as the database and the API spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::OnTrack => "on_track",
            Self::AtRisk => "at_risk",
            Self::OffTrack => "off_track",
        }
    }

    /// The words for a reader.
    pub fn title(self) -> &'static str {
        match self {
            Self::OnTrack => "On track",
            Self::AtRisk => "At risk",
            Self::OffTrack => "Off track",
        }
    }

    /// The status of progress against what was expected; none while progress is unknown.
    pub fn of(progress: Option<Micro>, expected: Micro, thresholds: Thresholds) -> Option<Self> {
        let behind = gap(expected, progress?);
        Some(if behind <= thresholds.on_track_max.get() {
            Self::OnTrack
        } else if behind <= thresholds.at_risk_max.get() {
            Self::AtRisk
        } else {
            Self::OffTrack
        })
    }

    /// At risk at best while a critical child is off track. Children change nothing else: a status
    /// is never an average of colors.
    #[must_use]
    pub fn capped(self, critical: impl IntoIterator<Item = Option<Self>>) -> Self {
        let is_capped = critical.into_iter().any(|child| child == Some(Self::OffTrack));
        if is_capped { self.max(Self::AtRisk) } else { self }
    }
}

/// How far behind is still on track or at risk; both ends belong to the better side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Thresholds {
    /// The largest gap that is on track.
    pub on_track_max: Micro,
    /// The largest gap that is at risk.
    pub at_risk_max: Micro,
}

impl Default for Thresholds {
    /// A tenth and a quarter.
    fn default() -> Self {
        Self { on_track_max: Micro::clamped(100_000), at_risk_max: Micro::clamped(250_000) }
    }
}

/// How far progress is behind what was expected, in micro-units; below 0 it is ahead.
pub fn gap(expected: Micro, progress: Micro) -> i64 {
    expected.get() - progress.get()
}

/// The elapsed part of a period on a straight line: days elapsed through days in all, both ends
/// included. None if the period ends before it starts.
pub fn expected(start_on: Date, end_on: Date, today: Date) -> Option<Micro> {
    if end_on < start_on {
        return None;
    }
    let days = days_between(start_on, end_on) + 1;
    let elapsed_days = (days_between(start_on, today) + 1).clamp(0, days);
    Micro::ratio(i128::from(elapsed_days), i128::from(days))
}

/// What a curve of dated points expects today: straight lines between them, nothing before the
/// first, the last one's value after it. None without points.
pub fn expected_on_curve(points: &[(Date, Micro)], today: Date) -> Option<Micro> {
    let mut points = points.to_vec();
    points.sort_by_key(|(on, _)| *on);
    let before = points.iter().rev().find(|(on, _)| *on <= today);
    let after = points.iter().find(|(on, _)| *on > today);
    match (before, after) {
        (None, None) => None,
        (None, Some(_)) => Some(Micro::ZERO),
        (Some((_, last)), None) => Some(*last),
        (Some((from_on, from)), Some((until_on, until))) => {
            let days = i128::from(days_between(*from_on, *until_on));
            let elapsed_days = i128::from(days_between(*from_on, today));
            let rise = i128::from(until.get() - from.get());
            let micro = i128::from(from.get()) * days + rise * elapsed_days;
            ratio_half_up(micro, days * 1_000_000).map(Micro::clamped)
        }
    }
}

/// Whether a goal has gone without an update for more than two of its cadences. Its value is kept.
pub fn is_outdated(updated_on: Date, cadence_days: u32, today: Date) -> bool {
    days_between(updated_on, today) > 2 * i64::from(cadence_days)
}

fn days_between(from: Date, until: Date) -> i64 {
    i64::from((until - from).get_days())
}
