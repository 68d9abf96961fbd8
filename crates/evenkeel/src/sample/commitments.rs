//! What people promised each other, and what became of it.

use evenkeel_alignment::commitments::{Closing, Commitment, Draft, Outcome, Proposal, acts};
use evenkeel_core::{Id, Result};

use super::story::Story;

/// A promise: who asked whom, on which record of the story, and all that followed.
struct Promise {
    asker: &'static str,
    person: &'static str,
    about: &'static str,
    terms: &'static str,
    /// The days, counted from today, on which it was asked and is due.
    asked: i64,
    due: i64,
    then: &'static [Then],
}

/// What followed, on which day.
enum Then {
    Accept(i64, i64),
    Decline(i64, &'static str),
    /// Who proposes, new terms, new due day, and why.
    Propose(i64, &'static str, &'static str, i64, &'static str),
    AcceptChange(i64, &'static str),
    DeclineChange(i64, &'static str, &'static str),
    Kept(i64, &'static str),
    Broken(i64, &'static str),
}
use Then::{Accept, AcceptChange, Broken, Decline, DeclineChange, Kept, Propose};

/// Asks, answers and ends all of them.
pub(super) fn tell(story: &mut Story<'_, '_>) -> Result<()> {
    for promise in PROMISES {
        let id: Id<Commitment> = story.id();
        let draft = Draft {
            about: story.record(promise.about)?,
            person_id: story.person(promise.person)?,
            terms: promise.terms.to_owned(),
            due_on: story.workday(promise.due),
            confidence: (promise.asker == promise.person).then_some(4),
        };
        let _ = acts::create(story.at(promise.asker, promise.asked, 590)?, id, &draft)?;
        for then in promise.then {
            follow(story, promise, id, then)?;
        }
    }
    Ok(())
}

fn follow(
    story: &mut Story<'_, '_>,
    promise: &Promise,
    id: Id<Commitment>,
    then: &Then,
) -> Result<()> {
    let person = promise.person;
    let _ = match *then {
        Accept(day, confidence) => acts::accept(story.at(person, day, 640)?, id, confidence)?,
        Decline(day, reason) => acts::decline(story.at(person, day, 640)?, id, reason)?,
        Propose(day, who, terms, due, why) => {
            let proposal = Proposal {
                terms: terms.to_owned(),
                due_on: story.workday(due),
                why: why.to_owned(),
                confidence: (who == person).then_some(4),
            };
            acts::propose(story.at(who, day, 700)?, id, &proposal)?
        }
        AcceptChange(day, who) => acts::accept_change(story.at(who, day, 720)?, id)?,
        DeclineChange(day, who, why) => acts::decline_change(story.at(who, day, 720)?, id, why)?,
        Kept(day, note) => close(story, person, day, id, Outcome::Kept, note)?,
        Broken(day, note) => close(story, person, day, id, Outcome::Broken, note)?,
    };
    Ok(())
}

/// Says how a promise of somebody's own went.
pub(super) fn close(
    story: &mut Story<'_, '_>,
    person: &str,
    day: i64,
    id: Id<Commitment>,
    outcome: Outcome,
    note: &str,
) -> Result<evenkeel_core::Recorded> {
    let closing = Closing { outcome, note: note.to_owned(), closed_on: story.workday(day) };
    acts::close(story.at(person, day, 960)?, id, &closing)
}

#[rustfmt::skip]
const PROMISES: &[Promise] = &[
    // What waits for the three visitors.
    Promise { asker: "amy", person: "cleo", about: "vaccine", asked: -2, due: 20,
        terms: "Hold two school visits with the vaccine box this month", then: &[] },
    Promise { asker: "amy", person: "ben", about: "coldchain", asked: -3, due: 9,
        terms: "A logger with an alarm hangs on fridge 2", then: &[] },
    Promise { asker: "brandt", person: "osei", about: "results", asked: -2, due: 30,
        terms: "20 free minutes at noon for each doctor, for 4 weeks", then: &[] },
    Promise { asker: "ben", person: "dana", about: "phones", asked: -8, due: 14,
        terms: "A report on the phones every evening", then: &[
            Propose(-3, "dana", "A report on the phones every Friday", 14,
                "Every evening costs me the half hour in which most families call.")] },
    Promise { asker: "osei", person: "marchetti", about: "evening", asked: -20, due: 2,
        terms: "A page on both evenings: who came, what it cost, what we learned", then: &[
            Accept(-19, 4),
            Propose(-1, "marchetti", "A page on both evenings, with the answers of 20 families", 7,
                "Tariq has 13 answers of 20. The page would say less without them.")] },
    Promise { asker: "elif", person: "cleo", about: "handover", asked: -26, due: -1,
        terms: "Write down how we hold a child who is afraid of needles", then: &[Accept(-25, 4)] },
    // On the way.
    Promise { asker: "amy", person: "joy", about: "recall", asked: -33, due: 25,
        terms: "Call on three evenings a month", then: &[Accept(-32, 5)] },
    Promise { asker: "nazari", person: "marta", about: "plans", asked: -40, due: 40,
        terms: "Write 8 plans a week", then: &[Accept(-38, 4)] },
    Promise { asker: "rio", person: "beth", about: "noshow", asked: -28, due: 18,
        terms: "Call on Fridays all families who are booked for Monday", then: &[Accept(-28, 5)] },
    Promise { asker: "amy", person: "nora", about: "rota", asked: -36, due: 12,
        terms: "The next two rotas are out 4 weeks ahead", then: &[Accept(-34, 2)] },
    Promise { asker: "raman", person: "ines", about: "checkups", asked: -30, due: 33,
        terms: "Check-ups in both kindergartens", then: &[Accept(-29, 4)] },
    Promise { asker: "paul", person: "paul", about: "s_team", asked: -45, due: 50,
        terms: "One hour a week for whoever comes out of a hard case", then: &[] },
    Promise { asker: "ingrid", person: "ingrid", about: "therapy", asked: -44, due: 28,
        terms: "A second speech group, for children who are new to the language", then: &[] },
    Promise { asker: "nazari", person: "elif", about: "plans", asked: -32, due: 5,
        terms: "The asthma plan in Turkish and Arabic", then: &[
            Accept(-30, 3),
            Propose(-4, "elif", "Turkish now, Arabic when a second reader is found", 21,
                "My Arabic is for speaking. A plan needs somebody who writes it.")] },
    Promise { asker: "osei", person: "gus", about: "access", asked: -11, due: 16,
        terms: "We hear what the audit finds before it is written down", then: &[Accept(-10, 5)] },
    // Declined, with reasons one can work with.
    Promise { asker: "marchetti", person: "tariq", about: "evening", asked: -37, due: 30,
        terms: "Thursday evenings until the end of the bet", then: &[
            Decline(-35, "My mother needs me on Thursdays. Tuesdays I can do, every week.")] },
    Promise { asker: "elif", person: "samuel", about: "handover", asked: -21, due: 10,
        terms: "Bring the five lines to the weekend shift", then: &[
            Decline(-20,
                "I work one weekend in four. Rosa works three: she is the one they hear.")] },
    // Kept.
    Promise { asker: "osei", person: "rio", about: "access", asked: -60, due: -46,
        terms: "Call the 40 families who waited longest", then: &[Accept(-59, 4),
            Kept(-48, "All called, 31 came. 9 had found another practice.")] },
    Promise { asker: "amy", person: "cleo", about: "coldchain", asked: -75, due: -32,
        terms: "Take the weekend reading until the rota names somebody", then: &[Accept(-74, 5),
            Kept(-32, "Six weekends, none missed.")] },
    Promise { asker: "amy", person: "cleo", about: "vaccine", asked: -62, due: -43,
        terms: "Prepare the morning at the kindergarten on Mill Road", then: &[Accept(-60, 4),
            Kept(-43, "14 children. We need more ice packs next time.")] },
    Promise { asker: "joy", person: "mina", about: "recall", asked: -70, due: -57,
        terms: "The recall letter in plain words", then: &[Accept(-70, 5), Kept(-58, "")] },
    Promise { asker: "ben", person: "leon", about: "evening", asked: -85, due: -66,
        terms: "Light and heating for the evening entrance", then: &[
            Accept(-84, 3), Kept(-67, "")] },
    Promise { asker: "osei", person: "ben", about: "safeguarding", asked: -200, due: -130,
        terms: "Cover for everybody while they take the course", then: &[
            Accept(-198, 3), Kept(-131, "")] },
    Promise { asker: "nazari", person: "marta", about: "asthma", asked: -90, due: -60,
        terms: "Train 4 nurses in spirometry", then: &[Accept(-88, 4), Kept(-61, "")] },
    Promise { asker: "osei", person: "brandt", about: "access", asked: -24, due: -4,
        terms: "One page: where the time goes between a result and the call", then: &[
            Accept(-23, 4), Kept(-4, "It goes into waiting for a free minute.")] },
    Promise { asker: "nora", person: "cleo", about: "coldchain", asked: -17, due: -3,
        terms: "Lily takes readings alone by the end of the month", then: &[
            Accept(-16, 5), Kept(-3, "She has taken four, I only watched.")] },
    Promise { asker: "rio", person: "omar", about: "noshow", asked: -20, due: -7,
        terms: "Say the date of the visit twice at the end of each call", then: &[
            Accept(-20, 4), Kept(-7, "")] },
    // Renegotiated: the old terms stay readable.
    Promise { asker: "dana", person: "ben", about: "phones", asked: -58, due: -18,
        terms: "A third phone line from 8 to 9", then: &[Accept(-57, 4),
            Propose(-24, "ben", "A third phone line from 8 to 9, with a new contract", 8,
                "The old contract ends this month. A third line on it would cost double."),
            AcceptChange(-23, "dana")] },
    Promise { asker: "ingrid", person: "zara", about: "therapy", asked: -80, due: -50,
        terms: "Call all 58 families on the list", then: &[Accept(-79, 3),
            Propose(-60, "zara", "Call the 30 families who wait longest", -40,
                "58 calls are three weeks of my mornings."),
            AcceptChange(-59, "ingrid"), Kept(-41, "30 called, 6 no longer need us.")] },
    Promise { asker: "ruth", person: "anya", about: "claims", asked: -50, due: -12,
        terms: "No claim older than 10 days", then: &[Accept(-49, 4),
            Propose(-30, "anya", "No claim older than 20 days", -12, "The doctors sign late."),
            DeclineChange(-29, "ruth", "Then let us speak with the doctors, and keep the 10."),
            Kept(-12, "It worked: I asked each of them in person.")] },
    // Broken, and said so.
    Promise { asker: "ines", person: "leon", about: "checkups", asked: -26, due: -6,
        terms: "A new scale in room 5", then: &[Accept(-25, 4),
            Broken(-5,
                "The workshop sent the wrong one, and I noticed too late. A loan comes Monday.")] },
    Promise { asker: "brandt", person: "chau", about: "results", asked: -48, due: -28,
        terms: "Everybody answers results for a colleague who is away", then: &[Accept(-46, 2),
            Broken(-27, "Half of us do. I cannot make it true alone.")] },
];
