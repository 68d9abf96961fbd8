//! What was said and what was done: comments and history.

use evenkeel_core::Change;
use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, Render, html};

use super::{area, audience, form, form::words, markdown, moment};
use crate::{Form, Frame};

/// One comment, as its reader may see it.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Its id, which its address ends in.
    pub id: String,
    /// Name of the person who wrote it.
    pub by: String,
    /// Their page.
    pub by_url: String,
    /// When.
    pub at: Timestamp,
    /// What they wrote, in Markdown.
    pub text: String,
    /// What the reader may do with it: a delete button for the writer.
    pub acts: Option<Markup>,
}

/// What was said about a record, and the box to say more. `form` holds the field `text`; without
/// an `action` the reader may only read.
pub fn comments(
    frame: &Frame,
    said: &[Comment],
    typed: &Form,
    action: Option<&str>,
    seen_by: &str,
    zone: &TimeZone,
) -> Markup {
    html! {
        section.part.comments id="comments" {
            h2 { "Comments" }
            @if said.is_empty() { p.hint { "Nobody has said anything yet." } }
            ol { @for comment in said { (one(comment, zone)) } }
            @if let Some(action) = action {
                (form(frame, typed, action, "Add comment", html! {
                    (area(typed, "text", "Your comment").within("comment").rows(3)
                        .hint("Markdown works. Write @ and a username to bring somebody in."))
                    (audience(seen_by))
                }).within("comment").quiet())
            }
        }
    }
}

fn one(comment: &Comment, zone: &TimeZone) -> Markup {
    html! {
        li.comment id={ "comment-" (comment.id) } {
            header {
                a.person href=(comment.by_url) { (comment.by) } " "
                a.meta href={ "#comment-" (comment.id) } { (moment(comment.at, zone)) }
                @if let Some(acts) = &comment.acts { div.acts { (acts) } }
            }
            (markdown(&comment.text))
        }
    }
}

/// One thing that happened to a record.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Name of the person who did it.
    pub by: String,
    /// Their page; empty for the program itself.
    pub by_url: String,
    /// What they did, after their name: "committed to the goal".
    pub sentence: String,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// What happened, newest first as given.
pub fn history(entries: &[Entry], zone: &TimeZone) -> Markup {
    html! {
        section.part.history id="history" {
            h2 { "History" }
            ol.timeline { @for entry in entries { li { (happened(entry, zone)) } } }
        }
    }
}

fn happened(entry: &Entry, zone: &TimeZone) -> Markup {
    html! {
        p {
            @if entry.by_url.is_empty() { (entry.by) }
            @else { a.person href=(entry.by_url) { (entry.by) } }
            " " (entry.sentence) " " span.meta { (moment(entry.at, zone)) }
        }
        @if !entry.changes.is_empty() {
            dl.changes {
                @for change in &entry.changes {
                    div {
                        dt { (words(&change.field)) }
                        dd {
                            @if !change.from.is_empty() { del { (change.from) } " → " }
                            ins { (change.to.render()) }
                        }
                    }
                }
            }
        }
    }
}
