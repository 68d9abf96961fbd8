//! What people said to each other about the records.

use evenkeel_core::{Id, Result};
use evenkeel_records::comments::{Comment, acts};

use super::story::Story;

/// Writes the comments, the oldest first.
pub(super) fn tell(story: &mut Story<'_, '_>) -> Result<()> {
    for (place, (about, who, day, text)) in (0_i64..).zip(SAID) {
        let record = story.record(about)?;
        let id: Id<Comment> = story.id();
        let _ = acts::add(story.at(who, *day, 530 + place * 37 % 470)?, id, record, text)?;
    }
    Ok(())
}

/// On what, who, when, and what they said.
const SAID: &[(&str, &str, i64, &str)] = &[
    ("vision", "samuel", -340, "I read a building. I was looking for a child."),
    ("vision", "ingrid", -337, "Three districts? We do not manage one."),
    ("vision", "greta", -205, "Now I know what to say when somebody asks what we are here for."),
    ("s_time", "rio", -326, "“No walk-in hours” is the sentence we needed at the desk."),
    (
        "s_team",
        "amy",
        -60,
        "What do we leave aside for this? As long as nothing stands there, \
         everything still comes first.",
    ),
    ("s_team", "ben", -58, "True. I have two candidates and no decision. Before the term ends."),
    ("b_texts", "ruth", -188, "It paid for itself in 5 weeks, by the way."),
    ("b_video", "brandt", -165, "I liked it. The ears did not."),
    ("b_evening", "tariq", -12, "Tuesday is the best day of my week, if anybody asks."),
    ("b_evening", "marchetti", -2, "The page will have 20 voices on it, not only numbers."),
    ("v_early", "nora", -59, "The last line changed our huddle. Somebody says it every week now."),
    (
        "v_same",
        "omar",
        -120,
        "Who pays for the interpreter on the phone? I ask because I get asked.",
    ),
    ("v_same", "ben", -119, "We do. @omar, call first and count later."),
    ("v_aloud", "clara", -7, "I would come on Wednesdays if it were not over lunch."),
    ("access", "chau", -41, "The morning slots changed my day more than anything last year."),
    ("access", "gus", -5, "May I use this curve in my report?"),
    ("noshow", "beth", -14, "On Fridays people thank me. Nobody ever thanked me on a Monday."),
    ("noshow", "ben", -13, "@rio that belongs in the next check-in, word for word."),
    (
        "results",
        "chau",
        -26,
        "I would answer for others if I knew what they had promised the family.",
    ),
    ("results", "brandt", -2, "@osei it is the 20 minutes at noon. Everything else we have tried."),
    ("coldchain", "joy", -28, "The card at eye level works. Even the cleaners read it."),
    ("coldchain", "lily", -3, "@cleo may I come along tomorrow for the reading?"),
    ("vaccine", "ines", -45, "The mothers at Mill Road want us back twice a year."),
    ("rota", "kofi", -37, "Two weeks is hard. I found out about a night from the fridge door."),
    ("rota", "nora", -8, "Three evenings are open. Ben and I sit down this week."),
    ("claims", "ben", -30, "Ruth, what does this serve? It is on the list of orphans."),
    ("claims", "ruth", -29, "It pays the third phone line. Tell me where to hang it."),
    (
        "logger",
        "cleo",
        -4,
        "Fridge 2 is the one without an alarm, @ben. I write it down by hand, also on Sundays.",
    ),
    ("logger", "ben", -3, "The first offer was 520. A second comes this week."),
    ("scale", "ines", -4, "We send children to room 3 for weighing. It costs 10 minutes each."),
    ("toys", "joy", -6, "Keep the wooden train. It is the best diagnostic tool we have."),
    ("forty", "osei", -47, "31 of 40. Thank you, all of you at the desk."),
    ("evening20", "tariq", -2, "13 of 20. Grandparents answer best."),
    ("a_rota", "elif", -54, "Earlier is all I wanted."),
];
