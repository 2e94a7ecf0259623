//! JSON for spaCy and its viewer displaCy.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::tokens::{flat_names, sentences, words};
use super::{Exporter, Offsets, Style};
use crate::analysis::{ActorKind, Analysis};
use crate::article::Article;
use crate::span::Span;

/// A document that `spacy.tokens.Doc(vocab).from_json` takes, with names as `ents`, and all mentions, the parts of quotes
/// and the positions as groups of `spans`. `displacy.render(document, style="ent", manual=True)` shows it as it is.
pub struct Spacy;

impl Exporter for Spacy {
    fn name(&self) -> &'static str {
        "spacy"
    }

    fn label(&self) -> &'static str {
        "spaCy and displaCy JSON"
    }

    fn extension(&self) -> &'static str {
        "spacy.json"
    }

    fn is_whole_file(&self) -> bool {
        true
    }

    fn write(&self, article: &Article, analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &document(article, analysis))?;
        out.write_all(b"\n")
    }
}

#[derive(Serialize)]
struct Document<'a> {
    text: &'a str,
    /// For displaCy, which shows it above the text; spaCy passes over it.
    title: Option<&'a str>,
    ents: Vec<Entity>,
    sents: Vec<Place>,
    tokens: Vec<Token>,
    spans: BTreeMap<&'static str, Vec<Labelled>>,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Entity {
    start: usize,
    end: usize,
    label: &'static str,
}

#[derive(Serialize)]
struct Token {
    id: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Labelled {
    start: usize,
    end: usize,
    label: String,
    /// Which actor, quote or position it belongs to (`quote-3`).
    kb_id: String,
}

/// A place, its label, and whose it is.
type Part = (Span, String, String);

fn document<'a>(article: &'a Article, analysis: &Analysis) -> Document<'a> {
    let text = article.text.as_str();
    let offsets = Offsets::new(text);
    let names = flat_names(analysis);
    let (mut in_mentions, mut in_quotes, mut in_positions) = (Vec::new(), Vec::new(), Vec::new());
    for actor in &analysis.actors {
        let of = |span: Span| (span, label(actor.kind).to_owned(), format!("actor-{}", actor.id.0));
        in_mentions.extend(actor.mentions.iter().map(|mention| of(mention.span)));
    }
    for quote in &analysis.quotes {
        for (spans, label) in [(&quote.source, "SOURCE"), (&quote.cue, "CUE"), (&quote.content, "CONTENT")] {
            in_quotes.extend(spans.iter().map(|span| (*span, label.to_owned(), format!("quote-{}", quote.id.0))));
        }
    }
    for position in &analysis.positions {
        let label = position.stance.name().to_uppercase();
        let of = |span: &Span| (*span, label.clone(), format!("position-{}", position.id.0));
        in_positions.extend(position.evidence.iter().map(of));
    }
    let mut groups: [(&str, Vec<Part>); 3] =
        [("mentions", in_mentions), ("quotes", in_quotes), ("positions", in_positions)];
    for (_, group) in &mut groups {
        for (span, _, _) in group.iter_mut() {
            *span = span.trimmed(text);
        }
        group.retain(|(span, _, _)| !span.is_empty());
        group.sort_by_key(|(span, _, _)| *span);
    }
    let name_spans: Vec<Span> = names.iter().map(|(span, _)| *span).collect();
    let sentences = sentences(article, &name_spans);
    let in_groups = groups.iter().flat_map(|(_, group)| group.iter().map(|(span, _, _)| *span));
    let edges: Vec<Span> = name_spans.iter().copied().chain(sentences.iter().copied()).chain(in_groups).collect();
    let place = |span: &Span| offsets.span(*span);
    Document {
        text,
        title: article.title.as_deref(),
        ents: names
            .iter()
            .map(|(span, actor)| {
                let [start, end] = place(span);
                Entity { start, end, label: label(actor.kind) }
            })
            .collect(),
        sents: sentences
            .iter()
            .map(|span| {
                let [start, end] = place(span);
                Place { start, end }
            })
            .collect(),
        tokens: with_gaps(text, &words(article, &edges))
            .iter()
            .enumerate()
            .map(|(id, span)| {
                let [start, end] = place(span);
                Token { id, start, end }
            })
            .collect(),
        spans: groups
            .into_iter()
            .map(|(name, group)| {
                let labelled = group.into_iter().map(|(span, label, kb_id)| {
                    let [start, end] = place(&span);
                    Labelled { start, end, label, kb_id }
                });
                (name, labelled.collect())
            })
            .collect(),
    }
}

/// `words` with the white space between them, of which a single space belongs to the word before: spaCy's tokens leave
/// nothing of a text out.
fn with_gaps(text: &str, words: &[Span]) -> Vec<Span> {
    let mut tokens = Vec::with_capacity(words.len());
    let mut end = 0;
    for word in words.iter().copied().chain([Span::new(text.len(), text.len())]) {
        let space = end > 0 && word.start > end && text.get(end..).is_some_and(|rest| rest.starts_with(' '));
        let gap = Span::new(end + usize::from(space), word.start);
        tokens.extend([gap, word].into_iter().filter(|span| !span.is_empty()));
        end = word.end;
    }
    tokens
}

/// The kinds of spaCy's English models.
fn label(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "PERSON",
        ActorKind::Organisation => "ORG",
        ActorKind::Place => "GPE",
        ActorKind::Group => "NORP",
        ActorKind::Unnamed => "UNNAMED",
    }
}
