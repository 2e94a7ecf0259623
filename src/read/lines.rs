//! The lines of a text.

use crate::span::Span;

/// A line without its end mark and without the white space around its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its words; empty for a blank line.
    pub span: Span,
    /// Whether it begins with a tab or several spaces.
    pub indented: bool,
}

/// The lines of `text`, ended by `\n`, `\r\n`, `\r`, a form feed or one of Unicode's separators.
/// U+0085 is none: in news text it is an ellipsis that was decoded wrongly.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '\n' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        lines.push(line(text, Span::new(start, at)));
        start = at + letter.len_utf8();
        if letter == '\r' && letters.peek().is_some_and(|(_, next)| *next == '\n') {
            letters.next();
            start += 1;
        }
    }
    lines.push(line(text, Span::new(start, text.len())));
    lines
}

fn line(text: &str, span: Span) -> Line {
    let words = span.of(text);
    Line { span: span.trimmed(text), indented: words.starts_with('\t') || words.starts_with("  ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_line_ends_count() {
        let text = "a\nb\r\nc\rd\r\r e \u{2029}f";
        let words: Vec<_> = lines(text).iter().map(|line| line.span.of(text)).collect();
        assert_eq!(words, ["a", "b", "c", "d", "", "e", "f"]);
    }
}
