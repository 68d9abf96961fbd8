//! The head of a page: where, what, how things stand, and the one main act.

use maud::{Markup, PreEscaped, Render, html};

/// The head of a page, built up: `ui::head("Goals").crumb("Northgate", url).lead("…").act(…)`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Head<'a> {
    title: &'a str,
    crumbs: Vec<(String, String)>,
    tags: Vec<Markup>,
    lead: Option<Markup>,
    acts: Vec<Markup>,
}

/// A head that says what this page is.
pub fn head(title: &str) -> Head<'_> {
    Head { title, crumbs: Vec::new(), tags: Vec::new(), lead: None, acts: Vec::new() }
}

impl Head<'_> {
    /// One step of the way here; the unit comes first. An empty address makes it plain text.
    pub fn crumb(mut self, name: &str, url: &str) -> Self {
        self.crumbs.push((name.to_owned(), url.to_owned()));
        self
    }

    /// A state beside the title.
    pub fn tag(mut self, tag: Markup) -> Self {
        self.tags.push(tag);
        self
    }

    /// One sentence that says how things stand.
    pub fn lead(mut self, sentence: impl Render) -> Self {
        self.lead = Some(sentence.render());
        self
    }

    /// The main act, then further ones. At most one is primary.
    pub fn act(mut self, act: impl Render) -> Self {
        self.acts.push(act.render());
        self
    }
}

impl Render for Head<'_> {
    fn render(&self) -> Markup {
        html! {
            header.head {
                div.say {
                    @if !self.crumbs.is_empty() { (crumbs(&self.crumbs)) }
                    h1 {
                        (self.title)
                        @for tag in &self.tags { " " (PreEscaped(&tag.0)) }
                    }
                    @if let Some(lead) = &self.lead { p.lead { (PreEscaped(&lead.0)) } }
                }
                @if !self.acts.is_empty() {
                    div.acts { @for act in &self.acts { (PreEscaped(&act.0)) } }
                }
            }
        }
    }
}

fn crumbs(steps: &[(String, String)]) -> Markup {
    html! {
        nav.crumbs aria-label="Where this is" {
            ol {
                @for (name, url) in steps {
                    li { @if url.is_empty() { (name) } @else { a href=(url) { (name) } } }
                }
            }
        }
    }
}
