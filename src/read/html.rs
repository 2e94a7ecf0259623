//! Web pages: the article alone, without the page around it.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::builder::TextBuilder;
use super::{front, kinds, language, nesting};
use crate::article::{Article, ParagraphKind};

/// Elements whose words are no part of an article.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "form", "button", "select", "textarea", "svg", "math", "iframe",
    "object", "video", "audio", "canvas", "aside", "head", "title",
];

/// The search for the main part takes time with the square of the depth, and is left out in pages deeper than this.
const DEEPEST: usize = 300;

/// The search for the main part is left out in pages with more elements than this: they are no articles.
const MOST_ELEMENTS: usize = 200_000;

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img", "picture", "source", "svg",
];

/// Class and id words of boxes that stand between an article's paragraphs.
const CLUTTER: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "share",
    "sharing",
    "social",
    "promo",
    "related",
    "newsletter",
    "readmore",
    "subscribe",
    "signup",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "consent",
    "comments",
    "sponsored",
];

/// Where programs that are no newspapers write the date of a page.
const DATES: &[&str] = &["dcterms.date", "DC.date", "date", "created"];

/// How lines begin that offer other things to read.
const OFFERS: &[&str] = &[
    "read more",
    "also read",
    "read also",
    "read next",
    "see also",
    "related:",
    "more on this",
    "advertisement",
    "share this",
    "sign up",
    "subscribe",
    "follow us",
    "click here",
    "skip to",
    "listen to this",
    "watch:",
];

