//! The words of the direction: what the practice is for, sees ahead, chooses and bets on.

/// A strategy as the story writes it down.
pub(super) struct Strategy {
    pub name: &'static str,
    pub by: &'static str,
    pub day: i64,
    pub title: &'static str,
    pub choice: &'static str,
    pub priorities: &'static [&'static str],
    pub not_doing: &'static [&'static str],
}

/// A bet as the story writes it down.
pub(super) struct Bet {
    pub name: &'static str,
    pub owner: &'static str,
    pub unit: &'static str,
    pub serves: &'static str,
    pub day: i64,
    pub kill_day: i64,
    pub title: &'static str,
    pub hypothesis: &'static str,
    pub cents: i64,
    pub hours: i64,
    pub stake: &'static str,
    pub upside: &'static str,
    pub kill: &'static [&'static str],
    /// Day, outcome and learning.
    pub end: Option<(i64, &'static str, &'static str)>,
}

/// Name in the story, unit, who wrote it, when, the line, and what it means.
type Purpose = (&'static str, &'static str, &'static str, i64, &'static str, &'static str);

pub(super) const PURPOSES: &[Purpose] = &[
    (
        "purpose",
        "clinic",
        "osei",
        -350,
        "Children here are seen in time, by people who know them",
        "A family that calls us is worried. We take the worry seriously, \
         say when we will see the child, and keep it. When the family \
         leaves, it knows three things: what it is, what to do next, and \
         whom to call.\n\nEverything else we do — rotas, claims, fridges, \
         forms — is there so that this can happen.",
    ),
    (
        "purpose_nursing",
        "nursing",
        "amy",
        -300,
        "We are the first hands and the last word",
        "A nurse is the first to touch the child and the last to speak with \
         the family. What is said between those two moments has to fit \
         together.",
    ),
];

pub(super) const VISION_1: &str = "The most modern children’s practice in the district";
pub(super) const NARRATIVE_1: &str = "We have a new building, a portal for everything, and all \
                                      specialists under one roof. Families come from three \
                                      districts, because nobody else has what we have.";

pub(super) const VISION_2: &str = "No child in Northgate waits for care that we can give";
pub(super) const NARRATIVE_2: &str = "A mother calls at 8 in the morning. Her call is answered \
                                      before she has found a chair, and the child is seen the \
                                      same day if it has to be, within two weeks if it can wait. \
                                      The nurse knows the child’s name without looking at a \
                                      screen.\n\nHalf of what once filled our waiting room no \
                                      longer happens: the asthma attack that a plan prevented, \
                                      the measles that did not come back, the word that a \
                                      three-year-old found in a group instead of after a year on \
                                      a list.\n\nPeople work here for ten years and longer. They \
                                      know their rota four weeks ahead and see their own children \
                                      in the evening.\n\n*What changed since the first edition: \
                                      we had described a building. You said, in 23 comments, that \
                                      no family had ever asked for one.*";

pub(super) const STRATEGIES: &[Strategy] = &[
    Strategy {
        name: "s_time",
        by: "osei",
        day: -335,
        title: "Seen in time",
        choice: "We win back hours that are lost today — missed visits, waiting \
                 phones, results that nobody calls — before we ask for more \
                 doctors. More doctors would take two years; the hours are there \
                 now.",
        priorities: &[
            "Slots on the same day for children who are acutely ill",
            "Fewer visits missed without a word",
            "Phones that are answered",
            "Results told within 2 days",
        ],
        not_doing: &[
            "No weekend opening before the weekdays work",
            "No walk-in hours: they are unfair to those who cannot wait in a hall",
            "No second site",
        ],
    },
    Strategy {
        name: "s_prevent",
        by: "osei",
        day: -330,
        title: "Prevent before we treat",
        choice: "An hour of a nurse before the illness saves a night in hospital \
                 after it. We move nurses’ hours to where they prevent most: \
                 vaccinations, asthma, check-ups.",
        priorities: &[
            "Vaccinations: every dose that is due, on time, kept cold",
            "Asthma: a plan that the family can read",
            "Check-ups at 4 years, where the children are",
        ],
        not_doing: &[
            "No screening without a treatment that we can offer",
            "No leaflets that nobody reads",
        ],
    },
    // Incomplete on purpose: two priorities, and nothing that is left aside.
    Strategy {
        name: "s_team",
        by: "ben",
        day: -300,
        title: "A team that stays",
        choice: "Families trust people they have met before. So the people have to \
                 stay. We have chosen the direction, and have not finished choosing \
                 what to leave aside for it.",
        priorities: &[
            "A rota that one can plan a life with",
            "Nobody works alone with a hard case",
        ],
        not_doing: &[],
    },
];

pub(super) const BETS: &[Bet] = &[
    Bet {
        name: "b_texts",
        owner: "ben",
        unit: "clinic",
        serves: "s_time",
        day: -280,
        kill_day: -185,
        title: "A text message two days before each visit",
        hypothesis: "Half of all missed visits are forgotten ones. A text two days \
                     before, with a way to cancel, brings missed visits from 12 to \
                     below 10 %.",
        cents: 180_000,
        hours: 30,
        stake: "",
        upside: "15 visits a week that somebody else can have.",
        kill: &["Still above 11 % after 8 weeks", "More than 3 families complain in a week"],
        end: Some((
            -190,
            "won",
            "12.1 to 9.2 % in 10 weeks. The way to cancel did more than the \
             reminder: half of those who would have missed it gave their slot \
             back. Two days is right; one day is too late to fill the slot.",
        )),
    },
    Bet {
        name: "b_video",
        owner: "brandt",
        unit: "clinic",
        serves: "s_time",
        day: -250,
        kill_day: -160,
        title: "Second visits by video",
        hypothesis: "A third of second visits need no hands. By video they take 10 \
                     minutes instead of 20, and no family has to travel.",
        cents: 420_000,
        hours: 60,
        stake: "",
        upside: "40 hours of doctors a month.",
        kill: &[
            "More than a third come in afterwards all the same",
            "Fewer than 20 visits a month",
        ],
        end: Some((
            -166,
            "stopped",
            "Of 64 visits 31 came in afterwards all the same: one cannot look \
             into an ear by video. It works for results and for diets, so those \
             go by phone, which needs no bet.",
        )),
    },
    Bet {
        name: "b_evening",
        owner: "osei",
        unit: "clinic",
        serves: "s_time",
        day: -88,
        kill_day: 0,
        title: "An evening clinic on two days",
        hypothesis: "Families with two jobs miss visits by day. Two evenings a week, \
                     from 5 to 8, fill to 80 % and bring missed visits down in all \
                     hours.",
        cents: 960_000,
        hours: 220,
        stake: "the patience of those who work evenings",
        upside: "24 more visits a week, and a practice for those who cannot come by day.",
        kill: &[
            "Below 60 % after 12 weeks",
            "Anybody works more than one evening a week",
            "Somebody leaves because of it",
        ],
        end: None,
    },
    Bet {
        name: "b_asthma",
        owner: "nazari",
        unit: "nursing",
        serves: "s_prevent",
        day: -95,
        kill_day: 63,
        title: "An asthma hour that nurses hold alone",
        hypothesis: "Nurses with spirometry can hold the yearly asthma visit alone, as \
                     well as a doctor, and with more time for the plan.",
        cents: 640_000,
        hours: 90,
        stake: "",
        upside: "Every child with asthma has a plan within a year.",
        kill: &[
            "A doctor has to be called in more than 1 of 5 visits",
            "Families ask for a doctor instead",
        ],
        end: None,
    },
];

/// What is endorsed, which version, by whom, and when.
pub(super) const ENDORSED: &[(&str, i64, &str, i64)] = &[
    ("purpose", 1, "ben", -349),
    ("purpose", 1, "amy", -348),
    ("purpose", 1, "cleo", -340),
    ("purpose", 1, "ingrid", -338),
    ("purpose_nursing", 1, "cleo", -298),
    ("purpose_nursing", 1, "joy", -297),
    ("vision", 2, "ben", -206),
    ("vision", 2, "amy", -206),
    ("vision", 2, "cleo", -204),
    ("vision", 2, "nazari", -203),
    ("vision", 2, "ingrid", -201),
    ("vision", 2, "rio", -199),
    ("vision", 2, "ruth", -190),
    ("vision", 2, "marta", -150),
    ("vision", 2, "lily", -40),
    ("vision", 2, "beth", -33),
    ("vision", 2, "adeyemi", -9),
    ("vision", 2, "yuki", -6),
    ("s_time", 1, "ben", -330),
    ("s_time", 1, "dana", -5),
    ("s_time", 1, "rio", -328),
    ("s_time", 1, "marchetti", -320),
    ("s_prevent", 1, "amy", -325),
    ("s_prevent", 1, "osei", -324),
    ("s_prevent", 1, "joy", -318),
    ("s_team", 1, "nora", -295),
    ("b_evening", 1, "marchetti", -84),
    ("b_asthma", 1, "marta", -92),
];

/// A measure by which the vision is watched: name, why, unit, target, owner, and its values in
/// tenths, one a quarter.
type Watched = (&'static str, &'static str, &'static str, i64, &'static str, &'static [i64]);

pub(super) const WATCHED: &[Watched] = &[
    (
        "Our children in the emergency room, for what we could have seen",
        "A family that trusts us calls us first. This number is where they go when we are not \
         there.",
        "visits in a quarter",
        300,
        "osei",
        &[610, 590, 540, 500, 460],
    ),
    (
        "Years that people have been with us, in the middle",
        "Families trust people they have met before.",
        "years",
        70,
        "ben",
        &[44, 42, 43, 45, 46],
    ),
    (
        "Weeks that we could pay everybody without income",
        "A bad month must not decide about a child or a job.",
        "weeks",
        80,
        "ruth",
        &[50, 52, 57, 61, 66],
    ),
];
