//! Passwords: Argon2id, never more at once than there are cores.

use std::{sync::OnceLock, time::Duration};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use evenkeel_core::{Error, Result};
use tokio::sync::Semaphore;

/// OWASP's minimum, on ASVS's list: 19 MiB, two passes, one lane.
const PARAMS: (u32, u32, u32) = (19 * 1024, 2, 1);
/// A sign-in that would wait longer is told to come back.
const PATIENCE: Duration = Duration::from_secs(2);
/// Characters of a password.
pub const LENGTH: std::ops::RangeInclusive<usize> = 8..=200;
/// Passwords that everybody tries first.
const COMMON: &str = include_str!("common_passwords.txt");

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(PARAMS.0, PARAMS.1, PARAMS.2, None)
        .map_err(|e| Error::internal("Argon2", e))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is wrong with a new password, if anything; `context` are words that anyone would guess:
/// the names of person, organization and product.
pub fn fault(password: &str, context: &[&str]) -> Option<String> {
    let count = password.chars().count();
    let folded = password.to_lowercase();
    if !LENGTH.contains(&count) {
        return Some(format!(
            "Password has {count} characters; {} to {} are taken, and 15 are better",
            LENGTH.start(),
            LENGTH.end()
        ));
    }
    if COMMON.lines().any(|common| common == folded) {
        return Some("Password is one that everybody tries first. Choose another".to_owned());
    }
    let is_guessable = context
        .iter()
        .flat_map(|words| words.split_whitespace())
        .filter(|word| word.chars().count() > 3)
        .any(|word| folded.replace(&word.to_lowercase(), "").chars().count() < 5);
    is_guessable.then(|| "Password is little more than a name. Make it longer".to_owned())
}

/// The hash of a password, with its parameters and salt.
pub async fn hash(password: String) -> Result<String> {
    bounded(move || {
        hasher()?
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|e| Error::broken(format!("Argon2: {e}")))
    })
    .await
}

/// Whether a password fits a hash. Without a hash it costs the same and does not fit.
pub async fn fits(password: String, hash: Option<String>) -> Result<bool> {
    bounded(move || {
        let dummy = DUMMY.get_or_init(|| {
            hasher()
                .and_then(|hasher| {
                    hasher
                        .hash_password(b"nobody has this password")
                        .map_err(|e| Error::broken(format!("Argon2: {e}")))
                })
                .map(|hash| hash.to_string())
                .unwrap_or_default()
        });
        let is_known = hash.is_some();
        let hash = hash.unwrap_or_else(|| dummy.clone());
        let parsed =
            PasswordHash::new(&hash).map_err(|e| Error::broken(format!("a kept hash: {e}")))?;
        Ok(hasher()?.verify_password(password.as_bytes(), &parsed).is_ok() && is_known)
    })
    .await
}

static DUMMY: OnceLock<String> = OnceLock::new();
static HANDS: OnceLock<Semaphore> = OnceLock::new();

async fn bounded<T: Send + 'static>(act: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let hands = HANDS.get_or_init(|| {
        Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from))
    });
    let _hand = tokio::time::timeout(PATIENCE, hands.acquire())
        .await
        .map_err(|_| Error::Unavailable("too many sign in at once; try again in a moment"))?
        .map_err(|e| Error::internal("hands", e))?;
    tokio::task::spawn_blocking(act).await.map_err(|e| Error::internal("Argon2", e))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let kept = hash("a long winter walk".to_owned()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(fits("a long winter walk".to_owned(), Some(kept.clone())).await.unwrap());
        assert!(!fits("a long winter walk ".to_owned(), Some(kept)).await.unwrap());
        assert!(!fits("a long winter walk".to_owned(), None).await.unwrap());
    }

    #[test]
    fn names_and_common_words_are_refused() {
        assert!(fault("short", &[]).is_some());
        assert!(fault("password123", &[]).is_some());
        assert!(fault("Northgate1", &["Northgate Children"]).is_some());
        assert!(fault("plum tree by the gate", &["Northgate"]).is_none());
    }
}
