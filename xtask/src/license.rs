//! Whether a license expression is met by the licenses that we allow.

/// Whether one of the choices that `expression` offers needs only licenses in `allowed`.
pub(crate) fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: words.as_slice(), allowed };
    let is_met = reader.either();
    is_met && reader.words.is_empty()
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a [String],
}

impl<'a> Reader<'a> {
    fn either(&mut self) -> bool {
        let mut is_met = self.both();
        while self.take("OR") {
            let other = self.both();
            is_met = is_met || other;
        }
        is_met
    }

    fn both(&mut self) -> bool {
        let mut is_met = self.one();
        while self.take("AND") {
            let other = self.one();
            is_met = is_met && other;
        }
        is_met
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let is_met = self.either();
            return self.take(")") && is_met;
        }
        let Some(mut name) = self.next().map(str::to_owned) else { return false };
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.next().unwrap_or(""));
        }
        self.allowed.contains(&name)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.next();
        }
        is_next
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    fn check(expression: &str) -> bool {
        is_allowed(expression, &["MIT".into(), "Apache-2.0 WITH LLVM-exception".into()])
    }

    #[test]
    fn one_allowed_choice_is_enough() {
        assert!(check("MIT"));
        assert!(check("GPL-3.0 OR MIT"));
        assert!(check("MIT/Apache-2.0"));
        assert!(check("Apache-2.0 WITH LLVM-exception OR Apache-2.0"));
        assert!(check("(GPL-3.0 OR MIT) AND MIT"));
    }

    #[test]
    fn every_required_license_must_be_allowed() {
        assert!(!check(""));
        assert!(!check("GPL-3.0"));
        assert!(!check("MIT AND GPL-3.0"));
        assert!(!check("Apache-2.0"));
        assert!(!check("(MIT OR GPL-3.0) AND GPL-3.0"));
        assert!(!check("MIT)"));
    }
}
