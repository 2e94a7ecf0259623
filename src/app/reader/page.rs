//! The page: all blocks with their heights, of which only those near the view are laid out.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use eframe::egui::{Context, Galley, Rect};

use super::blocks::{Block, blocks};
use super::heights::Heights;
use super::marks::{FlagMark, Marks, MentionMark, PieceMark};
use super::rows::{chars_of, row_of_char, row_rects};
use super::typeset::{Measure, PAGE_MARGIN};
use crate::article::Article;
use crate::span::Span;

/// Laid out blocks are kept until there are more than this many; then those far from the view go.
const KEPT: usize = 200;

/// A mark and the rectangles of its words, one a row, relative to the galley of its block.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The mark.
    pub mark: T,
    /// Its rectangles.
    pub rects: Vec<Rect>,
}

/// The marks of one block.
#[derive(Clone, Debug, Default)]
pub struct BlockMarks {
    /// Mentions, the longer before the shorter where they begin together.
    pub mentions: Vec<Placed<MentionMark>>,
    /// Pieces of quotes.
    pub pieces: Vec<Placed<PieceMark>>,
    /// Positions whose evidence begins here.
    pub flags: Vec<Placed<FlagMark>>,
}

/// A block that is laid out.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Its words.
    pub galley: Arc<Galley>,
    /// Space above them, in points.
    pub above: f32,
    /// Its marks, with the generation that they are of.
    marks: Option<(u64, Arc<BlockMarks>)>,
}

/// The blocks of an article, from top to bottom.
#[derive(Debug)]
pub struct Page {
    blocks: Vec<Block>,
    /// For each block the byte at which it begins; lines that do not stand in the text have that of the next one.
    starts: Vec<usize>,
    heights: Heights,
    laid: BTreeMap<usize, Laid>,
    measure: Option<Measure>,
}

impl Page {
    /// Of that article, with nothing laid out.
    pub fn new(article: &Article) -> Self {
        let blocks = blocks(article);
        let mut next = article.text.len();
        let mut starts: Vec<usize> = blocks
            .iter()
            .rev()
            .map(|block| {
                if block.words.is_none() {
                    next = block.span.start;
                }
                next
            })
            .collect();
        starts.reverse();
        Self { blocks, starts, heights: Heights::default(), laid: BTreeMap::new(), measure: None }
    }

    /// The block of that number.
    pub fn block(&self, block: usize) -> Option<&Block> {
        self.blocks.get(block)
    }

    /// How many blocks are laid out now.
    pub fn laid_out(&self) -> usize {
        self.laid.len()
    }

    /// The block of that number as it is laid out, if it is.
    pub fn laid(&self, block: usize) -> Option<&Laid> {
        self.laid.get(&block)
    }

    /// The heights of all blocks, guessed for those that were never laid out.
    pub fn heights(&self) -> &Heights {
        &self.heights
    }

    /// How the page is set.
    pub fn measure(&self) -> Option<Measure> {
        self.measure
    }

    /// Sets the page in another way; answers whether that changed anything. All heights are guesses then.
    pub fn set_measure(&mut self, measure: Measure, text: &str) -> bool {
        if self.measure == Some(measure) {
            return false;
        }
        self.measure = Some(measure);
        self.laid.clear();
        let last = self.blocks.len().saturating_sub(1);
        let guesses = self.blocks.iter().enumerate().map(|(i, block)| {
            let below = if i == last { PAGE_MARGIN } else { 0.0 };
            f64::from(self.above(i, &measure) + measure.guess(block, text) + below)
        });
        self.heights = Heights::new(guesses.collect());
        true
    }

    /// Throws away what was laid out, for when egui threw away its pictures of the glyphs. Heights stay.
    pub fn forget(&mut self) {
        self.laid.clear();
    }

    /// Lays out a block unless it is; answers whether its height changed.
    pub fn lay_out(&mut self, ctx: &Context, text: &str, block: usize) -> bool {
        let (Some(measure), Some(what), false) = (self.measure, self.blocks.get(block), self.laid.contains_key(&block))
        else {
            return false;
        };
        let galley = measure.lay_out(ctx, what, text);
        let above = self.above(block, &measure);
        let below = if block + 1 == self.blocks.len() { PAGE_MARGIN } else { 0.0 };
        let height = f64::from(above + galley.rect.height() + below);
        let changed = (self.heights.get(block) - height).abs() > 0.01;
        if changed {
            self.heights.set(block, height);
        }
        self.laid.insert(block, Laid { galley, above, marks: None });
        changed
    }

