//! A token: the unit that all rules count in.

use crate::span::Span;

/// A half-open range of token indices.
pub type Range = std::ops::Range<usize>;

/// One word, number or mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Lower case, apostrophes straight: the form that lexicons are asked for.
    pub lower: Box<str>,
}

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and the dots of an abbreviation (`al-Qaeda`, `O’Hara`, `U.S.`).
    Word,
    /// A possessive or contracted ending that was cut off its word (`’s`, `’`, `n’t`, `’ll`).
    Clitic,
    /// Something with a digit in it.
    Number,
    /// Any other character: punctuation, quotation marks, symbols, emoji.
    Mark,
}
