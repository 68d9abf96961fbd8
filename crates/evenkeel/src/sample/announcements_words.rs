//! The announcements of the year, word for word.

/// An announcement as the story writes it down.
pub(super) struct Said {
    pub name: &'static str,
    pub by: &'static str,
    pub unit: &'static str,
    pub about: &'static str,
    pub day: i64,
    pub title: &'static str,
    pub body: &'static str,
    pub must_acknowledge: bool,
    /// Who has not opened it, and who has opened it and said nothing.
    pub not_seen: &'static [&'static str],
    pub not_acknowledged: &'static [&'static str],
    pub promises: &'static [Sworn],
    pub questions: &'static [Asked],
}

/// Who asked, when, what, and the answer: by whom, days later, what.
type Asked = (&'static str, i64, &'static str, Option<(&'static str, i64, &'static str)>);

/// A promise made in it.
pub(super) struct Sworn {
    pub terms: &'static str,
    pub due: i64,
    pub confidence: i64,
    /// Renegotiated: when, new terms, new due day, why.
    pub anew: Option<(i64, &'static str, i64, &'static str)>,
    /// When it ended, whether it was kept, and what was said.
    pub end: Option<(i64, bool, &'static str)>,
}

const SWORN: Sworn = Sworn { terms: "", due: 0, confidence: 4, anew: None, end: None };

const SAID: Said = Said {
    name: "",
    by: "osei",
    unit: "clinic",
    about: "",
    day: 0,
    title: "",
    body: "",
    must_acknowledge: false,
    not_seen: &[],
    not_acknowledged: &[],
    promises: &[],
    questions: &[],
};

pub(super) const ANNOUNCEMENTS: &[Said] = &[
    Said {
        name: "a_choice",
        about: "s_time",
        day: -328,
        title: "What we choose this year, and what we leave aside",
        body: "We choose **time**. Not more doctors, not a new building: the \
               hours that we lose today.\n\nWe leave aside weekend opening, \
               walk-in hours and a second site. If somebody asks you for one of \
               them, you may say no in my name.",
        must_acknowledge: true,
        not_seen: &["ek"],
        promises: &[
            Sworn {
                terms: "Everybody has had half an hour with me, on their own work, before \
                        I speak of mine",
                due: -250,
                end: Some((-252, true, "38 conversations. I was wrong about the building.")),
                ..SWORN
            },
            Sworn {
                terms: "No new form for anybody this year",
                due: -20,
                confidence: 3,
                end: Some((
                    -20,
                    false,
                    "The county brought two. I signed the second without asking you.",
                )),
                ..SWORN
            },
        ],
        questions: &[(
            "greta",
            -326,
            "May we really say no to walk-ins? It is us they shout at.",
            Some((
                "osei",
                1,
                "Yes. And whoever is shouted at calls me out of the room. Once is enough.",
            )),
        )],
        ..SAID
    },
    Said {
        name: "a_vision",
        about: "vision",
        day: -207,
        title: "A second edition of our vision: no building in it",
        body: "You wrote 23 comments. Most said, kindly, that no family had ever \
               asked for a building. Read the new edition. If you stand behind \
               it, endorse it; if not, tell me why.",
        not_seen: &["ek", "tariq"],
        promises: &[Sworn {
            terms: "Each objection has a written answer from me",
            due: -180,
            end: Some((-183, true, "11 objections, 11 answers. Two changed the text.")),
            ..SWORN
        }],
        questions: &[(
            "samuel",
            -205,
            "Ten years and longer: who pays for that?",
            Some((
                "ben",
                2,
                "Hiring one nurse costs us 11 weeks of her work. Staying is \
                 cheaper.",
            )),
        )],
        ..SAID
    },
    Said {
        name: "a_rota",
        by: "ben",
        about: "stay",
        day: -58,
        title: "The rota: what you told us, and what follows",
        body: "31 of 40 answered. Most of you want to know earlier. Few want \
               other hours.\n\nSo we begin with *earlier*: 4 weeks ahead, for \
               everybody, with every gap named.",
        must_acknowledge: true,
        not_seen: &["ek"],
        not_acknowledged: &["mateo", "greta"],
        promises: &[
            Sworn {
                terms: "No published rota changes without a call to whom it concerns",
                due: -5,
                end: Some((-5, true, "7 changes, 7 calls.")),
                ..SWORN
            },
            Sworn {
                terms: "The rota of reception is out 4 weeks ahead too",
                due: -15,
                anew: Some((
                    -21,
                    "The rota of reception is out 3 weeks ahead, 4 from next term",
                    18,
                    "Beth has just begun: I cannot plan her four weeks ahead yet.",
                )),
                ..SWORN
            },
        ],
        questions: &[
            (
                "tariq",
                -56,
                "Does that hold for evenings as well?",
                Some(("ben", 1, "Yes, from the same day.")),
            ),
            (
                "kofi",
                -55,
                "And if a child is ill at home?",
                Some((
                    "ben",
                    0,
                    "Then you call, and we find somebody. That is no change of the \
                     rota, that is life.",
                )),
            ),
        ],
        ..SAID
    },
    Said {
        name: "a_fridge",
        by: "amy",
        unit: "nursing",
        about: "coldchain",
        day: -38,
        title: "Fridge 1 stood open: what Cleo did right",
        body: "On Monday fridge 1 went to 9.1 °C over lunch. Cleo saw it, called \
               me within 20 minutes, and we checked every dose. **None is \
               lost.**\n\nThat is how it works: see it, say it, then look for the \
               cause. The door closes by itself now.",
        must_acknowledge: true,
        questions: &[(
            "kofi",
            -37,
            "Whom do we call on Sundays?",
            Some(("amy", 1, "Me. If I do not answer, Nora. Both numbers hang on the fridge.")),
        )],
        ..SAID
    },
    Said {
        name: "a_evening",
        about: "b_evening",
        day: -9,
        title: "We decide about the evening clinic on its day",
        body: "The bet on two evenings comes to its date. The number stands at 56 \
               %; we had said 60.\n\nI will not decide it in a corridor. Sofia \
               brings one page, those who work evenings speak first, then we \
               decide, and you read it the same day.",
        must_acknowledge: true,
        not_seen: &["ek", "yuki"],
        not_acknowledged: &["cleo", "novak", "anya"],
        promises: &[
            Sworn {
                terms: "You read the decision on the evening clinic on the day it is made",
                due: 2,
                confidence: 5,
                ..SWORN
            },
            Sworn {
                terms: "Nobody who worked evenings loses hours over it",
                due: 45,
                confidence: 4,
                ..SWORN
            },
        ],
        questions: &[
            (
                "tariq",
                -8,
                "If Thursday ends, do I keep Tuesday?",
                Some(("osei", 1, "Yes. That is the second promise.")),
            ),
            (
                "dana",
                -3,
                "Half of those who come in the evening never call by day. What do I \
                 tell them if it ends?",
                None,
            ),
        ],
        ..SAID
    },
    Said {
        name: "a_audit",
        by: "ben",
        day: -4,
        title: "Gus Vale is here to audit us: what he will ask",
        body: "Gus comes from the county health office and stays two weeks. He \
               asks how we keep vaccines cold, who answers results, and how we \
               know that everybody has had the safeguarding course.\n\nShow him \
               how it is, not how it should be.",
        must_acknowledge: true,
        not_seen: &["ek", "clara", "victor", "lily", "omar"],
        not_acknowledged: &["chau", "zara"],
        promises: &[Sworn {
            terms: "You read what Gus finds before the county does",
            due: 16,
            confidence: 4,
            ..SWORN
        }],
        questions: &[("omar", -2, "May he sit beside me while I speak with a family?", None)],
        ..SAID
    },
];
