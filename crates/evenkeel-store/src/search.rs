//! Search behind two functions: FTS5 on SQLite, text search on PostgreSQL.

use evenkeel_core::{Card, Id, Record, Result};

use crate::{Engine, Tx, card, readable, sql, values};

/// Words of a query that are looked at.
const WORDS: usize = 8;

impl Tx<'_> {
    /// Makes a record findable by its title and text.
    pub fn index(&mut self, record: Id<Record>, title: &str, text: &str) -> Result<()> {
        let values = values![self.organization, record, title, text];
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

    /// Records that the actor may see whose words begin with the words of `query`, best first.
    pub fn search(&mut self, query: &str, limit: i64) -> Result<Vec<Card>> {
        let words: Vec<String> = query
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(WORDS)
            .map(|word| word.chars().take(40).collect())
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let [organization, actor, today] = self.reader();
        match self.engine() {
            Engine::Sqlite => {
                let terms: Vec<String> = words.iter().map(|w| format!("\"{w}\"*")).collect();
                self.list(
                    sql!(
                        "select ", card!("r"), "
                           from search_text t
                           join search_doc d on d.doc = t.rowid
                           join record r on r.organization_id = d.organization_id
                                        and r.id = d.record_id
                          where search_text match $4 and d.organization_id = $1 and ",
                        readable!("r"),
                        " order by bm25(search_text, 8.0, 1.0), r.id limit $5"
                    ),
                    &[organization, actor, today, terms.join(" ").into(), limit.into()],
                )
            }
            Engine::Postgres => {
                let terms: Vec<String> = words.iter().map(|w| format!("{w}:*")).collect();
                self.list(
                    sql!(
                        "select ", card!("r"), "
                           from search_doc d
                           join record r on r.organization_id = d.organization_id
                                        and r.id = d.record_id
                          where d.body @@ to_tsquery('simple', $4) and d.organization_id = $1
                            and ", readable!("r"),
                        " order by ts_rank(d.body, to_tsquery('simple', $4)) desc, r.id limit $5"
                    ),
                    &[organization, actor, today, terms.join(" & ").into(), limit.into()],
                )
            }
        }
    }
}
