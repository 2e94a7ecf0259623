//! The colours of each theme.

use eframe::egui::Color32;

use super::{Cast, Theme};

impl Theme {
    /// Dark words on off-white.
    pub const fn light() -> Self {
        Self {
            dark: false,
            page: Color32::from_rgb(0xFB, 0xF9, 0xF4),
            panel: Color32::from_rgb(0xF2, 0xEF, 0xE8),
            hovered: Color32::from_rgb(0xE6, 0xE2, 0xD8),
            line: Color32::from_rgb(0xD8, 0xD3, 0xC7),
            text: Color32::from_rgb(0x1E, 0x1C, 0x19),
            text_weak: Color32::from_rgb(0x5B, 0x56, 0x4E),
            accent: Color32::from_rgb(0x00, 0x56, 0x8A),
            quote_tint: Color32::from_rgb(0xF3, 0xEE, 0xDF),
            quote_bar: Color32::from_rgb(0x8F, 0x84, 0x6C),
            flash: Color32::from_rgb(0xFF, 0xDD, 0x7A),
            find: Color32::from_rgb(0xFF, 0xEC, 0x9E),
            find_current: Color32::from_rgb(0xFF, 0xC8, 0x3D),
            selection: Color32::from_rgb(0xC4, 0xDA, 0xEA),
            warning: Color32::from_rgb(0x7A, 0x4A, 0x00),
            error: Color32::from_rgb(0xA3, 0x1E, 0x16),
            own: [
                Color32::from_rgb(0x15, 0x32, 0x83),
                Color32::from_rgb(0x8B, 0x27, 0x23),
                Color32::from_rgb(0x11, 0x54, 0x28),
                Color32::from_rgb(0x4E, 0x35, 0x9E),
                Color32::from_rgb(0x5C, 0x2B, 0x00),
                Color32::from_rgb(0x1F, 0x5D, 0xA5),
                Color32::from_rgb(0x78, 0x12, 0x57),
                Color32::from_rgb(0x77, 0x58, 0x00),
            ],
            cast: Cast::NOBODY,
        }
    }

    /// Light words on a dark, warm grey.
    pub const fn dark() -> Self {
        Self {
            dark: true,
            page: Color32::from_rgb(0x1B, 0x1C, 0x1E),
            panel: Color32::from_rgb(0x22, 0x23, 0x26),
            hovered: Color32::from_rgb(0x2F, 0x31, 0x35),
            line: Color32::from_rgb(0x3A, 0x3C, 0x40),
            text: Color32::from_rgb(0xEA, 0xE6, 0xDE),
            text_weak: Color32::from_rgb(0xBD, 0xB8, 0xAE),
            accent: Color32::from_rgb(0x7C, 0xBD, 0xF0),
            quote_tint: Color32::from_rgb(0x28, 0x28, 0x28),
            quote_bar: Color32::from_rgb(0x7F, 0x79, 0x6B),
            flash: Color32::from_rgb(0x56, 0x43, 0x0A),
            find: Color32::from_rgb(0x4C, 0x40, 0x14),
            find_current: Color32::from_rgb(0x5C, 0x43, 0x00),
            selection: Color32::from_rgb(0x28, 0x42, 0x59),
            warning: Color32::from_rgb(0xE8, 0xB8, 0x58),
            error: Color32::from_rgb(0xFF, 0x9A, 0x8A),
            own: [
                Color32::from_rgb(0x4E, 0xD3, 0xFF),
                Color32::from_rgb(0xFE, 0x90, 0x00),
                Color32::from_rgb(0x8A, 0xD3, 0x9C),
                Color32::from_rgb(0xA9, 0xA2, 0xFF),
                Color32::from_rgb(0xF8, 0xB2, 0x80),
                Color32::from_rgb(0x7E, 0xB1, 0xD8),
                Color32::from_rgb(0xFE, 0x84, 0xD9),
                Color32::from_rgb(0xC7, 0xAC, 0x57),
            ],
            cast: Cast::NOBODY,
        }
    }

