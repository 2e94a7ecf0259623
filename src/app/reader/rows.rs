//! Where words stand in a laid out block.

use std::ops::Range;

use eframe::egui::epaint::text::cursor::CCursor;
use eframe::egui::{Galley, Rect, Vec2, pos2};

use crate::span::Span;

/// Characters that begin before byte `byte` of `source`; all of them past the end.
pub fn chars_before(source: &str, byte: usize) -> usize {
    source.char_indices().take_while(|(i, _)| *i < byte).count()
}

/// The byte of `source` at which its character `index` starts; the length past the end.
pub fn byte_of_char(source: &str, index: usize) -> usize {
    source.char_indices().nth(index).map_or(source.len(), |(i, _)| i)
}

/// The characters that `span` has in a block that shows `source` and begins at byte `start` of the text.
pub fn chars_of(span: Span, start: usize, source: &str) -> Range<usize> {
    let from = chars_before(source, span.start.saturating_sub(start));
    let to = chars_before(source, span.end.saturating_sub(start));
    from..to.max(from)
}

/// One rectangle a row, relative to the galley, around the characters of `chars`; white space at its ends is left out.
pub fn row_rects(galley: &Galley, chars: Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut row_start = 0;
    for row in &galley.rows {
        let glyphs = row.glyphs.len();
        let from = chars.start.saturating_sub(row_start).min(glyphs);
        let to = chars.end.saturating_sub(row_start).min(glyphs);
        if let Some(part) = row.glyphs.get(from..to) {
            let first = part.iter().find(|glyph| !glyph.chr.is_whitespace());
            let last = part.iter().rfind(|glyph| !glyph.chr.is_whitespace());
            if let (Some(first), Some(last)) = (first, last) {
                let left = row.pos.x + first.pos.x;
                // The parts of a ligature behind its first have no width of their own.
                let right = row.pos.x + last.max_x();
                rects.push(Rect::from_min_max(pos2(left, row.min_y()), pos2(right.max(left), row.max_y())));
            }
        }
        row_start += row.char_count_including_newline().0;
        if row_start >= chars.end {
            break;
        }
    }
    rects
}

/// The character that stands closest to `at`, relative to the galley.
pub fn char_at(galley: &Galley, at: Vec2) -> usize {
    galley.cursor_from_pos(at).index.0
}

/// Top and bottom of the row in which that character stands, relative to the galley.
pub fn row_of_char(galley: &Galley, index: usize) -> (f32, f32) {
    let cursor = CCursor { index: index.into(), prefer_next_row: true };
    let rect = galley.pos_from_cursor(cursor);
    (rect.top(), rect.bottom())
}

/// The characters of the rows that stand wholly between `top` and `bottom`, relative to the galley.
pub fn chars_between(galley: &Galley, top: f32, bottom: f32) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut start = 0;
    for row in &galley.rows {
        let end = start + row.char_count_including_newline().0;
        if row.min_y() >= top - 0.5 && row.max_y() <= bottom + 0.5 {
            let from = found.map_or(start, |found| found.start);
            found = Some(from..end);
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_agree() {
        let source = "é “x”";
        assert_eq!(chars_of(Span::new(13, 16), 10, source), 2..3);
        assert_eq!(chars_before(source, 99), 5);
        assert_eq!(byte_of_char(source, 2), 3);
        assert_eq!(byte_of_char(source, 9), source.len());
    }
}
