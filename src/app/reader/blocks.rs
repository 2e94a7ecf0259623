//! An article cut into the pieces that are laid out one by one.

use std::borrow::Cow;

use crate::article::{Article, ParagraphKind};
use crate::span::Span;

/// Paragraphs longer than this many bytes are cut: laying out takes time by length, and only what is seen should cost.
const LONGEST: usize = 4_000;

/// How a block is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Who wrote it, when and where it appeared.
    Byline,
    /// A crosshead.
    Heading,
    /// Running text.
    Body,
    /// The words below a picture.
    Caption,
}

/// A paragraph, a part of a very long one, or a line made from what is known about the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// How it is set.
    pub kind: BlockKind,
    /// The bytes of the article's text that it shows; empty for a line that does not stand in the text.
    pub span: Span,
    /// The words of a line that does not stand in the text.
    pub words: Option<String>,
    /// Whether it goes on with the paragraph of the block before.
    pub continues: bool,
}

impl Block {
    /// What it shows, as the article has it.
    pub fn source<'a>(&'a self, text: &'a str) -> &'a str {
        self.words.as_deref().unwrap_or_else(|| self.span.of(text))
    }
}

/// The blocks of an article from top to bottom, those of the text in its order.
pub fn blocks(article: &Article) -> Vec<Block> {
    let mut blocks = Vec::new();
    let first = article.paragraphs.first().map(|paragraph| article.paragraph_text(paragraph)).unwrap_or_default();
    let title = article.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let title_in_text = title.is_some_and(|title| same_words(title, first));
    let byline_in_text = article
        .paragraphs
        .iter()
        .take(4)
        .any(|paragraph| is_byline(article.paragraph_text(paragraph)) && paragraph.kind == ParagraphKind::Body);
    let byline = byline(article, byline_in_text);
    let own_line = |kind, words| Block { kind, span: Span::default(), words: Some(words), continues: false };

    if let Some(title) = title.filter(|_| !title_in_text) {
        blocks.push(own_line(BlockKind::Title, title.to_owned()));
    }
    if !title_in_text {
        blocks.extend(byline.clone().map(|words| own_line(BlockKind::Byline, words)));
    }
    for (i, paragraph) in article.paragraphs.iter().enumerate() {
        let words = article.paragraph_text(paragraph);
        if words.is_empty() {
            continue;
        }
        let kind = match paragraph.kind {
            _ if i == 0 && title_in_text => BlockKind::Title,
            ParagraphKind::Heading => BlockKind::Heading,
            ParagraphKind::Caption => BlockKind::Caption,
            ParagraphKind::Body if i < 4 && is_byline(words) => BlockKind::Byline,
            ParagraphKind::Body | ParagraphKind::Turn => BlockKind::Body,
        };
        for (n, span) in cut(words, paragraph.span.start).into_iter().enumerate() {
            blocks.push(Block { kind, span, words: None, continues: n > 0 });
        }
        if i == 0 && title_in_text {
            blocks.extend(byline.clone().map(|words| own_line(BlockKind::Byline, words)));
        }
    }
    blocks
}

/// The words as they are laid out, one character for each of the source, so that places can be told from either.
///
/// Line ends inside a paragraph become spaces where the file was wrapped, and stay where it was meant (verse, addresses).
pub fn shown(source: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_control() || c == '\u{AD}' || c == '\u{2028}' || c == '\u{2029}';
    if !source.contains(odd) {
        return Cow::Borrowed(source);
    }
    let longest_line = source.lines().map(str::len).max().unwrap_or_default();
    let wrapped = longest_line > 50;
    let shown = source.chars().map(|c| match c {
        '\n' if !wrapped => '\n',
        '\n' | '\t' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}' => ' ',
        // Nothing to see: the fonts know that this one has no width.
        c if odd(c) => '\u{200B}',
        c => c,
    });
    Cow::Owned(shown.collect())
}