    fn above(&self, block: usize, measure: &Measure) -> f32 {
        let before = block.checked_sub(1).and_then(|before| self.blocks.get(before)).map(|before| before.kind);
        self.blocks.get(block).map_or(0.0, |what| measure.above(what, before))
    }

    /// The block in which byte `byte` of the text stands.
    pub fn block_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The byte at which a block begins.
    pub fn start_of(&self, block: usize) -> usize {
        self.starts.get(block).copied().unwrap_or_default()
    }

    /// Top and bottom of the row of a byte, from the top of its block, which is laid out for it; the block comes first.
    pub fn row_of(&mut self, ctx: &Context, text: &str, byte: usize) -> (usize, f64, f64) {
        let block = self.block_of(byte);
        self.lay_out(ctx, text, block);
        let (Some(what), Some(laid)) = (self.blocks.get(block), self.laid.get(&block)) else {
            return (block, 0.0, 0.0);
        };
        let chars = chars_of(Span::new(byte, byte), what.span.start, what.source(text));
        let (top, bottom) = row_of_char(&laid.galley, chars.start);
        (block, f64::from(laid.above + top), f64::from(laid.above + bottom))
    }

    /// Lays out what stands in a view that begins `from_block.1` points below the top of block `from_block.0`, and one
    /// view above it, so that scrolling up never meets a guess. Answers the depth of the top of that view.
    pub fn settle(&mut self, ctx: &Context, text: &str, from_block: (usize, f64), view: f64) -> f64 {
        let (block, below) = from_block;
        let mut top = 0.0;
        // Each round may show blocks that were guessed to be elsewhere; it ends as soon as no height changes.
        for _ in 0..8 {
            top = (self.heights.before(block) + below).clamp(0.0, (self.heights.total() - view).max(0.0));
            let mut changed = false;
            for near in self.near(top, view) {
                changed |= self.lay_out(ctx, text, near);
            }
            if !changed {
                break;
            }
        }
        top
    }

    /// The blocks of a view whose top is `top` deep, of the view above it, and a little below.
    fn near(&self, top: f64, view: f64) -> RangeInclusive<usize> {
        self.heights.at(top - view)..=self.heights.at(top + view * 1.25)
    }

    /// Drops blocks far from the view when too many are laid out.
    pub fn trim(&mut self, top: f64, view: f64) {
        if self.laid.len() > KEPT {
            let near = self.near(top, view);
            self.laid.retain(|block, _| near.contains(block));
        }
    }

    /// Finds the places of the marks of a laid out block, once for each generation.
    pub fn place_marks(&mut self, text: &str, block: usize, marks: &Marks, generation: u64) -> Option<Arc<BlockMarks>> {
        let laid = self.laid.get_mut(&block)?;
        if let Some((of, placed)) = &laid.marks
            && *of == generation
        {
            return Some(Arc::clone(placed));
        }
        let what = self.blocks.get(block)?;
        let source = what.source(text);
        let place = |span: Span| row_rects(&laid.galley, chars_of(span, what.span.start, source));
        let mut placed = BlockMarks::default();
        // Lines that do not stand in the text have an empty span, which nothing overlaps.
        placed
            .mentions
            .extend(marks.mentions.overlapping(what.span).map(|mark| Placed { rects: place(mark.span), mark }));
        placed.pieces.extend(marks.pieces.overlapping(what.span).map(|mark| Placed { rects: place(mark.span), mark }));
        placed.flags.extend(
            marks
                .flags
                .overlapping(what.span)
                .filter(|mark| mark.span.start >= what.span.start)
                .map(|mark| Placed { rects: place(mark.span), mark }),
        );
        let placed = Arc::new(placed);
        laid.marks = Some((generation, Arc::clone(&placed)));
        Some(placed)
    }
}
