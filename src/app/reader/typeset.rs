//! How the blocks of an article are set: sizes, spaces, and the laying out itself.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, Context, FontId, Galley};

use super::blocks::{Block, BlockKind, shown};
use crate::app::fonts;

/// All that the layout of the article hangs on. When it changes, everything is laid out anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Size of running text in points.
    pub text_size: f32,
    /// Height of a line of running text, as a multiple of its size.
    pub line_height: f32,
    /// Whether running text is set in the sans.
    pub sans: bool,
    /// Width of the column in points.
    pub column: f32,
    /// Physical pixels a point.
    pub pixels_per_point: f32,
    /// The theme: egui sharpens glyphs differently on dark paper, and throws its pictures of them away on a change.
    pub dark: bool,
}

/// How blocks of one kind are set.
struct Setting {
    font: FontId,
    line_height: f32,
    /// Space above, in points.
    above: f32,
}

/// Space above the first block and below the last, in points.
pub const PAGE_MARGIN: f32 = 40.0;

impl Measure {
    fn setting(&self, kind: BlockKind) -> Setting {
        let size = self.text_size;
        let (font, line, above) = match kind {
            // A narrow column gets a smaller headline.
            BlockKind::Title => (fonts::serif_bold(size * (self.column / (size * 16.0)).clamp(1.45, 1.9)), 1.2, 0.0),
            BlockKind::Byline => (fonts::sans(size * 0.76), 1.5, 0.7),
            BlockKind::Heading => (fonts::serif_bold(size * 1.25), 1.3, 1.6),
            BlockKind::Body if self.sans => (fonts::sans(size * 0.94), self.line_height, 0.85),
            BlockKind::Body => (fonts::serif(size), self.line_height, 0.85),
            BlockKind::Caption => (fonts::serif_italic(size * 0.86), 1.4, 0.85),
        };
        // Whole pixels keep all lines equally far apart.
        let line_height = (font.size * line * self.pixels_per_point).round() / self.pixels_per_point;
        Setting { font, line_height, above: (size * above).round() }
    }

    /// Space above a block; `before` is the kind of the one before it, `None` for the first of the page.
    pub fn above(&self, block: &Block, before: Option<BlockKind>) -> f32 {
        match before {
            None => PAGE_MARGIN,
            Some(_) if block.continues => 0.0,
            // The headline and what belongs to it stand apart from the text.
            Some(BlockKind::Title | BlockKind::Byline) if block.kind == BlockKind::Body => {
                (self.text_size * 1.5).round()
            }
            Some(_) => self.setting(block.kind).above,
        }
    }

    /// A guess at the height of the words of a block, good enough to scroll by until it is laid out.
    pub fn guess(&self, block: &Block, text: &str) -> f32 {
        let setting = self.setting(block.kind);
        // Letters of running text are about 0.46 of the size wide; counting bytes is cheap and near enough.
        let letters = block.source(text).len() as f32;
        let lines = (letters * setting.font.size * 0.46 / self.column.max(1.0) + 0.45).ceil().max(1.0);
        lines * setting.line_height
    }

    /// Lays a block out. The colour is left open until it is painted.
    pub fn lay_out(&self, ctx: &Context, block: &Block, text: &str) -> Arc<Galley> {
        let setting = self.setting(block.kind);
        let format = TextFormat {
            font_id: setting.font,
            color: Color32::PLACEHOLDER,
            line_height: Some(setting.line_height),
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(shown(block.source(text)).into_owned(), format);
        job.wrap.max_width = self.column;
        ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Size of the letters of a block, in points.
    pub fn font_size(&self, kind: BlockKind) -> f32 {
        self.setting(kind).font.size
    }
}

/// Width in points of a column that holds `letters` letters of running text at `text_size` points.
pub fn column_width(ctx: &Context, text_size: f32, letters: f32, sans: bool) -> f32 {
    // English letters by how often they occur, spaces between words included.
    const SAMPLE: &str =
        "the rain in its season had begun to fall on the old harbour when the ministers came to vote again";
    let font = if sans { fonts::sans(text_size * 0.94) } else { fonts::serif(text_size) };
    let width: f32 = ctx.fonts_mut(|fonts| SAMPLE.chars().map(|c| fonts.glyph_width(&font, c)).sum());
    (width / SAMPLE.len() as f32 * letters).round()
}
