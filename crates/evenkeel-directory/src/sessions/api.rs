//! The same acts as JSON, each with its description. Programs sign in by token alone.

use evenkeel_core::{Error, Id, Person};
use evenkeel_web::{Api, At, Created, Cx, Json, Post, Routes, secret};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{
    acts as signing,
    links::{Handed, hand_link},
    model::TokenDraft,
    pages::may_show,
    settings::{acts, word},
    store::{self, Session, Token},
};
use axum::http::HeaderMap;

/// The API routes of sessions, tokens, settings and links.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(settings, save_settings))
        .api(routes!(change_password))
        .api(routes!(sessions, end_all))
        .api(routes!(end))
        .api(routes!(tokens, make_token))
        .api(routes!(revoke))
        .api(routes!(invite))
}

/// Who asks, and how pages look for them.
#[derive(Debug, Serialize, ToSchema)]
struct SettingsAnswer {
    person_id: Uuid,
    name: String,
    /// owner, admin, member or guest.
    role: &'static str,
    organization: String,
    /// system, light or dark.
    theme: &'static str,
    single_keys: bool,
}

/// How pages look. Fields that are not sent stay as they are.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct SettingsBody {
    /// system, light or dark.
    theme: Option<String>,
    single_keys: Option<bool>,
}

fn settings_of(cx: &Cx) -> SettingsAnswer {
    let frame = cx.frame();
    SettingsAnswer {
        person_id: cx.actor().uuid(),
        name: cx.actor_name().to_owned(),
        role: cx.role().word(),
        organization: cx.organization_name().to_owned(),
        theme: word(frame.theme),
        single_keys: frame.has_single_keys,
    }
}

/// Show who asks and their settings
#[utoipa::path(get, path = "/api/v1/directory/settings", tag = "session",
    operation_id = "settings.show", responses((status = 200, body = SettingsAnswer)))]
async fn settings(cx: Cx) -> Api<Json<SettingsAnswer>> {
    Ok(Json(settings_of(&cx)))
}

/// Change how pages look
#[utoipa::path(patch, path = "/api/v1/directory/settings", tag = "session",
    operation_id = "settings.edit", request_body = SettingsBody,
    responses((status = 200, body = SettingsAnswer)))]
async fn save_settings(post: Post) -> Api<Json<SettingsAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let mut answer = settings_of(&cx);
    fields.fill("theme", answer.theme);
    fields.fill("single_keys", answer.single_keys);
    answer.theme = fields.choice("theme", "Theme", &["system", "light", "dark"]);
    answer.single_keys = fields.flag("single_keys");
    let (theme, keys) = fields.finish((answer.theme, answer.single_keys))?;
    cx.write(move |tx| acts::save(tx, theme, keys)).await?;
    Ok(Json(answer))
}

/// The old password and a new one.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct PasswordBody {
    old_password: String,
    password: String,
    /// The same again.
    password_again: String,
}

/// Change one's password
///
/// Every other session ends.
#[utoipa::path(post, path = "/api/v1/directory/settings/password", tag = "session",
    operation_id = "settings.password", request_body = PasswordBody,
    responses((status = 200)))]
async fn change_password(post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    Ok(Json(acts::change_password(&cx, &mut fields).await?))
}

/// A browser in which one is signed in.
#[derive(Debug, Serialize, ToSchema)]
struct SessionAnswer {
    id: Uuid,
    device: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    seen_at: Timestamp,
}

/// List one's sessions
#[utoipa::path(get, path = "/api/v1/directory/sessions", tag = "session",
    operation_id = "session.list", responses((status = 200, body = Vec<SessionAnswer>)))]
async fn sessions(cx: Cx) -> Api<Json<Vec<SessionAnswer>>> {
    let list = cx.read(store::list_sessions).await?;
    let answer = |seen: store::Seen| SessionAnswer {
        id: seen.id.uuid(),
        device: seen.device,
        created_at: seen.created_at,
        seen_at: seen.seen_at,
    };
    Ok(Json(list.into_iter().map(answer).collect()))
}

