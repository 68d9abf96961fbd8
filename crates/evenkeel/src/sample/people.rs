//! Who works at the practice, in which unit, and who reports to whom.

use evenkeel_core::{Id, Result, Role, Unit};
use evenkeel_directory::{
    founding::{self, Founding},
    persons::{self, acts},
    units,
};

use super::story::{CLINIC, Story};

/// The name of the organization: nobody takes it for a real one.
const NAME: &str = "Northgate Children's Clinic (sample)";
/// The day of the founding, in days from today.
const FOUNDED: i64 = -380;

/// Name in the story, name, lead, manager.
const UNITS: [(&str, &str, &str, &str); 5] = [
    ("doctors", "Doctors", "osei", "ben"),
    ("nursing", "Nursing", "amy", "nora"),
    ("reception", "Reception", "rio", "ben"),
    ("billing", "Billing and administration", "ruth", "ruth"),
    ("therapies", "Therapies", "ingrid", "ben"),
];

/// A person: name in the story, full name, job, unit, who they report to, days since they joined,
/// and whether they have e-mail.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, i64, Mail);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mail {
    Has,
    Without,
}
use Mail::{Has, Without};

#[rustfmt::skip]
const PEOPLE: &[Row] = &[
    ("ben", "Ben Hart", "Practice manager", CLINIC, "osei", -380, Has),
    ("brandt", "Dr Lukas Brandt", "Pediatrician", "doctors", "osei", -379, Has),
    ("chau", "Dr Mei-Ling Chau", "Pediatrician", "doctors", "osei", -379, Has),
    ("nazari", "Dr Farid Nazari", "Pediatrician, asthma and allergy", "doctors", "osei", -379,
    Has),
    ("marchetti", "Dr Sofia Marchetti", "Pediatrician", "doctors", "osei", -379, Has),
    ("raman", "Dr Priya Raman", "Pediatrician, development", "doctors", "osei", -379, Has),
    ("ek", "Dr Jonas Ek", "Pediatrician, half time", "doctors", "osei", -379, Has),
    ("sato", "Dr Hana Sato", "Registrar", "doctors", "brandt", -310, Has),
    ("novak", "Dr Tomas Novak", "Registrar", "doctors", "chau", -310, Has),
    ("adeyemi", "Dr Grace Adeyemi", "Registrar", "doctors", "raman", -150, Has),
    ("amy", "Amy Lund", "Head nurse", "nursing", "ben", -378, Has),
    ("nora", "Nora Haddad", "Deputy head nurse, rota", "nursing", "amy", -378, Has),
    ("cleo", "Cleo Ruiz", "Nurse, vaccinations", "nursing", "amy", -378, Without),
    ("joy", "Joy Mbeki", "Nurse, vaccinations", "nursing", "amy", -378, Without),
    ("elif", "Elif Kaya", "Nurse, acute room", "nursing", "amy", -378, Without),
    ("marta", "Marta Wozniak", "Nurse, asthma", "nursing", "amy", -378, Has),
    ("samuel", "Samuel Boateng", "Nurse, acute room", "nursing", "nora", -378, Without),
    ("ines", "Ines Duarte", "Nurse, check-ups", "nursing", "nora", -378, Without),
    ("kofi", "Kofi Mensah", "Health care assistant", "nursing", "nora", -300, Without),
    ("rosa", "Rosa Pereira", "Health care assistant", "nursing", "nora", -240, Without),
    ("lily", "Lily Tran", "Nurse, newly joined", "nursing", "nora", -62, Without),
    ("rio", "Rio Tan", "Head of reception", "reception", "ben", -377, Has),
    ("dana", "Dana Fox", "Receptionist, phones", "reception", "rio", -377, Has),
    ("omar", "Omar Salim", "Receptionist", "reception", "rio", -377, Without),
    ("greta", "Greta Lindqvist", "Receptionist", "reception", "rio", -377, Without),
    ("tariq", "Tariq Anwar", "Receptionist, evenings", "reception", "rio", -290, Without),
    ("milo", "Milo Jansen", "Receptionist", "reception", "rio", -377, Without),
    ("beth", "Beth Okafor", "Receptionist", "reception", "rio", -75, Without),
    ("ruth", "Ruth Keller", "Head of billing", "billing", "ben", -376, Has),
    ("victor", "Victor Ionescu", "Claims", "billing", "ruth", -376, Has),
    ("anya", "Anya Petrova", "Claims and insurers", "billing", "ruth", -376, Has),
    ("mina", "Mina Park", "Records and letters", "billing", "ruth", -376, Has),
    ("leon", "Leon Baptiste", "Building and IT", "billing", "ben", -376, Has),
    ("ingrid", "Ingrid Solberg", "Head of therapies, speech", "therapies", "ben", -375, Has),
    ("mateo", "Mateo Silva", "Physiotherapist", "therapies", "ingrid", -375, Has),
    ("zara", "Zara Qureshi", "Occupational therapist", "therapies", "ingrid", -375, Has),
    ("paul", "Paul Ndiaye", "Child psychologist", "therapies", "ingrid", -375, Has),
    ("yuki", "Yuki Mori", "Dietitian", "therapies", "ingrid", -200, Has),
    ("clara", "Clara Weiss", "Play therapist", "therapies", "ingrid", -375, Has),
];

