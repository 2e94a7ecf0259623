//! From lines to paragraphs: where they begin, whether they go on in the next column, and what was hyphenated.

use std::collections::{HashMap, HashSet};

use super::super::draft::Draft;
use super::super::front;
use super::super::paragraphs::ends_sentence;
use super::Page;
use super::columns;
use super::fragments::Fragment;
use crate::article::ParagraphKind;

/// The most letters of a headline.
const LONGEST_TITLE: usize = 250;

/// A paragraph that is being put together.
#[derive(Clone, Debug)]
struct Block {
    lines: Vec<String>,
    kind: ParagraphKind,
    size: f32,
    page: usize,
    /// Where its first and its last line stand.
    y: [f32; 2],
    /// Whether it is the first of its column.
    opens: bool,
    /// Whether its last line reaches the right edge of its column.
    full: bool,
    /// Whether its first line begins where the others of the column do.
    flush: bool,
}

/// Fills `draft` with the paragraphs of `pages`, and with the headline where one stands out by its size.
pub fn fill(draft: &mut Draft, pages: &[Page]) {
    let body = body_size(pages);
    let mut found: Vec<Block> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        for column in columns::of(page.fragments.clone()) {
            found.extend(blocks_of(column, page, at, body));
        }
    }
    let inside = |block: &&Block| block.kind == ParagraphKind::Body && !block.opens;
    let indented = found.iter().filter(inside).filter(|block| !block.flush).count();
    let are_indented = indented * 2 > found.iter().filter(inside).count();
    let mut blocks: Vec<Block> = Vec::new();
    for block in found {
        match goes_on(&blocks, &block, body, are_indented).and_then(|before| blocks.get_mut(before)) {
            Some(before) => {
                before.lines.extend(block.lines);
                before.full = block.full;
                before.y = [before.y[0], block.y[1]];
            }
            None => blocks.push(block),
        }
    }
    let words = Words::of(&blocks);
    let title = headline(&blocks, body);
    for (at, block) in blocks.iter().enumerate() {
        let text = words.join(&block.lines);
        if title == Some(at) {
            draft.title = Some(text.clone());
        }
        // The writer's name may be set in large letters.
        let front = block.kind == ParagraphKind::Heading && front::read(&text).is_some();
        let kind = if front && title != Some(at) { ParagraphKind::Body } else { block.kind };
        draft.push(&text, if title == Some(at) { ParagraphKind::Heading } else { kind });
    }
}

/// The size that most letters have.
fn body_size(pages: &[Page]) -> f32 {
    let mut letters: HashMap<i32, usize> = HashMap::new();
    for fragment in pages.iter().flat_map(|page| &page.fragments) {
        *letters.entry((fragment.size * 4.0) as i32).or_default() += fragment.text.len();
    }
    // Of equal ones the smaller, so that the outcome is always the same.
    let most = letters.into_iter().max_by_key(|(size, count)| (*count, -size));
    most.map_or(10.0, |(size, _)| size as f32 / 4.0 + 0.125)
}

/// The lines of a column, each put together from its pieces.
fn lines_of(column: Vec<Fragment>) -> Vec<Fragment> {
    let mut lines: Vec<Fragment> = Vec::new();
    for piece in column {
        match lines.last_mut().filter(|line| (line.y - piece.y).abs() < line.size.max(piece.size) * 0.4) {
            Some(line) if piece.x0 >= line.x0 => line.join(&piece, true),
            Some(line) => {
                let behind = std::mem::replace(line, piece);
                line.join(&behind, true);
            }
            None => lines.push(piece),
        }
    }
    lines
}

fn blocks_of(column: Vec<Fragment>, page: &Page, number: usize, body: f32) -> Vec<Block> {
    let lines = lines_of(column);
    let mut rights: Vec<f32> = lines.iter().map(|line| line.x1).collect();
    let mut lefts: Vec<f32> = lines.iter().map(|line| line.x0).collect();
    rights.sort_by(f32::total_cmp);
    lefts.sort_by(f32::total_cmp);
    let right = rights.get(rights.len() * 9 / 10).copied().unwrap_or_default();
    let left = lefts.get(lefts.len() / 3).copied().unwrap_or_default();
    let steps = lines.windows(2).filter_map(|pair| {
        let [before, line] = pair else { return None };
        let alike = (before.size - line.size).abs() < line.size * 0.1;
        alike.then_some((line.y - before.y) / line.size).filter(|step| *step > 0.5 && *step < 3.0)
    });
    let leading = columns::middle(steps).unwrap_or(1.25).min(2.2);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Fragment> = None;
    for line in &lines {
        let begins = before.is_none_or(|before| begins_paragraph(before, line, left, right, leading));
        let full = line.x1 > right - line.size * 1.5;
        match blocks.last_mut().filter(|_| !begins) {
            Some(block) => {
                block.lines.push(line.text.clone());
                block.full = full;
                block.y = [block.y[0], line.y];
            }
            None => blocks.push(Block {
                lines: vec![line.text.clone()],
                kind: kind(line, page, body),
                size: line.size,
                page: number,
                y: [line.y, line.y],
                opens: before.is_none(),
                full,
                flush: (line.x0 - left).abs() < line.size * 0.5,
            }),
        }
        before = Some(line);
    }
    blocks
}

