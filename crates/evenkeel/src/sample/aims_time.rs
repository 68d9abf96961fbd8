//! The goals of the strategy “Seen in time”.

use super::aims::{
    AIM, Aim,
    Heard::{Waits, Yes},
    NUMBER, Number, Word,
};

pub(super) const AIMS: &[Aim] = &[
    Aim {
        name: "access",
        title: "Every child is seen within 2 weeks",
        done_looks_like: "Half of all first visits take place within 14 days of the call, in \
                          each of 4 weeks in a row. No child waits longer than 28 days.",
        why: "Families gave up and went to the emergency room: 61 times in the year before.",
        serves: "s_time",
        owner: "osei",
        lead: (
            "osei",
            "Says no to work that takes visits away, and stands by it in front of others.",
        ),
        manager: ("ben", "Opens same-day slots every week and shows the wait every Monday."),
        months: (-10, 2),
        set: -300,
        measures: &[Number {
            title: "Wait for a first visit, median",
            kind: "decrease",
            unit: "days",
            start: Some(240),
            target: Some(140),
            first: -296,
            every: 14,
            values: &[
                240, 236, 239, 231, 224, 228, 219, 210, 204, 209, 196, 191, 187, 194, 182, 175,
                171, 166, 170, 162, 158, 154,
            ],
            note: Some((13, "Two doctors away in the holidays: the wait follows at once.")),
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -98,
                2,
                "The wait fell to 19 days and rose again over the holidays.",
                "Two same-day slots a doctor, from next week on.",
                Yes(2, "Good. I move the meetings out of the mornings."),
            ),
            Word(
                -70,
                3,
                "Same-day slots are open and full by 9. The wait is 17.5 days.",
                "See whether the phones are now the narrow place.",
                Yes(1, "They are. Dana has the numbers."),
            ),
            Word(
                -42,
                4,
                "16.6 days. The 40 families who waited longest have all been called.",
                "Keep the slots when the holidays come: that is where it slipped last time.",
                Yes(3, ""),
            ),
            Word(
                -14,
                4,
                "15.8 days. What holds us back now are results that come late: \
                 families book a second visit to hear them.",
                "Speak with Lukas about who answers results when a doctor is away.",
                Yes(1, "Yes. The list is on my desk."),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "noshow",
        title: "Missed visits fall below 5 %",
        done_looks_like: "Of 100 booked visits fewer than 5 are missed without a word, 4 \
                          weeks in a row.",
        why: "Each missed visit is one that another child waited for.",
        unit: "reception",
        serves: "access",
        owner: "rio",
        lead: ("rio", "Asks families why, and passes on what they say unchanged."),
        manager: ("ben", "Pays for reminders and gives reception the hour a week to call."),
        months: (-5, 2),
        set: -150,
        measures: &[Number {
            title: "Visits missed without a word",
            kind: "decrease",
            start: Some(92),
            target: Some(50),
            first: -148,
            values: &[
                92, 88, 96, 84, 89, 79, 88, 74, 79, 86, 71, 76, 69, 83, 72, 64, 75, 66, 79, 71, 63,
                68,
            ],
            note: Some((13, "A strike: the buses stood still.")),
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -57,
                3,
                "7.2 %, after 8.3 in the week of the strike. “I forgot” is half of \
                 all reasons.",
                "Reminders in a second language.",
                Yes(1, "Thank you for asking instead of guessing."),
            ),
            Word(
                -43,
                3,
                "Between 6 and 8 %, up and down. Reminders in Turkish have begun.",
                "Look at Monday mornings alone: they are the worst.",
                Yes(2, ""),
            ),
            Word(
                -29,
                2,
                "No better for 4 weeks. Monday mornings stand at 11 %.",
                "Try a call on Friday for Monday’s visits.",
                Yes(4, "Do it. Take Beth for the calls."),
            ),
            Word(
                -15,
                3,
                "The Friday calls work: Mondays went from 11 to 7 %.",
                "Find out who can make them when Beth is away.",
                Yes(1, ""),
            ),
            Word(
                -1,
                3,
                "6.8 %. It wobbles, but the floor is lower than 3 months ago. I \
                 would not call it done.",
                "Sit with Dr Osei one morning, so that she hears the calls herself.",
                Waits,
            ),
        ],
        ..AIM
    },
    Aim {
        name: "phones",
        title: "Calls are answered within 3 minutes",
        done_looks_like: "85 of 100 calls are answered within 3 minutes, also between 8 and 9.",
        unit: "reception",
        serves: "access",
        owner: "dana",
        reviewer: "rio",
        lead: ("rio", "Decides what does not have to be a call."),
        manager: ("ben", "Has a third line working at 8."),
        months: (-3, 1),
        set: -88,
        measures: &[Number {
            title: "Calls answered within 3 minutes",
            start: Some(610),
            target: Some(850),
            first: -84,
            values: &[610, 630, 620, 660, 640, 690, 730, 720, 760, 750, 780, 790],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -38,
                3,
                "The phones are off the front desk until 10. Calls and faces no \
                 longer compete.",
                "A script for the call-back.",
                Yes(1, "One hears the difference in the hall."),
            ),
            Word(
                -24,
                4,
                "75 to 76 of 100. The call-back is liked: nobody has to hold the line.",
                "A third line from 8 to 9.",
                Yes(2, ""),
            ),
            Word(
                -9,
                4,
                "79 of 100. Between 8 and 9 it is still 60.",
                "The third line, with Leon.",
                Yes(1, "Ask Ben for the contract before the month ends."),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "results",
        title: "Results reach families within 2 days",
        done_looks_like: "Half of all lab results are told to the family within 2 days, and \
                          none waits longer than 5.",
        unit: "doctors",
        serves: "access",
        owner: "brandt",
        reviewer: "osei",
        lead: ("osei", "Says who answers when somebody is away."),
        manager: ("brandt", "Looks at the open list every evening."),
        months: (-4, 1),
        set: -110,
        is_critical: true,
        measures: &[Number {
            title: "Days from result to family, median",
            kind: "decrease",
            unit: "days",
            start: Some(45),
            target: Some(20),
            first: -105,
            every: 14,
            values: &[45, 44, 46, 41, 43, 42, 44, 43],
            note: Some((2, "The lab’s interface lost Sunday’s results.")),
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -60,
                3,
                "4.1 days after the interface was mended on Sundays.",
                "Agree who answers for a colleague who is away.",
                Yes(2, ""),
            ),
            Word(
                -30,
                2,
                "4.4 days. The rule is written, and half of us follow it.",
                "Ask the other half what stands in the way, before reminding anybody.",
                Yes(1, "Good order of things."),
            ),
            Word(
                -2,
                2,
                "4.3 days. What stands in the way: nobody has time between \
                 patients, and the list is long in the evening.",
                "We need 20 free minutes at noon, for each doctor. That costs 2 visits a day.",
                Waits,
            ),
        ],
        ..AIM
    },
    Aim {
        name: "evening",
        title: "The evening clinic fills 8 of 10 slots",
        done_looks_like: "Over 4 weeks, 80 of 100 evening slots are used, and nobody works \
                          more than one evening a week.",
        serves: "s_time",
        owner: "marchetti",
        lead: ("marchetti", "Says in the end whether it is worth it."),
        manager: ("ben", "Staffs it without taking hours from the mornings."),
        months: (-3, 1),
        set: -86,
        measures: &[Number {
            title: "Evening slots used",
            start: Some(400),
            target: Some(800),
            first: -77,
            values: &[420, 480, 510, 550, 500, 580, 540, 570, 560, 550, 560],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -50,
                4,
                "Half full after 4 weeks. Families with two jobs love it.",
                "Tell kindergartens.",
                Yes(1, ""),
            ),
            Word(
                -28,
                3,
                "58, then 54. Tuesday is full, Thursday is empty.",
                "Ask 20 families why they came.",
                Yes(3, "Ask also those who did not."),
            ),
            Word(
                -10,
                2,
                "It has stood at 56 for a month. Tuesday alone would be full.",
                "The bet on two evenings comes to its date. I would keep Tuesday.",
                Yes(2, "Then let us decide on that day and not later."),
            ),
        ],
        ..AIM
    },
    Aim {
        name: "therapy",
        title: "Fewer than 30 children wait longer than 8 weeks for therapy",
        done_looks_like: "The list of those who wait longer than 8 weeks has fewer than 30 \
                          names, 3 counts in a row.",
        unit: "therapies",
        serves: "s_time",
        owner: "ingrid",
        lead: ("ingrid", "Chooses who is seen in a group and who alone."),
        manager: ("zara", "Calls every family on the list every 3 weeks."),
        months: (-6, 2),
        set: -190,
        cadence: 30,
        measures: &[Number {
            title: "Children who wait longer than 8 weeks",
            kind: "decrease",
            unit: "children",
            start: Some(580),
            target: Some(300),
            first: -188,
            every: 21,
            values: &[580, 550, 570, 510, 490, 500, 460, 430, 390],
            ..NUMBER
        }],
        check_ins: &[
            Word(
                -76,
                3,
                "49. The first group of 3-year-olds speaks: 6 children in the time of one.",
                "A second group.",
                Yes(2, "Tell that story on Wednesday."),
            ),
            Word(
                -46,
                4,
                "46, although more referrals came than ever.",
                "A group for parents of fussy eaters.",
                Yes(1, ""),
            ),
            Word(
                -17,
                4,
                "39. Physio is now the longest part of the list.",
                "Move Mateo’s slots to the days on which families can come.",
                Yes(4, ""),
            ),
        ],
        ..AIM
    },
];
