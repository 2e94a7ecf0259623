//! Words, numbers and marks of a text, with the sentences and paragraphs they stand in.

mod joined;

use unicode_segmentation::UnicodeSegmentation;

use super::sentences;
pub use super::token::{Range, Token, TokenKind};
use crate::article::{Article, ParagraphKind};
use crate::span::Span;

/// A text cut into tokens, sentences and paragraphs; all ranges count tokens.
#[derive(Clone, Debug, Default)]
pub struct Tokens<'a> {
    /// The text that all spans point into.
    pub text: &'a str,
    /// The tokens in order.
    pub list: Vec<Token>,
    /// The sentences in order, covering all tokens.
    pub sentences: Vec<Range>,
    /// The paragraphs in order, covering all tokens; each begins and ends with a sentence.
    pub paragraphs: Vec<Block>,
}

/// The tokens of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which tokens.
    pub tokens: Range,
    /// Which sentences.
    pub sentences: Range,
    /// What the paragraph is.
    pub kind: ParagraphKind,
}

impl<'a> Tokens<'a> {
    /// Cuts the paragraphs of `article`.
    pub fn of(article: &'a Article) -> Self {
        let mut tokens = Tokens { text: &article.text, ..Tokens::default() };
        for paragraph in &article.paragraphs {
            let first = tokens.list.len();
            cut(tokens.text, paragraph.span, &mut tokens.list);
            if tokens.list.len() == first {
                continue;
            }
            let first_sentence = tokens.sentences.len();
            sentences::cut(tokens.text, &tokens.list, first..tokens.list.len(), &mut tokens.sentences);
            tokens.paragraphs.push(Block {
                tokens: first..tokens.list.len(),
                sentences: first_sentence..tokens.sentences.len(),
                kind: paragraph.kind,
            });
        }
        tokens
    }

    /// The words of token `i` as written; empty when there is no such token.
    pub fn word(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |token| token.span.of(self.text))
    }

    /// The lexicon form of token `i`; empty when there is no such token.
    pub fn lower(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |token| &token.lower)
    }

    /// The bytes from the first to the last token of `range`; empty for an empty range.
    pub fn span(&self, range: &Range) -> Span {
        match (self.list.get(range.start), range.end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The words of `span` with single spaces between them, for names and targets that run over a line end.
    pub fn one_line(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The tokens that begin inside `span`.
    pub fn inside(&self, span: Span) -> Range {
        let first = self.list.partition_point(|token| token.span.start < span.start);
        let last = self.list.partition_point(|token| token.span.start < span.end);
        first..last.max(first)
    }

    /// The tokens that share a byte with `span`.
    pub fn touching(&self, span: Span) -> Range {
        let first = self.list.partition_point(|token| token.span.end <= span.start);
        let last = self.list.partition_point(|token| token.span.start < span.end);
        first..last.max(first)
    }

    /// The index of the sentence that token `i` stands in.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= i)
    }

    /// The index of the paragraph that token `i` stands in.
    pub fn paragraph_of(&self, i: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= i)
    }

    /// Whether white space stands between token `i` and the one before it.
    pub fn spaced(&self, i: usize) -> bool {
        match (i.checked_sub(1).and_then(|before| self.list.get(before)), self.list.get(i)) {
            (Some(before), Some(token)) => before.span.end < token.span.start,
            _ => true,
        }
    }
}

/// Whether `c` is an apostrophe, as it stands inside words.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Appends the tokens of `span` to `list`: Unicode word boundaries (UAX 29), then what news needs besides.
fn cut(text: &str, span: Span, list: &mut Vec<Token>) {
    let first = list.len();
    for (offset, piece) in span.of(text).split_word_bound_indices() {
        let start = span.start + offset;
        if piece.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            continue;
        }
        let here = Span::new(start, start + piece.len());
        let kind = kind(piece);
        // Words on both sides of a hyphen without a space are one (`secretary-general`), so are `U.S` and its dot.
        if list.len() > first
            && let Some(last) = list.last_mut()
            && last.span.end == here.start
            && last.kind != TokenKind::Mark
        {
            let written = last.span.of(text);
            let hyphenated = written.ends_with(['-', '‐', '‑']) && kind != TokenKind::Mark;
            if hyphenated || is_hyphen(piece) && continues(text, here.end, span.end) || dotted(written, piece) {
                last.span.end = here.end;
                if kind == TokenKind::Number {
                    last.kind = TokenKind::Number;
                }
                continue;
            }
        }
        list.push(Token { span: here, kind, lower: "".into() });
    }
    split_clitics(text, first, list);
    joined::split(text, first, list);
    for token in &mut list[first..] {
        token.lower = lexicon_form(token.span.of(text)).into();
    }
}

