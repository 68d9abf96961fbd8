//! What can happen to a comment. The events stand on the record that was commented on; the words
//! of the comment stay in the comment.

use evenkeel_core::{Event, Id, Kind};

use super::Comment;

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "comment")]
pub enum CommentEvent {
    /// It was written.
    Added(Id<Comment>),
    /// Its writer changed it.
    Edited(Id<Comment>),
    /// Its writer deleted it.
    Deleted(Id<Comment>),
    /// Its writer took the deletion back.
    Restored(Id<Comment>),
}

impl Event for CommentEvent {
    const KIND: Kind = Kind::Comment;

    fn word(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Edited(_) => "edited",
            Self::Deleted(_) => "deleted",
            Self::Restored(_) => "restored",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Added(_) => "commented".to_owned(),
            Self::Edited(_) => "changed a comment".to_owned(),
            Self::Deleted(_) => "deleted a comment".to_owned(),
            Self::Restored(_) => "brought a comment back".to_owned(),
        }
    }
}
