//! The tasks that come once: some for each visitor this week, some late, some that nobody holds.

use super::{
    story::CLINIC,
    work::{Once, task},
};

/// What came up once, the visitors' own work first.
#[rustfmt::skip]
pub(super) const ONCE: &[Once] = &[
    // Dr Osei, this week.
    task("Answer the 2 open lab results", "brandt", "osei", "doctors", "results").days(-2, 0)
        .standard("Call the family first, then write. Nobody learns a result from a letter."),
    task("Decide which two doctors start the evening clinic in the new term", "ben", "osei", CLINIC, "evening").days(-9, 1).at(720),
    task("Write to the county health office about interpreters", "osei", "osei", CLINIC, "access").days(-16, -3)
        .standard("One page: how many visits went without an interpreter, and what happened then."),
    task("Sit in on a morning at reception", "rio", "osei", CLINIC, "noshow").days(-6, 3).at(600),
    task("Prepare the case round on wheezing under 2 years", "nazari", "osei", "doctors", "asthma").days(-5, 5).at(780),
    // Ben, this week.
    task("Order the data logger for fridge 2", "amy", "ben", CLINIC, "coldchain").days(-11, -1).named("logger")
        .standard("With an alarm by text message. Under 400, or ask first."),
    task("Fill the 3 gaps of next month's rota with Nora", "nora", "ben", CLINIC, "rota").days(-4, 0).at(1020),
    task("Tell reception how the evening rota is paid", "tariq", "ben", CLINIC, "evening").days(-8, 2).at(720),
    task("Renew the contract of the phone line", "leon", "ben", CLINIC, "phones").days(-20, 4),
    task("Go through the audit list with Gus Vale", "ben", "ben", CLINIC, "").days(-10, 6).at(600),
    // Cleo, this week. The last one serves nothing: a gap, shown as one.
    task("Check expiry dates in both vaccine fridges", "amy", "cleo", "nursing", "coldchain").days(-5, 0).at(900)
        .standard("Front to back. Under 30 days: to the front, with a red dot. Expired: out, and written down."),
    task("Show Lily how a fridge reading is taken", "nora", "cleo", "nursing", "coldchain").days(-6, 1).at(690)
        .standard("Lily does the second one alone, you watch."),
    task("Call the mother of the twins about the second dose", "joy", "cleo", "nursing", "vaccine").days(-3, -1).at(1020).named("twins"),
    task("Pack the vaccine box for the school visit", "amy", "cleo", "nursing", "vaccine").days(-4, 2).at(660)
        .standard("80 doses, ice packs frozen the evening before, the logger inside and running."),
    task("Sort the toy shelf in room 3", "cleo", "cleo", "nursing", "").days(-9, 4).at(930).named("toys"),
    task("Write down how we hold a child who is afraid of needles", "clara", "cleo", "nursing", "handover").days(-12, 6),
    // Late.
    task("Replace the broken scale in room 5", "ines", "leon", CLINIC, "checkups").days(-25, -6).named("scale")
        .standard("Calibrated to 5 g. The old one goes to the workshop, not to the cellar."),
    task("Send the 14 missing signatures to the insurer", "ruth", "anya", "billing", "claims").days(-15, -4),
    task("Translate the asthma plan into Turkish and Arabic", "marta", "elif", "nursing", "plans").days(-30, -5),
    task("Answer the question of the parents' council on parking", "rio", "greta", "reception", "").days(-13, -2),
    task("Report on the phone queue between 8 and 9", "ben", "dana", "reception", "phones").days(-10, -1),
    task("Close the oldest open referrals", "raman", "adeyemi", "doctors", "results").days(-28, -7),
    // Open, on time.
    task("Set up the third phone line at 8", "dana", "leon", CLINIC, "phones").days(-8, 5),
    task("Ask 20 families why they came in the evening", "marchetti", "tariq", "reception", "evening").days(-9, 8).named("evening20"),
    task("List the children with asthma who have no plan", "nazari", "marta", "nursing", "plans").days(-7, 3),
    task("Teach the inhaler check to the acute room", "marta", "samuel", "nursing", "asthma").days(-6, 9),
    task("Book the room for the 4-year check-ups in the kindergarten", "raman", "ines", "nursing", "checkups").days(-5, 7),
    task("Try the five-line handover on the late shift", "elif", "samuel", "nursing", "handover").days(-6, 4),
    task("Read 10 referral letters and mark what was missing", "brandt", "sato", "doctors", "results").days(-6, 6),
    task("Draft the parents' letter about waiting times", "osei", "mina", "billing", "access").days(-4, 5),
    task("Move the physio slots to Tuesday and Thursday", "ingrid", "mateo", "therapies", "therapy").days(-7, 7),
    task("Prepare the group for parents of fussy eaters", "ingrid", "yuki", "therapies", "therapy").days(-12, 12),
    task("Write the consent form for play therapy anew", "ingrid", "clara", "therapies", "therapy").days(-10, 9),
    task("Check which claims wait longer than 30 days", "ruth", "victor", "billing", "claims").days(-3, 6),
    task("Ask nurses which shift they would give away first", "nora", "rosa", "nursing", "stay").days(-5, 10),
    task("Show Beth the recall list", "rio", "omar", "reception", "recall").days(-3, 2).at(720),
    task("Put the price of a missed hour on one page", "ben", "ruth", "billing", "noshow").days(-6, 8),
    task("Practice the fainting drill after vaccinations", "amy", "joy", "nursing", "vaccine").days(-5, 5),
    task("Put up the new signs to the evening entrance", "ben", "leon", CLINIC, "signs").days(-14, 11),
    task("Collect what the morning huddle took longer than 10 minutes for", "nora", "lily", "nursing", "handover").days(-4, 6),
    // Nobody holds these yet.
    task("Find somebody who reads the parents' letter box on Fridays", "greta", "", "reception", "noshow").since(-19),
    task("Look for a used spirometer for room 4", "nazari", "", CLINIC, "asthma").since(-33),
    task("Clear the old paper charts out of the cellar", "mina", "", CLINIC, "").since(-48),
    task("Describe how a leaver's access ends", "leon", "", CLINIC, "").since(-70),
    // Done, and dropped.
    task("Call the 40 families who waited longest", "osei", "rio", "reception", "access").days(-60, -46).done(-48).named("forty"),
    task("Open 2 same-day slots a doctor", "osei", "brandt", "doctors", "access").days(-75, -54).done(-55),
    task("Measure the wait by hand for 2 weeks", "ben", "greta", "reception", "access").days(-110, -90).done(-89),
    task("Give the text reminders a second language", "rio", "dana", "reception", "noshow").days(-62, -40).done(-37),
    task("Take the phones off the front desk until 10", "rio", "dana", "reception", "phones").days(-52, -38).done(-38),
    task("Write the script for a call-back", "dana", "omar", "reception", "phones").days(-44, -30).done(-31),
    task("Fix the lab interface that lost results on Sundays", "brandt", "leon", CLINIC, "results").days(-66, -45).done(-41),
    task("Agree who answers results when a doctor is away", "osei", "chau", "doctors", "results").days(-50, -36).done(-36),
    task("Light and heating for the evening entrance", "ben", "leon", CLINIC, "evening").days(-84, -66).done(-67),
    task("Hire a receptionist for Milo's place", "ben", "rio", "reception", "stay").days(-104, -76).done(-78),
    task("Check the doses given on the day fridge 1 stood open", "amy", "cleo", "nursing", "coldchain").days(-40, -39).done(-39),
    task("Hang the fridge rules at eye level", "amy", "cleo", "nursing", "coldchain").days(-34, -27).done(-29),
    task("Recount the vaccine stock", "amy", "cleo", "nursing", "vaccine").days(-19, -12).done(-12),
    task("Visit the kindergarten on Mill Road", "amy", "joy", "nursing", "vaccine").days(-58, -42).done(-43),
    task("Write the recall letter in plain words", "joy", "mina", "billing", "recall").days(-71, -57).done(-58),
    task("Choose the asthma plan we all use", "nazari", "marta", "nursing", "plans").days(-96, -82).done(-80),
    task("Train 4 nurses in spirometry", "nazari", "marta", "nursing", "asthma").days(-88, -60).done(-61),
    task("Count the 4-year-olds without a check-up", "raman", "ines", "nursing", "checkups").days(-49, -35).done(-35),
    task("Ask everybody what they would change about the rota", "ben", "nora", "nursing", "stay").days(-80, -62).done(-64),
    task("Print the five lines of a handover on a card", "elif", "kofi", "nursing", "handover").days(-41, -33).done(-34),
    task("Group speech therapy for 3-year-olds: first round", "ingrid", "ingrid", "therapies", "therapy").days(-90, -50).done(-50),
    task("Learn why insurers refuse 1 claim in 12", "ruth", "anya", "billing", "claims").days(-64, -50).done(-49),
    task("Ask for 3 offers for the hall signs", "ben", "leon", CLINIC, "signs").days(-60, -44).done(-40),
    task("Test the alarm of the second fridge", "amy", "cleo", "nursing", "fridge").days(-150, -142).done(-143),
    task("Move the old letters to the portal", "mina", "mina", "billing", "letters").days(-170, -150).done(-151),
    task("Safeguarding course for the late joiners", "osei", "adeyemi", "doctors", "safeguarding").days(-140, -118).done(-120),
    task("Tablets for forms at the front desk: ask for prices", "rio", "omar", "reception", "paper").days(-190, -168)
        .dropped(-160, "The forms came from the insurers, on paper. Tablets would not have changed that."),
    task("Second screen in every treatment room", "leon", "leon", CLINIC, "").days(-120, -80)
        .dropped(-92, "Nobody wanted it once the tablets came. Money back into the phone line."),
];
