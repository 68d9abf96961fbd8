//! What can happen to a person in the directory. Values of personal fields stay out of it.

use evenkeel_core::{Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum PersonEvent {
    /// They made the organization.
    Founded,
    /// They were added.
    Added,
    /// Fields were changed.
    Edited {
        /// Names of the fields.
        fields: Vec<String>,
    },
    /// A link to choose a password was made for them.
    Invited,
    /// They left.
    Deactivated,
    /// They came back.
    Reactivated,
    /// They chose a password.
    PasswordChosen,
    /// They ended sessions of theirs.
    SessionsEnded,
    /// A second line was drawn.
    MatrixLineAdded,
    /// A second line was taken away.
    MatrixLineRemoved,
    /// Personal settings were changed.
    SettingsChanged,
    /// A personal token was made.
    TokenMade,
    /// A personal token was revoked.
    TokenRevoked,
}

impl Event for PersonEvent {
    const KIND: Kind = Kind::Person;

    fn word(&self) -> &'static str {
        match self {
            Self::Founded => "founded",
            Self::Added => "added",
            Self::Edited { .. } => "edited",
            Self::Invited => "invited",
            Self::Deactivated => "deactivated",
            Self::Reactivated => "reactivated",
            Self::PasswordChosen => "password_chosen",
            Self::SessionsEnded => "sessions_ended",
            Self::MatrixLineAdded => "matrix_line_added",
            Self::MatrixLineRemoved => "matrix_line_removed",
            Self::SettingsChanged => "settings_changed",
            Self::TokenMade => "token_made",
            Self::TokenRevoked => "token_revoked",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Founded => "made the organization".to_owned(),
            Self::Added => "added this person".to_owned(),
            Self::Edited { fields } => {
                format!("changed {}", fields.join(", ").replace("_id", "").replace('_', " "))
            }
            Self::Invited => "made a link to choose a password".to_owned(),
            Self::Deactivated => "ended the access of this person".to_owned(),
            Self::Reactivated => "opened the access of this person again".to_owned(),
            Self::PasswordChosen => "chose a password".to_owned(),
            Self::SessionsEnded => "signed out elsewhere".to_owned(),
            Self::MatrixLineAdded => "added a matrix line".to_owned(),
            Self::MatrixLineRemoved => "took a matrix line away".to_owned(),
            Self::SettingsChanged => "changed personal settings".to_owned(),
            Self::TokenMade => "made a personal token".to_owned(),
            Self::TokenRevoked => "revoked a personal token".to_owned(),
        }
    }
}
