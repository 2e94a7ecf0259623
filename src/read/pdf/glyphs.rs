//! The glyphs of a page, each with its place.

use std::panic::resume_unwind;
use std::time::Instant;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::{Stop, strings};

/// The most glyphs of one page; a page of a newspaper has fifty thousand.
const MAX_GLYPHS: usize = 2_000_000;

/// A letter and where it stands, in points from the left and from the top of the page.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub letter: char,
    pub x0: f32,
    pub x1: f32,
    /// The line that it stands on.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
    pub bold: bool,
}

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Gathered {
    pub width: f32,
    pub height: f32,
    /// In the order in which they were drawn.
    pub glyphs: Vec<Glyph>,
    /// The pictures, as left, top, right, bottom.
    pub pictures: Vec<[f32; 4]>,
    /// Letters that stand in another direction than most.
    pub crosswise: String,
    /// How many of the glyphs are not drawn.
    pub unseen: usize,
}

/// A glyph as it was drawn.
struct Placed {
    letter: char,
    from: Point,
    to: Point,
    size: f32,
    bold: bool,
    unseen: bool,
    /// 0 to the right, 1 down, 2 to the left, 3 up, 4 slanting.
    direction: usize,
}

/// What glyphs between two marks stand for.
enum Mark {
    Plain,
    /// They are no part of the text: a running head, a page number.
    Aside,
    /// They stand for these letters, until these are given out.
    Instead(Option<String>),
}

/// Takes what a page draws, and keeps its letters.
pub struct Gatherer {
    width: f32,
    height: f32,
    steps: u64,
    end: Instant,
    marks: Vec<Mark>,
    text: Vec<Placed>,
    aside: Vec<Placed>,
    pictures: Vec<[f32; 4]>,
}

impl Gatherer {
    /// For a page of this size, in points. No more than so many steps are followed, and none after `end`.
    pub fn new(width: f32, height: f32, steps: u64, end: Instant) -> Self {
        let (marks, text, aside, pictures) = Default::default();
        Self { width, height, steps, end, marks, text, aside, pictures }
    }

    /// How many steps are left.
    pub fn steps_left(&self) -> u64 {
        self.steps
    }

    /// Counts steps. What draws cannot be asked to stop, so it is left by unwinding, which prints nothing.
    fn step(&mut self, count: usize) {
        match self.steps.checked_sub(count as u64) {
            Some(left) => self.steps = left,
            None => resume_unwind(Box::new(Stop::Steps)),
        }
        if self.text.len() + self.aside.len() > MAX_GLYPHS {
            resume_unwind(Box::new(Stop::Steps));
        }
        if Instant::now() > self.end {
            resume_unwind(Box::new(Stop::Time));
        }
    }

    fn add(&mut self, glyph: &Drawn<'_>, transform: Affine, bold: bool, unseen: bool) {
        let instead = self.marks.iter_mut().rev().find_map(|mark| match mark {
            Mark::Instead(letters) => Some(letters),
            Mark::Plain | Mark::Aside => None,
        });
        let letters = match instead {
            Some(letters) => letters.take().unwrap_or_default(),
            None => match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => '\u{fffd}'.to_string(),
            },
        };
        let advance = match glyph {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let from = transform * Point::ZERO;
        let to = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let up = transform * Point::new(0.0, 1000.0) - from;
        let (across, down) = (to.x - from.x, to.y - from.y);
        let numbers = [from.x, from.y, to.x, to.y, up.x, up.y];
        if numbers.iter().any(|number| !number.is_finite() || number.abs() > 1e6) {
            return;
        }
        let straight = |along: f64, aside: f64| along.abs() > aside.abs() * 5.0;
        let direction = match () {
            () if across == 0.0 && down == 0.0 => 0,
            () if straight(across, down) => {
                if across > 0.0 {
                    0
                } else {
                    2
                }
            }
            () if straight(down, across) => {
                if down > 0.0 {
                    1
                } else {
                    3
                }
            }
            () => 4,
        };
        let count = letters.chars().count();
        let is_aside = self.marks.iter().any(|mark| matches!(mark, Mark::Aside));
        let place = if is_aside { &mut self.aside } else { &mut self.text };
        for (at, letter) in letters.chars().enumerate() {
            let part = |at: usize| from + (to - from) * (at as f64 / count as f64);
            let size = up.hypot() as f32;
            place.push(Placed { letter, from: part(at), to: part(at + 1), size, bold, unseen, direction });
        }
    }

    /// What was found, with the page turned so that most of its text stands upright.
    pub fn finish(self) -> Gathered {
        // A document in which all is marked as an aside has marks that mean nothing.
        let placed = if self.text.is_empty() { self.aside } else { self.text };
        let mut counts = [0usize; 5];
        for glyph in &placed {
            if let Some(count) = counts.get_mut(glyph.direction) {
                *count += 1;
            }
        }
        let most = (0..4).rev().max_by_key(|at| counts.get(*at)).unwrap_or(0);
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        let turn = |point: Point| match most {
            1 => (point.y, width - point.x),
            2 => (width - point.x, height - point.y),
            3 => (height - point.y, point.x),
            _ => (point.x, point.y),
        };
        let mut found = Gathered { width: self.width, height: self.height, ..Gathered::default() };
        if most % 2 == 1 {
            std::mem::swap(&mut found.width, &mut found.height);
        }
        for glyph in placed {
            if glyph.direction != most {
                found.crosswise.push(glyph.letter);
                continue;
            }
            found.unseen += usize::from(glyph.unseen);
            let ((x0, y), (x1, _)) = (turn(glyph.from), turn(glyph.to));
            let Placed { letter, size, bold, .. } = glyph;
            found.glyphs.push(Glyph { letter, x0: x0 as f32, x1: x1 as f32, y: y as f32, size, bold });
        }
        found.pictures = self.pictures;
        found
    }
}

impl<'a> Device<'a> for Gatherer {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.step(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.step(run.glyphs().len());
        let bold = run.glyphs().first().is_some_and(|glyph| match &**glyph {
            Drawn::Outline(glyph) => glyph.font_data().is_some_and(|font| {
                font.weight.is_some_and(|weight| weight >= 600)
                    || font.postscript_name.is_some_and(|name| name.contains("Bold") || name.contains("Black"))
            }),
            Drawn::Type3(_) => false,
        });
        let unseen = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.add(glyph, props.transform * glyph.transform(), bold, unseen);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step(1);
        // A picture may be drawn in a great many stripes.
        if self.pictures.len() < 10_000 {
            let place = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
            self.pictures.push([place.x0 as f32, place.y0 as f32, place.x1 as f32, place.y1 as f32]);
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {
        self.step(1);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.step(1);
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.step(1);
        let instead = properties.and_then(|told| told.get::<PdfString<'_>>(b"ActualText".as_slice()));
        self.marks.push(match instead {
            _ if tag == b"Artifact" => Mark::Aside,
            Some(letters) => Mark::Instead(Some(strings::decode(letters.as_bytes()))),
            None => Mark::Plain,
        });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}
