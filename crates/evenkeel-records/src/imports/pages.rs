//! The handlers of import runs: send a file, say what its columns mean, go, take back.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use evenkeel_core::{Error, Id, Result};
use evenkeel_directory::permissions;
use evenkeel_web::{At, Cx, Form, Listed, Page, Post, Routes, Upload};

use super::{
    ImportEvent, Mapping, Outcome, Reported, Run, Shown, State, acts, file,
    importer::{self, signature},
    job::Job,
    people::People,
    store, view,
};
use crate::imports::importer::Importer;

/// Runs on one page.
const PAGE: i64 = 25;
/// Rows of the report on one page.
const ROWS: i64 = 25;

/// The page routes of import runs.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/directory/imports", index)
        .get("/directory/imports/new", new)
        .post("/directory/imports", create)
        .get("/directory/imports/{id}", show)
        .get("/directory/imports/{id}/mapping", mapping)
        .post("/directory/imports/{id}/mapping", check)
        .post("/directory/imports/{id}/application", apply)
        .post("/directory/imports/{id}/undoing", undo)
        .get("/directory/imports/{id}/report", report)
}

/// A page of the runs.
pub(super) async fn listed(cx: &Cx) -> Result<Listed<Shown>> {
    let limit = cx.limit(PAGE)?;
    let before = cx.after((cx.now(), Id::new(uuid::Uuid::max())))?;
    let list = cx
        .read(move |tx| {
            permissions::administer(tx)?;
            store::list(tx, &before, limit + 1)
        })
        .await?;
    Ok(Listed::page(list, limit, |run| (run.head.created_at, run.head.id)))
}

/// A page of a run's report.
pub(super) async fn reported(cx: &Cx, id: Id<Run>) -> Result<Listed<Reported>> {
    let limit = cx.limit(ROWS)?;
    let after: i64 = cx.after(0)?;
    let outcome = Outcome::find(cx.param("outcome"));
    let list = cx
        .read(move |tx| {
            acts::find(tx, id)?;
            store::list_reported(tx, id, outcome, after, limit + 1)
        })
        .await?;
    Ok(Listed::page(list, limit, |row| row.number))
}

async fn index(cx: Cx) -> Page {
    let page = listed(&cx).await?;
    let next = page.next.map(|next| format!("/directory/imports?after={next}"));
    cx.page(view::index(&cx.frame(), &page.items, next.as_deref(), cx.zone()))
}

async fn new(cx: Cx) -> Page {
    cx.read(permissions::administer).await?;
    cx.page(view::new(&cx.frame(), &Form::empty()))
}

/// Reads a file that was sent, and begins to keep its rows.
pub(super) async fn upload(
    cx: &Cx,
    sent: Option<Upload>,
    encoding: String,
    key: Id<Run>,
) -> Result<Id<Run>> {
    cx.read(permissions::administer).await?;
    let sent = sent.ok_or_else(|| Error::field("file", "File is missing: choose a CSV file"))?;
    let name = shown_name(&sent.name);
    let table = tokio::task::spawn_blocking(move || file::read(&sent.bytes, &encoding))
        .await
        .map_err(|e| Error::internal("a file could not be read", e))??;
    let new = store::NewRun {
        importer: People.word(),
        file_name: name,
        encoding: table.encoding,
        delimiter: table.delimiter,
        signature: signature(&table.headers),
        headers: table.headers,
        row_count: i64::try_from(table.rows.len()).unwrap_or(i64::MAX),
    };
    let id = cx.write(move |tx| Ok(acts::upload(tx, key, &new)?.with(key))).await?;
    // The same form sent twice finds the run of the first time.
    if id == key {
        let job = Job::new(cx, id);
        job.clone().start(job.read(table.rows)).await;
    }
    Ok(id)
}

/// The file's name without its path, as one line.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if clean.trim().is_empty() { "file.csv".to_owned() } else { clean }
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, file } = post;
    let key: Id<Run> = cx.new_id();
    let encoding = fields.text("encoding", "Encoding", 0..=40);
    let result = match fields.finish(encoding) {
        Ok(encoding) => upload(&cx, file, encoding, key).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("/directory/imports/{id}"), "The file was read."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            refused.page(view::new(&cx.frame(), &form))
        }
    }
}

async fn show(cx: Cx, At(id): At<Run>) -> Page {
    let (run, history) = cx
        .read(move |tx| {
            let run = acts::find(tx, id)?;
            let history = tx.history::<ImportEvent>(id.record(), 20)?;
            Ok((run, history))
        })
        .await?;
    if run.state() == State::Ready {
        return mapping_page(&cx, &run).await;
    }
    let rows = if run.state().is_busy() {
        Listed { items: Vec::new(), next: None }
    } else {
        reported(&cx, id).await?
    };
    let shown = view::Show { run: &run, rows: &rows, history: &history, now: cx.now() };
    let page = cx.page(view::show(&cx.frame(), &shown, cx.param("outcome"), cx.zone()));
    if run.state().is_busy() && !run.is_stuck(cx.now()) { refreshed(page) } else { page }
}

