//! From lines to pages.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use krilla::Document;
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::{Line, PositionedLayoutItem};

use super::typeset::{Ink, Look, Set, Typesetter};
use crate::article::Article;
use crate::export::report::Run;

/// A4 in points.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 68.0;
const BOTTOM: f32 = PAGE.1 - MARGIN;
/// How wide text is set.
pub const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// What lies behind quotes.
const SHADE: [u8; 3] = [0xef, 0xeb, 0xdf];
/// How far left of an item its bullet stands.
const BULLET: f32 = 10.0;

/// Something on a page.
enum Drawn {
    Shade(Rect),
    Glyphs { at: Point, glyphs: Vec<KrillaGlyph>, font: Font, text: Arc<str>, size: f32, color: [u8; 3] },
}

/// A document, as far as it is written.
pub struct Pages<'a> {
    typesetter: &'a mut Typesetter,
    document: Document,
    fonts: HashMap<(u64, u32), Option<Font>>,
    /// The page that is being filled.
    page: Vec<Drawn>,
    finished: usize,
    /// How far down the page is filled.
    y: f32,
    /// The headings so far: level, words, page, and how far down.
    headings: Vec<(u8, String, usize, f32)>,
    /// What stands before items.
    bullet: Arc<Set>,
}

impl<'a> Pages<'a> {
    /// An empty document.
    pub fn new(title: &str, article: &Article, typesetter: &'a mut Typesetter) -> Self {
        let mut metadata = Metadata::new().title(title.to_owned()).creator("Standpoint".to_owned());
        if let Some(byline) = &article.byline {
            metadata = metadata.authors(vec![byline.clone()]);
        }
        if let Some(language) = &article.language {
            metadata = metadata.language(language.clone());
        }
        let mut document = Document::new();
        document.set_metadata(metadata);
        let bullet = Arc::new(typesetter.set(&[Run { text: "•".to_owned(), ..Run::default() }], &Look::TEXT));
        let (page, headings) = (Vec::new(), Vec::new());
        Self { typesetter, document, fonts: HashMap::new(), page, finished: 0, y: MARGIN, headings, bullet }
    }

    /// Puts a block below those before, on new pages as they are needed.
    pub fn put(&mut self, runs: &[Run], look: &Look) {
        let set = self.typesetter.set(runs, look);
        self.y += if self.y > MARGIN { look.before } else { 0.0 };
        let height = set.layout.height();
        // A heading does not stand alone at the foot of a page: two lines have room below it.
        let with_next = if look.keep || look.heading.is_some() { height + 4.0 * look.size } else { 0.0 };
        if self.y + with_next > BOTTOM && with_next < BOTTOM - MARGIN {
            self.turn();
        }
        let left = MARGIN + look.indent;
        let mut shift = self.y;
        for (number, line) in set.layout.lines().enumerate() {
            let metrics = line.metrics();
            if shift + metrics.block_max_coord > BOTTOM && self.y > MARGIN {
                self.turn();
                shift = MARGIN - metrics.block_min_coord;
            }
            if number == 0 {
                let top = shift + metrics.block_min_coord;
                if let Some(level) = look.heading {
                    self.headings.push((level, set.text.to_string(), self.finished, top));
                }
                if look.bullet {
                    self.put_bullet(left - BULLET, shift + metrics.baseline);
                }
            }
            self.put_line(&set.text, &line, left, shift);
            self.y = shift + metrics.block_max_coord;
        }
        self.y += look.after;
    }

    fn put_bullet(&mut self, left: f32, baseline: f32) {
        let bullet = Arc::clone(&self.bullet);
        if let Some(line) = bullet.layout.lines().next() {
            self.put_line(&bullet.text, &line, left, baseline - line.metrics().baseline);
        }
    }