fn begins_paragraph(before: &Fragment, line: &Fragment, left: f32, right: f32, leading: f32) -> bool {
    let size = line.size;
    let other_size = (before.size - size).abs() > size.max(before.size) * 0.12;
    let step = (line.y - before.y) / size.max(before.size);
    // The lines of a headline may stand further apart.
    if other_size || step < 0.0 || step > (leading * 1.3).max(leading + 0.25) {
        return true;
    }
    let alone = before.bold != line.bold && before.text.split(' ').count() <= 12 && before.x1 < right - size * 2.0;
    let indented = |line: &Fragment| line.x0 > left + size * 0.7 && line.x0 < left + size * 5.0;
    let first_line = indented(line) && (before.x0 - left).abs() < size * 0.5;
    // The first word would have fitted behind the line before.
    let letters = line.text.chars().count().max(1) as f32;
    let first = line.text.split(' ').next().unwrap_or_default().chars().count() as f32;
    let room = right - before.x1 - (line.x1 - line.x0) / letters * (first + 1.0);
    let ended_early = room > (right - left) * 0.08 && ends_sentence(&before.text);
    let listed =
        ["•", "■", "▪", "–", "—", "●"].iter().any(|mark| line.text.starts_with(mark)) && ends_sentence(&before.text);
    alone || first_line || ended_early || listed
}

/// What a paragraph is, by its first line.
fn kind(line: &Fragment, page: &Page, body: f32) -> ParagraphKind {
    // Just below a picture, in small letters.
    let below = |picture: &[f32; 4]| {
        let [x0, top, x1, bottom] = *picture;
        let wide = x1 - x0 > page.width * 0.1 && bottom - top > page.height * 0.05;
        wide && line.x0 < x1 && line.x1 > x0 && (-2.0..line.size * 3.5).contains(&(line.y - bottom))
    };
    match () {
        () if line.size > body * 1.15 => ParagraphKind::Heading,
        () if line.size < body * 0.95 && page.pictures.iter().any(below) => ParagraphKind::Caption,
        () => ParagraphKind::Body,
    }
}

/// The paragraph that `block` is the rest of: one that was broken off by the end of a column or of a page, or a headline over
/// several lines. `are_indented` tells whether paragraphs begin with an indent.
fn goes_on(blocks: &[Block], block: &Block, body: f32, are_indented: bool) -> Option<usize> {
    if block.kind == ParagraphKind::Heading {
        let before =
            blocks.last().filter(|before| before.kind == ParagraphKind::Heading && before.page == block.page)?;
        let step = (block.y[0] - before.y[1]) / block.size;
        let alike = (before.size - block.size).abs() < block.size * 0.05;
        return (alike && (0.5..1.7).contains(&step)).then(|| blocks.len() - 1);
    }
    if block.kind != ParagraphKind::Body || (block.size - body).abs() > body * 0.12 {
        return None;
    }
    // A caption or a crosshead may stand between.
    let mut near = blocks.iter().enumerate().rev().take(4);
    let (at, before) = near.find(|(_, other)| other.kind == ParagraphKind::Body)?;
    let last = before.lines.last()?;
    let first = block.lines.first()?.chars().next()?;
    let alike = (before.size - block.size).abs() < body * 0.12;
    let hyphen = last.ends_with(['-', '\u{ad}', '\u{2010}']);
    let open = !ends_sentence(last) && !last.ends_with(':');
    let next = at + 1 == blocks.len();
    let flows = block.opens && next && before.full && block.flush && are_indented;
    let goes_on = hyphen || flows || open && (first.is_lowercase() || next && before.full && block.flush);
    (alike && goes_on && before.page + 1 >= block.page).then_some(at)
}

/// The paragraph with the largest letters on the first page that has words.
fn headline(blocks: &[Block], body: f32) -> Option<usize> {
    let page = blocks.first()?.page;
    let length = |block: &Block| block.lines.iter().map(String::len).sum::<usize>();
    let fits = |block: &&(usize, &Block)| {
        let (_, block) = **block;
        block.size > body * 1.2 && (8..=LONGEST_TITLE).contains(&length(block))
    };
    let largest =
        |one: &(usize, &Block), other: &(usize, &Block)| one.1.size.total_cmp(&other.1.size).then(other.0.cmp(&one.0));
    let on_page = blocks.iter().enumerate().filter(|(_, block)| block.page == page);
    on_page.collect::<Vec<_>>().iter().filter(fits).copied().max_by(largest).map(|(at, _)| at)
}

