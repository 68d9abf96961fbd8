//! At most once: the answer of a write is kept in its own transaction, under the caller's key.

use evenkeel_core::{Error, Result};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Key, Tx, sql, values};

/// The answer given before, if this call was made before.
pub(crate) fn find<T: DeserializeOwned>(tx: &mut Tx<'_>, key: &Key) -> Result<Option<T>> {
    let known: Option<(Vec<u8>, serde_json::Value)> = tx.first(
        sql!(
            "select fingerprint, answer from idempotency
              where organization_id = $1 and person_id = $2 and key = $3"
        ),
        values![tx.organization, tx.actor, &key.key],
    )?;
    let Some((fingerprint, answer)) = known else { return Ok(None) };
    if fingerprint != key.fingerprint {
        return Err(Error::field(
            "idempotency_key",
            "This key was used for another request. Use a new key.",
        ));
    }
    serde_json::from_value(answer)
        .map(Some)
        .map_err(|e| Error::internal("a kept answer cannot be read", e))
}

/// Keeps the answer for a repeated call.
pub(crate) fn keep<T: Serialize>(tx: &mut Tx<'_>, key: &Key, answer: &T) -> Result<u64> {
    let answer =
        serde_json::to_value(answer).map_err(|e| Error::internal("an answer cannot be kept", e))?;
    tx.run(
        sql!(
            "insert into idempotency (organization_id, person_id, key, fingerprint, answer, made_at)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, tx.actor, &key.key, &key.fingerprint, answer, tx.now],
    )
}

/// Forgets answers given before `moment`.
pub fn forget_answers(tx: &mut Tx<'_>, moment: jiff::Timestamp) -> Result<u64> {
    tx.run(
        sql!("delete from idempotency where organization_id = $1 and made_at < $2"),
        values![tx.organization, moment],
    )
}
