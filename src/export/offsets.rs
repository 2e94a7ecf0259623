//! From byte offsets to Unicode code points.

use crate::span::Span;

/// Bytes between two remembered counts: a look-up reads at most this many.
const STEP: usize = 128;

/// Tells for each byte offset of a text how many code points lie before it. Made in one pass; a look-up takes the same
/// short time anywhere in the text.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    /// How many code points begin before byte `STEP * i`.
    counts: Vec<usize>,
}

impl<'a> Offsets<'a> {
    /// Counts the code points of `text`.
    pub fn new(text: &'a str) -> Self {
        let mut count = 0;
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        for block in text.as_bytes().chunks(STEP) {
            counts.push(count);
            count += starts(block);
        }
        counts.push(count);
        Self { text, counts }
    }

    /// The number of code points before the byte at `offset`. An offset inside of a letter counts as the letter's start, one
    /// behind the text as its end.
    pub fn code_point(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let block = offset / STEP;
        let before = self.text.as_bytes().get(block * STEP..offset).map_or(0, starts);
        self.counts.get(block).copied().unwrap_or_default() + before
    }

    /// A span in code points, `[start, end]`, end exclusive.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.code_point(span.start), self.code_point(span.end)]
    }

    /// Several spans.
    pub fn spans(&self, spans: &[Span]) -> Vec<[usize; 2]> {
        spans.iter().map(|span| self.span(*span)).collect()
    }
}

/// How many code points begin in `bytes` of a valid text.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn emoji_and_accents_count_as_people_count_them() {
        let offsets = Offsets::new("🎉 Zoë");
        assert_eq!(offsets.span(Span::new(5, 9)), [2, 5]);
        assert_eq!(offsets.code_point(2), 0);
        assert_eq!(offsets.code_point(99), 5);
        assert_eq!(Offsets::new("").code_point(3), 0);
    }

    proptest! {
        #[test]
        fn code_points_read_back_to_the_same_words(text in "(?s).{0,700}", cuts in proptest::collection::vec((0usize..3000, 0usize..3000), 0..20)) {
            let offsets = Offsets::new(&text);
            let letters: Vec<char> = text.chars().collect();
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (a, b) in cuts {
                let (a, b) = (boundaries[a % boundaries.len()], boundaries[b % boundaries.len()]);
                let span = Span::new(a.min(b), a.max(b));
                let [start, end] = offsets.span(span);
                let words: String = letters[start..end].iter().collect();
                prop_assert_eq!(words.as_str(), span.of(&text));
            }
        }
    }
}
