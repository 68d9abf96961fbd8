//! What the tests of this crate share.

use maud::Markup;

/// Longer lines are folded, so that an expectation fits the page.
const WIDTH: usize = 78;

/// The markup with each tag on a line of its own, as a test reads it.
pub(crate) fn lines(markup: &Markup) -> String {
    markup.0.replace("><", ">\n<").lines().map(folded).collect()
}

/// The text of the markup without its tags, one line for each run of text.
pub(crate) fn words(markup: &Markup) -> String {
    let runs = markup.0.split('<').filter_map(|piece| piece.split_once('>'));
    runs.map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).map(folded).collect()
}

/// The line, folded at spaces, further lines indented.
fn folded(line: &str) -> String {
    let mut text = String::new();
    let mut used = 0;
    for word in line.split(' ') {
        if used > 0 && used + word.len() > WIDTH {
            text.push_str("\n  ");
            used = 2;
        } else if used > 0 {
            text.push(' ');
        }
        text.push_str(word);
        used += word.len() + 1;
    }
    text.push('\n');
    text
}
