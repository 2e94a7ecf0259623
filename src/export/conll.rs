//! Columns for programs that learn to find names.

use std::io::{self, Write};

use super::tokens::{flat, flat_names, sentences, words};
use super::{Exporter, Style};
use crate::analysis::{ActorKind, Analysis};
use crate::article::Article;
use crate::span::Span;

/// The form of CoNLL-2003: a word a line, an empty line behind each sentence, `-DOCSTART-` before each article. The four
/// columns, one space apart: the word; `_` in the place of its part of speech; whether it belongs to a quote's `SOURCE`,
/// `CUE` or `CONTENT`; the name it belongs to (`PER`, `ORG`, `LOC`, `MISC`). The last two are told in IOB2, with `B-` at the
/// first word, `I-` at the others, and `O` where there is nothing. Where spans lie in one another, the outer one is told.
pub struct Conll;

impl Exporter for Conll {
    fn name(&self) -> &'static str {
        "conll"
    }

    fn label(&self) -> &'static str {
        "IOB columns (CoNLL)"
    }

    fn extension(&self) -> &'static str {
        "conll"
    }

    fn write(&self, article: &Article, analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        let text = article.text.as_str();
        let names: Vec<(Span, &str)> =
            flat_names(analysis).into_iter().map(|(span, actor)| (span, label(actor.kind))).collect();
        let quotes = quote_parts(article, analysis);
        let edges: Vec<Span> = names.iter().chain(&quotes).map(|(span, _)| *span).collect();
        let whole: Vec<Span> = names.iter().map(|(span, _)| *span).collect();
        let mut names = Tags::new(&names);
        let mut quotes = Tags::new(&quotes);
        let mut words = words(article, &edges).into_iter().peekable();
        writeln!(out, "-DOCSTART- -X- O O\n")?;
        for sentence in sentences(article, &whole) {
            while let Some(word) = words.next_if(|word| word.start < sentence.end) {
                writeln!(out, "{} _ {} {}", word.of(text), quotes.of(word), names.of(word))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

/// The kinds of CoNLL-2003.
fn label(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "PER",
        ActorKind::Organisation => "ORG",
        ActorKind::Place => "LOC",
        ActorKind::Group | ActorKind::Unnamed => "MISC",
    }
}

fn quote_parts(article: &Article, analysis: &Analysis) -> Vec<(Span, &'static str)> {
    let mut parts: Vec<(Span, &'static str)> = analysis
        .quotes
        .iter()
        .flat_map(|quote| {
            let of = |spans: &[Span], label| spans.iter().map(|span| (*span, label)).collect::<Vec<_>>();
            [of(&quote.source, "SOURCE"), of(&quote.cue, "CUE"), of(&quote.content, "CONTENT")].concat()
        })
        .map(|(span, label)| (span.trimmed(&article.text), label))
        .filter(|(span, _)| !span.is_empty())
        .collect();
    parts.sort_by_key(|(span, label)| (span.start, std::cmp::Reverse(span.end), *label));
    flat(parts)
}

/// Tells for one word after the other which span it belongs to.
struct Tags<'a> {
    spans: std::iter::Peekable<std::slice::Iter<'a, (Span, &'static str)>>,
}

impl<'a> Tags<'a> {
    fn new(spans: &'a [(Span, &'static str)]) -> Self {
        Self { spans: spans.iter().peekable() }
    }

    fn of(&mut self, word: Span) -> String {
        while self.spans.next_if(|(span, _)| span.end <= word.start).is_some() {}
        match self.spans.peek() {
            Some((span, label)) if span.start == word.start => format!("B-{label}"),
            Some((span, label)) if span.contains(word.start) => format!("I-{label}"),
            _ => "O".to_owned(),
        }
    }
}
