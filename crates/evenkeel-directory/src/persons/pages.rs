//! The handlers of the pages: load, ask the model, save, answer.

use axum::http::HeaderMap;
use evenkeel_core::{Card, Error, Id, Person, Result};
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Fields, Form, Listed, Page, Post, Routes, html, see_other};

use super::{Draft, Member, PersonEvent, acts, store, view};
use crate::{
    sessions::{self, Handed},
    units,
};

/// People on one page.
const PAGE: i64 = 50;
/// Those who report to one person, on their page.
const REPORTS: i64 = 100;

/// The page routes of persons.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/directory", async |cx: Cx| -> Page {
            let _ = cx;
            Ok(see_other("/directory/persons"))
        })
        .get("/directory/persons", index)
        .get("/directory/persons/new", new)
        .post("/directory/persons", create)
        .get("/directory/persons/{id}", show)
        .get("/directory/persons/{id}/edit", edit)
        .post("/directory/persons/{id}", update)
        .get("/directory/persons/{id}/deactivation", ask_deactivation)
        .post("/directory/persons/{id}/deactivation", deactivate)
        .post("/directory/persons/{id}/reactivation", reactivate)
        .post("/directory/persons/{id}/invitation", invite)
        .post("/directory/persons/{id}/matrix_lines", add_matrix_line)
        .post("/directory/persons/{id}/matrix_lines/removal", remove_matrix_line)
}

/// A page of the people who work here or left, narrowed by `q`.
pub(super) async fn listed(cx: &Cx) -> Result<Listed<Member>> {
    let limit = cx.limit(PAGE)?;
    let shown = store::Shown {
        is_active: cx.param("show") != "left",
        words: cx.param("q").trim().chars().take(100).collect(),
    };
    let after = cx.after((String::new(), Id::new(uuid::Uuid::nil())))?;
    let (reader, role) = (cx.actor(), cx.role());
    let list = cx.read(move |tx| store::list(tx, &shown, &after, limit + 1)).await?;
    let list = list.into_iter().map(|member| member.shown_to(reader, role)).collect();
    Ok(Listed::page(list, limit, |member: &Member| (member.name.clone(), member.id)))
}

async fn index(cx: Cx) -> Page {
    let page = listed(&cx).await?;
    let show = if cx.param("show") == "left" { "left" } else { "active" };
    let words = cx.param("q");
    let next = page.next.map(|next| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("show", show).append_pair("q", words).append_pair("after", &next);
        format!("/directory/persons?{}", query.finish())
    });
    cx.page(view::index(&cx.frame(), show, words, &page.items, next.as_deref()))
}

/// Everything that the page of a person shows.
pub(super) fn load(tx: &mut Tx<'_>, cx: &Reader, id: Id<Person>) -> Result<view::Profile> {
    let member = store::find(tx, id)?.shown_to(cx.actor, cx.role);
    let history = if cx.role.may_administer() || cx.actor == id {
        tx.history::<PersonEvent>(id.record(), 50)?
    } else {
        Vec::new()
    };
    Ok(view::Profile {
        line: store::list_line(tx, id)?,
        reports: store::list_reports(tx, id, REPORTS)?,
        matrix_lines: store::list_matrix_lines(tx, id)?,
        memberships: store::list_memberships(tx, id)?,
        history,
        is_self: cx.actor == id,
        member,
    })
}

/// Who reads, for what differs by reader.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    actor: Id<Person>,
    role: evenkeel_core::Role,
}

/// The reader of a request.
pub(super) fn reader(cx: &Cx) -> Reader {
    Reader { actor: cx.actor(), role: cx.role() }
}

async fn show(cx: Cx, At(id): At<Person>) -> Page {
    let answer = shown(&cx, id, &Form::empty()).await?;
    cx.page(answer)
}

async fn shown(cx: &Cx, id: Id<Person>, line: &Form) -> Result<maud::Markup> {
    let reader = reader(cx);
    let may_administer = cx.role().may_administer();
    let (profile, people) = cx
        .read(move |tx| {
            let people = if may_administer { store::choices(tx)? } else { Vec::new() };
            Ok((load(tx, &reader, id)?, people))
        })
        .await?;
    Ok(view::show(&cx.frame(), &profile, line, &people, cx.zone()))
}

async fn new(cx: Cx) -> Page {
    let choices = cx
        .read(|tx| {
            crate::permissions::administer(tx)?;
            choices(tx, None)
        })
        .await?;
    let form = Form::empty().with("role", "member").with("unit_id", cx.param("unit"));
    cx.page(view::form(&cx.frame(), &form, &choices, None))
}

async fn create(post: Post) -> Page {
    let Post { cx, fields, .. } = post;
    let (id, membership): (Id<Person>, _) = (cx.new_id(), cx.new_id());
    let result = match read(&cx, fields.clone()).await {
        Ok(draft) => {
            cx.write(move |tx| Ok(acts::create(tx, id, membership, &draft)?.with(id))).await
        }
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("/directory/persons/{id}"), "Person added."),
        Err(error) => again(&cx, &fields, error, None).await,
    }
}

/// The form again, with what was typed.
async fn again(cx: &Cx, fields: &Fields, error: Error, id: Option<Id<Person>>) -> Page {
    let mut refused = fields.refused(error)?;
    let (choices, name) = cx
        .read(move |tx| {
            let member = id.map(|id| store::find(tx, id)).transpose()?;
            Ok((choices(tx, member.as_ref())?, member.map(|member| member.name)))
        })
        .await?;
    let form = refused.take();
    let whom = id.zip(name.as_deref());
    refused.page(view::form(&cx.frame(), &form, &choices, whom))
}

