//! The W3C Web Annotation Data Model, for Hypothesis and other programs that note on the web.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::citation::title;
use super::reading::{kind_name, names, quote_kind_name, target};
use super::{Exporter, Offsets};
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

    fn write(&self, article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &collection(article, analysis))?;
        out.write_all(b"\n")
    }
}

fn collection(article: &Article, analysis: &Analysis) -> Value {
    let source = address(article);
    let items = Annotations { article, analysis, offsets: Offsets::new(&article.text), source: &source }.all();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{source}#standpoint"),
        "type": "AnnotationCollection",
        "label": title(article),
        "generator": { "type": "Software", "name": "Standpoint" },
        "total": items.len(),
        "first": {
            "id": format!("{source}#standpoint-page"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    })
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

impl Annotations<'_> {
    fn all(&self) -> Vec<Value> {
        let mut items: Vec<(Span, Value)> = Vec::new();
        for actor in &self.analysis.actors {
            for (number, mention) in actor.mentions.iter().enumerate() {
                let bodies = vec![body("identifying", &actor.name), body("tagging", kind_name(actor.kind))];
                let name = format!("mention-{}-{number}", actor.id.0);
                items.extend(self.annotation(&name, "identifying", bodies, &[mention.span]));
            }
        }
        for quote in &self.analysis.quotes {
            let mut bodies = vec![body("tagging", "quote"), body("classifying", quote_kind_name(quote.kind))];
            let speakers = names(self.analysis, &quote.speakers);
            if !speakers.is_empty() {
                bodies.push(body("identifying", &speakers));
            }
            items.extend(self.annotation(&format!("quote-{}", quote.id.0), "describing", bodies, &quote.content));
        }
        for position in &self.analysis.positions {
            let mut bodies = vec![body("tagging", "position"), body("classifying", position.stance.name())];
            let holders = names(self.analysis, &position.holders);
            if !holders.is_empty() {
                bodies.push(body("identifying", &holders));
            }
            let about = target(self.analysis, &position.target);
            if !about.is_empty() {
                bodies.push(body("describing", about));
            }
            let name = format!("position-{}", position.id.0);
            items.extend(self.annotation(&name, "classifying", bodies, &position.evidence));
        }
        items.sort_by_key(|(span, _)| *span);
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// An annotation with one target for each piece; none when no piece holds words.
    fn annotation(&self, name: &str, motivation: &str, bodies: Vec<Value>, spans: &[Span]) -> Option<(Span, Value)> {
        let targets: Vec<Value> = spans.iter().filter_map(|span| self.target(*span)).collect();
        let first = *spans.first()?;
        let target = match targets.as_slice() {
            [] => return None,
            [one] => one.clone(),
            _ => Value::Array(targets),
        };
        let annotation = json!({
            "id": format!("{}#standpoint-{name}", self.source),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": target,
        });
        Some((first, annotation))
    }

    fn target(&self, span: Span) -> Option<Value> {
        let Anchor { exact, prefix, suffix } = Anchor::of(&self.article.text, span)?;
        let [start, end] = self.offsets.span(span);
        Some(json!({
            "source": self.source,
            "selector": [
                { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        }))
    }
}

fn body(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain" })
}
