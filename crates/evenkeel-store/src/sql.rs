//! SQL as literals only: nothing is put together at run time, and each text names its organization.

/// A statement over the tables of one organization, made by [`crate::sql!`] alone.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    pub(crate) text: &'static str,
    pub(crate) sqlite: &'static str,
}

/// A statement over the tables of the installation, made by [`crate::sql_installation!`] alone.
#[derive(Clone, Copy, Debug)]
pub struct SqlInstallation(pub(crate) Sql);

impl Sql {
    /// Called by the macro, which has checked the text.
    #[doc(hidden)]
    pub const fn by_macro(text: &'static str, sqlite: &'static str) -> Self {
        Self { text, sqlite }
    }
}

impl SqlInstallation {
    /// Called by the macro.
    #[doc(hidden)]
    pub const fn by_macro(sql: Sql) -> Self {
        Self(sql)
    }
}

/// A [`Sql`] from one or more literals. Where a row of a recursive part leads to one record,
/// write `cross join record r where r.id = u.id`: SQLite then keeps that order, and does not read
/// every record to find the few. A text that does not name `organization_id` does not compile.
#[macro_export]
macro_rules! sql {
    ($($text:expr),+ $(,)?) => {{
        const TEXT: &str = concat!($($text),+);
        const _: () = assert!(
            $crate::of_macros::names_organization(TEXT),
            "a query names its organization_id"
        );
        const SQLITE: [u8; TEXT.len()] = $crate::of_macros::to_sqlite(TEXT);
        const SQL: $crate::Sql = $crate::Sql::by_macro(TEXT, match ::std::str::from_utf8(&SQLITE) {
            Ok(text) => text,
            Err(_) => TEXT,
        });
        SQL
    }};
}

/// A [`SqlInstallation`]: for the list of organizations, allowed in store and directory.
#[macro_export]
macro_rules! sql_installation {
    ($($text:expr),+ $(,)?) => {{
        const TEXT: &str = concat!($($text),+);
        const SQLITE: [u8; TEXT.len()] = $crate::of_macros::to_sqlite(TEXT);
        const SQL: $crate::SqlInstallation = $crate::SqlInstallation::by_macro(
            $crate::Sql::by_macro(TEXT, match ::std::str::from_utf8(&SQLITE) {
                Ok(text) => text,
                Err(_) => TEXT,
            }),
        );
        SQL
    }};
}

/// The condition that the reader may see the record `r`: it is not deleted, and they belong to its
/// audience or are named on it today. Queries that use it bind `$1` the organization, `$2` the
/// actor and `$3` today (`tx.reader()`), and join `record` under the alias given.
#[macro_export]
macro_rules! readable {
    ($alias:literal) => {
        concat!(
            "(",
            $alias,
            ".deleted_at is null and exists (select 1 from reader seen
               where seen.organization_id = $1 and seen.person_id = $2
                 and seen.audience_id in (",
            $alias,
            ".audience_id, ",
            $alias,
            ".id)
                 and $3 between seen.from_on and seen.until_on))"
        )
    };
}

/// Whether `text` holds the word `organization_id`.
#[expect(clippy::indexing_slicing, reason = "const code cannot iterate; bounds are in the loop")]
pub const fn names_organization(text: &str) -> bool {
    let text = text.as_bytes();
    let word = b"organization_id";
    let mut start = 0;
    while start + word.len() <= text.len() {
        let mut at = 0;
        while at < word.len() && text[start + at] == word[at] {
            at += 1;
        }
        if at == word.len() {
            return true;
        }
        start += 1;
    }
    false
}

/// `$1` as `?1`, outside of quoted literals: SQLite takes `$1` for a name, not for a number.
#[expect(clippy::indexing_slicing, reason = "const code cannot iterate; bounds are in the loop")]
pub const fn to_sqlite<const N: usize>(text: &str) -> [u8; N] {
    let text = text.as_bytes();
    let mut out = [0; N];
    let mut is_quoted = false;
    let mut at = 0;
    while at < N {
        let byte = text[at];
        if byte == b'\'' {
            is_quoted = !is_quoted;
        }
        let is_number = at + 1 < N && text[at + 1].is_ascii_digit();
        out[at] = if byte == b'$' && is_number && !is_quoted { b'?' } else { byte };
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn placeholders_are_numbered_on_sqlite_and_literals_stay() {
        let sql = crate::sql!("select '$1 a' from t where organization_id = $1 and b = $12");
        assert_eq!(sql.sqlite, "select '$1 a' from t where organization_id = ?1 and b = ?12");
    }
}