/// Founds the practice and lets a year of people come and go.
pub(super) fn tell(story: &mut Story<'_, '_>) -> Result<()> {
    found(story)?;
    for (name, title, ..) in UNITS {
        let id = story.id();
        let draft = unit(title, story.unit(CLINIC)?);
        let _ = units::acts::create(story.at("osei", FOUNDED, 560)?, id, &draft)?;
        story.enter(name, id);
    }
    for row in PEOPLE {
        join(story, row)?;
    }
    head_units(story)?;
    come_and_go(story)
}

fn found(story: &mut Story<'_, '_>) -> Result<()> {
    let owner = story.owner();
    let top = story.id();
    story.meet("osei", owner);
    story.enter(CLINIC, top);
    let osei = person("osei", "Dr Ama Osei", "Clinical lead, pediatrician", Has);
    // Several practices may live in one database: each has a short name of its own.
    let whole = story.at("osei", FOUNDED, 540)?.organization.uuid().simple().to_string();
    let tail = whole.get(24..).unwrap_or_default();
    let founding = Founding {
        organization: NAME.to_owned(),
        slug: format!("{}-{tail}", founding::slug(NAME)),
        time_zone: "UTC".to_owned(),
        owner: persons::Draft { from_on: Some(story.workday(FOUNDED)), ..osei },
        password_hash: None,
        owner_id: owner,
        unit_id: top,
        membership_id: story.id(),
    };
    let _ = founding::found(story.at("osei", FOUNDED, 540)?, &founding)?;
    Ok(())
}

fn join(story: &mut Story<'_, '_>, row: &Row) -> Result<()> {
    let (name, full, job, unit, manager, joined, mail) = *row;
    let draft = persons::Draft {
        role: if name == "ben" { Role::Admin } else { Role::Member },
        manager_id: Some(story.person(manager)?),
        unit_id: Some(story.unit(unit)?),
        from_on: Some(story.workday(joined)),
        ..person(name, full, job, mail)
    };
    let (id, membership) = (story.id(), story.id());
    story.meet(name, id);
    let by = if name == "ben" { "osei" } else { "ben" };
    let _ = acts::create(story.at(by, joined, 600)?, id, membership, &draft)?;
    Ok(())
}

fn person(username: &str, name: &str, job: &str, mail: Mail) -> persons::Draft {
    persons::Draft {
        name: name.to_owned(),
        username: username.to_owned(),
        email: (mail == Has).then(|| format!("{username}@northgate.example")),
        number: None,
        job_title: job.to_owned(),
        role: Role::Member,
        manager_id: None,
        unit_id: None,
        from_on: None,
    }
}

fn unit(name: &str, above: Id<Unit>) -> units::Draft {
    units::Draft {
        name: name.to_owned(),
        kind: "team".to_owned(),
        code: None,
        parent_id: Some(above),
        lead_id: None,
        manager_id: None,
    }
}

/// Each unit has somebody who leads and somebody who manages; billing has one for both.
fn head_units(story: &mut Story<'_, '_>) -> Result<()> {
    let clinic = story.unit(CLINIC)?;
    for (name, title, lead, manager) in UNITS {
        let draft = units::Draft {
            lead_id: Some(story.person(lead)?),
            manager_id: Some(story.person(manager)?),
            ..unit(title, clinic)
        };
        let id = story.unit(name)?;
        let _ = units::acts::edit(story.at("ben", -374, 660)?, id, 1, &draft)?;
    }
    let whole = units::Draft {
        kind: "organization".to_owned(),
        parent_id: None,
        lead_id: Some(story.person("osei")?),
        manager_id: Some(story.person("ben")?),
        ..unit(NAME, clinic)
    };
    let _ = units::acts::edit(story.at("osei", -374, 670)?, clinic, 1, &whole)?;
    Ok(())
}

/// Two second lines, a leaver, and an auditor who visits.
fn come_and_go(story: &mut Story<'_, '_>) -> Result<()> {
    for (name, lead, why) in
        [("marta", "nazari", "Asthma clinic"), ("dana", "ruth", "Questions of insurers")]
    {
        let (person, lead) = (story.person(name)?, story.person(lead)?);
        let _ = acts::add_matrix_line(story.at("ben", -220, 610)?, person, lead, why)?;
    }
    let milo = story.person("milo")?;
    let _ = acts::deactivate(story.at("ben", -80, 1020)?, milo)?;
    let guest = persons::Draft {
        role: Role::Guest,
        unit_id: Some(story.unit(CLINIC)?),
        from_on: Some(story.workday(-12)),
        ..person("gus", "Gus Vale", "Visiting auditor, county health office", Has)
    };
    let (id, membership) = (story.id(), story.id());
    story.meet("gus", id);
    let _ = acts::create(story.at("ben", -12, 620)?, id, membership, &guest)?;
    Ok(())
}

/// Who reads what is announced to a unit, and since when they are here: all but the leaver.
pub(super) fn readers(unit: &str) -> Vec<(&'static str, i64)> {
    let owner = ("osei", "", "", CLINIC, "", FOUNDED, Has);
    std::iter::once(&owner)
        .chain(PEOPLE)
        .filter(|row| row.0 != "milo" && (unit == CLINIC || row.3 == unit))
        .map(|row| (row.0, row.5))
        .collect()
}
