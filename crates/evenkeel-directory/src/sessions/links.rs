//! The handlers of links: a first password, a new one, or a look at the sample organization.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use evenkeel_core::{Error, Id, Person, Result};
use evenkeel_store::Who;
use evenkeel_web::{
    Cx, Fields, Form, Page, Routes, Visitor, VisitorPost, html, secret, secret::Secret, see_other,
};

use jiff::Timestamp;

use super::{
    acts,
    model::{Purpose, read_password},
    pages::{fresh, signed_in},
    password,
    store::{self, Link},
    view,
};

/// The routes of links.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/link/{secret}", show).post("/link/{secret}", enter)
}

async fn find(visitor: &Visitor, text: &str) -> Result<(Secret, Link, Purpose)> {
    let secret = secret::read(text).ok_or(Error::NotFound)?;
    let digest = secret.digest.clone();
    let link = visitor
        .read(secret.organization, move |tx| store::find_link(tx, &digest)?.ok_or(Error::NotFound))
        .await?;
    let purpose = Purpose::find(&link.purpose).ok_or(Error::NotFound)?;
    Ok((secret, link, purpose))
}

async fn show(visitor: Visitor, Path(text): Path<String>) -> Page {
    match find(&visitor, &text).await {
        Ok((_, link, purpose)) => {
            let action = format!("/link/{text}");
            let frame = visitor.frame();
            Ok(html(view::link(&frame, &Form::empty(), &action, &link, purpose)))
        }
        Err(Error::NotFound) => Ok(ended(&visitor)),
        Err(error) => Err(error.into()),
    }
}

async fn enter(Path(text): Path<String>, post: VisitorPost) -> Page {
    let VisitorPost { visitor, mut fields } = post;
    if let Some(rates) = &visitor.house().rates {
        rates.sign_in(&visitor.address)?;
    }
    let (secret, link, purpose) = match find(&visitor, &text).await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(ended(&visitor)),
        Err(error) => return Err(error.into()),
    };
    let result = match purpose {
        Purpose::Demo => look_around(&visitor, &secret, &link).await,
        Purpose::Invitation | Purpose::Recovery => {
            choose(&visitor, &mut fields, &secret, &link).await
        }
    };
    match result {
        Ok(secret) => signed_in(visitor.house(), see_other("/"), &secret),
        Err(Error::NotFound) => Ok(ended(&visitor)),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let (form, action) = (refused.take(), format!("/link/{text}"));
            refused.page(view::link(&visitor.frame(), &form, &action, &link, purpose))
        }
    }
}

async fn choose(
    visitor: &Visitor,
    fields: &mut Fields,
    link: &Secret,
    whose: &Link,
) -> Result<String> {
    let context = [whose.organization.as_str(), &whose.name, &whose.username];
    let chosen = read_password(fields, &context);
    let hash = password::hash(fields.finish(chosen)?).await?;
    let (secret, fresh) = fresh(visitor, link.organization);
    let who = Who { actor: whose.person, ..visitor.who(link.organization) };
    let link = link.clone();
    let db = &visitor.house().db;
    db.write(who, None, move |tx| acts::choose_password(tx, &link, &hash, &fresh)).await?;
    Ok(secret)
}

async fn look_around(visitor: &Visitor, link: &Secret, whose: &Link) -> Result<String> {
    let (secret, fresh) = fresh(visitor, link.organization);
    let person = whose.person;
    visitor.keep(link.organization, move |tx| acts::begin(tx, person, &fresh)).await?;
    Ok(secret)
}

/// What became of asking for a link.
#[derive(Clone, Debug)]
pub(crate) enum Handed {
    /// It was made, and is shown this once.
    Now { link: String, purpose: Purpose, expires_at: Timestamp },
    /// The same call made one before.
    Before,
}

/// Makes a link for a person and answers with its address, the first time it is asked.
pub(crate) async fn hand_link(cx: &Cx, person: Id<Person>, headers: &HeaderMap) -> Result<Handed> {
    let (secret, kept) = secret::fresh(cx.organization());
    let call: Id<Link> = cx.new_id();
    let (made, word) = cx
        .write(move |tx| {
            let (recorded, purpose) = acts::invite(tx, person, &kept)?;
            Ok(recorded.with((call, purpose.word().to_owned())))
        })
        .await?;
    if made != call {
        return Ok(Handed::Before);
    }
    let purpose = Purpose::find(&word).unwrap_or(Purpose::Recovery);
    let expires_at = cx.now() + purpose.lasts();
    Ok(Handed::Now { link: address(cx, headers, &secret), purpose, expires_at })
}

/// The whole address of a link, as people here reach us.
fn address(cx: &Cx, headers: &HeaderMap, secret: &str) -> String {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or("localhost");
    let origin = text(header::ORIGIN)
        .filter(|origin| origin.split_once("://").is_some_and(|(_, named)| named == host));
    match origin {
        Some(origin) => format!("{origin}/link/{secret}"),
        None if cx.house().is_secure => format!("https://{host}/link/{secret}"),
        None => format!("http://{host}/link/{secret}"),
    }
}

/// A link that is used up, replaced, too old or never was: nobody can tell which.
fn ended(visitor: &Visitor) -> axum::response::Response {
    (StatusCode::NOT_FOUND, html(view::link_ended(&visitor.frame()))).into_response()
}
