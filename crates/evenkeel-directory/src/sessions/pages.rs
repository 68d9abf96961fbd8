//! The handlers of the first visit, of signing in and of signing out.

use std::time::Duration;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use evenkeel_core::{Error, Fault, Id, Organization, Person, Result};
use evenkeel_store::Who;
use evenkeel_web::{
    Fields, Form, House, Page, Post, Routes, Visitor, VisitorPost, cookie, html, secret, see_other,
};
use jiff::tz::TimeZone;

use super::{
    acts::{self, FirstIds, Fresh},
    has_organization,
    model::{Attempt, Welcome, time_zones},
    password,
    store::{self, Account},
    view,
};

/// A refusal takes this long at least, whoever it is about: time tells nothing.
const REFUSAL: Duration = Duration::from_millis(250);
/// The same words whether the name is unknown, the password wrong, or a wait is on.
const REFUSED: &str = "Username and password do not go together. After 3 wrong tries each further \
    one has to wait, up to 15 minutes. Whoever looks after people can make you a new link.";

/// The routes of the first visit, of signing in and of signing out.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/welcome", welcome)
        .post("/welcome", found)
        .get("/sign-in", show)
        .post("/sign-in", sign_in)
        .post("/sign-out", sign_out)
        .post("/sign-out-everywhere", sign_out_everywhere)
}

/// A session for a visitor, not yet begun: the secret for the cookie, and what is kept.
pub(super) fn fresh(visitor: &Visitor, organization: Id<Organization>) -> (String, Fresh) {
    let (secret, kept) = secret::fresh(organization);
    let fresh = Fresh {
        id: Id::fresh(visitor.now),
        kept,
        form_token: uuid::Uuid::new_v4().to_string(),
        device: visitor.device.clone(),
        before: visitor.session().cloned(),
    };
    (secret, fresh)
}

/// The response with the cookie of a session that has begun.
pub(super) fn signed_in(house: &House, mut response: Response, secret: &str) -> Page {
    let age_seconds = store::ABSOLUTE.as_secs();
    let cookie = cookie::set_session(secret, house.is_secure, age_seconds)
        .ok_or_else(|| Error::broken("a session's cookie cannot be written"))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// A secret is shown once: a repeated call gets words instead.
pub(crate) fn may_show(is_first: bool) -> Result<()> {
    if is_first {
        return Ok(());
    }
    Err(Error::field("idempotency_key", "This was made before, and its secret is shown once only"))
}

async fn welcome(visitor: Visitor) -> Page {
    if has_organization(&visitor.house().db).await? {
        return Ok(see_other("/sign-in"));
    }
    let (zones, here) = time_zones();
    let form = Form::empty().with("time_zone", here);
    Ok(html(view::welcome(&visitor.frame(), &form, &zones)))
}

async fn found(post: VisitorPost) -> Page {
    let VisitorPost { visitor, mut fields } = post;
    match founded(&visitor, &mut fields).await {
        Ok(secret) => signed_in(visitor.house(), see_other("/"), &secret),
        Err(Error::NotFound) => Ok(see_other("/sign-in")),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            refused.page(view::welcome(&visitor.frame(), &form, &time_zones().0))
        }
    }
}

async fn founded(visitor: &Visitor, fields: &mut Fields) -> Result<String> {
    if let Some(rates) = &visitor.house().rates {
        rates.sign_in(&visitor.address)?;
    }
    if has_organization(&visitor.house().db).await? {
        return Err(Error::NotFound);
    }
    let welcome = Welcome::read(fields)?;
    let hash = password::hash(welcome.password.clone()).await?;
    let organization = Id::fresh(visitor.now);
    let ids = FirstIds {
        owner: Id::fresh(visitor.now),
        unit: Id::fresh(visitor.now),
        membership: Id::fresh(visitor.now),
    };
    let zone = TimeZone::get(&welcome.time_zone).unwrap_or(TimeZone::UTC);
    let who = Who {
        actor: ids.owner,
        today: visitor.now.to_zoned_datetime(zone).date(),
        ..visitor.who(organization)
    };
    let (secret, fresh) = fresh(visitor, organization);
    let db = &visitor.house().db;
    db.write(who, None, move |tx| acts::welcome(tx, &welcome, &hash, ids, &fresh)).await?;
    Ok(secret)
}

async fn show(visitor: Visitor) -> Page {
    if !has_organization(&visitor.house().db).await? {
        return Ok(see_other("/welcome"));
    }
    let form = Form::empty().with("next", visitor.param("next"));
    let form = asking(&visitor, form).await?;
    let sentence = match visitor.param("left") {
        "" => "Go on where you left off.",
        _ => "You are signed out, and nothing of yours is left in this browser.",
    };
    Ok(html(view::sign_in(&visitor.frame(), &form, sentence)))
}

/// The form that asks for the organization where there are several.
async fn asking(visitor: &Visitor, form: Form) -> Result<Form> {
    let is_known = !form.values("organization").is_empty();
    let list = visitor.house().db.read(Who::nobody(), store::list_organizations).await?;
    Ok(if list.len() > 1 && !is_known { form.with("organization", "") } else { form })
}

