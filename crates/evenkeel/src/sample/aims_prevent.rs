//! The goals of the strategy “Prevent before we treat”.

use super::aims::{
    AIM, Aim,
    Heard::{Waits, Yes},
    NUMBER, Number, Word,
};

pub(super) const AIMS: &[Aim] = &[
    Aim {
        name: "vaccine",
        title: "95 of 100 two-year-olds have all their vaccinations",
        done_looks_like: "At the count of the month, 95 of 100 of our two-year-olds have \
                          every dose that is due, and we know why the other 5 have not.",
        why: "Below 95 measles comes back. The district stood at 88.",
        unit: "nursing",
        serves: "s_prevent",
        owner: "amy",
        lead: ("amy", "Decides whom we call first, and keeps it fair."),
        manager: ("nora", "Keeps one nurse free for vaccinations, every day."),
        months: (-10, 2),
        set: -298,
        cadence: 30,
        measures: &[Number {
            title: "Two-year-olds with all vaccinations",
            start: Some(881),
            target: Some(950),
            first: -290,
            every: 30,
            values: &[881, 880, 887, 893, 899, 902, 910, 918, 921, 929],
            note: Some((7, "The kindergarten on Mill Road: 14 children in one morning.")),
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -108,
                3,
                "90.2. The recall calls reach more families than letters ever did.",
                "Visit the kindergarten on Mill Road.",
                Yes(2, ""),
            ),
            Word(
                -78,
                4,
                "91.0. Most who are still missing moved here within the year.",
                "Ask for their records in the first call.",
                Yes(1, "That is a good find."),
            ),
            Word(
                -47,
                4,
                "91.8, with 14 children in one morning at Mill Road.",
                "Two more kindergartens in the next months.",
                Yes(2, ""),
            ),
            Word(
                -16,
                4,
                "92.9. On the way, and slower from here: each child is now a story of its own.",
                "A school visit with the vaccine box.",
                Yes(1, "Cleo and Joy made this. Say so in the huddle."),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "coldchain",
        title: "No vaccine fridge leaves 2 to 8 °C unnoticed",
        done_looks_like: "Every reading is taken, and every reading outside 2 to 8 °C is \
                          called to Amy within the hour.",
        why: "A year ago 60 doses were lost, because nobody saw the number on a Sunday.",
        unit: "nursing",
        serves: "vaccine",
        owner: "cleo",
        reviewer: "amy",
        lead: ("amy", "Never blames whoever calls a bad reading."),
        manager: ("nora", "Names the person for the reading on every rota."),
        months: (-5, 1),
        set: -130,
        is_critical: true,
        measures: &[
            Number {
                title: "Fridge readings missed in a week",
                kind: "maintain_at_most",
                unit: "readings",
                target: Some(10),
                tolerance: Some(40),
                first: -110,
                values: &[50, 40, 60, 30, 20, 30, 10, 20, 0, 10, 10, 0, 20, 0, 0, 0],
                ..NUMBER
            },
            Number {
                title: "Highest temperature in fridge 1",
                kind: "maintain_range",
                unit: "°C",
                start: Some(20),
                target: Some(80),
                tolerance: Some(20),
                first: -82,
                values: &[52, 54, 49, 51, 56, 53, 91, 53, 50, 48, 51, 52],
                note: Some((
                    6,
                    "The door stood open over lunch. Called within 20 minutes, no dose lost.",
                )),
                ..NUMBER
            },
        ],
        check_ins: &[
            Word(
                -54,
                4,
                "Two readings missed, both on Sundays. The rules hang at eye level now.",
                "Ask Nora to name the Sunday reader in the rota.",
                Yes(1, "Done from the next rota on."),
            ),
            Word(
                -40,
                3,
                "Fridge 1 went to 9.1 °C on Monday: the door. I called Amy, we \
                 checked every dose, none is lost.",
                "A logger with an alarm for fridge 2, it has none.",
                Yes(0, "You did exactly right. Thank you for calling at once."),
            ),
            Word(-27, 5, "No reading missed for 2 weeks.", "Show Lily how it is done.", Yes(1, "")),
            Word(
                -14,
                4,
                "No reading missed, no alarm. Fridge 2 still has no logger.",
                "Wait for the logger.",
                Yes(1, "Ben has it on his list."),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "recall",
        title: "8 of 10 overdue families are reached each month",
        done_looks_like: "Of the families on the month’s recall list 80 of 100 have spoken \
                          with us, in a language they are at home in.",
        unit: "nursing",
        serves: "vaccine",
        owner: "joy",
        reviewer: "amy",
        lead: ("amy", "Says what a call may promise."),
        manager: ("joy", "Calls at three times of day before writing a letter."),
        months: (-5, 1),
        set: -140,
        cadence: 30,
        measures: &[Number {
            title: "Overdue families reached",
            start: Some(400),
            target: Some(800),
            first: -128,
            every: 30,
            values: &[410, 480, 550, 630, 720],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -65,
                4,
                "55 of 100. Evenings reach fathers.",
                "Show reception the list, they hear new numbers first.",
                Yes(2, ""),
            ),
            Word(
                -35,
                4,
                "63 of 100.",
                "The letter in plain words goes out.",
                Yes(1, "Mina’s letter is the best we ever had."),
            ),
            Word(
                -6,
                4,
                "72 of 100. Those left are mostly wrong numbers.",
                "Ask for the number at each visit.",
                Yes(1, ""),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "asthma",
        title: "Fewer of our children need the emergency room for asthma",
        done_looks_like: "Over 90 days fewer than 18 of our children went to the emergency \
                          room for asthma.",
        unit: "clinic",
        serves: "s_prevent",
        owner: "nazari",
        reviewer: "osei",
        lead: ("nazari", "Agrees one plan with all doctors."),
        manager: ("marta", "Runs the nurses’ asthma hour."),
        months: (-8, 3),
        set: -240,
        cadence: 30,
        measures: &[Number {
            title: "Emergency visits for asthma in 90 days",
            kind: "decrease",
            unit: "visits",
            start: Some(310),
            target: Some(180),
            first: -225,
            every: 30,
            values: &[310, 290, 300, 270, 260, 240, 250, 220],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -72,
                4,
                "24, from 31. Four nurses can do spirometry now.",
                "Begin the nurses’ asthma hour.",
                Yes(2, ""),
            ),
            Word(
                -41,
                3,
                "25. Those with a written plan came in half as often.",
                "More plans, faster.",
                Yes(1, "That last sentence belongs on the wall."),
            ),
            Word(-13, 4, "22.", "Plans in Turkish and Arabic.", Yes(3, "")),
        ],
        ..AIM
    },
    Aim {
        name: "plans",
        title: "Every child with asthma has a written plan",
        done_looks_like: "260 children have a plan that the family can read, and school and \
                          kindergarten have a copy.",
        unit: "nursing",
        serves: "asthma",
        owner: "marta",
        reviewer: "nazari",
        lead: ("nazari", "Signs plans on the day they are written."),
        manager: ("marta", "Has the list of those without one."),
        months: (-6, 2),
        set: -170,
        measures: &[Number {
            title: "Children with a written plan",
            unit: "children",
            start: Some(1120),
            target: Some(2600),
            first: -160,
            every: 21,
            values: &[1120, 1180, 1310, 1400, 1520, 1710, 1830, 1900],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -40,
                4,
                "171 plans. The nurses’ hour writes 8 a week.",
                "Translate it.",
                Yes(2, ""),
            ),
            Word(
                -25,
                3,
                "183. Some families cannot read the plan we wrote.",
                "Turkish and Arabic first.",
                Yes(1, "Right. A plan nobody can read is none."),
            ),
            Word(-11, 3, "190. Translations are late.", "List those who have none.", Yes(1, "")),
        ],
        ..AIM
    },
    Aim {
        name: "checkups",
        title: "9 of 10 four-year-olds come to their check-up",
        done_looks_like: "90 of 100 four-year-olds on our list had their check-up within the \
                          year of their birthday.",
        unit: "clinic",
        serves: "s_prevent",
        owner: "raman",
        reviewer: "osei",
        lead: ("raman", "Explains to kindergartens what a check-up finds."),
        manager: ("ines", "Invites by birthday, not by calendar year."),
        months: (-8, 3),
        set: -235,
        cadence: 30,
        source: "initiate",
        measures: &[Number {
            title: "Four-year-olds with a check-up",
            start: Some(780),
            target: Some(900),
            first: -220,
            every: 30,
            values: &[780, 784, 791, 809, 820, 826, 831, 839],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -68,
                3,
                "82 of 100. Invitations by birthday work.",
                "Count who is still missing.",
                Yes(2, ""),
            ),
            Word(
                -35,
                3,
                "83. The missing are in two kindergartens.",
                "Hold check-ups there.",
                Yes(2, ""),
            ),
            Word(
                -4,
                3,
                "84 of 100. We lost a week: the scale in room 5 is broken.",
                "A new scale. Then the kindergarten.",
                Waits,
            ),
        ],
        ..AIM
    },
];
