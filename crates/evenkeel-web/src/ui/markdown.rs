//! Markdown of people, made harmless: no raw HTML, no images, no link that runs anything.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

/// How deep quotes and lists may nest before the text is shown as it was typed: deeper is an
/// attack on the reader's browser, not a way to write.
const DEEPEST: usize = 24;

/// What a person wrote, as paragraphs, lists, quotes, code and links.
pub fn markdown(text: &str) -> Markup {
    if is_too_deep(text) {
        return html! { div.prose { p.typed { (text) } } };
    }
    html! { div.prose { (body(text)) } }
}

/// What a person wrote, without any form: for a list, a title, a mail. Cut at `longest` letters.
pub fn plain_text(text: &str, longest: usize) -> String {
    if is_too_deep(text) {
        return cut(text, longest);
    }
    let mut out = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            ) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => out.push(' '),
            _ => {}
        }
    }
    cut(out.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), longest)
}

fn cut(text: &str, longest: usize) -> String {
    let mut letters = text.char_indices();
    match letters.nth(longest) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

const fn options() -> Options {
    Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_TABLES)
}

/// Whether containers nest deeper than [`DEEPEST`] anywhere.
fn is_too_deep(text: &str) -> bool {
    let mut depth: usize = 0;
    Parser::new_ext(text, options()).any(|event| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

fn body(text: &str) -> Markup {
    let events = TextMergeStream::new(Parser::new_ext(text, options()));
    let mut out = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut out, Harmless::new(events));
    PreEscaped(out)
}

/// Events with everything taken out that could act on the reader.
struct Harmless<'a, I> {
    events: I,
    /// For each open link, whether it was kept.
    links: Vec<bool>,
    later: Option<Event<'a>>,
}

impl<'a, I: Iterator<Item = Event<'a>>> Harmless<'a, I> {
    const fn new(events: I) -> Self {
        Self { events, links: Vec::new(), later: None }
    }

    fn link(&mut self, kind: LinkType, url: &CowStr<'_>) -> Event<'a> {
        let url = match kind {
            LinkType::Email => format!("mailto:{url}"),
            _ => url.to_string(),
        };
        let kept = is_safe(&url);
        self.links.push(kept);
        if kept {
            raw(html! { a href=(url) rel="nofollow noopener" {} }, "</a>")
        } else {
            nothing()
        }
    }
}

/// The opening tag of an element that maud wrote and escaped.
fn raw<'a>(element: Markup, end: &str) -> Event<'a> {
    let mut open = element.into_string();
    open.truncate(open.len().saturating_sub(end.len()));
    Event::InlineHtml(open.into())
}

const fn nothing<'a>() -> Event<'a> {
    Event::Text(CowStr::Borrowed(""))
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Harmless<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(event) = self.later.take() {
            return Some(event);
        }
        Some(match self.events.next()? {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.link(link_type, &dest_url),
            Event::End(TagEnd::Link) => match self.links.pop() {
                Some(true) => Event::InlineHtml("</a>".into()),
                _ => nothing(),
            },
            // An image would tell its server who reads, so that its description stands for it.
            Event::Start(Tag::Image { .. }) => Event::Text("[image: ".into()),
            Event::End(TagEnd::Image) => Event::Text("]".into()),
            // Headings of the text stand below those of the page.
            Event::Start(Tag::Heading { .. }) => {
                self.later = Some(Event::Start(Tag::Strong));
                Event::Start(Tag::Paragraph)
            }
            Event::End(TagEnd::Heading(_)) => {
                self.later = Some(Event::End(TagEnd::Paragraph));
                Event::End(TagEnd::Strong)
            }
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            event => event,
        })
    }
}

/// Whether following `url` can only lead to a page or a mail.
fn is_safe(url: &str) -> bool {
    let url: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let end = url.find(['/', '?', '#']).unwrap_or(url.len());
    match url.get(..end).and_then(|start| start.split_once(':')) {
        None => !url.starts_with("//"),
        Some((scheme, _)) => {
            ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        markdown(text).into_string()
    }

    #[test]
    fn raw_html_is_shown_and_not_run() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<!-- --><svg/onload=alert(1)>",
            "<div>\n<style>*{}</style>\n</div>",
        ] {
            let html = shown(text);
            for tag in ["<script", "<img", "<svg", "<style", "<!--"] {
                assert!(!html.contains(tag), "{text} became {html}");
            }
            assert!(html.contains("&lt;"), "{text} became {html}");
        }
    }

    #[test]
    fn a_link_that_runs_something_is_only_its_words() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#x0A;script:alert(1)",
            "&#1;javascript:alert(1)",
            "vbscript:x",
            "data:text/html;base64,PHNjcmlwdD4=",
            "//elsewhere.example/x",
            "file:///etc/passwd",
        ] {
            for text in
                [format!("[here]({url})"), format!("<{url}>"), format!("[here][x]\n\n[x]: {url}")]
            {
                assert!(!shown(&text).contains("href"), "{text} became {}", shown(&text));
            }
        }
    }

    #[test]
    fn honest_links_stay() {
        assert!(
            shown("[a](https://example.org/?a=1&b=\"2\")").contains("rel=\"nofollow noopener\"")
        );
        assert!(shown("<ann@example.org>").contains("href=\"mailto:ann@example.org\""));
        assert!(shown("[a](/alignment/goals)").contains("href=\"/alignment/goals\""));
        assert!(shown("[a](/x?t=12:30)").contains("href=\"/x?t=12:30\""));
        assert!(!shown("[a](/x\"onmouseover=\"alert(1))").contains("\"onmouseover"));
    }

    #[test]
    fn an_image_is_its_description() {
        let html = shown("![the *ward*](https://tracker.example/p.gif)");
        assert!(!html.contains("<img") && !html.contains("tracker"), "{html}");
        assert!(html.contains("[image: the "), "{html}");
    }

    #[test]
    fn ten_thousand_brackets_and_quotes_are_quick_and_flat() {
        let began = std::time::Instant::now();
        for text in [
            ">".repeat(10_000),
            "[".repeat(10_000),
            "![".repeat(10_000),
            "*a ".repeat(10_000),
            "`".repeat(10_000),
            "- ".repeat(10_000),
            "[a](".repeat(10_000),
            format!("{}a{}", "[".repeat(10_000), "](x)".repeat(10_000)),
            "<a ".repeat(10_000),
            "|a".repeat(10_000),
        ] {
            let html = shown(&text);
            assert!(html.len() < 400_000, "{}", html.len());
            assert!(html.matches("<blockquote").count() <= DEEPEST);
            plain_text(&text, 100);
        }
        assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
    }

    #[test]
    fn plain_text_is_cut_between_letters() {
        assert_eq!(plain_text("# Hi *there*\n\n- öne", 100), "Hi there öne");
        assert_eq!(plain_text("öööö", 2), "öö…");
    }
}