    /// Puts a line whose block begins at `left` and `top`.
    fn put_line(&mut self, text: &Arc<str>, line: &Line<'_, Ink>, left: f32, top: f32) {
        let metrics = line.metrics();
        // Pieces of one run that differ in ink follow each other: of which glyph each is the first.
        let (mut run_number, mut taken) = (None, 0);
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(piece) = item else { continue };
            let run = piece.run();
            if run_number != Some(run.index()) {
                (run_number, taken) = (Some(run.index()), 0);
            }
            let count = piece.glyphs().count();
            let size = run.font_size();
            let data = run.font();
            let font = self.fonts.entry((data.data.id(), data.index)).or_insert_with(|| {
                let (bytes, _) = data.data.clone().into_raw_parts();
                Font::new(bytes.into(), data.index)
            });
            let ink = piece.style().brush;
            let at = Point::from_xy(left + piece.offset(), top + piece.baseline());
            if ink.shaded {
                let (above, below) = (metrics.ascent, metrics.descent);
                let shade = Rect::from_xywh(at.x, at.y - above, piece.advance(), above + below);
                self.page.extend(shade.map(Drawn::Shade));
            }
            if let Some(font) = font.clone() {
                let glyphs = with_words(run).skip(taken).take(count);
                let glyphs = glyphs
                    .map(|(glyph, range)| {
                        let part = |length: f32| length / size;
                        // In pages y counts downwards, in fonts upwards.
                        let (advance, x, y) = (part(glyph.advance), part(glyph.x), -part(glyph.y));
                        KrillaGlyph::new(GlyphId::new(glyph.id), advance, x, y, 0.0, range, None)
                    })
                    .collect();
                self.page.push(Drawn::Glyphs { at, glyphs, font, text: Arc::clone(text), size, color: ink.color });
            }
            taken += count;
        }
    }

    /// Ends the page.
    fn turn(&mut self) {
        self.finished += 1;
        let number = Run { text: self.finished.to_string(), weak: true, ..Run::default() };
        let number = self.typesetter.set(&[number], &Look { size: 9.0, ..Look::TEXT });
        if let Some(line) = number.layout.lines().next() {
            self.put_line(&number.text, &line, (PAGE.0 - line.metrics().advance) / 2.0, PAGE.1 - MARGIN / 2.0 - 9.0);
        }
        let drawn = std::mem::take(&mut self.page);
        self.y = MARGIN;
        let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else { return };
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let fill = |[red, green, blue]: [u8; 3]| Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::default(),
        };
        // Shades first, below all letters.
        for drawn in &drawn {
            if let Drawn::Shade(rect) = drawn {
                let mut path = PathBuilder::new();
                path.push_rect(*rect);
                if let Some(path) = path.finish() {
                    surface.set_fill(Some(fill(SHADE)));
                    surface.draw_path(&path);
                }
            }
        }
        for drawn in &drawn {
            if let Drawn::Glyphs { at, glyphs, font, text, size, color } = drawn {
                surface.set_fill(Some(fill(*color)));
                surface.draw_glyphs(*at, glyphs, font.clone(), text, *size, false);
            }
        }
        surface.finish();
        page.finish();
    }

    /// The whole file.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        if !self.page.is_empty() || self.finished == 0 {
            self.turn();
        }
        let mut outline = Outline::new();
        let mut open: Option<OutlineNode> = None;
        for (level, words, page, top) in std::mem::take(&mut self.headings) {
            let node = OutlineNode::new(words, XyzDestination::new(page, Point::from_xy(MARGIN, top)));
            match &mut open {
                Some(parent) if level == 2 => parent.push_child(node),
                _ => {
                    if let Some(done) = open.replace(node) {
                        outline.push_child(done);
                    }
                }
            }
        }
        if let Some(last) = open {
            outline.push_child(last);
        }
        self.document.set_outline(outline);
        self.document.finish().map_err(|error| io::Error::other(format!("the PDF could not be made: {error:?}")))
    }
}

/// The glyphs of a run from left to right, each with the bytes of the text that it stands for.
fn with_words(run: &parley::Run<'_, Ink>) -> impl Iterator<Item = (parley::Glyph, Range<usize>)> {
    let mut glyphs: Vec<(parley::Glyph, Range<usize>)> = Vec::new();
    for cluster in run.visual_clusters() {
        let range = cluster.text_range();
        if cluster.is_ligature_continuation() {
            // Belongs to the glyph before, which stands for several letters.
            if let Some((_, words)) = glyphs.last_mut() {
                *words = words.start.min(range.start)..words.end.max(range.end);
            }
        }
        glyphs.extend(cluster.glyphs().map(|glyph| (glyph, range.clone())));
    }
    glyphs.into_iter()
}
