//! The W3C Web Annotation Data Model, for Hypothesis and other programs that note on the web.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::citation::title;
use super::reading::{kind_name, names, quote_kind_name, target};
use super::{Exporter, Offsets, Style};
use crate::analysis::Analysis;
use crate::anchor::Anchor;
use crate::article::Article;
use crate::span::Span;

/// JSON-LD: an `AnnotationCollection` with one page of annotations, one for each mention, quote and position.
///
/// Each place is told twice: by its words with what stands around them (`TextQuoteSelector`), which finds them on the web
/// page too, and by code points in the article's text as Standpoint reads it (`TextPositionSelector`).
pub struct WebAnnotation;

impl Exporter for WebAnnotation {
    fn name(&self) -> &'static str {
        "web-annotation"
    }

    fn label(&self) -> &'static str {
        "Web Annotation (JSON-LD)"
    }

    fn extension(&self) -> &'static str {
        "jsonld"
    }

    fn is_whole_file(&self) -> bool {
        true
    }

    fn write(&self, article: &Article, analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &collection(article, analysis, &address(article)))?;
        out.write_all(b"\n")
    }
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    label: String,
    generator: Generator,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
struct Generator {
    r#type: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Page<'a> {
    id: String,
    r#type: &'static str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Targets<'a>,
    /// Where its first piece stands, to put all in order.
    #[serde(skip)]
    place: Span,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    purpose: &'static str,
    value: Cow<'a, str>,
    format: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Targets<'a> {
    One(Target<'a>),
    Several(Vec<Target<'a>>),
}

#[derive(Serialize)]
struct Target<'a> {
    source: &'a str,
    selector: (Words, Numbers),
}

#[derive(Serialize)]
struct Words {
    r#type: &'static str,
    #[serde(flatten)]
    anchor: Anchor,
}

#[derive(Serialize)]
struct Numbers {
    r#type: &'static str,
    start: usize,
    end: usize,
}

fn collection<'a>(article: &'a Article, analysis: &'a Analysis, source: &'a str) -> Collection<'a> {
    let items = Annotations { article, analysis, offsets: Offsets::new(&article.text), source }.all();
    Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: format!("{source}#standpoint"),
        r#type: "AnnotationCollection",
        label: title(article),
        generator: Generator { r#type: "Software", name: "Standpoint" },
        total: items.len(),
        first: Page { id: format!("{source}#standpoint-page"), r#type: "AnnotationPage", start_index: 0, items },
    }
}

/// The web address of the article, or a name in the form of one.
fn address(article: &Article) -> String {
    let plain = |url: &&str| {
        let web = url.starts_with("https://") || url.starts_with("http://");
        web && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
    };
    match article.url.as_deref().filter(plain) {
        // What stands behind `#` is needed for the names of the annotations.
        Some(url) => url.split('#').next().unwrap_or(url).to_owned(),
        None => {
            let mut name = String::from("urn:standpoint:article:");
            for byte in article.id.bytes() {
                if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
                    name.push(char::from(byte));
                } else {
                    name.push_str(&format!("%{byte:02X}"));
                }
            }
            name
        }
    }
}

struct Annotations<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    offsets: Offsets<'a>,
    source: &'a str,
}

impl<'a> Annotations<'a> {
    fn all(&self) -> Vec<Annotation<'a>> {
        let mut items: Vec<Annotation<'a>> = Vec::new();
        for actor in &self.analysis.actors {
            for (number, mention) in actor.mentions.iter().enumerate() {
                let bodies = vec![body("identifying", &actor.name), body("tagging", kind_name(actor.kind))];
                let name = format!("mention-{}-{number}", actor.id.0);
                items.extend(self.annotation(&name, "identifying", bodies, &[mention.span]));
            }
        }
        for quote in &self.analysis.quotes {
            let bodies = vec![
                body("tagging", "quote"),
                body("classifying", quote_kind_name(quote.kind)),
                body("identifying", names(self.analysis, &quote.speakers)),
            ];
            items.extend(self.annotation(&format!("quote-{}", quote.id.0), "describing", bodies, &quote.content));
        }
        for position in &self.analysis.positions {
            let bodies = vec![
                body("tagging", "position"),
                body("classifying", position.stance.name()),
                body("identifying", names(self.analysis, &position.holders)),
                body("describing", target(self.analysis, &position.target)),
            ];
            let name = format!("position-{}", position.id.0);
            items.extend(self.annotation(&name, "classifying", bodies, &position.evidence));
        }
        items.sort_by_key(|item| item.place);
        items
    }

    /// An annotation with one target for each piece; none when no piece holds words. Bodies that say nothing are left out.
    fn annotation(
        &self,
        name: &str,
        motivation: &'static str,
        mut body: Vec<Body<'a>>,
        spans: &[Span],
    ) -> Option<Annotation<'a>> {
        let mut targets: Vec<Target<'a>> = spans.iter().filter_map(|span| self.target(*span)).collect();
        let last = targets.pop()?;
        let target = if targets.is_empty() {
            Targets::One(last)
        } else {
            targets.push(last);
            Targets::Several(targets)
        };
        body.retain(|body| !body.value.is_empty());
        Some(Annotation {
            id: format!("{}#standpoint-{name}", self.source),
            r#type: "Annotation",
            motivation,
            body,
            target,
            place: *spans.first()?,
        })
    }

    fn target(&self, span: Span) -> Option<Target<'a>> {
        let anchor = Anchor::of(&self.article.text, span)?;
        let [start, end] = self.offsets.span(span);
        let words = Words { r#type: "TextQuoteSelector", anchor };
        Some(Target { source: self.source, selector: (words, Numbers { r#type: "TextPositionSelector", start, end }) })
    }
}

fn body<'a>(purpose: &'static str, value: impl Into<Cow<'a, str>>) -> Body<'a> {
    Body { r#type: "TextualBody", purpose, value: value.into(), format: "text/plain" }
}
