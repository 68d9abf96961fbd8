//! Brakes on calls: per person and per address, in memory that does not grow with callers.

use std::num::NonZeroU32;

use evenkeel_core::{Error, Result};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Calls a second that one person may make over time, and at once.
const PERSON: (NonZeroU32, NonZeroU32) = (quota(50), quota(200));
/// Attempts a minute to sign in from one address, and at once.
const SIGN_IN: (NonZeroU32, NonZeroU32) = (quota(30), quota(60));

const fn quota(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// The limiters of a server.
pub struct Rates {
    persons: DefaultKeyedRateLimiter<[u8; 16]>,
    sign_ins: DefaultKeyedRateLimiter<String>,
}

impl Rates {
    /// Fresh limiters.
    pub fn new() -> Self {
        Self {
            persons: RateLimiter::keyed(Quota::per_second(PERSON.0).allow_burst(PERSON.1)),
            sign_ins: RateLimiter::keyed(Quota::per_minute(SIGN_IN.0).allow_burst(SIGN_IN.1)),
        }
    }

    /// Refuses a person who calls too often.
    pub fn person(&self, person: [u8; 16]) -> Result<()> {
        self.persons
            .check_key(&person)
            .map_err(|_| Error::Busy("too many calls from you; wait a second"))
    }

    /// Refuses an address that tries to sign in too often.
    pub fn sign_in(&self, address: &str) -> Result<()> {
        self.sign_ins
            .check_key(&address.to_owned())
            .map_err(|_| Error::Busy("too many tries to sign in from here; wait a minute"))
    }

    /// Forgets callers who have been quiet, so that memory stays small.
    pub fn tidy(&self) {
        self.persons.retain_recent();
        self.sign_ins.retain_recent();
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Rates {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Rates")
    }
}
