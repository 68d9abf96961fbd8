//! Text inside a drawing: how wide it is, and where it breaks.

/// How wide a text of 13 px is, estimated: no font is at hand, and a little too wide does no harm.
pub(crate) fn width(text: &str) -> f64 {
    text.chars().map(char_width).sum()
}

/// The text on lines of at most `width_max`, at most `lines_max` of them. What does not fit ends in
/// an ellipsis; a word longer than a line is broken.
pub(crate) fn wrap(text: &str, width_max: f64, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.split_whitespace().flat_map(|word| pieces(word, width_max)).peekable();
    while let Some(first) = rest.next() {
        let mut line = first;
        while let Some(word) = rest.next_if(|word| width(&format!("{line} {word}")) <= width_max) {
            line.push(' ');
            line.push_str(&word);
        }
        if lines.len() + 1 >= lines_max {
            if rest.peek().is_some() {
                line = cut(&format!("{line}…"), width_max);
            }
            lines.push(line);
            break;
        }
        lines.push(line);
    }
    lines
}

/// The text if it fits, else as much of it as does and an ellipsis.
pub(crate) fn cut(text: &str, width_max: f64) -> String {
    if width(text) <= width_max {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = char_width('…');
    for letter in text.chars() {
        used += char_width(letter);
        if used > width_max {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end_matches([' ', '…']))
}

fn pieces(word: &str, width_max: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for letter in word.chars() {
        used += char_width(letter);
        if used > width_max && pieces.last().is_some_and(|piece| !piece.is_empty()) {
            pieces.push(String::new());
            used = char_width(letter);
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

fn char_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | 'I' => 4.0,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' => 5.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 12.0,
        'A'..='Z' => 9.0,
        letter if u32::from(letter) >= 0x2e80 => 13.0,
        _ => 7.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_breaks_between_words_and_ends_in_an_ellipsis() {
        let title = "See every child within 2 weeks of the referral";
        assert_eq!(wrap(title, 130.0, 3), ["See every child", "within 2 weeks of", "the referral"]);
        assert_eq!(wrap(title, 130.0, 2), ["See every child", "within 2 weeks of…"]);
        assert_eq!(wrap("", 130.0, 2), Vec::<String>::new());
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        assert_eq!(wrap("aaaaaaaa", 25.0, 9), ["aaa", "aaa", "aa"]);
        assert_eq!(wrap("aaaaaaaa", 0.0, 2), ["a", "…"]);
    }
}
