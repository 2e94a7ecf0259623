//! JSON, as `assets/schema/analysis-1.schema.json` describes it.

use std::io::{self, Write};

use serde::Serialize;

use super::reading::{kind_name, quote_kind_name, words};
use super::{Exporter, Offsets, Style};
use crate::analysis::stands::Stands;
use crate::analysis::{Analysis, MentionKind};
use crate::article::{Article, Origin};
use crate::span::Span;
use crate::warning::WarningKind;

/// Names the format and its version; a reader should look at it first.
pub const SCHEMA: &str = "standpoint/analysis/1";

/// One JSON document, indented.
pub struct Json;

/// One JSON document in one line.
pub struct JsonLines;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn label(&self) -> &'static str {
        "JSON data"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn write(&self, article: &Article, analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &document(article, analysis))?;
        out.write_all(b"\n")
    }
}

impl Exporter for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn label(&self) -> &'static str {
        "JSON data in one line"
    }

    fn extension(&self) -> &'static str {
        "jsonl"
    }

    fn write(&self, article: &Article, analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &document(article, analysis))?;
        out.write_all(b"\n")
    }
}

type Range = [usize; 2];

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    article: Head<'a>,
    actors: Vec<Actor<'a>>,
    entities: Vec<Entity>,
    quotes: Vec<Quote>,
    positions: Vec<Position<'a>>,
    warnings: Vec<Warning<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    id: &'a str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    file: Option<&'a Origin>,
    encoding: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: u32,
    kind: &'static str,
    name: &'a str,
    aliases: &'a [String],
    roles: Vec<Role<'a>>,
    mentions: Vec<Mention>,
}

#[derive(Serialize)]
struct Role<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Mention {
    start: usize,
    end: usize,
    kind: MentionKind,
}

#[derive(Serialize)]
struct Entity {
    start: usize,
    end: usize,
    r#type: &'static str,
    actor: u32,
}

#[derive(Serialize)]
struct Quote {
    id: u32,
    kind: &'static str,
    speakers: Vec<u32>,
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
    text: String,
    confidence: f64,
    grounds: Grounds,
}

#[derive(Serialize)]
struct Grounds {
    by: &'static str,
    chain: Vec<Range>,
    others: Vec<u32>,
}

#[derive(Serialize)]
struct OtherStance {
    stance: &'static str,
    probability: f64,
}

#[derive(Serialize)]
struct Position<'a> {
    id: u32,
    holders: Vec<u32>,
    stance: &'static str,
    target: Target<'a>,
    evidence: Vec<Range>,
    text: String,
    quote: Option<u32>,
    confidence: f64,
    others: Vec<OtherStance>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contradicts: Option<u32>,
}

#[derive(Serialize)]
struct Target<'a> {
    text: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    actor: Option<u32>,
}

#[derive(Serialize)]
struct Warning<'a> {
    kind: WarningKind,
    start: Option<usize>,
    end: Option<usize>,
    message: &'a str,
}

fn document<'a>(article: &'a Article, analysis: &'a Analysis) -> Document<'a> {
    let text = article.text.as_str();
    let offsets = Offsets::new(text);
    let ends = |span: Option<Span>| span.map(|span| offsets.span(span));
    let mut entities: Vec<Entity> = analysis
        .actors
        .iter()
        .flat_map(|actor| actor.mentions.iter().map(move |mention| (actor, mention)))
        .filter(|(_, mention)| mention.kind == MentionKind::Name)
        .map(|(actor, mention)| {
            let [start, end] = offsets.span(mention.span);
            Entity { start, end, r#type: kind_name(actor.kind), actor: actor.id.0 }
        })
        .collect();
    entities.sort_by_key(|entity| (entity.start, entity.end, entity.actor));
    let stands = Stands::of(analysis);
    Document {
        schema: SCHEMA,
        article: Head {
            id: &article.id,
            title: article.title.as_deref(),
            byline: article.byline.as_deref(),
            date: article.date.as_deref(),
            source: article.source.as_deref(),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            file: article.file.as_ref(),
            encoding: article.encoding.as_deref(),
            text,
        },
        actors: analysis
            .actors
            .iter()
            .map(|actor| Actor {
                id: actor.id.0,
                kind: kind_name(actor.kind),
                name: &actor.name,
                aliases: &actor.aliases,
                roles: actor
                    .roles
                    .iter()
                    .map(|role| {
                        let [start, end] = offsets.span(role.span);
                        Role { text: &role.text, start, end }
                    })
                    .collect(),
                mentions: actor
                    .mentions
                    .iter()
                    .map(|mention| {
                        let [start, end] = offsets.span(mention.span);
                        Mention { start, end, kind: mention.kind }
                    })
                    .collect(),
            })
            .collect(),
        entities,
        quotes: analysis
            .quotes
            .iter()
            .map(|quote| Quote {
                id: quote.id.0,
                kind: quote_kind_name(quote.kind),
                speakers: quote.speakers.iter().map(|id| id.0).collect(),
                source: offsets.spans(&quote.source),
                cue: offsets.spans(&quote.cue),
                content: offsets.spans(&quote.content),
                text: words(text, &quote.content),
                confidence: share(quote.confidence),
                grounds: Grounds {
                    by: quote.grounds.by.name(),
                    chain: offsets.spans(&quote.grounds.chain),
                    others: quote.grounds.others.iter().map(|id| id.0).collect(),
                },
            })
            .collect(),
        positions: analysis
            .positions
            .iter()
            .map(|position| {
                let span = ends(position.target.span);
                Position {
                    id: position.id.0,
                    holders: position.holders.iter().map(|id| id.0).collect(),
                    stance: position.stance.name(),
                    target: Target {
                        text: &position.target.text,
                        start: span.map(|[start, _]| start),
                        end: span.map(|[_, end]| end),
                        actor: position.target.actor.map(|id| id.0),
                    },
                    evidence: offsets.spans(&position.evidence),
                    text: words(text, &position.evidence),
                    quote: position.quote.map(|id| id.0),
                    confidence: share(position.confidence),
                    others: position
                        .others
                        .iter()
                        .map(|other| OtherStance {
                            stance: other.stance.map_or("none", |stance| stance.name()),
                            probability: share(other.probability),
                        })
                        .collect(),
                    contradicts: stands.contradicting(position.id).map(|id| id.0),
                }
            })
            .collect(),
        warnings: analysis
            .warnings
            .iter()
            .map(|warning| {
                let span = ends(warning.span);
                Warning {
                    kind: warning.kind,
                    start: span.map(|[start, _]| start),
                    end: span.map(|[_, end]| end),
                    message: &warning.message,
                }
            })
            .collect(),
    }
}

/// A confidence with three decimals, always from 0 to 1: JSON knows no NaN.
pub fn share(confidence: f32) -> f64 {
    if confidence.is_nan() { 0.0 } else { (f64::from(confidence.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0 }
}
