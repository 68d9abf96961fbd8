//! What the practice holds to, and how it argues about it.

use evenkeel_core::{Id, Result};
use evenkeel_direction::{
    elements,
    values::{Asks, Decision, Draft, Objection, Proposal, ProposalDraft, Text, Value, acts},
};

use super::{
    direction::place,
    story::{CLINIC, Story},
};

/// Name in the story, the value, what it means, and what one does when one holds it.
type Held = (&'static str, &'static str, &'static str, &'static [&'static str]);

const VALUES: [Held; 4] = [
    (
        "v_early",
        "Say it early",
        "Bad news travels first. A promise that will not hold is said on \
         the day we know it, and not on the day it breaks.",
        &[
            "I say on the day when a promise of mine will not hold",
            "I call a bad reading before I look for its cause",
            "I thank whoever brings me bad news",
        ],
    ),
    (
        "v_child",
        "The child first, the screen second",
        "We greet the child by name, look at them, and only then at what is \
         written about them.",
        &[
            "I say the child’s name before I touch a keyboard",
            "I tell a child what I will do before I do it",
            "I ask the family what they have tried already",
        ],
    ),
    (
        "v_same",
        "The same care for every family",
        "No family gets less because of its language, its insurance or its manners.",
        &[
            "I call an interpreter instead of a cousin",
            "I give the same slots to whoever asks loudly and whoever does not",
            "I explain a bill as patiently as a medicine",
        ],
    ),
    (
        "v_aloud",
        "We learn aloud",
        "A mistake that one of us tells saves nine others from making it.",
        &["I tell my own mistakes first", "I ask what made it easy to go wrong, not who it was"],
    ),
];

/// Names the values, and lets two proposals run: one adopted, one that waits.
pub(super) fn tell(story: &mut Story<'_, '_>) -> Result<()> {
    for (name, title, meaning, behaviors) in VALUES {
        let id: Id<Value> = story.id();
        let draft = Draft { text: text(title, meaning, behaviors), place: place(story, CLINIC)? };
        let _ = acts::create(story.at("osei", -342, 645)?, id, &draft)?;
        story.keep(name, id.record());
    }
    for (name, who, day) in [
        ("v_early", "ben", -339),
        ("v_early", "cleo", -339),
        ("v_child", "clara", -338),
        ("v_child", "joy", -336),
        ("v_same", "rio", -336),
        ("v_same", "anya", -320),
    ] {
        let id = story.record(name)?;
        let _ = elements::acts::endorse(story.at(who, day, 750)?, id, 1)?;
    }
    adopted(story)?;
    open(story)
}

fn text(title: &str, meaning: &str, behaviors: &[&str]) -> Text {
    Text {
        title: title.to_owned(),
        meaning: meaning.to_owned(),
        behaviors: behaviors.iter().map(|behavior| (*behavior).to_owned()).collect(),
    }
}

/// Cleo’s proposal: a reading is called before anybody looks for its cause. One objection.
fn adopted(story: &mut Story<'_, '_>) -> Result<()> {
    let [early, ..] = VALUES;
    let value: Id<Value> = story.record(early.0)?.cast();
    let (id, objection): (Id<Proposal>, Id<Objection>) = (story.id(), story.id());
    let mut changed = text(early.1, early.2, early.3);
    changed.behaviors.push("I say it also when it is not mine to mend".to_owned());
    let draft = ProposalDraft {
        change: Asks::Change(changed),
        why: "Milo knew for weeks that the evenings were too much for two of us. \
              He thought it was not his to say."
            .to_owned(),
    };
    let _ = acts::propose(story.at("cleo", -74, 720)?, value, id, &draft)?;
    let worry = "Then everybody talks about everybody. Where does that end?";
    let _ = acts::object(story.at("victor", -72, 800)?, id, objection, worry)?;
    let reply = "It ends with the person it concerns: we say it to them, not about \
                 them. I would write that into the huddle, and leave the sentence \
                 as short as it is.";
    let _ = acts::answer(story.at("cleo", -71, 760)?, objection, reply)?;
    let decision = Decision {
        outcome: "adopted",
        answer: "Adopted. Victor’s question is a good one, and so is the answer.".to_owned(),
    };
    let _ = acts::decide(story.at("osei", -67, 690)?, id, &decision)?;
    let record = value.record();
    for (who, day) in [("amy", -66), ("victor", -64), ("nora", -60)] {
        let _ = elements::acts::endorse(story.at(who, day, 745)?, record, 2)?;
    }
    Ok(())
}

/// A proposal that waits: one objection is answered, one is not.
fn open(story: &mut Story<'_, '_>) -> Result<()> {
    let [.., aloud] = VALUES;
    let value: Id<Value> = story.record(aloud.0)?.cast();
    let id: Id<Proposal> = story.id();
    let mut changed = text(aloud.1, aloud.2, aloud.3);
    changed.behaviors.push("I bring one mistake a month to the Wednesday round".to_owned());
    let draft = ProposalDraft {
        change: Asks::Change(changed),
        why: "We say that we learn aloud. In the last 10 rounds I counted 2 \
              mistakes that were told, both by the same person."
            .to_owned(),
    };
    let _ = acts::propose(story.at("paul", -11, 735)?, value, id, &draft)?;
    let (first, second): (Id<Objection>, Id<Objection>) = (story.id(), story.id());
    let worry = "One a month makes it homework. People will bring small ones.";
    let _ = acts::object(story.at("marta", -9, 790)?, id, first, worry)?;
    let reply = "Small ones are welcome: the large ones come once it is no longer strange.";
    let _ = acts::answer(story.at("paul", -8, 765)?, first, reply)?;
    let worry = "Not everybody is there on Wednesdays. Night and weekend would never be heard.";
    let _ = acts::object(story.at("samuel", -3, 810)?, id, second, worry)?;
    Ok(())
}
