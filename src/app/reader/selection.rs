//! Words marked with the mouse, by their bytes in the article, so that they stay marked when they scroll away.

use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;

/// What is marked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    /// Where the mouse went down, and where it is now; bytes of the text.
    ends: Option<(usize, usize)>,
}

impl Selection {
    /// Begins at a byte, with nothing marked yet.
    pub fn begin(&mut self, byte: usize) {
        self.ends = Some((byte, byte));
    }

    /// Goes on to a byte.
    pub fn extend(&mut self, byte: usize) {
        let anchor = self.ends.map_or(byte, |(anchor, _)| anchor);
        self.ends = Some((anchor, byte));
    }

    /// Marks `span`.
    pub fn set(&mut self, span: Span) {
        self.ends = Some((span.start, span.end));
    }

    /// Marks nothing.
    pub fn clear(&mut self) {
        self.ends = None;
    }

    /// The marked bytes in the order of the text; `None` when nothing is marked.
    pub fn span(&self) -> Option<Span> {
        let (a, b) = self.ends?;
        (a != b).then(|| Span::new(a.min(b), a.max(b)))
    }
}

/// The word at byte `byte` of `words`, as bytes of `words`.
pub fn word_at(words: &str, byte: usize) -> Span {
    words
        .split_word_bound_indices()
        .map(|(start, word)| Span::new(start, start + word.len()))
        .take_while(|word| word.start <= byte)
        .last()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dragging_backwards_marks_the_same() {
        let mut selection = Selection::default();
        selection.begin(9);
        assert_eq!(selection.span(), None);
        selection.extend(4);
        assert_eq!(selection.span(), Some(Span::new(4, 9)));
    }

    #[test]
    fn a_word_ends_at_its_letters() {
        let words = "the don’t word";
        assert_eq!(word_at(words, 6).of(words), "don’t");
        assert_eq!(word_at(words, 0).of(words), "the");
        assert_eq!(word_at("", 3), Span::default());
    }
}