/// Cuts words that begin at byte `start` of the text into spans of at most [`LONGEST`] bytes, best behind a sentence.
fn cut(words: &str, start: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = words;
    let mut at = start;
    while rest.len() > LONGEST {
        let mut end = LONGEST;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (head, _) = rest.split_at(end);
        let behind_sentence = head
            .char_indices()
            .zip(head.chars().skip(1))
            .filter(|((_, c), next)| matches!(c, '.' | '!' | '?' | '”' | '"') && next.is_whitespace())
            .map(|((i, c), next)| i + c.len_utf8() + next.len_utf8())
            .last()
            .filter(|end| *end > LONGEST / 2);
        let behind_word = || head.char_indices().rfind(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8());
        let end = behind_sentence.or_else(behind_word).unwrap_or(end);
        spans.push(Span::new(at, at + end));
        at += end;
        rest = rest.get(end..).unwrap_or_default();
    }
    spans.push(Span::new(at, at + rest.len()));
    spans
}

/// Whether a paragraph is a line that names the writer, as feeds and copied pages have it.
fn is_byline(words: &str) -> bool {
    words.len() <= 120
        && (words.starts_with("By ") || words.starts_with("BY "))
        && !words.ends_with(['.', '?', '!', '”'])
}

/// `By A. Writer · 18 December 2024 · The Outlet`, as far as known.
fn byline(article: &Article, named_in_text: bool) -> Option<String> {
    let known = |field: &Option<String>| field.as_deref().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
    let writer = known(&article.byline).filter(|_| !named_in_text).map(|name| format!("By {name}"));
    let date = known(&article.date).map(|date| plain_date(&date).unwrap_or(date));
    let parts: Vec<String> = [writer, date, known(&article.source)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// `18 December 2024` from `2024-12-18T09:30:00Z`.
fn plain_date(date: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year: u16 = year.parse().ok()?;
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let day: u8 = day.parse().ok()?;
    Some(format!("{day} {month} {year}"))
}

/// Whether two lines have the same letters and digits.
fn same_words(a: &str, b: &str) -> bool {
    let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !a.is_empty() && b.len() < 1_000 && plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Paragraph;

    fn article(paragraphs: &[&str]) -> Article {
        let mut article = Article::default();
        for words in paragraphs {
            if !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            let start = article.text.len();
            article.text.push_str(words);
            let span = Span::new(start, article.text.len());
            article.paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
        }
        article
    }

    #[test]
    fn a_title_that_opens_the_text_is_shown_once() {
        let mut article = article(&["Harbour Vote Is Delayed", "The vote was delayed."]);
        article.title = Some("Harbour vote is delayed".to_owned());
        article.date = Some("2025-03-04T10:00:00Z".to_owned());
        let blocks = blocks(&article);
        let kinds: Vec<BlockKind> = blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Title, BlockKind::Byline, BlockKind::Body]);
        assert_eq!(blocks[1].source(&article.text), "4 March 2025");
        assert_eq!(blocks[0].span, Span::new(0, 23));
    }

    #[test]
    fn what_is_known_of_the_article_stands_above_its_text() {
        let mut article = article(&["The vote was delayed."]);
        article.title = Some("Harbour vote".to_owned());
        article.byline = Some("Ana Writer".to_owned());
        article.source = Some("The Lantern".to_owned());
        let lines: Vec<String> = blocks(&article).iter().map(|b| b.source(&article.text).to_owned()).collect();
        assert_eq!(lines, ["Harbour vote", "By Ana Writer · The Lantern", "The vote was delayed."]);
    }

    #[test]
    fn a_million_bytes_in_one_paragraph_are_cut_and_nothing_is_lost() {
        for piece in ["Nobody knew. The sea was “calm” and the boats were out. ", "x", "é"] {
            let article = article(&[&piece.repeat(1_000_000 / piece.len())]);
            let blocks = blocks(&article);
            assert!(blocks.iter().all(|block| block.span.len() <= LONGEST && !block.span.is_empty()));
            let again: String = blocks.iter().map(|block| block.span.of(&article.text)).collect();
            assert_eq!(again, article.text);
        }
    }

    #[test]
    fn every_character_is_shown_by_exactly_one() {
        for source in [
            "plain",
            "a\tb\r\nc",
            "soft\u{AD}hyphen \u{200B}x\u{0}",
            &"a long line of words ".repeat(9).replace("of ", "\n"),
        ] {
            assert_eq!(shown(source).chars().count(), source.chars().count());
        }
        assert_eq!(shown("Roses\nare red"), "Roses\nare red");
        assert_eq!(shown("a\tb"), "a b");
        let wrapped = format!("{}\nand on it goes", "word ".repeat(14));
        assert!(!shown(&wrapped).contains('\n'));
    }
}
