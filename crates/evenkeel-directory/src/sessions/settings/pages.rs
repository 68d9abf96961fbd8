//! The handlers of one's own settings: load, ask the model, save, answer.

use axum::response::IntoResponse;
use evenkeel_core::{Id, Result};
use evenkeel_web::{At, Cx, Form, Page, Post, Routes, Theme, html, secret};
use jiff::ToSpan;

use super::{acts, view};
use crate::sessions::{
    model::TokenDraft,
    store::{self, Session, Token},
};

/// The routes of settings.
pub(in crate::sessions) fn routes(routes: Routes) -> Routes {
    routes
        .get("/settings", show)
        .post("/settings/theme", theme)
        .post("/settings/keys", keys)
        .post("/settings/password", password)
        .post("/settings/sessions/{id}/end", end)
        .post("/settings/tokens", make_token)
        .post("/settings/tokens/{id}/revocation", revoke)
}

/// The word of a color scheme, as it is kept.
pub(in crate::sessions) const fn word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

async fn load(cx: &Cx) -> Result<view::Settings> {
    let mine = cx.session().map(<[u8]>::to_vec);
    cx.read(move |tx| {
        let actor = tx.actor;
        Ok(view::Settings {
            has_password: store::account(tx, actor)?.password_hash.is_some(),
            sessions: store::list_sessions(tx)?,
            tokens: store::list_tokens(tx)?,
            mine: mine.clone(),
            today: tx.today,
        })
    })
    .await
}

fn token_form(cx: &Cx) -> Form {
    let last = cx.today().saturating_add(90.days());
    Form::empty().with("scope", "read").with("expires_on", last)
}

async fn show(cx: Cx) -> Page {
    let settings = load(&cx).await?;
    let forms = view::Forms { password: Form::empty(), token: token_form(&cx) };
    cx.page(view::show(&cx.frame(), &settings, &forms, cx.zone()))
}

async fn theme(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let theme = fields.choice("theme", "Theme", &["system", "light", "dark"]);
    let theme = fields.finish(theme)?;
    let has_keys = cx.frame().has_single_keys;
    cx.write(move |tx| acts::save(tx, theme, has_keys)).await?;
    cx.done(&cx.back("/settings"), "Theme saved.")
}

async fn keys(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let has_keys = fields.flag("single_keys");
    let has_keys = fields.finish(has_keys)?;
    let theme = word(cx.frame().theme);
    cx.write(move |tx| acts::save(tx, theme, has_keys)).await?;
    cx.done("/settings", if has_keys { "Single keys are on." } else { "Single keys are off." })
}

async fn password(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    match acts::change_password(&cx, &mut fields).await {
        Ok(()) => {
            let text = "Password changed. Every other browser of yours is signed out.";
            cx.done("/settings", text)
        }
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let forms = view::Forms { password: refused.take(), token: token_form(&cx) };
            let settings = load(&cx).await?;
            refused.page(view::show(&cx.frame(), &settings, &forms, cx.zone()))
        }
    }
}

async fn end(At(id): At<Session>, post: Post) -> Page {
    post.cx.write(move |tx| acts::end(tx, id)).await?;
    post.cx.done("/settings", "That session has ended.")
}

async fn make_token(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    acts::check_present(&cx)?;
    let id: Id<Token> = cx.new_id();
    let (secret, kept) = secret::fresh(cx.organization());
    let result = match TokenDraft::read(&mut fields, cx.today()) {
        Ok(draft) => cx.write(move |tx| acts::make_token(tx, id, &kept, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(made) if made == id => Ok(html(view::token_made(&cx.frame(), &secret)).into_response()),
        // The same form came twice: the secret of the first answer is the one that counts.
        Ok(_) => cx.done("/settings", "This token was made before. Its secret is shown once only."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let forms = view::Forms { password: Form::empty(), token: refused.take() };
            let settings = load(&cx).await?;
            refused.page(view::show(&cx.frame(), &settings, &forms, cx.zone()))
        }
    }
}

async fn revoke(At(id): At<Token>, post: Post) -> Page {
    post.cx.write(move |tx| acts::revoke(tx, id)).await?;
    post.cx.done("/settings", "Token revoked. Programs that use it are shut out.")
}
