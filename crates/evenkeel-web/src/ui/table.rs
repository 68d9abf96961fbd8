//! Tables: a caption, heads with scope, numbers to the right.

use maud::{Markup, html};

/// A column of a table.
#[derive(Clone, Debug)]
#[must_use]
pub struct Column {
    name: String,
    number: bool,
}

/// A column of words.
pub fn col(name: impl Into<String>) -> Column {
    Column { name: name.into(), number: false }
}

/// A column of numbers, to the right.
pub fn num(name: impl Into<String>) -> Column {
    Column { name: name.into(), number: true }
}

/// A table. The first cell of a row names the row.
pub fn table(
    caption: &str,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Markup>>,
) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr {
                    @for column in columns {
                        th.number[column.number] scope="col" { (column.name) }
                    }
                } }
                tbody { @for row in rows { (line(columns, &row)) } }
            }
        }
    }
}

fn line(columns: &[Column], cells: &[Markup]) -> Markup {
    html! {
        tr {
            @for (place, cell) in cells.iter().enumerate() {
                @let number = columns.get(place).is_some_and(|column| column.number);
                @if place == 0 { th.number[number] scope="row" { (cell) } }
                @else { td.number[number] { (cell) } }
            }
        }
    }
}
