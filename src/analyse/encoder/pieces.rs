//! Words and word pieces: a text as the network is given it, with exact bytes.
//!
//! A *word* is what BERT's pre-tokeniser makes: a run of letters and digits, or one mark. The network is read at the first
//! piece of each word. Each paragraph ends with a separator, so that the network sees where the next begins. Outermost
//! quotation marks of any style become the piece `"`, inner ones and apostrophes `'`: the style cannot matter then.

use tokenizers::Tokenizer;
use unicode_normalization::char::is_combining_mark;

use super::shapes::{self, Shape};
use crate::analyse::quotation::Quotations;
use crate::article::Article;
use crate::span::Span;

/// A text in words and pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pieces {
    /// Where each word stands, in bytes.
    pub words: Vec<Span>,
    /// The number of each piece in the vocabulary, without the marks that open and close a window.
    pub ids: Vec<i32>,
    /// The shape of each piece's word.
    pub shapes: Vec<i32>,
    /// The first piece of each word.
    pub first: Vec<usize>,
    /// For each word which outermost quotation it stands in, marks included; counted by paragraph.
    pub quotation: Vec<Option<u32>>,
}

/// The pieces that stand for something by themselves.
#[derive(Clone, Copy, Debug)]
pub struct Special {
    /// Begins a window.
    pub opening: i32,
    /// Ends a window, and stands between paragraphs.
    pub separator: i32,
    outer: i32,
    inner: i32,
}

impl Special {
    /// Looks them up; none when the vocabulary lacks one.
    pub fn of(tokenizer: &Tokenizer) -> Option<Self> {
        let id = |piece: &str| tokenizer.token_to_id(piece).and_then(|id| i32::try_from(id).ok());
        Some(Special { opening: id("[CLS]")?, separator: id("[SEP]")?, outer: id("\"")?, inner: id("'")? })
    }
}

/// Cuts the paragraphs of `article`. A paragraph that cannot be cut is left out; none is known.
pub fn cut(article: &Article, quotations: &Quotations, tokenizer: &Tokenizer, special: Special) -> Pieces {
    let text = &article.text;
    let marks = shapes::marks(text, quotations);
    let mut out = Pieces::default();
    let mut quoted = quotations.outermost().into_iter().enumerate().peekable();
    for paragraph in &article.paragraphs {
        let words = paragraph.span.of(text);
        let Ok(encoding) = tokenizer.encode(words, false) else { continue };
        if !out.words.is_empty() && !encoding.is_empty() {
            out.ids.push(special.separator);
            out.shapes.push(Shape::Punctuation as i32);
        }
        let mut last = None;
        let pieces = encoding.get_ids().iter().zip(encoding.get_word_ids()).zip(encoding.get_offsets());
        for ((id, word), (start, end)) in pieces {
            let span = Span::new(paragraph.span.start + start, paragraph.span.start + end);
            let mut id = i32::try_from(*id).unwrap_or(special.separator);
            if *word == last && !out.words.is_empty() {
                if let Some(before) = out.words.last_mut() {
                    before.end = before.end.max(span.end);
                }
                out.ids.push(id);
                out.shapes.push(Shape::Punctuation as i32);
                continue;
            }
            last = *word;
            out.first.push(out.ids.len());
            out.words.push(span);
            while quoted.next_if(|(_, piece)| piece.end <= span.start).is_some() {}
            let inside = quoted.peek().filter(|(_, piece)| piece.start <= span.start);
            out.quotation.push(inside.and_then(|(n, _)| u32::try_from(*n).ok()));
            match marks.get(&span.start) {
                Some(mark) => id = if mark.outermost { special.outer } else { special.inner },
                None if single(span.of(text)) => id = special.inner,
                None => {}
            }
            out.ids.push(id);
            out.shapes.push(Shape::Punctuation as i32);
        }
    }
    for (n, word) in out.words.iter_mut().enumerate() {
        // A decomposed accent belongs to its word.
        let behind = text.get(word.end..).unwrap_or_default();
        word.end += behind.chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum::<usize>();
        let shape = marks.get(&word.start).map_or_else(|| shapes::of_word(word.of(text)), |mark| mark.side);
        let next = out.first.get(n + 1).copied().unwrap_or(out.ids.len());
        for (piece, id) in out.shapes[out.first[n]..next].iter_mut().zip(&out.ids[out.first[n]..next]) {
            if *id != special.separator {
                *piece = shape as i32;
            }
        }
    }
    out
}

/// Whether a word is one mark that can be an apostrophe.
fn single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(shapes::is_single) && chars.next().is_none()
}