/// End one session
#[utoipa::path(delete, path = "/api/v1/directory/sessions/{id}", tag = "session",
    operation_id = "session.end", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn end(At(id): At<Session>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::end(tx, id)).await?))
}

/// Sign out everywhere
#[utoipa::path(delete, path = "/api/v1/directory/sessions", tag = "session",
    operation_id = "session.end_all", responses((status = 200)))]
async fn end_all(post: Post) -> Api<Json<()>> {
    let person = post.cx.actor();
    Ok(Json(post.cx.write(move |tx| signing::end_all(tx, person)).await?))
}

/// A personal token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
struct TokenAnswer {
    id: Uuid,
    name: String,
    /// read or write.
    scope: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    used_at: Option<Timestamp>,
    #[schema(value_type = String, format = Date)]
    expires_on: Date,
}

/// What a token is for.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct TokenBody {
    name: String,
    /// read or write.
    scope: String,
    /// A year from now at most.
    #[schema(format = Date)]
    expires_on: String,
}

/// A token that was just made: the only time its secret is shown.
#[derive(Debug, Serialize, ToSchema)]
struct TokenMade {
    id: Uuid,
    secret: String,
}

/// List one's tokens
#[utoipa::path(get, path = "/api/v1/directory/tokens", tag = "token",
    operation_id = "token.list", responses((status = 200, body = Vec<TokenAnswer>)))]
async fn tokens(cx: Cx) -> Api<Json<Vec<TokenAnswer>>> {
    let list = cx.read(store::list_tokens).await?;
    let answer = |token: store::Shown| TokenAnswer {
        id: token.id.uuid(),
        name: token.name,
        scope: token.scope,
        created_at: token.created_at,
        used_at: token.used_at,
        expires_on: token.expires_on,
    };
    Ok(Json(list.into_iter().map(answer).collect()))
}

/// Make a token
#[utoipa::path(post, path = "/api/v1/directory/tokens", tag = "token",
    operation_id = "token.create", request_body = TokenBody,
    responses((status = 201, body = TokenMade)))]
async fn make_token(post: Post) -> Api<Created<TokenMade>> {
    let Post { cx, mut fields, .. } = post;
    acts::check_present(&cx)?;
    let id: Id<Token> = cx.new_id();
    let (secret, kept) = secret::fresh(cx.organization());
    let draft = TokenDraft::read(&mut fields, cx.today())?;
    let made = cx.write(move |tx| acts::make_token(tx, id, &kept, &draft)).await?;
    may_show(made == id)?;
    let location = format!("/api/v1/directory/tokens/{id}");
    Ok(Created { location, record: TokenMade { id: id.uuid(), secret } })
}

/// Revoke a token
#[utoipa::path(delete, path = "/api/v1/directory/tokens/{id}", tag = "token",
    operation_id = "token.revoke", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn revoke(At(id): At<Token>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::revoke(tx, id)).await?))
}

/// For whom a link is made.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct InvitationBody {
    person_id: Uuid,
}

/// A link that was just made: the only time it is shown.
#[derive(Debug, Serialize, ToSchema)]
struct InvitationMade {
    link: String,
    /// invitation or recovery.
    purpose: &'static str,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Make a link by which a person chooses a password
///
/// Older links of the person end.
#[utoipa::path(post, path = "/api/v1/directory/invitations", tag = "session",
    operation_id = "invitation.create", request_body = InvitationBody,
    responses((status = 200, body = InvitationMade)))]
async fn invite(headers: HeaderMap, post: Post) -> Api<Json<InvitationMade>> {
    let Post { cx, mut fields, .. } = post;
    let person: Id<Person> = fields.id("person_id", "Person");
    let person = fields.finish(person)?;
    match hand_link(&cx, person, &headers).await? {
        Handed::Now { link, purpose, expires_at } => {
            Ok(Json(InvitationMade { link, purpose: purpose.word(), expires_at }))
        }
        Handed::Before => Err(may_show(false).err().unwrap_or(Error::NotFound).into()),
    }
}