/// Reads a person; a manager may be named instead of chosen.
pub(super) async fn read(cx: &Cx, mut fields: Fields) -> Result<Draft> {
    by_name(cx, &mut fields, &["manager_id"]).await?;
    Draft::read(&mut fields)
}

/// Puts ids in the place of usernames, e-mails and full names: where there are too many people for
/// a list, a form asks for the name.
pub async fn by_name(cx: &Cx, fields: &mut Fields, names: &[&str]) -> Result<()> {
    let typed: Vec<(String, String)> = names
        .iter()
        .map(|name| ((*name).to_owned(), fields.raw(name).trim().to_owned()))
        .filter(|(_, text)| !text.is_empty() && text.parse::<uuid::Uuid>().is_err())
        .filter(|(_, text)| !text.contains(char::is_control))
        .collect();
    if typed.is_empty() {
        return Ok(());
    }
    let found = cx
        .read(move |tx| {
            let find = |(name, text): &(String, String)| {
                store::find_named(tx, text).map(|id| (name.clone(), id))
            };
            typed.iter().map(find).collect::<Result<Vec<_>>>()
        })
        .await?;
    for (name, id) in found {
        if let Some(id) = id {
            fields.set(&name, id.to_string());
        }
    }
    Ok(())
}

async fn edit(cx: Cx, At(id): At<Person>) -> Page {
    let (member, choices) = cx
        .read(move |tx| {
            let member = administered(tx, id)?;
            let choices = choices(tx, Some(&member))?;
            Ok((member, choices))
        })
        .await?;
    let form = view::filled(&member, &choices);
    cx.page(view::form(&cx.frame(), &form, &choices, Some((id, &member.name))))
}

async fn update(At(id): At<Person>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let (version, membership) = (fields.version(), cx.new_id());
    let result = match read(&cx, fields.clone()).await {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, membership, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/directory/persons/{id}"), "Person saved."),
        Err(error) => again(&cx, &fields, error, Some(id)).await,
    }
}

async fn ask_deactivation(cx: Cx, At(id): At<Person>) -> Page {
    let member = cx.read(move |tx| administered(tx, id)).await?;
    cx.page(view::ask_deactivation(&cx.frame(), &member))
}

async fn deactivate(At(id): At<Person>, post: Post) -> Page {
    post.cx.write(move |tx| acts::deactivate(tx, id)).await?;
    let url = format!("/directory/persons/{id}");
    post.cx.done_undo(&url, "Access ended, everywhere and at once.", format!("{url}/reactivation"))
}

async fn reactivate(At(id): At<Person>, post: Post) -> Page {
    post.cx.write(move |tx| acts::reactivate(tx, id)).await?;
    let text = "Access is open again. Make a sign-in link if their password is lost.";
    post.cx.done(&format!("/directory/persons/{id}"), text)
}

async fn invite(At(id): At<Person>, headers: HeaderMap, post: Post) -> Page {
    let cx = post.cx;
    let url = format!("/directory/persons/{id}");
    let handed = sessions::hand_link(&cx, id, &headers).await?;
    let Handed::Now { link, purpose, expires_at } = handed else {
        return cx.done(&url, "This link was made before, and is shown once only. Make another.");
    };
    let member = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(html(view::invitation(&cx.frame(), &member, &link, purpose, expires_at, cx.zone())))
}

async fn add_matrix_line(At(id): At<Person>, post: Post) -> Page {
    let Post { cx, fields, .. } = post;
    let mut read = fields.clone();
    by_name(&cx, &mut read, &["lead_id"]).await?;
    let line = (read.id("lead_id", "Lead"), read.text("name", "Matter", 1..=80));
    let result = match read.finish(line) {
        Ok((lead, name)) => cx.write(move |tx| acts::add_matrix_line(tx, id, lead, &name)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/directory/persons/{id}"), "Matrix line added."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            refused.page(shown(&cx, id, &form).await?)
        }
    }
}

async fn remove_matrix_line(At(id): At<Person>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let lead = fields.id("lead_id", "Lead");
    let lead = fields.finish(lead)?;
    cx.write(move |tx| acts::remove_matrix_line(tx, id, lead)).await?;
    cx.done(&format!("/directory/persons/{id}"), "Matrix line removed.")
}

/// A person, for somebody who looks after people.
pub(super) fn administered(tx: &mut Tx<'_>, id: Id<Person>) -> Result<Member> {
    let member = store::find(tx, id)?;
    crate::permissions::administer(tx)?;
    Ok(member)
}

fn choices(tx: &mut Tx<'_>, member: Option<&Member>) -> Result<view::Choices> {
    let mut people = store::choices(tx)?;
    let mut units = units::store::choices(tx)?;
    // What is chosen now is offered too, though it may be beyond the list or have left.
    if let Some(member) = member {
        keep_choice(tx, &mut people, member.manager_id.map(Id::record))?;
        keep_choice(tx, &mut units, member.unit_id.map(Id::record))?;
        people.retain(|card| card.id != member.id.record());
    }
    Ok(view::Choices { people, units })
}

/// Offers what is chosen now too.
pub fn keep_choice(
    tx: &mut Tx<'_>,
    cards: &mut Vec<Card>,
    chosen: Option<Id<evenkeel_core::Record>>,
) -> Result<()> {
    match chosen {
        Some(id) if !cards.iter().any(|card| card.id == id) => match tx.card(id) {
            Ok(card) => {
                cards.push(card);
                Ok(())
            }
            Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        },
        _ => Ok(()),
    }
}
