//! A file becomes rows of text: its encoding, what stands between cells, and where it is broken.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use evenkeel_core::{Error, Result};

use super::model::{CELL, COLUMNS, ROWS};

/// Stands after the last row: if it is not read as a row of its own, a quote was never closed.
const END: &str = "\u{1}end of file\u{1}";

/// Encodings that can be chosen by hand: label, name.
pub(super) const ENCODINGS: &[(&str, &str)] = &[
    ("utf-8", "UTF-8"),
    ("windows-1252", "Western European (Windows-1252, Latin-1)"),
    ("iso-8859-2", "Central European (Latin-2)"),
    ("windows-1251", "Cyrillic (Windows-1251)"),
    ("utf-16le", "UTF-16"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("macintosh", "Macintosh"),
];

/// A file as rows of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// How it was written.
    pub encoding: &'static str,
    /// What stands between cells.
    pub delimiter: char,
    /// The heads of the columns, each different.
    pub headers: Vec<String>,
    /// Number as a spreadsheet counts, and cells.
    pub rows: Vec<(i64, Vec<String>)>,
}

/// Reads a file. `chosen` is the label of an encoding, empty to guess.
pub(super) fn read(bytes: &[u8], chosen: &str) -> Result<Table> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(fault(
            "This is a workbook. Save it as CSV in your spreadsheet, then send that",
        ));
    }
    let (text, encoding) = decode(bytes, chosen)?;
    let (delimiter, start) = delimiter(&text);
    let rest = text.get(start..).unwrap_or_default();
    let skipped = i64::from(start > 0);
    let mut rows = records(rest, delimiter, skipped)?.into_iter();
    let (_, head) = rows.next().ok_or_else(|| fault("The file is empty"))?;
    let headers = name_all(&head);
    let rows: Vec<(i64, Vec<String>)> = rows.collect();
    if rows.is_empty() {
        return Err(fault("The file has a head but no rows below it"));
    }
    check_sizes(&headers, &rows)?;
    Ok(Table { encoding, delimiter, headers, rows })
}

fn fault(message: impl Into<String>) -> Error {
    Error::field("file", message)
}

/// The text of a file, and the name of its encoding.
fn decode(bytes: &[u8], chosen: &str) -> Result<(String, &'static str)> {
    let encoding = match (Encoding::for_bom(bytes), chosen) {
        (Some((encoding, _)), _) => encoding,
        (None, "") => guess_encoding(bytes),
        (None, label) => Encoding::for_label(label.as_bytes())
            .ok_or_else(|| Error::field("encoding", "Encoding: choose one from the list"))?,
    };
    let (text, _, has_errors) = encoding.decode(bytes);
    if has_errors {
        let row = text.lines().position(|line| line.contains('\u{fffd}')).unwrap_or(0) + 1;
        return Err(fault(format!(
            "Row {row} is not written in {}. Choose another encoding",
            encoding.name()
        )));
    }
    if let Some(place) = text.find('\0') {
        let row = text.get(..place).unwrap_or_default().lines().count().max(1);
        return Err(fault(format!(
            "Row {row} holds a NUL character, which no text has. Save the file again as CSV"
        )));
    }
    Ok((text.into_owned(), encoding.name()))
}

fn guess_encoding(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    // Every second byte of plain UTF-16 is 0; other files have none.
    if zeros(1) * 5 > sample.len() {
        UTF_16LE
    } else if zeros(0) * 5 > sample.len() {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

/// What stands between cells, judged by the first line, and where the table begins. A line `sep=;`
/// as Excel writes it says it itself.
fn delimiter(text: &str) -> (char, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(sign) = first.strip_prefix("sep=").and_then(|rest| rest.chars().next())
        && sign.is_ascii()
    {
        let start = text.find('\n').map_or(text.len(), |end| end + 1);
        return (sign, start);
    }
    let count = |sign: char| {
        let mut is_quoted = false;
        first
            .chars()
            .filter(|c| {
                is_quoted ^= *c == '"';
                *c == sign && !is_quoted
            })
            .count()
    };
    let sign = [',', ';', '\t', '|'].into_iter().rev().max_by_key(|sign| count(*sign));
    (sign.unwrap_or(','), 0)
}

fn records(text: &str, delimiter: char, skipped: i64) -> Result<Vec<(i64, Vec<String>)>> {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let whole = format!("{}\n{END}\n", text.trim_end_matches(['\r', '\n']));
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(whole.as_bytes());
    let mut rows: Vec<(i64, Vec<String>)> = Vec::new();
    let mut record = StringRecord::new();
    let mut number = skipped;
    while reader.read_record(&mut record).map_err(|e| Error::internal("CSV", e))? {
        number += 1;
        if record.len() == 1 && record.get(0) == Some(END) {
            return Ok(rows);
        }
        if record.iter().any(|cell| cell.contains(END)) {
            return Err(fault(format!(
                "Row {number}, column {}: a quote opens and is never closed. Close it, or take it \
                 out",
                record.len()
            )));
        }
        if rows.len() > ROWS {
            return Err(fault("The file has more than 200,000 rows. Split it into several files"));
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((number, record.iter().map(str::to_owned).collect()));
        }
    }
    Ok(rows)
}

/// Heads of columns, each with a name of its own.
fn name_all(head: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(head.len());
    for (place, name) in head.iter().enumerate() {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { format!("Column {}", place + 1) } else { name };
        let name: String = name.chars().take(120).collect();
        let is_taken = names.contains(&name);
        names.push(if is_taken { format!("{name} ({})", place + 1) } else { name });
    }
    names
}

fn check_sizes(headers: &[String], rows: &[(i64, Vec<String>)]) -> Result<()> {
    if headers.len() > COLUMNS {
        return Err(fault(format!(
            "The file has {} columns; at most {COLUMNS} fit",
            headers.len()
        )));
    }
    for (number, cells) in rows {
        if cells.len() > COLUMNS {
            return Err(fault(format!(
                "Row {number} has {} cells; at most {COLUMNS} fit",
                cells.len()
            )));
        }
        if let Some(place) = cells.iter().position(|cell| cell.chars().count() > CELL) {
            let name = headers.get(place).map_or("", String::as_str);
            return Err(fault(format!(
                "Row {number}, column “{name}”: a cell has more than 10,000 characters"
            )));
        }
    }
    Ok(())
}

/// What is wrong with the width of a row, if anything: empty cells at its end do no harm.
pub(super) fn width_fault(headers: usize, cells: &[String]) -> Option<String> {
    let filled = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    if filled > headers {
        return Some(format!(
            "Has {filled} cells where the head names {headers} columns. A cell that holds the \
             separator needs quotes"
        ));
    }
    None
}

/// A cell for a spreadsheet: one that begins like a formula is made plain text.
pub(super) fn defused(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