/// Lower case with straight apostrophes and plain hyphens.
pub fn lexicon_form(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            c if is_apostrophe(c) => '\'',
            '‐' | '‑' => '-',
            c => c,
        })
        .collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || c.is_control()
}

fn kind(piece: &str) -> TokenKind {
    if piece.chars().any(|c| c.is_ascii_digit() || c.is_numeric() && !c.is_alphabetic()) {
        TokenKind::Number
    } else if piece.chars().any(char::is_alphabetic) {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

fn is_hyphen(piece: &str) -> bool {
    matches!(piece, "-" | "‐" | "‑")
}

/// Whether a letter or digit stands at `at`, inside the paragraph that ends at `end`.
fn continues(text: &str, at: usize, end: usize) -> bool {
    text.get(at..end).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Whether a dot behind `word` belongs to it: single letters with dots, and abbreviations of the lexicon.
fn dotted(word: &str, piece: &str) -> bool {
    if piece != "." {
        return false;
    }
    let parts = || word.split('.');
    let initials = parts().all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    });
    // A single capital is an initial (`J. R. Stone`), a single small letter is not.
    initials && (parts().count() > 1 || word.chars().all(char::is_uppercase) && word != "I")
        || sentences::is_abbreviation(word)
}

/// Cuts possessive and contracted endings off the words of `list[first..]`.
fn split_clitics(text: &str, first: usize, list: &mut Vec<Token>) {
    let mut i = first;
    while i < list.len() {
        let token = &list[i];
        let word = token.span.of(text);
        if token.kind != TokenKind::Mark
            && let Some(at) = clitic(word)
        {
            let (start, end) = (token.span.start, token.span.end);
            list[i].span.end = start + at;
            list.insert(i + 1, Token { span: Span::new(start + at, end), kind: TokenKind::Clitic, lower: "".into() });
            i += 1;
        }
        i += 1;
    }
}

/// The byte offset at which the ending of `word` begins, if it has one.
fn clitic(word: &str) -> Option<usize> {
    let (at, apostrophe) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    if at == 0 {
        return None;
    }
    let ending = lexicon_form(&word[at + apostrophe.len_utf8()..]);
    match ending.as_str() {
        "s" | "ll" | "re" | "ve" | "d" | "m" => Some(at),
        // `n’t` goes with its n, but `can’t` keeps both of its own: ca + n’t.
        "t" => {
            let n = word[..at].char_indices().next_back().filter(|(_, c)| matches!(c, 'n' | 'N'))?.0;
            (n > 0).then_some(n)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::from_text;

    fn words(text: &str) -> Vec<String> {
        let article = Article {
            text: text.to_owned(),
            paragraphs: vec![crate::article::Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }],
            ..Article::default()
        };
        let tokens = Tokens::of(&article);
        (0..tokens.list.len()).map(|i| tokens.word(i).to_owned()).collect()
    }

    #[test]
    fn clitics_hyphens_and_dots() {
        assert_eq!(
            words("NATO’s secretary-general isn’t in the U.S., he'll say."),
            ["NATO", "’s", "secretary-general", "is", "n’t", "in", "the", "U.S.", ",", "he", "'ll", "say", "."]
        );
        assert_eq!(
            words("J. R. Stone’s 19\" — can't 5.5%"),
            ["J.", "R.", "Stone", "’s", "19", "\"", "—", "ca", "n't", "5.5", "%"]
        );
    }

    #[test]
    fn every_token_is_words_of_the_text() {
        let article = from_text("t", "É́tienne 👩‍👩‍👧 said “yes”.\u{200b}\n\nשלום Dr. A".into());
        for token in Tokens::of(&article).list {
            assert!(!token.span.of(&article.text).is_empty());
        }
    }
}
