//! Where the paragraphs of plain text stand.
//!
//! Texts come with a paragraph on each line, or hard-wrapped: broken at a column, with a blank line or an indent between
//! paragraphs. Which of the two it is, is decided over the whole text.

use super::lines::{Line, lines};
use crate::span::Span;

/// The widest column at which people break lines, in letters.
const WIDEST: usize = 132;

/// The paragraphs of `text`, in order, without the white space around them and never empty.
pub fn split(text: &str) -> Vec<Span> {
    let lines = lines(text);
    match wrap_column(text, &lines) {
        Some(column) => blocks(&lines).flat_map(|block| unwrap(text, block, column)).collect(),
        None => lines.iter().map(|line| line.span).filter(|span| !span.is_empty()).collect(),
    }
}

/// The runs of lines between blank lines.
fn blocks(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.split(|line| line.span.is_empty()).filter(|block| !block.is_empty())
}

/// The column at which the text is hard-wrapped; `None` when each line is a paragraph.
///
/// In wrapped text a line ends where the first word of the next one did not fit any more, mostly in the middle of a
/// sentence.
fn wrap_column(text: &str, lines: &[Line]) -> Option<usize> {
    // An indented line begins a paragraph: the line before it may end anywhere.
    let pairs = || {
        let pairs =
            blocks(lines).flat_map(|block| block.windows(2)).filter_map(|pair| <&[Line; 2]>::try_from(pair).ok());
        pairs.filter(|[line, next]| line.indented || !next.indented)
    };
    let mut widths: Vec<usize> = blocks(lines).flatten().map(|line| width(text, line)).collect();
    let count = pairs().count();
    if count == 0 {
        return None;
    }
    widths.sort_unstable();
    // Not the widest: an address or a table may stick out.
    let column = *widths.get((widths.len() * 9 / 10).min(widths.len() - 1))?;
    if column > WIDEST {
        return None;
    }
    let full = pairs().filter(|[line, next]| !had_room(text, line, next, column, 0)).count();
    let unfinished = pairs().filter(|[line, _]| !ends_sentence(line.span.of(text))).count();
    let continued = pairs().filter(|[_, next]| starts_lower(next.span.of(text))).count();
    // A few lines alone may be headings and names: there a word must go on in lower case to tell.
    let enough = count >= 4 || continued * 2 >= count;
    (full * 4 >= count * 3 && unfinished * 2 >= count && enough).then_some(column)
}

/// The paragraphs of one block of hard-wrapped lines: a new one begins at an indent, or after a line that ended early.
fn unwrap(text: &str, block: &[Line], column: usize) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let all_indented = block.iter().skip(1).all(|line| line.indented);
    let mut previous: Option<&Line> = None;
    for line in block {
        let begins = match previous {
            None => true,
            Some(before) => {
                (line.indented && !before.indented && !all_indented) || had_room(text, before, line, column, column / 5)
            }
        };
        match spans.last_mut() {
            Some(span) if !begins => span.end = line.span.end,
            _ => spans.push(line.span),
        }
        previous = Some(line);
    }
    spans
}

/// Whether the first word of `next` would have fitted behind `line`, with `slack` letters left over.
fn had_room(text: &str, line: &Line, next: &Line, column: usize, slack: usize) -> bool {
    let word = next.span.of(text).split_whitespace().next().unwrap_or_default();
    width(text, line) + 1 + word.chars().count() + slack <= column
}

fn width(text: &str, line: &Line) -> usize {
    line.span.of(text).chars().count()
}

/// Whether `words` end like a sentence, quotation marks and brackets behind it aside.
pub fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(|letter: char| {
        matches!(letter, '"' | '”' | '’' | '\'' | '»' | '“' | ')' | ']' | '›' | '″') || letter.is_whitespace()
    });
    words.ends_with(['.', '!', '?', '…', '。'])
}

fn starts_lower(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_unless_the_text_is_wrapped() {
        assert_eq!(
            of("One says no.\nTwo says yes.\r\nThree waits."),
            ["One says no.", "Two says yes.", "Three waits."]
        );
        assert_eq!(of("One.\n\n\nTwo.\n"), ["One.", "Two."]);
        assert_eq!(of(" \n\t\n"), Vec::<&str>::new());
        assert_eq!(of(""), Vec::<&str>::new());
    }

    #[test]
    fn wrapped_blocks_are_joined() {
        let text = "Bridge to stay shut\n\nThe mayor of Kessel said on Monday that the old\nbridge would stay shut until \
            the spring, because\nthe piers had sunk.\n\nNobody should cross it, she said, and nobody who\nvalued his life \
            would want to.\n";
        let found = of(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found.first(), Some(&"Bridge to stay shut"));
        assert!(found.get(1).is_some_and(|words| words.ends_with("the piers had sunk.")));
    }

    #[test]
    fn an_indent_or_a_short_line_begins_a_wrapped_paragraph_without_blank_lines() {
        let text = "Bridge shut\nBy Ada Brandt\n    The mayor of Kessel said on Monday that the old\nbridge would stay shut \
            until the spring, because\nthe piers had sunk further than they should have.\n    Nobody should cross it, \
            she said, and nobody who\nvalued his life would want to, as the engineers and\nthe council had told all.\n";
        let found = of(text);
        assert_eq!(found.first(), Some(&"Bridge shut"), "{found:?}");
        assert_eq!(found.get(1), Some(&"By Ada Brandt"), "{found:?}");
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn headings_and_bylines_in_a_row_are_not_wrapped_text() {
        let text = "Bridge to stay shut\nBy Ada Brandt\n3 May 2025\nThe mayor said no.";
        assert_eq!(of(text).len(), 4);
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_white_space_lies_between(text in "[a-zA-Zé“”.:\n\r\t 🎉]{0,300}") {
            let mut at = 0;
            for span in split(&text) {
                proptest::prop_assert!(span.start >= at && !span.is_empty());
                proptest::prop_assert!(text.get(at..span.start).is_some_and(|gap| gap.trim().is_empty()));
                proptest::prop_assert_eq!(span.trimmed(&text), span);
                at = span.end;
            }
            proptest::prop_assert!(text.get(at..).is_some_and(|gap| gap.trim().is_empty()));
        }
    }
}
