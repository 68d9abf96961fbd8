//! Brakes on calls: per person and per address, in memory that does not grow with callers.

use std::{net::IpAddr, num::NonZeroU32};

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
            .check_key(&network(address))
            .map_err(|_| Error::Busy("too many tries to sign in from here; wait a minute"))
    }

    /// Forgets callers who have been quiet, so that memory stays small.
    pub fn tidy(&self) {
        self.persons.retain_recent();
        self.sign_ins.retain_recent();
    }
}

/// Who is counted as one: an IPv4 address, or the /64 of an IPv6 address, which one line has.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(six)) if six.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = six.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => address.chars().take(64).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_many_addresses_is_braked_as_one() {
        let rates = Rates::new();
        let tries = |at: &dyn Fn(u32) -> String| {
            (0..1000).filter(|number| rates.sign_in(&at(*number)).is_ok()).count()
        };
        assert!(tries(&|number| format!("2001:db8:1:2::{number:x}")) < 100);
        assert!(tries(&|_| "203.0.113.7".to_owned()) < 100);
        assert_eq!(tries(&|number| format!("2001:db8:1:{number:x}::1")), 999, "but the first one");
        assert_eq!(network("::ffff:203.0.113.7"), "::ffff:203.0.113.7");
    }
}
