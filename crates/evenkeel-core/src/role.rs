//! What a person may do in the organization as a whole. A role never widens what they may see.

/// The four roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Made the organization; may do everything an admin may, and name owners.
    Owner,
    /// Looks after people, units and settings.
    Admin,
    /// Works here.
    Member,
    /// Sees only what they are named on.
    Guest,
}

impl Role {
    /// Every role, the widest first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Member, Self::Guest];

    /// The word as stored and shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Member => "member",
            Self::Guest => "guest",
        }
    }

    /// The role that `word` names.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether people, units and settings are theirs to change.
    pub const fn may_administer(self) -> bool {
        matches!(self, Self::Owner | Self::Admin)
    }

    /// Whether they may start records of their own.
    pub const fn may_start(self) -> bool {
        !matches!(self, Self::Guest)
    }
}
