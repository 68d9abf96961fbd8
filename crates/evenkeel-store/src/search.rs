//! Search behind two functions: FTS5 on SQLite, text search on PostgreSQL.

use evenkeel_core::{Card, Id, Kind, Record, Result};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{Engine, Tx, card, readable, sql, values};

/// Words of a query that are looked at.
const WORDS: usize = 8;
/// Letters of a word in a query that are looked at.
const LETTERS: usize = 40;

/// Text as it is compared: small letters without marks, words apart by one space. Both engines
/// index and ask what comes out here, so that they find the same.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            letter if letter.is_alphanumeric() => out.extend(letter.to_lowercase()),
            // An apostrophe does not end a word: "O'Hara" is found by "ohara".
            '\'' | '’' | 'ʼ' => {}
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

impl Tx<'_> {
    /// Makes a record findable by its title and text.
    pub fn index(&mut self, record: Id<Record>, title: &str, text: &str) -> Result<()> {
        let values = values![self.organization, record, fold(title), fold(text)];
        match self.engine() {
            Engine::Postgres => {
                self.run(
                    sql!(
                        "insert into search_doc (organization_id, record_id, body)
                         values ($1, $2, setweight(to_tsvector('simple', $3), 'A')
                                      || to_tsvector('simple', $4))
                             on conflict (organization_id, record_id)
                             do update set body = excluded.body"
                    ),
                    values,
                )?;
            }
            Engine::Sqlite => {
                self.run(
                    sql!(
                        "insert into search_doc (organization_id, record_id) values ($1, $2)
                             on conflict (organization_id, record_id) do nothing"
                    ),
                    values![self.organization, record],
                )?;
                self.run(
                    sql!(
                        "delete from search_text where rowid =
                             (select doc from search_doc
                               where organization_id = $1 and record_id = $2)"
                    ),
                    values![self.organization, record],
                )?;
                self.run(
                    sql!(
                        "insert into search_text (rowid, title, body)
                         select doc, $3, $4 from search_doc
                          where organization_id = $1 and record_id = $2"
                    ),
                    values,
                )?;
            }
        }
        Ok(())
    }

    /// Takes a record out of the search, with every word it was found by.
    pub fn unindex(&mut self, record: Id<Record>) -> Result<u64> {
        if self.engine() == Engine::Sqlite {
            self.run(
                sql!(
                    "delete from search_text where rowid in
                         (select doc from search_doc
                           where organization_id = $1 and record_id = $2)"
                ),
                values![self.organization, record],
            )?;
        }
        self.run(
            sql!("delete from search_doc where organization_id = $1 and record_id = $2"),
            values![self.organization, record],
        )
    }

    /// Records that the actor may see whose words begin with the words of `query`, best first.
    pub fn search(&mut self, query: &str, limit: i64) -> Result<Vec<Card>> {
        self.search_of(None, query, limit)
    }

    /// The same, of one kind alone where `kind` names one.
    pub fn search_of(&mut self, kind: Option<Kind>, query: &str, limit: i64) -> Result<Vec<Card>> {
        let words: Vec<String> = fold(query)
            .split(' ')
            .filter(|word| !word.is_empty())
            .take(WORDS)
            .map(|word| word.chars().take(LETTERS).collect())
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let [organization, actor, today] = self.reader();
        let kind = kind.map_or("", Kind::word);
        match self.engine() {
            Engine::Sqlite => {
                let terms: Vec<String> = words.iter().map(|w| format!("\"{w}\"*")).collect();
                let terms = terms.join(" ");
                let mut cards = self.match_sqlite(&format!("title : ({terms})"), limit, kind)?;
                let missing = limit - i64::try_from(cards.len()).unwrap_or(limit);
                if missing > 0 {
                    let others = self.match_sqlite(&terms, limit, kind)?;
                    let known: Vec<Id<Record>> = cards.iter().map(|card| card.id).collect();
                    cards.extend(others.into_iter().filter(|card| !known.contains(&card.id)));
                    cards.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
                }
                Ok(cards)
            }
            Engine::Postgres => {
                let terms: Vec<String> = words.iter().map(|w| format!("{w}:*")).collect();
                self.list(
                    sql!(
                        "select ",
                        card!("r"),
                        "
                           from search_doc d
                           join record r on r.organization_id = d.organization_id
                                        and r.id = d.record_id
                          where d.body @@ to_tsquery('simple', $4) and d.organization_id = $1
                            and (r.kind = $6 or $6 = '') and ",
                        readable!("r"),
                        " order by ts_rank(d.body, to_tsquery('simple', $4)) desc, r.id desc
                          limit $5"
                    ),
                    &[
                        organization,
                        actor,
                        today,
                        terms.join(" & ").into(),
                        limit.into(),
                        kind.into(),
                    ],
                )
            }
        }
    }
}

impl Tx<'_> {
    /// What FTS5 matches and the actor may see, the latest added first. No rank is computed: that
    /// would look at every match before the first is shown.
    fn match_sqlite(&mut self, query: &str, limit: i64, kind: &str) -> Result<Vec<Card>> {
        let [organization, actor, today] = self.reader();
        self.list(
            sql!(
                "select ",
                card!("r"),
                "
                   from search_text t
                   cross join search_doc d on d.doc = t.rowid
                   cross join record r on r.organization_id = d.organization_id
                                      and r.id = d.record_id
                  where search_text match $4 and d.organization_id = $1
                    and (r.kind = $6 or $6 = '') and ",
                readable!("r"),
                " order by t.rowid desc limit $5"
            ),
            &[organization, actor, today, query.into(), limit.into(), kind.into()],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn marks_and_case_do_not_keep_a_name_from_being_found() {
        assert_eq!(fold("Zoë Ångström-Müller"), "zoe angstrom muller");
        assert_eq!(fold("  Straße,\tŁódź  "), "strasse lodz");
        assert_eq!(fold("Amy O’Hara"), "amy ohara");
    }

    #[test]
    fn what_a_query_language_would_read_is_no_word() {
        assert_eq!(fold("\"NEAR(a* :b\" -c | !d"), "near a b c d");
        assert_eq!(fold("(((***"), "");
    }
}
