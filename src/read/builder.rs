//! Puts an article's text together from paragraphs.

use crate::article::{Paragraph, ParagraphKind};
use crate::span::Span;

/// Collects paragraphs into one text, with a blank line between them.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: String,
    paragraphs: Vec<Paragraph>,
}

impl TextBuilder {
    /// Adds a paragraph, without the white space around it; an empty one is passed over.
    pub fn push(&mut self, words: &str, kind: ParagraphKind) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.paragraphs.push(Paragraph { span: Span::new(start, self.text.len()), kind });
    }

    /// The text, ended by a line end, and its paragraphs.
    pub fn finish(mut self) -> (String, Vec<Paragraph>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.paragraphs)
    }
}
