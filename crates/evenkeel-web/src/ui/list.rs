//! Lists, sections, panels and facts: how a page's content is laid out.

use maud::{Markup, PreEscaped, Render, html};

/// One line of a list, built up: `ui::row("Fridge log", url).meta("Cold chain").tag(…)`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Row {
    name: String,
    url: String,
    meta: Option<Markup>,
    detail: Option<Markup>,
    tags: Vec<Markup>,
    acts: Vec<Markup>,
    done: bool,
}

/// A line for one thing; its name is the link.
pub fn row(name: impl Into<String>, url: impl Into<String>) -> Row {
    Row {
        name: name.into(),
        url: url.into(),
        meta: None,
        detail: None,
        tags: Vec::new(),
        acts: Vec::new(),
        done: false,
    }
}

impl Row {
    /// Facts in words, after the name.
    pub fn meta(mut self, meta: impl Render) -> Self {
        self.meta = Some(meta.render());
        self
    }

    /// A second line.
    pub fn detail(mut self, detail: impl Render) -> Self {
        self.detail = Some(detail.render());
        self
    }

    /// A state, at the right.
    pub fn tag(mut self, tag: Markup) -> Self {
        self.tags.push(tag);
        self
    }

    /// An act that answers it in place.
    pub fn act(mut self, act: impl Render) -> Self {
        self.acts.push(act.render());
        self
    }

    /// Finished: steps back, so that what is still to do stands out.
    pub fn done(mut self, done: bool) -> Self {
        self.done = done;
        self
    }
}

impl Render for Row {
    fn render(&self) -> Markup {
        html! {
            li.row.finished[self.done] {
                div.what {
                    @if self.url.is_empty() { span.name { (self.name) } }
                    @else { a.name href=(self.url) { (self.name) } }
                    @if let Some(meta) = &self.meta { " " span.meta { (PreEscaped(&meta.0)) } }
                    @if let Some(detail) = &self.detail { div.detail { (PreEscaped(&detail.0)) } }
                }
                @if !self.tags.is_empty() {
                    div.tags { @for tag in &self.tags { (PreEscaped(&tag.0)) } }
                }
                @if !self.acts.is_empty() {
                    div.acts { @for act in &self.acts { (PreEscaped(&act.0)) } }
                }
            }
        }
    }
}

/// Rows, one under the other.
pub fn list(rows: impl IntoIterator<Item = Row>) -> Markup {
    html! { ul.rows { @for row in rows { (row) } } }
}

/// A part of a page under its own heading.
pub fn section(title: &str, body: impl Render) -> Markup {
    html! { section.part { h2 { (title) } (body) } }
}

/// A part of a page that stands apart on its own ground.
pub fn panel(title: &str, body: impl Render) -> Markup {
    html! { section.panel { h2 { (title) } (body) } }
}

/// Parts beside each other where there is room.
pub fn columns(parts: impl IntoIterator<Item = Markup>) -> Markup {
    html! { div.columns { @for part in parts { div { (part) } } } }
}

/// What is known about a thing: name, then value.
pub fn facts<V: Render>(facts: impl IntoIterator<Item = (&'static str, V)>) -> Markup {
    html! {
        dl.facts { @for (name, value) in facts { div { dt { (name) } dd { (value) } } } }
    }
}

/// Something to open when it is wanted: "See as a table".
pub fn more(summary: &str, body: impl Render) -> Markup {
    html! { details.more { summary { (summary) } div { (body) } } }
}

/// Views of the same thing, each with its own address. `current` is the word or address of one.
pub fn tabs<'a>(
    label: &str,
    current: &str,
    tabs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul {
                @for (word, url) in tabs {
                    @let is_here = url == current || word == current;
                    li { a href=(url) aria-current=[is_here.then_some("page")] { (word) } }
                }
            }
        }
    }
}

/// The way to what does not fit on this page.
pub fn pager(next_url: Option<&str>) -> Markup {
    html! {
        @if let Some(url) = next_url {
            nav.pager aria-label="Further pages" { a.button href=(url) rel="next" { "Show more" } }
        }
    }
}

/// An empty place: what it is for and why it is empty, one act, one example. An empty label or
/// example is left out.
pub fn empty(sentence: &str, url: &str, act: &str, example: &str) -> Markup {
    html! {
        div.empty {
            p { (sentence) }
            @if !act.is_empty() { div.acts { a.button.start href=(url) { (act) } } }
            @if !example.is_empty() { p.example { span { "For example: " } (example) } }
        }
    }
}

/// A figure that has a page of its own, with the words that say what it counts.
#[derive(Clone, Debug)]
#[must_use]
pub struct Stat {
    figure: String,
    words: String,
    url: Option<String>,
}

/// "12" "goals have nobody's commitment".
pub fn stat(figure: impl ToString, words: impl Into<String>) -> Stat {
    Stat { figure: figure.to_string(), words: words.into(), url: None }
}

impl Stat {
    /// Where the things are that it counts.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }
}

/// Figures in a row, each said in words.
pub fn stats(stats: impl IntoIterator<Item = Stat>) -> Markup {
    html! {
        ul.stats {
            @for stat in stats {
                li {
                    strong { (stat.figure) } " "
                    @if let Some(url) = &stat.url { a href=(url) { (stat.words) } }
                    @else { span { (stat.words) } }
                }
            }
        }
    }
}