/// A page that the browser asks for again, script or no script.
fn refreshed(page: Page) -> Page {
    let mut response = page?;
    response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("3"));
    Ok(response)
}

async fn mapping(cx: Cx, At(id): At<Run>) -> Page {
    let run = cx.read(move |tx| acts::find(tx, id)).await?;
    mapping_page(&cx, &run).await
}

/// The form that asks what the columns mean: as said before, as remembered, or as the heads say.
async fn mapping_page(cx: &Cx, run: &Shown) -> Page {
    let id = run.id();
    let (sample, remembered) =
        cx.read(move |tx| Ok((store::list_raw(tx, id, 0, 3)?, store::recall(tx, id)?))).await?;
    let importer = acts::importer(run)?;
    let (known, order) = if run.mapping == Mapping::default() {
        remembered.unwrap_or_else(|| (importer::guess(importer, &run.headers.0), String::new()))
    } else {
        (run.mapping.clone(), run.date_order.clone())
    };
    let mut form = Form::empty().with("date_order", order);
    for (field, place) in &known.0 {
        form = form.with(field, place);
    }
    cx.page(view::mapping(&cx.frame(), run, importer, &form, &sample))
}

/// Takes the mapping, and begins the check.
pub(super) async fn begin_check(
    cx: &Cx,
    id: Id<Run>,
    fields: &mut evenkeel_web::Fields,
) -> Result<()> {
    let run = cx.read(move |tx| acts::find(tx, id)).await?;
    let (mapping, said) = acts::read_mapping(fields, &run)?;
    let (asked, shown) = (mapping.clone(), run.clone());
    let order = cx.report(move |tx| acts::order(tx, &shown, &asked, said)).await?;
    cx.write(move |tx| acts::begin_check(tx, id, &mapping, order)).await?;
    let job = Job::new(cx, id);
    job.clone().start(job.check()).await;
    Ok(())
}

async fn check(At(id): At<Run>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    match begin_check(&cx, id, &mut fields).await {
        Ok(()) => cx.done(&format!("/directory/imports/{id}"), "Nothing is changed yet."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let (run, sample) = cx
                .read(move |tx| Ok((acts::find(tx, id)?, store::list_raw(tx, id, 0, 3)?)))
                .await?;
            let form = refused.take();
            let importer = acts::importer(&run)?;
            refused.page(view::mapping(&cx.frame(), &run, importer, &form, &sample))
        }
    }
}

/// Gives the word to go.
pub(super) async fn begin_apply(cx: &Cx, id: Id<Run>) -> Result<()> {
    cx.write(move |tx| acts::begin_apply(tx, id)).await?;
    let job = Job::new(cx, id);
    job.clone().start(job.apply()).await;
    Ok(())
}

async fn apply(At(id): At<Run>, post: Post) -> Page {
    begin_apply(&post.cx, id).await?;
    post.cx.done(&format!("/directory/imports/{id}"), "The import has started.")
}

/// Gives the word to take the whole run back.
pub(super) async fn begin_undo(cx: &Cx, id: Id<Run>) -> Result<()> {
    cx.write(move |tx| acts::begin_undo(tx, id)).await?;
    let job = Job::new(cx, id);
    job.clone().start(job.undo()).await;
    Ok(())
}

async fn undo(At(id): At<Run>, post: Post) -> Page {
    begin_undo(&post.cx, id).await?;
    post.cx.done(&format!("/directory/imports/{id}"), "The undo has started.")
}

/// The report of every row as CSV, with cells that begin like formulas made plain text.
async fn report(cx: Cx, At(id): At<Run>) -> Page {
    let (run, rows) = cx
        .report(move |tx| {
            let run = acts::find(tx, id)?;
            let mut rows: Vec<Reported> = Vec::new();
            loop {
                let after = rows.last().map_or(0, |row| row.number);
                let more = store::list_reported(tx, id, None, after, 5000)?;
                if more.is_empty() {
                    return Ok((run, rows));
                }
                rows.extend(more);
            }
        })
        .await?;
    Ok(csv_answer(report_text(&run, &rows)?))
}

fn report_text(run: &Shown, rows: &[Reported]) -> Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let broken = |e: csv::Error| Error::internal("a report as CSV", e);
    let mut head = vec!["Row", "Name", "Outcome", "Note", "Changes"];
    head.extend(run.headers.0.iter().map(String::as_str));
    out.write_record(head.iter().map(|cell| file::defused(cell))).map_err(broken)?;
    for row in rows {
        let mut cells = vec![
            row.number.to_string(),
            row.title.clone(),
            view::outcome_words(run, row).to_owned(),
            row.note.clone(),
            view::changes_words(&row.changes.0),
        ];
        let sent = (0..run.headers.0.len()).map(|place| row.cells.0.get(place).cloned());
        cells.extend(sent.map(Option::unwrap_or_default));
        out.write_record(cells.iter().map(|cell| file::defused(cell))).map_err(broken)?;
    }
    out.into_inner().map_err(|e| Error::internal("a report as CSV", e.to_string()))
}

fn csv_answer(text: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let file = HeaderValue::from_static("attachment; filename=\"import-report.csv\"");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, file)], text).into_response()
}
