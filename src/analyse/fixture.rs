//! What the unit tests of the rules are given: a text of one or more lines, cut, tagged and bracketed.

use super::attribution::{self, Attribution};
use super::phrases::Phrases;
use super::tokens::{Range, Tokens};
use super::{cues, quotation, tagger};
use crate::article::{Article, Paragraph, ParagraphKind};
use crate::span::Span;

/// Calls `test` with the phrases of `text`, a paragraph a line.
pub fn with_phrases<T>(text: &str, test: impl FnOnce(&Phrases) -> T) -> T {
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
    }
    let spans: Vec<Span> = paragraphs.iter().map(|paragraph| paragraph.span).collect();
    let article = Article { text: text.to_owned(), paragraphs, ..Article::default() };
    let tokens = Tokens::of(&article);
    let mut tags = tagger::tag(&tokens);
    cues::correct_tags(&tokens, &mut tags);
    let quotations = quotation::find(text, &spans);
    test(&Phrases::new(&tokens, &tags, &quotations))
}

/// Calls `test` with the phrases of `text` and its attributions.
pub fn with_attributions<T>(text: &str, test: impl FnOnce(&Phrases, &[Attribution]) -> T) -> T {
    with_phrases(text, |phrases| {
        let found = attribution::find(phrases, &cues::find(phrases.tokens, phrases.tags));
        test(phrases, &found)
    })
}

/// The attributions of `text` in words: source, cue, content (pieces parted by ` … `); `-` where there is none.
pub fn attributions(text: &str) -> Vec<(String, String, String)> {
    with_attributions(text, |phrases, found| {
        let words = |range: &Range| phrases.tokens.span(range).of(text).to_owned();
        found
            .iter()
            .map(|attribution| {
                let source = attribution.source.as_ref().map_or_else(|| "-".to_owned(), words);
                let cue = attribution.cue.first().map_or_else(|| "-".to_owned(), words);
                let content: Vec<&str> = attribution.content.iter().map(|span| span.of(text)).collect();
                (source, cue, content.join(" … "))
            })
            .collect()
    })
}
