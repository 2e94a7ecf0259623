//! The typefaces: a serif for the article, a sans for the interface, symbols and the rest behind them.

use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontId};

/// Name of the family of running text.
pub const SERIF: &str = "serif";
/// Name of the family of headlines.
pub const SERIF_BOLD: &str = "serif-bold";
/// Name of the family of captions and bylines.
pub const SERIF_ITALIC: &str = "serif-italic";
/// Name of the family of headings and names in the interface; its plain sister is [`FontFamily::Proportional`].
pub const SANS_BOLD: &str = "sans-bold";

/// The serif of running text at `size` points.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// The serif of headlines at `size` points.
pub fn serif_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_BOLD.into()))
}

/// The slanted serif at `size` points.
pub fn serif_italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_ITALIC.into()))
}

/// The sans of the interface at `size` points.
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The strong sans of the interface at `size` points.
pub fn sans_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SANS_BOLD.into()))
}

/// All families, each with the symbol fonts and egui's own fonts (emoji among them) behind it.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let embedded: [(&str, &'static [u8]); 7] = [
        ("SourceSerif4", include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf")),
        ("SourceSerif4-SemiBold", include_bytes!("../../assets/fonts/SourceSerif4-SemiBold.ttf")),
        ("SourceSerif4-Italic", include_bytes!("../../assets/fonts/SourceSerif4-Italic.ttf")),
        ("Inter", include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
        ("Inter-SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
        ("NotoSansSymbols", include_bytes!("../../assets/fonts/NotoSansSymbols-subset.ttf")),
        ("NotoSansSymbols2", include_bytes!("../../assets/fonts/NotoSansSymbols2-subset.ttf")),
    ];
    for (name, bytes) in embedded {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let rest = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &[&str]| -> Vec<String> {
        let symbols = ["NotoSansSymbols", "NotoSansSymbols2"];
        first.iter().chain(&symbols).map(|name| (*name).to_owned()).chain(rest.iter().cloned()).collect()
    };
    fonts.families.insert(FontFamily::Proportional, family(&["Inter"]));
    fonts.families.insert(FontFamily::Name(SANS_BOLD.into()), family(&["Inter-SemiBold", "Inter"]));
    fonts.families.insert(FontFamily::Name(SERIF.into()), family(&["SourceSerif4", "Inter"]));
    fonts
        .families
        .insert(FontFamily::Name(SERIF_BOLD.into()), family(&["SourceSerif4-SemiBold", "SourceSerif4", "Inter"]));
    fonts
        .families
        .insert(FontFamily::Name(SERIF_ITALIC.into()), family(&["SourceSerif4-Italic", "SourceSerif4", "Inter"]));
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        monospace.extend(["NotoSansSymbols".to_owned(), "NotoSansSymbols2".to_owned()]);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{ActorKind, Stance};
    use crate::app::theme::stance_glyph;
    use eframe::egui;

    #[test]
    fn every_character_of_the_interface_and_of_news_has_a_glyph() {
        let ctx = egui::Context::default();
        ctx.set_fonts(definitions());
        // Fonts are there from the first frame on; its texture is of no use here.
        ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
        let kinds =
            [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group, ActorKind::Unnamed];
        let mut wanted: String =
            kinds.into_iter().map(ActorKind::sign).chain(Stance::ALL.into_iter().map(stance_glyph)).collect();
        wanted.push_str("“”‘’„‚«»‹›″′–—…·•€£§éßüøłçğşžěřБжїЄΩ½×−≠≈→←↑↓↗⚑❝✓✕✎◐⚠▾▸½😀📰");
        for font in [serif(18.0), serif_bold(18.0), serif_italic(18.0), sans(14.0), sans_bold(14.0)] {
            let missing: String =
                ctx.fonts_mut(|fonts| wanted.chars().filter(|c| !fonts.has_glyph(&font, *c)).collect());
            assert_eq!(missing, "", "{:?}", font.family);
        }
    }
}