/// A sign-in that succeeded.
struct Entered {
    secret: String,
    form_token: String,
    attempt: Attempt,
}

async fn sign_in(post: VisitorPost) -> Page {
    let VisitorPost { visitor, mut fields } = post;
    match entered(&visitor, &mut fields).await {
        Ok(entered) => {
            let attempt = &entered.attempt;
            let response = if attempt.resume_path.is_empty() {
                see_other(&attempt.next)
            } else {
                resume(&visitor, &entered)?
            };
            signed_in(visitor.house(), response, &entered.secret)
        }
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = asking(&visitor, refused.take()).await?;
            let sentence = "Not signed in yet. What you typed before is still here.";
            let sentence = if form.value("resume_path").is_empty() { "" } else { sentence };
            refused.page(view::sign_in(&visitor.frame(), &form, sentence))
        }
    }
}

async fn entered(visitor: &Visitor, fields: &mut Fields) -> Result<Entered> {
    if let Some(rates) = &visitor.house().rates {
        rates.sign_in(&visitor.address)?;
    }
    let attempt = Attempt::read(fields)?;
    let floor = tokio::time::sleep(REFUSAL);
    let account = account(visitor, &attempt).await?;
    let (waiting, hash) = match &account {
        Some((_, account, is_waiting)) if !is_waiting => (false, account.password_hash.clone()),
        known => (known.is_some(), None),
    };
    let is_right = password::fits(attempt.password.clone(), hash).await?;
    if let Some((organization, account, _)) = account {
        let who = Who { actor: account.id, ..visitor.who(organization) };
        let db = &visitor.house().db;
        if is_right {
            let (secret, fresh) = fresh(visitor, organization);
            let form_token = fresh.form_token.clone();
            if db.keep(who, move |tx| acts::enter(tx, &account, &fresh)).await? {
                return Ok(Entered { secret, form_token, attempt });
            }
        } else if !waiting {
            db.keep(who, move |tx| acts::note_failure(tx, account.id)).await?;
        }
    }
    floor.await;
    Err(Error::Invalid(vec![Fault::new("", REFUSED)]))
}

/// The account that is meant, and whether it has to wait; `None` if there is none.
async fn account(
    visitor: &Visitor,
    attempt: &Attempt,
) -> Result<Option<(Id<Organization>, Account, bool)>> {
    let slug = attempt.organization.clone();
    let db = &visitor.house().db;
    let mut known = db
        .read(Who::nobody(), move |tx| match slug.as_str() {
            "" => store::list_organizations(tx),
            slug => Ok(store::find_organization(tx, slug)?.into_iter().collect()),
        })
        .await?;
    if known.len() > 1 {
        // A browser that was signed in before keeps its organization.
        let before = visitor.session().map(|session| session.organization);
        let before =
            before.ok_or_else(|| Error::field("organization", "Organization is missing"))?;
        known = vec![before];
    }
    let Some(organization) = known.pop() else { return Ok(None) };
    let username = attempt.username.clone();
    visitor
        .read(organization, move |tx| {
            let account = store::find_account(tx, &username)?;
            Ok(account.map(|account| {
                let is_waiting = acts::must_wait(&account, tx);
                (organization, account, is_waiting)
            }))
        })
        .await
}

/// The page on which the text of an ended session waits to be sent.
fn resume(visitor: &Visitor, entered: &Entered) -> Result<Response> {
    let path = entered.attempt.resume_path.as_str();
    let is_ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    let pairs = form_urlencoded::parse(entered.attempt.resume_body.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()));
    let form = Fields::from_pairs(pairs)?.form();
    if !is_ours || path.contains(char::is_control) {
        return Ok(see_other("/"));
    }
    let mut frame = visitor.frame();
    frame.form_token.clone_from(&entered.form_token);
    Ok(html(view::resume(&frame, &form, path)))
}

async fn sign_out(post: Result<Post, Response>) -> Page {
    let cx = match post {
        Ok(post) => post.cx,
        // Whose session has ended anyway is signed out already.
        Err(response) if response.status() == StatusCode::UNAUTHORIZED => {
            return Ok(see_other("/sign-in"));
        }
        Err(response) => return Ok(response),
    };
    if let Some(digest) = cx.session().map(<[u8]>::to_vec) {
        cx.keep(move |tx| store::end_session_of(tx, &digest)).await?;
    }
    left(cx.house())
}

async fn sign_out_everywhere(post: Post) -> Page {
    let person: Id<Person> = post.cx.actor();
    post.cx.write(move |tx| acts::end_all(tx, person)).await?;
    left(post.cx.house())
}

/// The browser forgets what it holds of us. The cookie goes by name: on a shared host name the
/// browser's wholesale way would take other people's cookies too.
fn left(house: &House) -> Page {
    let mut response = see_other("/sign-in?left=1");
    let headers = response.headers_mut();
    if let Some(cookie) = cookie::set_session("", house.is_secure, 0) {
        headers.append(header::SET_COOKIE, cookie);
    }
    headers.insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response.into_response())
}
