//! Where sentences end: full stops, question and exclamation marks, but not the dots of news abbreviations.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon;
use super::token::{Range, Token, TokenKind};

/// Whether a sentence may end behind an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follows {
    /// Something always follows (`Sen.`).
    Never,
    /// It may be the last word (`Inc.`).
    May,
}

/// Abbreviations without their last dot, in lower case.
static ABBREVIATIONS: LazyLock<HashMap<String, Follows>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../assets/lexicon/abbreviations.tsv"))
        .filter_map(|row| {
            let form = row.first()?.strip_suffix('.')?.to_lowercase();
            let follows = if row.get(1).copied() == Some("never") { Follows::Never } else { Follows::May };
            Some((form, follows))
        })
        .collect()
});

/// Whether `word` (without its last dot) is an abbreviation that is written with a dot.
pub fn is_abbreviation(word: &str) -> bool {
    // Lower-case words such as `no` and `gov` take a dot only as abbreviations of titles, which are capitalised.
    let capitalised = word.chars().next().is_some_and(char::is_uppercase) || word.contains('.');
    ABBREVIATIONS.contains_key(&word.to_lowercase())
        && (capitalised || !matches!(word, "no" | "art" | "fig" | "sun" | "sat" | "mar" | "jan" | "may" | "in" | "gen"))
}

/// Appends the sentences of the tokens `paragraph` to `sentences`.
pub fn cut(text: &str, list: &[Token], paragraph: Range, sentences: &mut Vec<Range>) {
    let mut start = paragraph.start;
    let mut i = paragraph.start;
    while i < paragraph.end {
        let Some(end) = end_of_sentence(text, list, i, paragraph.end) else {
            i += 1;
            continue;
        };
        sentences.push(start..end);
        start = end;
        i = end;
    }
    if start < paragraph.end {
        sentences.push(start..paragraph.end);
    }
}

/// The token behind the sentence that token `i` closes, if it closes one.
fn end_of_sentence(text: &str, list: &[Token], i: usize, end: usize) -> Option<usize> {
    let word = list[i].span.of(text);
    let stop = word.starts_with(['.', '!', '?', '…']) || list[i].kind == TokenKind::Word && word.ends_with('.');
    if !stop {
        return None;
    }
    let mut next = i + 1;
    // Closing marks stick to the stop; so do further stops (`?!`, `. . .`).
    while next < end && list[next - 1].span.end == list[next].span.start && is_closing(list[next].span.of(text)) {
        next += 1;
    }
    if next >= end {
        return Some(end);
    }
    let spaced = list[next - 1].span.end < list[next].span.start;
    if !spaced {
        return None;
    }
    let follower = begins_sentence(text, list, next, end)?;
    if list[i].kind != TokenKind::Word {
        return Some(next);
    }
    // An abbreviation: its own dot ends the sentence only where a new one plainly begins.
    let form = word.trim_end_matches('.').to_lowercase();
    match ABBREVIATIONS.get(&form) {
        Some(Follows::Never) => None,
        _ if form.chars().count() == 1 => None,
        _ => follower.then_some(next),
    }
}

/// Whether a sentence can begin at token `i`: `Some(true)` when plainly, `Some(false)` when perhaps, `None` when not.
fn begins_sentence(text: &str, list: &[Token], i: usize, end: usize) -> Option<bool> {
    let mut at = i;
    while at < end && list[at].kind == TokenKind::Mark && is_opening(list[at].span.of(text)) {
        at += 1;
    }
    let opened = at > i;
    let first = list.get(at).filter(|_| at < end)?;
    let word = first.span.of(text);
    let initial = word.chars().next()?;
    if initial.is_lowercase() {
        return None;
    }
    if first.kind == TokenKind::Mark && !opened && matches!(word, "," | ";" | ":" | ")" | "]") {
        return None;
    }
    // Behind `U.S.` only words that open sentences and are no names tell: `The`, `He`, `But`.
    Some(opened || OPENERS.contains(&first.lower.as_ref()))
}

/// Words that open sentences and are not part of names.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "in",
    "on",
    "at",
    "as",
    "for",
    "from",
    "with",
    "by",
    "to",
    "under",
    "over",
    "no",
    "not",
    "there",
    "here",
    "what",
    "who",
    "how",
    "why",
    "where",
    "some",
    "many",
    "most",
    "all",
    "both",
    "each",
    "one",
    "two",
    "last",
    "still",
    "then",
    "now",
    "also",
    "although",
    "though",
    "because",
    "however",
    "meanwhile",
    "instead",
    "do",
    "don't",
    "such",
    "several",
    "more",
    "few",
    "is",
    "was",
    "are",
    "were",
    "during",
    "despite",
    "among",
    "according",
];

fn is_closing(mark: &str) -> bool {
    matches!(mark, "”" | "\"" | "″" | "’" | "'" | "»" | "«" | "“" | "‘" | ")" | "]" | "." | "!" | "?" | "…" | "›")
}

fn is_opening(mark: &str) -> bool {
    matches!(mark, "“" | "\"" | "″" | "‘" | "'" | "«" | "»" | "„" | "‚" | "(" | "[" | "—" | "–" | "-" | "‹" | "•" | "*")
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Tokens;
    use crate::article::{Article, Paragraph, ParagraphKind};
    use crate::span::Span;

    fn sentences(text: &str) -> Vec<String> {
        let article = Article {
            text: text.to_owned(),
            paragraphs: vec![Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }],
            ..Article::default()
        };
        let tokens = Tokens::of(&article);
        tokens.sentences.iter().map(|sentence| tokens.span(sentence).of(text).to_owned()).collect()
    }

    #[test]
    fn news_abbreviations_do_not_end_sentences() {
        for text in [
            "The U.S. Government met.",
            "They met U.K. representatives, who left.",
            "Acme Inc. Chief Executive J. R. Stone spoke.",
            "Sen. Ada Brandt (R., Ohio) saw Dr. Lang at 5 p.m. Monday.",
        ] {
            assert_eq!(sentences(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn sentences_end() {
        assert_eq!(sentences("It was about the CIA. Don’t ask."), ["It was about the CIA.", "Don’t ask."]);
        assert_eq!(sentences("He left the U.S. The talks failed."), ["He left the U.S.", "The talks failed."]);
        assert_eq!(sentences("“Go!” she said. “Now.” He went…"), ["“Go!” she said.", "“Now.”", "He went…"]);
    }
}
