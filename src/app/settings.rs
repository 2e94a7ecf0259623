//! What the window remembers from one start to the next.

use serde::{Deserialize, Serialize};

use super::layers::{ColorBy, Layers};
use super::quote_style::QuoteStyle;
use super::theme::ThemeChoice;

/// The reader's preferences.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system is.
    pub theme: ThemeChoice,
    /// Size of the article's text, in points.
    pub text_size: f32,
    /// Length of the article's lines, in characters.
    pub line_width: f32,
    /// Height of the article's lines, as a multiple of the text's size.
    pub line_height: f32,
    /// Whether the article is set in the sans of the interface.
    pub sans: bool,
    /// Size of everything, 1 being normal.
    pub zoom: f32,
    /// Width of the sidebar, in points.
    pub sidebar_width: f32,
    /// Whether the sidebar is shown beside the article where there is room.
    pub sidebar: bool,
    /// Which marks are shown in the text.
    pub layers: Layers,
    /// What the colours of the marks tell.
    pub color_by: ColorBy,
    /// Whether corrections are kept beside the article's file, or in the user's own folder.
    pub corrections_beside: bool,
    /// How quotes are copied.
    pub quote_style: QuoteStyle,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_size: 18.0,
            line_width: 66.0,
            line_height: 1.5,
            sans: false,
            zoom: 1.0,
            sidebar_width: 360.0,
            sidebar: true,
            layers: Layers::default(),
            color_by: ColorBy::default(),
            corrections_beside: true,
            quote_style: QuoteStyle::default(),
        }
    }
}

impl Settings {
    /// The sizes that a reader can choose for the text, in points.
    pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 12.0..=32.0;
    /// The lengths of line that a reader can choose, in characters.
    pub const LINE_WIDTHS: std::ops::RangeInclusive<f32> = 40.0..=110.0;
    /// The heights of lines that a reader can choose, as multiples of the text's size.
    pub const LINE_HEIGHTS: std::ops::RangeInclusive<f32> = 1.2..=2.2;
    /// The zooms that a reader can choose.
    pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.5..=3.0;
    /// The widths that the sidebar can have, in points.
    pub const SIDEBAR_WIDTHS: std::ops::RangeInclusive<f32> = 260.0..=560.0;

    /// The same with all values where they can be used, whatever a file said.
    pub fn sane(self) -> Self {
        let default = Self::default();
        let within = |value: f32, range: std::ops::RangeInclusive<f32>, otherwise: f32| {
            if value.is_finite() { value.clamp(*range.start(), *range.end()) } else { otherwise }
        };
        Self {
            text_size: within(self.text_size, Self::TEXT_SIZES, default.text_size),
            line_width: within(self.line_width, Self::LINE_WIDTHS, default.line_width),
            line_height: within(self.line_height, Self::LINE_HEIGHTS, default.line_height),
            zoom: within(self.zoom, Self::ZOOMS, default.zoom),
            sidebar_width: within(self.sidebar_width, Self::SIDEBAR_WIDTHS, default.sidebar_width),
            ..self
        }
    }

    /// The next zoom in tenths, up for a positive `step` and down for a negative one.
    pub fn zoomed(self, step: i32) -> Self {
        let tenths = (self.zoom * 10.0).round() + step as f32;
        Self { zoom: tenths / 10.0, ..self }.sane()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_out_of_range_are_brought_back() {
        let odd = Settings { text_size: f32::NAN, zoom: 90.0, sidebar_width: -1.0, ..Settings::default() }.sane();
        assert_eq!((odd.text_size, odd.zoom, odd.sidebar_width), (18.0, 3.0, 260.0));
    }

    #[test]
    fn zooming_goes_in_tenths_and_stops_at_the_ends() {
        assert_eq!(Settings::default().zoomed(1).zoom, 1.1);
        assert_eq!(Settings { zoom: 0.5, ..Settings::default() }.zoomed(-1).zoom, 0.5);
    }
}