    /// Dark brown words on yellowed paper.
    pub const fn sepia() -> Self {
        Self {
            dark: false,
            page: Color32::from_rgb(0xFB, 0xF3, 0xE1),
            panel: Color32::from_rgb(0xF1, 0xE6, 0xCC),
            hovered: Color32::from_rgb(0xE3, 0xD4, 0xB5),
            line: Color32::from_rgb(0xD3, 0xC2, 0x9F),
            text: Color32::from_rgb(0x2B, 0x20, 0x12),
            text_weak: Color32::from_rgb(0x5A, 0x4A, 0x34),
            accent: Color32::from_rgb(0x00, 0x4C, 0x7A),
            quote_tint: Color32::from_rgb(0xEC, 0xDF, 0xBF),
            quote_bar: Color32::from_rgb(0x8C, 0x78, 0x52),
            flash: Color32::from_rgb(0xFA, 0xCF, 0x6A),
            find: Color32::from_rgb(0xFB, 0xE2, 0x8C),
            find_current: Color32::from_rgb(0xF8, 0xBE, 0x45),
            selection: Color32::from_rgb(0xC6, 0xD3, 0xD2),
            warning: Color32::from_rgb(0x6E, 0x42, 0x00),
            error: Color32::from_rgb(0x96, 0x1B, 0x13),
            own: [
                Color32::from_rgb(0x1B, 0x54, 0xB5),
                Color32::from_rgb(0x89, 0x00, 0x05),
                Color32::from_rgb(0x1D, 0x66, 0x29),
                Color32::from_rgb(0x61, 0x4C, 0x98),
                Color32::from_rgb(0x8C, 0x46, 0x00),
                Color32::from_rgb(0x00, 0x40, 0x83),
                Color32::from_rgb(0x66, 0x12, 0x4B),
                Color32::from_rgb(0x30, 0x45, 0x00),
            ],
            cast: Cast::NOBODY,
        }
    }

    /// White words on black, with edges that are plain to see.
    pub const fn high_contrast() -> Self {
        Self {
            dark: true,
            page: Color32::from_rgb(0x00, 0x00, 0x00),
            panel: Color32::from_rgb(0x00, 0x00, 0x00),
            hovered: Color32::from_rgb(0x2A, 0x2A, 0x2A),
            line: Color32::from_rgb(0xA8, 0xA8, 0xA8),
            text: Color32::from_rgb(0xFF, 0xFF, 0xFF),
            text_weak: Color32::from_rgb(0xE2, 0xE2, 0xE2),
            accent: Color32::from_rgb(0x8F, 0xD3, 0xFF),
            quote_tint: Color32::from_rgb(0x1C, 0x1C, 0x1C),
            quote_bar: Color32::from_rgb(0xC8, 0xC8, 0xC8),
            flash: Color32::from_rgb(0x5A, 0x46, 0x00),
            find: Color32::from_rgb(0x4A, 0x3C, 0x00),
            find_current: Color32::from_rgb(0x66, 0x4E, 0x00),
            selection: Color32::from_rgb(0x16, 0x3D, 0x63),
            warning: Color32::from_rgb(0xFF, 0xD0, 0x60),
            error: Color32::from_rgb(0xFF, 0xA8, 0x98),
            own: [
                Color32::from_rgb(0xB6, 0xEB, 0xFF),
                Color32::from_rgb(0xFE, 0x85, 0x16),
                Color32::from_rgb(0x44, 0xE7, 0xC2),
                Color32::from_rgb(0xDB, 0xBA, 0xFD),
                Color32::from_rgb(0xE8, 0xBE, 0x0C),
                Color32::from_rgb(0x5C, 0xAE, 0xFD),
                Color32::from_rgb(0xE9, 0x81, 0xD5),
                Color32::from_rgb(0xF5, 0xEA, 0xA1),
            ],
            cast: Cast::NOBODY,
        }
    }
}
