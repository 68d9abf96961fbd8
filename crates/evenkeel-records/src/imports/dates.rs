//! Dates as files write them: which of the numbers is the day, guessed from all of them.

use jiff::civil::Date;

/// In which order a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 31/12/2026
    Day,
    /// 12/31/2026
    Month,
    /// 2026-12-31
    Year,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The word as stored and sent.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The order that `word` names.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }
}

/// What a column of dates says of its own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// It can only be this one.
    Only(Order),
    /// It can be read with the day or the month first, such as this date.
    Open(String),
}

/// Guesses the order from all dates of a column.
pub(super) fn guess<'a>(dates: impl Iterator<Item = &'a str>) -> Guess {
    let (mut day, mut month, mut open) = (false, false, None);
    for text in dates {
        let parts = parts(text);
        let [first, second, _] = parts.as_slice() else { continue };
        // A year or a name of a month leaves no doubt.
        if first.len() == 4 {
            continue;
        }
        let (Ok(first), Ok(second)) = (first.parse::<i8>(), second.parse::<i8>()) else {
            continue;
        };
        // Full stops stand between the numbers only where the day comes first.
        day |= (first > 12 && second <= 12) || text.contains('.');
        month |= second > 12 && first <= 12;
        if first != second && open.is_none() {
            open = Some(text.to_owned());
        }
    }
    match (day, month, open) {
        (true, false, _) => Guess::Only(Order::Day),
        (false, true, _) => Guess::Only(Order::Month),
        (_, _, Some(example)) => Guess::Open(example),
        (_, _, None) => Guess::Only(Order::Year),
    }
}

/// The date that a text means; a time after it is left out.
pub(super) fn read(text: &str, order: Order) -> Option<Date> {
    let parts = parts(text);
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else if first.chars().all(char::is_alphabetic) {
        (third, first, second)
    } else if second.chars().all(char::is_alphabetic) || order != Order::Month {
        (third, second, first)
    } else {
        (third, first, second)
    };
    if year.len() != 4 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month_number(month)?, day.parse().ok()?).ok()?;
    (1900..=2200).contains(&date.year()).then_some(date)
}

/// The three parts of a date.
fn parts(text: &str) -> Vec<String> {
    let day = text.trim().split('T').next().unwrap_or_default();
    day.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .take(3)
        .map(str::to_owned)
        .collect()
}

fn month_number(text: &str) -> Option<i8> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let text = text.to_lowercase();
    let short = text.get(..3)?;
    let place = NAMES.iter().position(|name| *name == short)?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn plt_12_day_first_and_month_first_are_told_apart_by_the_numbers() {
        let order = |dates: &[&str]| guess(dates.iter().copied());
        assert_eq!(order(&["03/04/2024", "31/12/2023"]), Guess::Only(Order::Day));
        assert_eq!(order(&["03/04/2024", "12/31/2023"]), Guess::Only(Order::Month));
        assert_eq!(order(&["3.4.2024"]), Guess::Only(Order::Day));
        assert_eq!(order(&["2024-04-03", ""]), Guess::Only(Order::Year));
        assert_eq!(order(&["04/04/2024"]), Guess::Only(Order::Year));
        assert_eq!(order(&["3 Apr 2024"]), Guess::Only(Order::Year));
        assert_eq!(order(&["", "03/04/2024"]), Guess::Open("03/04/2024".to_owned()));
        let both = order(&["31/12/2023", "12/31/2023"]);
        assert_eq!(both, Guess::Open("31/12/2023".to_owned()));
    }

    #[test]
    fn a_date_is_read_in_the_order_said() {
        assert_eq!(read("03/04/2024", Order::Day), Some(date(2024, 4, 3)));
        assert_eq!(read("03/04/2024", Order::Month), Some(date(2024, 3, 4)));
        assert_eq!(read("2024-03-04T08:00:00", Order::Day), Some(date(2024, 3, 4)));
        assert_eq!(read("3 March 2024", Order::Month), Some(date(2024, 3, 3)));
        assert_eq!(read("Mar 3, 2024", Order::Day), Some(date(2024, 3, 3)));
        assert_eq!(read("31.12.2024 00:00", Order::Day), Some(date(2024, 12, 31)));
        for wrong in ["31/02/2024", "3/4/24", "soon", "", "2024", "é/é/2024", "ééé/1/2024"] {
            assert_eq!(read(wrong, Order::Day), None, "{wrong}");
        }
    }
}
