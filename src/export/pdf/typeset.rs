//! From words to glyphs in lines.

use std::borrow::Cow;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontStyle, FontWeight, Layout, LayoutContext,
    LineHeight, OverflowWrap, StyleProperty,
};

use super::pages::WIDTH;
use crate::analysis::ActorKind;
use crate::export::report::Run;

/// How a block looks. Lengths are in points.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Size of the letters.
    pub size: f32,
    /// From 400, regular, to 600, semi-bold.
    pub weight: f32,
    /// Whether it is slanted.
    pub italic: bool,
    /// Whether it is set in a weaker colour.
    pub grey: bool,
    /// How far it stands from the left margin.
    pub indent: f32,
    /// Whether a bullet stands before it.
    pub bullet: bool,
    /// Whether it stays on a page with what follows.
    pub keep: bool,
    /// The level of a heading: 0 for the title; these are listed beside the pages.
    pub heading: Option<u8>,
    /// Space above.
    pub before: f32,
    /// Space below.
    pub after: f32,
}

impl Look {
    /// Running text.
    pub const TEXT: Look = Look {
        size: 10.5,
        weight: 400.0,
        italic: false,
        grey: false,
        indent: 0.0,
        bullet: false,
        keep: false,
        heading: None,
        before: 0.0,
        after: 7.0,
    };
}

/// What letters are painted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// Red, green and blue.
    pub color: [u8; 3],
    /// Whether the shade of quotes lies behind them.
    pub shaded: bool,
}

/// A block, set.
pub struct Set {
    /// Its words.
    pub text: Arc<str>,
    /// Where they stand.
    pub layout: Layout<Ink>,
}

impl Set {
    /// The characters that no font has.
    pub fn missing(&self) -> impl Iterator<Item = char> {
        self.layout.lines().flat_map(|line| {
            let runs: Vec<_> = line.runs().collect();
            let clusters: Vec<_> = runs
                .iter()
                .flat_map(|run| run.clusters())
                .filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))
                .map(|cluster| cluster.text_range())
                .collect();
            let words: String = clusters.into_iter().filter_map(|range| self.text.get(range)).collect();
            words.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<Vec<_>>()
        })
    }
}

/// The fonts that come with the program.
const FONTS: [&[u8]; 5] = [
    include_bytes!("../../../assets/fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../../../assets/fonts/SourceSerif4-Italic.ttf"),
    include_bytes!("../../../assets/fonts/SourceSerif4-SemiBold.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansSymbols-subset.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansSymbols2-subset.ttf"),
];

/// Their families, in the order in which they are asked for a character.
const FAMILIES: [FontFamilyName<'static>; 3] = [
    FontFamilyName::Named(Cow::Borrowed("Source Serif 4")),
    FontFamilyName::Named(Cow::Borrowed("Noto Sans Symbols")),
    FontFamilyName::Named(Cow::Borrowed("Noto Sans Symbols2")),
];

/// Sets blocks.
pub struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<Ink>,
}

impl Typesetter {
    /// With the program's fonts and, behind them, the system's.
    pub fn new() -> Self {
        Self::with(true)
    }

    /// With the program's fonts only.
    #[cfg(test)]
    pub fn without_system() -> Self {
        Self::with(false)
    }

    fn with(system_fonts: bool) -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts });
        for font in FONTS {
            collection.register_fonts(Blob::new(Arc::new(font)), None);
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layouts: LayoutContext::new() }
    }

    /// Sets `runs` as wide as a page, less the indent.
    pub fn set(&mut self, runs: &[Run], look: &Look) -> Set {
        let text: Arc<str> = runs.iter().map(|run| run.text.as_str()).collect::<String>().into();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&FAMILIES))));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(look.weight)));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        // An address may be longer than a line.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if look.italic {
            builder.push_default(StyleProperty::FontStyle(FontStyle::Italic));
        }
        let base = Ink { color: if look.grey { [0x5c; 3] } else { [0x1c; 3] }, shaded: false };
        builder.push_default(StyleProperty::Brush(base));
        let mut at = 0;
        for run in runs {
            let range = at..at + run.text.len();
            at = range.end;
            let color = run.name.map(color).unwrap_or(if run.weak { [0x6b; 3] } else { base.color });
            let ink = Ink { color, shaded: run.quoted };
            if ink != base {
                builder.push(StyleProperty::Brush(ink), range.clone());
            }
            if run.strong {
                builder.push(StyleProperty::FontWeight(FontWeight::new(600.0)), range);
            }
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(WIDTH - look.indent));
        layout.align(Alignment::Start, AlignmentOptions::default());
        Set { text, layout }
    }
}

/// Dark enough on white and on the shade of quotes.
fn color(kind: ActorKind) -> [u8; 3] {
    match kind {
        ActorKind::Person => [0x1f, 0x4e, 0x8c],
        ActorKind::Organisation => [0x8a, 0x4b, 0x08],
        ActorKind::Place => [0x2b, 0x6a, 0x3a],
        ActorKind::Group => [0x6a, 0x3a, 0x86],
        ActorKind::Unnamed => [0x50; 3],
    }
}
