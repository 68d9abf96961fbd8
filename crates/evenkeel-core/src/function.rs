//! The six functions of leading and managing (Kotter), and the side each stands on.

/// Which of the two complementary jobs something belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Points the organization in the right direction.
    Lead,
    /// Keeps the engine running smoothly.
    Manage,
    /// Looks at both.
    Between,
}

impl Side {
    /// The word a reader sees.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Manage => "Manage",
            Self::Between => "Balance",
        }
    }
}

/// One of the six kinds of work: three of leading, three of managing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// Create a vision, clarify the big picture, set strategies.
    Direction,
    /// Communicate goals, seek commitment, build coalitions.
    Alignment,
    /// Inspire, empower, satisfy unmet needs.
    Motivation,
    /// Establish agendas, set timetables, allocate resources.
    Planning,
    /// Provide structure, make placements, establish rules.
    Organizing,
    /// Develop incentives, solve problems, correct.
    Controlling,
}

impl Function {
    /// The number by which the function is stored: 1 to 6, lead first.
    pub const fn number(self) -> i64 {
        match self {
            Self::Direction => 1,
            Self::Alignment => 2,
            Self::Motivation => 3,
            Self::Planning => 4,
            Self::Organizing => 5,
            Self::Controlling => 6,
        }
    }

    /// The side this function belongs to.
    pub const fn side(self) -> Side {
        match self {
            Self::Direction | Self::Alignment | Self::Motivation => Side::Lead,
            Self::Planning | Self::Organizing | Self::Controlling => Side::Manage,
        }
    }
}
