//! What can happen to a value.

use evenkeel_core::{Change, Event, Kind};

use crate::elements::ElementEvent;

/// What happened: what only values do, or what every element does.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum ValueEvent {
    /// What only values do.
    Own(OfProposal),
    /// What every element does.
    Element(ElementEvent),
}

/// What happened to a proposal about a value.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum OfProposal {
    /// A change was proposed.
    ChangeProposed {
        /// Why.
        why: String,
    },
    /// Retiring it was proposed.
    RetirementProposed {
        /// Why.
        why: String,
    },
    /// Somebody objected to a proposal.
    ObjectionRaised {
        /// What they said.
        text: String,
    },
    /// An objection was answered.
    ObjectionAnswered {
        /// What was answered.
        text: String,
    },
    /// A proposal was adopted: a new version, or none if it was retired.
    ProposalAdopted {
        /// Which version.
        number: Option<i64>,
        /// What was changed.
        changes: Vec<Change>,
    },
    /// A proposal was declined, with an answer.
    ProposalDeclined {
        /// Why.
        text: String,
    },
}

impl Event for ValueEvent {
    const KIND: Kind = Kind::Value;

    fn word(&self) -> &'static str {
        match self {
            Self::Own(OfProposal::ChangeProposed { .. }) => "change_proposed",
            Self::Own(OfProposal::RetirementProposed { .. }) => "retirement_proposed",
            Self::Own(OfProposal::ObjectionRaised { .. }) => "objection_raised",
            Self::Own(OfProposal::ObjectionAnswered { .. }) => "objection_answered",
            Self::Own(OfProposal::ProposalAdopted { .. }) => "proposal_adopted",
            Self::Own(OfProposal::ProposalDeclined { .. }) => "proposal_declined",
            Self::Element(event) => event.word(),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Own(OfProposal::ChangeProposed { why }) => format!("proposed a change: {why}"),
            Self::Own(OfProposal::RetirementProposed { why }) => {
                format!("proposed to retire this value: {why}")
            }
            Self::Own(OfProposal::ObjectionRaised { text }) => {
                format!("objected to a proposal: {text}")
            }
            Self::Own(OfProposal::ObjectionAnswered { text }) => {
                format!("answered an objection: {text}")
            }
            Self::Own(OfProposal::ProposalAdopted { number: Some(number), .. }) => {
                format!("adopted a proposal as version {number}")
            }
            Self::Own(OfProposal::ProposalAdopted { number: None, .. }) => {
                "adopted a proposal and retired this value".to_owned()
            }
            Self::Own(OfProposal::ProposalDeclined { text }) => {
                format!("declined a proposal: {text}")
            }
            Self::Element(event) => event.sentence("value"),
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::Own(OfProposal::ProposalAdopted { changes, .. }) => changes,
            Self::Own(_) => &[],
            Self::Element(event) => event.changes(),
        }
    }
}