/// Makes an article of the web page `html`: headline, byline, date, outlet, address and language from what the page tells of
/// itself, the text from its main part, with headings and captions apart. The headline is the first paragraph.
pub fn read(id: &str, html: &str) -> Article {
    let page = Document::from(&*nesting::bounded(html));
    let heading = page.select_single("h1").nodes().first().map(|node| kinds::one_line(&node.text()));
    let told_date = attribute(&page, "time[datetime]", "datetime")
        .or_else(|| DATES.iter().find_map(|name| attribute(&page, &format!("meta[name=\"{name}\"]"), "content")));
    let told_url = attribute(&page, "link[rel=canonical]", "href").filter(|url| url.starts_with("http"));
    let told_language = attribute(&page, "html[lang]", "lang");
    let deep = is_deep(&page);
    if !deep {
        drop_clutter(&page);
    }
    let plain = paragraphs(&page);

    let config = Config { keep_classes: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let page = (!deep).then_some(page);
    let parsed = page.and_then(|page| Readability::with_document(page, None, Some(config)).ok()?.parse().ok());
    let mut article =
        Article { id: id.to_owned(), date: told_date, url: told_url, language: told_language, ..Article::default() };
    let mut found = Vec::new();
    if let Some(parsed) = parsed {
        article.title = Some(parsed.title).filter(|title| !title.trim().is_empty());
        article.byline = parsed.byline;
        article.source = parsed.site_name;
        article.date = parsed.published_time.or(article.date);
        article.url = parsed.url.filter(|url| url.starts_with("http")).or(article.url);
        article.language = parsed.lang.or(article.language);
        found = paragraphs(&Document::fragment(parsed.content));
    }
    // Small pages give the search for the main part too little to go by: then all of the page is the article.
    if letters(&found) * 4 < letters(&plain) && letters(&found) < 500 {
        found = plain;
    }
    article.title = best_title(article.title, heading);
    article.byline = article.byline.map(|name| kinds::one_line(front::strip_by(&name))).filter(|name| !name.is_empty());
    fill(&mut article, found);
    kinds::classify(&mut article);
    language::tell(&mut article);
    article
}

/// Makes an article of a piece of a web page that somebody chose: all of it, as it stands there.
pub fn read_piece(id: &str, html: &str) -> Article {
    let page = Document::from(&*nesting::bounded(html));
    let found = paragraphs(&page);
    let title = found.iter().take(2).find(|(_, kind)| *kind == ParagraphKind::Heading);
    let title = title.map(|(words, _)| kinds::one_line(words));
    let mut article =
        Article { id: id.to_owned(), title, language: attribute(&page, "html[lang]", "lang"), ..Article::default() };
    let mut builder = TextBuilder::default();
    found.iter().for_each(|(words, kind)| builder.push(words, *kind));
    (article.text, article.paragraphs) = builder.finish();
    kinds::classify(&mut article);
    language::tell(&mut article);
    article
}

/// The paragraphs of a page or a piece of one, all of them, with what they are.
pub fn words_of(html: &str) -> Vec<(String, ParagraphKind)> {
    paragraphs(&Document::from(&*nesting::bounded(html)))
}

type Found = Vec<(String, ParagraphKind)>;

fn letters(found: &Found) -> usize {
    found.iter().map(|(words, _)| words.len()).sum()
}

/// Puts headline and paragraphs into the text, without what is said twice or stands for other articles.
fn fill(article: &mut Article, found: Found) {
    let mut builder = TextBuilder::default();
    if let Some(title) = &article.title {
        builder.push(title, ParagraphKind::Heading);
    }
    let title = kinds::plain_letters(article.title.as_deref().unwrap_or_default());
    for (at, (words, kind)) in found.into_iter().enumerate() {
        let line = words.trim();
        let repeats_title = at < 4 && !title.is_empty() && kinds::plain_letters(line) == title;
        let names_author = article
            .byline
            .as_deref()
            .is_some_and(|byline| kinds::plain_letters(front::strip_by(line)) == kinds::plain_letters(byline));
        let lower = line.to_lowercase();
        let offer = kind != ParagraphKind::Caption
            && line.split_whitespace().count() <= 14
            && OFFERS.iter().any(|start| lower.starts_with(start));
        if repeats_title || offer || (at < 8 && names_author) {
            continue;
        }
        if let Some(told) = front::read(line).filter(|_| at < 8) {
            article.byline = article.byline.take().or(told.byline);
            article.date = article.date.take().or(told.date);
            continue;
        }
        builder.push(line, kind);
    }
    (article.text, article.paragraphs) = builder.finish();
}

/// The page's own heading, where the told title is the same words with less punctuation or the outlet's name behind.
fn best_title(told: Option<String>, heading: Option<String>) -> Option<String> {
    let heading = heading.filter(|heading| !heading.is_empty());
    match (told.map(|told| kinds::one_line(&told)), heading) {
        (Some(told), Some(heading)) if kinds::plain_letters(&told).starts_with(&kinds::plain_letters(&heading)) => {
            Some(heading)
        }
        (Some(told), _) => Some(told),
        (None, heading) => heading,
    }
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let value = page.select_single(selector).attr(name)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Removes boxes for sharing, advertising and the like, unless most of the page stands in them.
fn drop_clutter(page: &Document) {
    let all = page.root().text().len();
    for node in page.root().descendants() {
        let is_clutter = [node.class(), node.id_attr()].iter().flatten().any(|names| {
            names.split([' ', '-', '_', '\t', '\n']).any(|name| CLUTTER.contains(&name.to_ascii_lowercase().as_str()))
        });
        let top = node.has_name("html") || node.has_name("body") || node.has_name("article") || node.has_name("main");
        if is_clutter && !top && node.text().len() * 3 < all {
            node.remove_from_parent();
        }
    }
}

/// Whether an element is the number of a note, or the sign behind the note that leads back to it.
fn is_note_sign(node: &NodeRef<'_>, name: &str) -> bool {
    let told = |role: &str| matches!(role, "doc-noteref" | "doc-backlink" | "noteref" | "backlink");
    name == "a"
        && (node.has_class("footnote-ref")
            || node.has_class("footnote-back")
            || ["role", "epub:type"].iter().any(|key| node.attr(key).is_some_and(|role| told(&role))))
}

/// Whether the page nests deeper than [`DEEPEST`].
fn is_deep(page: &Document) -> bool {
    let mut open = vec![(page.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEPEST {
            return true;
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    false
}

/// The paragraphs of a page or of a part of one. Walks without recursion, for pages nest as deep as they like.
fn paragraphs(page: &Document) -> Found {
    let mut words = Words::default();
    let mut kinds = vec![ParagraphKind::Body];
    // An element comes up twice: when it is entered, and after its children.
    let mut open: Vec<(NodeRef<'_>, bool)> = vec![(page.root(), false)];
    while let Some((node, entered)) = open.pop() {
        if node.is_text() {
            words.add(&node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        let name: &str = &name;
        if is_note_sign(&node, name)
            || HIDDEN.contains(&name)
            || node.has_attr("hidden")
            || node.is_comment()
            || node.is_doctype()
        {
            continue;
        }
        if name == "br" {
            words.break_line(kinds.last().copied().unwrap_or_default());
            continue;
        }
        let block = node.is_element() && !INLINE.contains(&name);
        if entered {
            if block {
                words.flush(kinds.pop().unwrap_or_default());
            }
            continue;
        }
        if block {
            let outer = kinds.last().copied().unwrap_or_default();
            words.flush(outer);
            kinds.push(match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ParagraphKind::Heading,
                "figcaption" | "caption" => ParagraphKind::Caption,
                _ => outer,
            });
        }
        open.push((node, true));
        open.extend(node.children_it(true).map(|child| (child, false)));
    }
    words.flush(ParagraphKind::Body);
    words.found
}

#[derive(Default)]
struct Words {
    found: Found,
    current: String,
}

impl Words {
    /// Adds words with every run of white space made one space.
    fn add(&mut self, words: &str) {
        for letter in words.chars() {
            // A no-break space is a letter of its own to HTML.
            if !letter.is_whitespace() || letter == '\u{a0}' {
                self.current.push(letter);
            } else if !self.current.ends_with([' ', '\n']) {
                self.current.push(' ');
            }
        }
    }

    /// A line break; the second in a row ends the paragraph.
    fn break_line(&mut self, kind: ParagraphKind) {
        if self.current.trim_end_matches(' ').ends_with('\n') {
            self.flush(kind);
        } else {
            self.current.truncate(self.current.trim_end_matches(' ').len());
            self.current.push('\n');
        }
    }

    fn flush(&mut self, kind: ParagraphKind) {
        let words = std::mem::take(&mut self.current);
        if !words.trim().is_empty() {
            self.found.push((words.trim().to_owned(), kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Bridge &ldquo;to stay shut&rdquo; - Kessel Courier</title>
        <meta property="og:title" content="Bridge to stay shut"><meta property="og:site_name" content="Kessel Courier">
        <meta name="author" content="By Ada Brandt"><meta property="article:published_time" content="2025-05-03T10:00:00Z">
        <link rel="canonical" href="https://courier.invalid/bridge"></head><body>
        <nav><a href="/">Home</a> <a href="/news">News</a></nav>
        <article><h1>Bridge “to stay shut”</h1><p class="byline">By Ada Brandt</p><time datetime="2025-05-03">3 May 2025</time>
        <div class="share-buttons"><a href="x">Share</a></div>
        <p>The old bridge over the Kess will <b>stay</b>
           shut until the spring, the mayor said on Monday, because its piers had sunk further than anybody had thought.</p>
        <figure><img src="b.jpg"><figcaption>The bridge on Sunday.</figcaption></figure>
        <p>“Nobody should cross it,” said Tom Reyes, the town’s engineer, who had looked at the piers with three divers.</p>
        <div class="ad-box"><p>Buy a boat today, the cheapest of all boats.</p></div>
        <p><a href="y">Read more: How the bridge was built</a></p>
        <h2>What comes next</h2>
        <p>The council will meet in the autumn,<br>and decide, after hearing the engineers, the shops and the ferrymen of the town.</p>
        </article><footer>© Kessel Courier</footer></body></html>"#;

    #[test]
    fn the_article_stands_alone() {
        use ParagraphKind::{Body, Caption, Heading};
        let article = read("bridge", PAGE);
        assert_eq!(article.title.as_deref(), Some("Bridge “to stay shut”"));
        assert_eq!(article.byline.as_deref(), Some("Ada Brandt"));
        assert_eq!(article.date.as_deref(), Some("2025-05-03T10:00:00Z"));
        assert_eq!(article.source.as_deref(), Some("Kessel Courier"));
        assert_eq!(article.url.as_deref(), Some("https://courier.invalid/bridge"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        let kinds: Vec<_> = article.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
        assert_eq!(kinds, [Heading, Body, Caption, Body, Heading, Body], "{}", article.text);
        assert!(article.text.contains("will stay shut until the spring"), "{}", article.text);
    }

    #[test]
    fn a_small_page_is_read_whole() {
        let article = read("a", "<p>The mayor said no.</p><p>“Never,” she said.</p>");
        assert_eq!(article.text, "The mayor said no.\n\n“Never,” she said.\n");
    }

    #[test]
    fn deep_nesting_does_not_overflow_the_stack() {
        let page = format!("<html><body>{}<p>The mayor said no.</p></body></html>", "<div>".repeat(3_000));
        assert!(read("a", &page).text.contains("The mayor said no."));
    }
}
