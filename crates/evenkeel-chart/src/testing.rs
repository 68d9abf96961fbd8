//! What the tests of this crate share.

use maud::Markup;

/// The markup with each tag on a line of its own, as a test reads it.
pub(crate) fn lines(markup: &Markup) -> String {
    format!("{}\n", markup.0.replace("><", ">\n<"))
}

/// The text of the markup without its tags, one line for each run of text.
pub(crate) fn words(markup: &Markup) -> String {
    let mut words = String::new();
    for piece in markup.0.split('<') {
        let text = piece.split_once('>').map_or("", |(_, text)| text).trim();
        if !text.is_empty() {
            words.push_str(text);
            words.push('\n');
        }
    }
    words
}
