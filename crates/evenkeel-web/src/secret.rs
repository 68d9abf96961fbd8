//! Secrets that we hand out: sessions, tokens, links. Only their digest is kept.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use evenkeel_core::{Id, Organization};
use sha2::{Digest, Sha256};

/// Bytes of chance in a secret: 256 bits.
const BYTES: usize = 32;

/// A secret that names its organization in clear, so that its row is found by both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The organization it belongs to.
    pub organization: Id<Organization>,
    /// What is kept of it.
    pub digest: Vec<u8>,
}

/// A fresh secret as handed out, and what is kept of it.
pub fn fresh(organization: Id<Organization>) -> (String, Secret) {
    // Two version-4 UUIDs hold 244 bits from the system's generator; a digest spreads them.
    let (a, b) = (uuid::Uuid::new_v4(), uuid::Uuid::new_v4());
    let secret = digest(&[a.as_bytes(), b.as_bytes()]);
    let text = format!("{}.{}", organization.uuid().simple(), URL_SAFE_NO_PAD.encode(&secret));
    let digest = digest(&[&secret]);
    (text, Secret { organization, digest })
}

/// What is kept of a secret that somebody shows; `None` if it does not have the shape of one.
pub fn read(text: &str) -> Option<Secret> {
    let (organization, secret) = text.split_once('.')?;
    let secret = URL_SAFE_NO_PAD.decode(secret).ok().filter(|secret| secret.len() == BYTES)?;
    Some(Secret { organization: organization.parse().ok()?, digest: digest(&[&secret]) })
}

/// SHA-256 over the parts.
pub fn digest(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_we_handed_out_is_known_again_by_its_digest() {
        let organization = Id::new(uuid::Uuid::new_v4());
        let (text, kept) = fresh(organization);
        assert_eq!(read(&text), Some(kept));
        assert_eq!(read("nonsense"), None);
        assert_eq!(read(&text[..text.len() - 4]), None);
    }
}
