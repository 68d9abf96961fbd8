//! The fields of a person, and the heads under which HR systems export them.

use crate::imports::importer::Known;

const fn field(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    synonyms: &'static [&'static str],
) -> Known {
    Known { name, label, hint, synonyms, is_date: false }
}

/// Everything that can be read of a person.
pub(super) const FIELDS: &[Known] = &[
    field(
        "number",
        "Number",
        "Their number in the other system: the surest way to know them again",
        &[
            "employee number",
            "employee id",
            "employee no",
            "emp id",
            "emp number",
            "staff number",
            "staff id",
            "personnel number",
            "person number",
            "worker id",
            "badge",
            "number",
            "id",
            "personalnummer",
            "matricule",
        ],
    ),
    field(
        "name",
        "Name",
        "Whole; or say first and last name below",
        &[
            "name",
            "full name",
            "display name",
            "employee name",
            "employee",
            "person",
            "preferred name",
            "complete name",
        ],
    ),
    field(
        "first_name",
        "First name",
        "",
        &["first name", "firstname", "given name", "forename", "first", "vorname", "prenom"],
    ),
    field(
        "last_name",
        "Last name",
        "",
        &["last name", "lastname", "surname", "family name", "last", "nachname", "nom"],
    ),
    field(
        "email",
        "E-mail",
        "",
        &[
            "work email",
            "email",
            "e mail",
            "email address",
            "e mail address",
            "mail",
            "business email",
            "company email",
            "user principal name",
        ],
    ),
    field(
        "username",
        "Username",
        "What they sign in with; made from the name if there is no such column",
        &["username", "user name", "login", "login name", "user id", "user", "account"],
    ),
    field(
        "job_title",
        "Job title",
        "",
        &["job title", "title", "position", "job", "role", "designation", "stelle", "poste"],
    ),
    field(
        "department",
        "Unit",
        "Department or team. “A > B” names a unit below another; missing units are added",
        &["department", "unit", "team", "org unit", "organizational unit", "group", "abteilung"],
    ),
    field(
        "division",
        "Unit above",
        "Division or area that the unit belongs to",
        &["division", "business unit", "area", "sector", "branch", "bereich"],
    ),
    field(
        "manager_email",
        "Manager’s e-mail",
        "",
        &[
            "reports to email",
            "manager email",
            "manager e mail",
            "supervisor email",
            "managers email",
            "line manager email",
        ],
    ),
    field(
        "manager_number",
        "Manager’s number",
        "",
        &[
            "reports to number",
            "reports to id",
            "reports to employee number",
            "manager id",
            "manager number",
            "manager employee number",
            "manager employee id",
            "supervisor id",
        ],
    ),
    field(
        "manager",
        "Manager",
        "By name, e-mail or number; they may stand anywhere in the file",
        &[
            "reports to",
            "manager",
            "manager name",
            "line manager",
            "supervisor",
            "supervisor name",
            "reporting to",
            "reporting manager",
            "boss",
            "vorgesetzter",
        ],
    ),
    field(
        "status",
        "Status",
        "People who have left lose their access",
        &["status", "employment status", "employee status", "state", "active"],
    ),
    Known {
        name: "hired_on",
        label: "Hire date",
        hint: "Since when a new person belongs to the unit",
        synonyms: &[
            "hire date",
            "start date",
            "date of hire",
            "joined",
            "join date",
            "date joined",
            "employment start",
            "eintrittsdatum",
        ],
        is_date: true,
    },
];

/// Status words, folded, of people who have left.
const LEFT: &[&str] = &[
    "terminated",
    "left",
    "inactive",
    "leaver",
    "former",
    "resigned",
    "retired",
    "dismissed",
    "ended",
    "quit",
    "deactivated",
    "disabled",
    "no",
    "false",
    "ausgeschieden",
    "parti",
];

/// Whether a status says that somebody has left. On leave is not left.
pub(super) fn has_left(status: &str) -> bool {
    let status = evenkeel_store::fold(status);
    LEFT.contains(&status.as_str()) || status.starts_with("terminated")
}
