//! The repository tests itself: what a reviewer would otherwise have to notice, each time.
//!
//! Every check is a plain function from text to faults, so each has a test in which it fails. A
//! fault says where it is and what to do. A check may start with exceptions; a list of exceptions
//! only shrinks, so an exception that is no longer needed is a fault too.

#[cfg(test)]
mod arrows;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod glossary;
#[cfg(test)]
mod homes;
#[cfg(test)]
mod openings;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod slices;
