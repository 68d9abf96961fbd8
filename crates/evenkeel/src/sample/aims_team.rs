//! The goals of “A team that stays”, two orphans, and what was closed within the year.

use super::aims::{
    AIM, Aim, Close,
    Heard::{Waits, Yes},
    NUMBER, Number, Word,
};

pub(super) const AIMS: &[Aim] = &[
    Aim {
        name: "stay",
        title: "Nobody leaves because of the rota",
        done_looks_like: "At most 2 people leave in 12 months, and none of them names the \
                          rota.",
        why: "Three people left in a year. Two said: I never knew when I would \
              see my children.",
        serves: "s_team",
        owner: "ben",
        reviewer: "osei",
        lead: ("osei", "Asks each person twice a year whether they would come again."),
        manager: ("ben", "Never changes a published rota without a call."),
        months: (-9, 3),
        set: -270,
        cadence: 30,
        measures: &[Number {
            title: "People who left in 12 months",
            kind: "maintain_at_most",
            unit: "people",
            target: Some(20),
            tolerance: Some(30),
            first: -260,
            every: 80,
            values: &[30, 30, 20, 20],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -88,
                2,
                "Milo told us that he leaves. It is the evenings.",
                "Ask everybody what they would change.",
                Yes(1, "It hurts. Let us hear them before we fix anything."),
            ),
            Word(
                -60,
                3,
                "31 of 40 answered. Most want to know earlier, few want other hours.",
                "The rota 4 weeks ahead, also for reception.",
                Yes(2, ""),
            ),
            Word(
                -30,
                3,
                "Beth has begun. Two rotas came out on time, one did not.",
                "Help Nora: it is too much for one.",
                Yes(1, "I heard the same. Take the hours from my meeting."),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "rota",
        title: "The rota is out 4 weeks ahead",
        done_looks_like: "6 rotas in a row are published 4 weeks ahead, with every gap named.",
        unit: "nursing",
        serves: "stay",
        owner: "nora",
        reviewer: "amy",
        lead: ("amy", "Holds the line when a swap would break the rest."),
        manager: ("nora", "Publishes on the day, gaps included."),
        months: (-6, 1),
        set: -165,
        cadence: 30,
        measures: &[Number {
            title: "Weeks ahead",
            unit: "weeks",
            start: Some(10),
            target: Some(40),
            first: -150,
            every: 28,
            values: &[10, 20, 20, 30, 20, 30],
            ..NUMBER
        }],
        check_ins: &[
            Word(-66, 3, "3 weeks ahead.", "Ask for wishes earlier.", Yes(2, "")),
            Word(
                -38,
                2,
                "Back to 2: three people were ill, and I did it alone at night.",
                "Somebody who can do it with me.",
                Yes(1, "Not alone at night again. Ben sits with you."),
            ),
            Word(
                -9,
                3,
                "3 weeks. Three gaps are open, all on evenings.",
                "Fill them with Ben.",
                Waits,
            ),
        ],
        ..AIM
    },
    Aim {
        name: "handover",
        title: "Every handover follows the same 5 lines",
        done_looks_like: "Day, late and weekend shift hand over by the same 5 lines, and one \
                          line is about the family.",
        unit: "nursing",
        serves: "stay",
        owner: "elif",
        reviewer: "amy",
        lead: ("elif", "Explains why the fifth line is about the family."),
        manager: ("samuel", "Has the card on every desk."),
        months: (-3, 2),
        set: -70,
        source: "initiate",
        measures: &[Number {
            title: "Steps to one handover",
            kind: "milestones",
            steps: &[
                "The five lines are agreed",
                "A card on every desk",
                "The day shift uses it",
                "The late shift uses it",
                "The weekend uses it",
            ],
            first: -62,
            every: 19,
            values: &[1, 2, 3],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -34,
                4,
                "The card is printed. The day shift says it saves 4 minutes.",
                "The late shift.",
                Yes(2, ""),
            ),
            Word(
                -8,
                4,
                "The day shift does it without the card.",
                "Try it on the late shift with Samuel.",
                Yes(1, ""),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "huddle",
        title: "Ten minutes together every morning",
        done_looks_like: "On 40 working days in a row we stand together at 7:50, for 10 minutes.",
        why: "We heard of each other’s bad nights a day late.",
        serves: "s_team",
        owner: "nora",
        months: (-3, 0),
        set: -80,
        cadence: 30,
        measures: &[Number {
            title: "Mornings in a row",
            unit: "mornings",
            start: Some(0),
            target: Some(400),
            first: -70,
            every: 15,
            values: &[40, 110, 220, 310, 400],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -39,
                4,
                "22 mornings. It lasts 12 minutes, because we like it.",
                "A clock on the wall.",
                Yes(1, ""),
            ),
            Word(
                -10,
                5,
                "40 mornings. Doctors come without being asked.",
                "Close this goal, keep the huddle.",
                Yes(1, "I will miss asking you about it."),
            ),
        ],
        end: Some(Close {
            day: -6,
            is_met: true,
            note: "40 mornings in a row. It needs no goal any more.",
        }),
        ..AIM
    },
    // Two orphans: a reason, and nothing above them.
    Aim {
        name: "claims",
        title: "Claims leave the house within 5 days",
        done_looks_like: "The middle claim is sent within 5 days of the visit, 3 months in a \
                          row.",
        why: "Money that comes 2 weeks earlier pays the third phone line.",
        unit: "billing",
        owner: "ruth",
        lead: ("ruth", ""),
        manager: ("ruth", ""),
        months: (-7, 1),
        set: -200,
        cadence: 30,
        measures: &[Number {
            title: "Days from visit to claim, median",
            kind: "decrease",
            unit: "days",
            start: Some(110),
            target: Some(50),
            first: -190,
            every: 30,
            values: &[110, 104, 92, 81, 70, 64, 59],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -63,
                4,
                "7 days. Most of the wait was a missing signature.",
                "Ask for it on the same day.",
                Yes(2, ""),
            ),
            Word(-32, 4, "6.4 days.", "See what insurers refuse.", Yes(1, "")),
            Word(
                -3,
                4,
                "5.9 days. 14 signatures are still missing.",
                "Anya asks each doctor herself.",
                Waits,
            ),
        ],
        ..AIM
    },
    Aim {
        name: "signs",
        title: "New signs in the hall",
        done_looks_like: "A family that comes for the first time finds room 5 without asking.",
        why: "We said so at the staff party.",
        owner: "leon",
        lead: ("", ""),
        manager: ("", ""),
        months: (-2, 1),
        set: -55,
        measures: &[Number { title: "Signs hang", kind: "binary", unit: "", ..NUMBER }],
        ..AIM
    },
    Aim {
        name: "letters",
        title: "Letters reach families through the portal",
        done_looks_like: "Half of all letters are read in the portal, and nobody without it \
                          gets fewer.",
        serves: "s_time",
        owner: "mina",
        unit: "billing",
        months: (-11, -5),
        set: -330,
        cadence: 30,
        measures: &[Number {
            title: "Letters read in the portal",
            start: Some(80),
            target: Some(500),
            first: -300,
            every: 30,
            values: &[80, 160, 270, 410, 520],
            ..NUMBER
        }],
        check_ins: &[Word(
            -175,
            5,
            "52 of 100 letters are read there.",
            "Close this goal.",
            Yes(2, "Well done."),
        )],
        end: Some(Close {
            day: -150,
            is_met: true,
            note: "52 of 100, and paper for whoever wants paper.",
        }),
        ..AIM
    },
    Aim {
        name: "fridge",
        title: "A second vaccine fridge with an alarm",
        done_looks_like: "The second fridge runs, is logged, and its alarm reaches a person \
                          at night.",
        serves: "s_prevent",
        owner: "amy",
        unit: "nursing",
        months: (-10, -5),
        set: -290,
        cadence: 30,
        measures: &[Number {
            title: "It runs",
            kind: "binary",
            unit: "",
            first: -160,
            values: &[10],
            ..NUMBER
        }],
        check_ins: &[Word(
            -160,
            5,
            "It runs. The alarm is by phone, the log by hand.",
            "Test the alarm.",
            Yes(1, ""),
        )],
        end: Some(Close {
            day: -138,
            is_met: true,
            note: "The alarm was tested on a Sunday. It woke me.",
        }),
        ..AIM
    },
    Aim {
        name: "safeguarding",
        title: "Everybody knows what to do when a child is not safe",
        done_looks_like: "All who see children had the course, and can say whom they call.",
        serves: "s_team",
        owner: "osei",
        months: (-11, -4),
        set: -325,
        cadence: 30,
        measures: &[Number {
            title: "People with the course",
            unit: "people",
            start: Some(120),
            target: Some(380),
            first: -300,
            every: 45,
            values: &[120, 210, 290, 370, 380],
            ..NUMBER
        }],
        check_ins: &[Word(
            -125,
            5,
            "38 of 38.",
            "New people in their first month, from now on.",
            Yes(1, ""),
        )],
        end: Some(Close {
            day: -112,
            is_met: true,
            note: "All 38, and new people within their first month.",
        }),
        ..AIM
    },
    Aim {
        name: "paper",
        title: "Half as many paper forms at reception",
        done_looks_like: "A family fills in at most 2 forms on paper.",
        serves: "s_time",
        owner: "rio",
        unit: "reception",
        months: (-10, -4),
        set: -280,
        cadence: 30,
        measures: &[Number {
            title: "Paper forms for a first visit",
            kind: "decrease",
            unit: "forms",
            start: Some(60),
            target: Some(30),
            first: -270,
            every: 45,
            values: &[60, 60, 50, 50],
            ..NUMBER
        }],
        check_ins: &[Word(
            -135,
            1,
            "5 forms. The other 3 belong to insurers.",
            "Say so, and stop.",
            Yes(2, "Better than pretending."),
        )],
        end: Some(Close {
            day: -115,
            is_met: false,
            note: "We could not move what is not ours. We should have asked whose \
                   forms they are, first.",
        }),
        ..AIM
    },
];
