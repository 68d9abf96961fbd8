//! The components every page is made of: finished data in, markup out. They cannot fail.

mod act;
mod choice;
mod field;
mod form;
mod head;
mod list;
mod markdown;
mod number;
mod page;
mod palette;
mod progress;
mod table;
mod talk;
mod time;
mod word;

pub use act::{
    ButtonForm, Style, button_form, confirm, create, edit, link_button, menu, theme_switch,
};
pub use choice::{Choice, checkbox, checks, choice, radios, select};
pub use field::{
    Field, area, date_field, datetime_field, email, file, finder, hidden, number_field, password,
    text,
};
pub use form::{FormView, form};
pub use head::{Head, head};
pub use list::{
    Row, Stat, columns, empty, facts, list, more, pager, panel, row, section, stat, stats, tabs,
};
pub use markdown::{markdown, plain_text};
pub use maud::Render;
pub use number::{count, decimal, measure, number, percent};
pub use page::{failed, page, plain, sign_in};
pub use progress::{confidence, confidence_choices, progress};
pub use table::{Column, col, num, table};
pub use talk::{Comment, Entry, comments, history};
pub use time::{date, date_words, day, due, due_words, moment, moment_words, short_date};
pub use word::{Tone, audience, figure, hint, key, needle, person, side_tag, tag, unit};