/// The words of a document, to tell hyphens that only end a line from those that belong to a word.
struct Words(HashSet<String>);

/// Beginnings of words that keep their hyphen, unless the document writes them without.
const APART: &[&str] = &[
    "self", "ex", "non", "co", "pro", "anti", "all", "well", "cross", "half", "mid", "vice", "first", "second",
    "third", "one", "two", "three", "long", "short", "high", "low", "part", "full", "left", "right", "so", "north",
    "south", "post", "pre",
];

impl Words {
    fn of(blocks: &[Block]) -> Self {
        let mut words = HashSet::new();
        for line in blocks.iter().flat_map(|block| &block.lines) {
            let mut parts = line.split(' ').peekable();
            while let Some(word) = parts.next() {
                // The last of a line may be half a word.
                if parts.peek().is_some() {
                    words.insert(bare(word));
                }
            }
        }
        Self(words)
    }

    /// The lines as one.
    fn join(&self, lines: &[String]) -> String {
        let mut text = String::new();
        for line in lines {
            let line = line.trim();
            if text.is_empty() {
                text.push_str(line);
                continue;
            }
            if let Some(head) = text.strip_suffix('\u{ad}') {
                text.truncate(head.len());
            } else if let Some(head) = text.strip_suffix(['-', '\u{2010}']) {
                let before = head.rsplit(' ').next().unwrap_or_default();
                let behind = line.split(' ').next().unwrap_or_default();
                let broken = before.chars().next_back().is_some_and(char::is_alphabetic);
                if !broken {
                    text.push(' ');
                } else if !self.keeps_hyphen(before, behind) {
                    text.truncate(head.len());
                }
            } else {
                text.push(' ');
            }
            text.push_str(line);
        }
        text
    }

    fn keeps_hyphen(&self, before: &str, behind: &str) -> bool {
        let (one, other) = (bare(before), bare(behind));
        if self.0.contains(&format!("{one}-{other}")) {
            return true;
        }
        if self.0.contains(&format!("{one}{other}")) {
            return false;
        }
        // "Anglo-American", "40-year-old"
        let capital = behind.chars().next().is_some_and(|letter| !letter.is_lowercase());
        capital || before.contains('-') || APART.contains(&one.as_str())
    }
}

/// A word in small letters, without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x0: f32, x1: f32, y: f32) -> Fragment {
        Fragment { text: text.to_owned(), x0, x1, y, size: 10.0, bold: false }
    }

    fn paragraphs(columns: Vec<Vec<Fragment>>) -> Vec<String> {
        let pages: Vec<Page> = columns
            .into_iter()
            .map(|fragments| Page { width: 300.0, height: 400.0, fragments, pictures: Vec::new() })
            .collect();
        let mut draft = Draft::default();
        fill(&mut draft, &pages);
        draft.paragraphs.into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn hyphens_that_only_end_a_line_go() {
        let page = vec![
            line("The engi-", 0.0, 100.0, 10.0),
            line("neers saw first-", 0.0, 100.0, 22.0),
            line("hand that the long-", 0.0, 100.0, 34.0),
            line("est pier, a first-hand look, of the Anglo-", 0.0, 100.0, 46.0),
            line("Dutch bridge is old.", 0.0, 100.0, 58.0),
        ];
        // "long-" is among the beginnings that keep their hyphen, and nothing in the text tells better.
        let expected =
            "The engineers saw first-hand that the long-est pier, a first-hand look, of the Anglo-Dutch bridge is old.";
        assert_eq!(paragraphs(vec![page]), [expected]);
    }

    #[test]
    fn indents_gaps_and_short_lines_begin_paragraphs() {
        let page = vec![
            line("The old bridge over the Kess will", 0.0, 200.0, 10.0),
            line("stay shut, she said on Monday and", 0.0, 200.0, 22.0),
            line("closed the door behind her at once.", 0.0, 200.0, 34.0),
            line("Nobody should cross it, not even", 12.0, 200.0, 46.0),
            line("on foot.", 0.0, 60.0, 58.0),
            line("A ferry goes every hour from here", 0.0, 200.0, 70.0),
            line("to the other side of the river Kess.", 0.0, 200.0, 82.0),
            line("More on the next page of the paper", 0.0, 200.0, 106.0),
        ];
        let next = vec![line("is what they promised.", 0.0, 120.0, 10.0)];
        let found = paragraphs(vec![page, next]);
        assert_eq!(found.len(), 4, "{found:#?}");
        assert!(found.last().is_some_and(|last| last.ends_with("of the paper is what they promised.")), "{found:#?}");
    }
}
