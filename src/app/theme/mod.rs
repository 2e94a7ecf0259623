//! Colours, glyphs and spacing of the window: light, sepia, dark, and of high contrast.
//!
//! The hues follow the colour-blind-safe set of Okabe and Ito, darkened for the light page and lightened for the dark
//! one until words in them can be read. No meaning hangs on colour alone: kinds have a glyph, stances a word as well.

mod cast;
mod kind_line;
mod palettes;

use eframe::egui::{self, Color32, CornerRadius, FontFamily, FontId, Stroke, TextStyle, Visuals};
use serde::{Deserialize, Serialize};

pub use self::cast::{Cast, OWN};
pub use self::kind_line::kind_line;
use super::fonts;
use super::layers::ColorBy;
use crate::analysis::{ActorId, ActorKind, Stance};

/// Which theme the reader wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Dark words on light paper.
    Light,
    /// Dark words on yellowed paper.
    Sepia,
    /// Light words on dark paper.
    Dark,
    /// White words on black.
    HighContrast,
}

impl ThemeChoice {
    /// All of them, in the order in which they are offered.
    pub const ALL: [ThemeChoice; 5] =
        [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Sepia, ThemeChoice::Dark, ThemeChoice::HighContrast];

    /// The word shown to readers.
    pub const fn label(self) -> &'static str {
        match self {
            ThemeChoice::System => "Like the system",
            ThemeChoice::Light => "Light",
            ThemeChoice::Sepia => "Sepia",
            ThemeChoice::Dark => "Dark",
            ThemeChoice::HighContrast => "High contrast",
        }
    }
}

impl From<ThemeChoice> for egui::ThemePreference {
    fn from(choice: ThemeChoice) -> Self {
        match choice {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light | ThemeChoice::Sepia => egui::ThemePreference::Light,
            ThemeChoice::Dark | ThemeChoice::HighContrast => egui::ThemePreference::Dark,
        }
    }
}

/// The colours of one theme. All of them are opaque, so that the contrast of what stands on what is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Whether this is the dark one.
    pub dark: bool,
    /// Behind the article.
    pub page: Color32,
    /// Behind the sidebar and the bars.
    pub panel: Color32,
    /// Behind a row or button that is pointed at.
    pub hovered: Color32,
    /// Thin lines between things.
    pub line: Color32,
    /// Words.
    pub text: Color32,
    /// Words that stand back.
    pub text_weak: Color32,
    /// Links, the chosen tab, the focus.
    pub accent: Color32,
    /// Behind the words of a quote.
    pub quote_tint: Color32,
    /// The bar in the margin beside a quote.
    pub quote_bar: Color32,
    /// Behind words that were just jumped to; fades away.
    pub flash: Color32,
    /// Behind words that were searched for.
    pub find: Color32,
    /// Behind the one of them that was jumped to.
    pub find_current: Color32,
    /// Behind words that are marked with the mouse, and behind the chosen row.
    pub selection: Color32,
    /// Words that say that something is uncertain.
    pub warning: Color32,
    /// Words that say that something failed.
    pub error: Color32,
    /// The colours of actors that have one of their own, the most prominent first.
    pub own: [Color32; OWN],
    /// Who has which of them.
    pub cast: Cast,
}

impl Theme {
    /// The one that is shown now. Also takes a [`egui::Ui`].
    pub fn of(ctx: &egui::Context) -> Self {
        let chosen = ctx.data(|data| data.get_temp::<ThemeChoice>(choice_id())).unwrap_or_default();
        let theme = match (chosen, ctx.theme()) {
            (ThemeChoice::Sepia, _) => Self::sepia(),
            (ThemeChoice::HighContrast, _) => Self::high_contrast(),
            (_, egui::Theme::Dark) => Self::dark(),
            (_, egui::Theme::Light) => Self::light(),
        };
        Self { cast: ctx.data(|data| data.get_temp::<Cast>(cast_id())).unwrap_or_default(), ..theme }
    }

    /// The colour of an actor, by what the reader wants colours to tell: for its glyph, for words, and behind words in
    /// the colour of the page.
    pub fn actor_color(&self, id: ActorId, kind: ActorKind) -> Color32 {
        match self.cast.by {
            ColorBy::Kind => self.kind_color(kind),
            ColorBy::Actor | ColorBy::Nothing => self.own_color(id).unwrap_or(self.kind_color(ActorKind::Unnamed)),
        }
    }

    /// The colour that is this actor's alone, if it has one.
    pub fn own_color(&self, id: ActorId) -> Option<Color32> {
        self.cast.place(id).and_then(|place| self.own.get(place)).copied()
    }

    /// Behind the words of any mention of an actor.
    pub fn actor_tint(&self, id: ActorId, kind: ActorKind) -> Color32 {
        self.tint(self.actor_color(id, kind))
    }

    /// Behind the words of a mention of the selected actor.
    pub fn actor_tint_selected(&self, id: ActorId, kind: ActorKind) -> Color32 {
        self.tint_selected(self.actor_color(id, kind))
    }

    /// The colour of the sign of a kind where no actor is meant: a hue only where hues tell kinds.
    pub const fn sign_color(&self, kind: ActorKind) -> Color32 {
        match self.cast.by {
            ColorBy::Kind => self.kind_color(kind),
            ColorBy::Actor | ColorBy::Nothing => self.kind_color(ActorKind::Unnamed),
        }
    }

    /// The colour of a kind of actor: for its glyph, for words, and behind words in the colour of the page.
    pub const fn kind_color(&self, kind: ActorKind) -> Color32 {
        let [light, dark] = match kind {
            ActorKind::Person => [Color32::from_rgb(0x00, 0x56, 0x8A), Color32::from_rgb(0x7C, 0xBD, 0xF0)],
            ActorKind::Organisation => [Color32::from_rgb(0x87, 0x38, 0x00), Color32::from_rgb(0xF2, 0xA6, 0x5E)],
            ActorKind::Place => [Color32::from_rgb(0x00, 0x5A, 0x45), Color32::from_rgb(0x5C, 0xCF, 0xA8)],
            ActorKind::Group => [Color32::from_rgb(0x8A, 0x2A, 0x63), Color32::from_rgb(0xEB, 0xA3, 0xCE)],
            ActorKind::Unnamed => [Color32::from_rgb(0x55, 0x50, 0x49), Color32::from_rgb(0xB5, 0xB0, 0xA6)],
        };
        if self.dark { dark } else { light }
    }

    /// Behind words that are marked in this colour.
    pub fn tint(&self, color: Color32) -> Color32 {
        mix(self.page, color, if self.dark { 0.17 } else { 0.13 })
    }

    fn tint_selected(&self, color: Color32) -> Color32 {
        mix(self.page, color, if self.dark { 0.28 } else { 0.30 })
    }

    /// The colour of a stance, for its glyph and its word.
    pub const fn stance_color(&self, stance: Stance) -> Color32 {
        let [light, dark] = match stance {
            Stance::Supports => [Color32::from_rgb(0x00, 0x5A, 0x45), Color32::from_rgb(0x5C, 0xCF, 0xA8)],
            Stance::Opposes => [Color32::from_rgb(0x97, 0x31, 0x0A), Color32::from_rgb(0xF5, 0x9A, 0x6E)],
            Stance::CallsFor => [Color32::from_rgb(0x00, 0x56, 0x8A), Color32::from_rgb(0x7C, 0xBD, 0xF0)],
            Stance::Commits => [Color32::from_rgb(0x1F, 0x55, 0x66), Color32::from_rgb(0x7F, 0xD0, 0xDA)],
            Stance::Warns => [Color32::from_rgb(0x6E, 0x4A, 0x00), Color32::from_rgb(0xE8, 0xC0, 0x58)],
            Stance::Denies => [Color32::from_rgb(0x8A, 0x2A, 0x63), Color32::from_rgb(0xEB, 0xA3, 0xCE)],
            Stance::Asserts => [Color32::from_rgb(0x55, 0x50, 0x49), Color32::from_rgb(0xB5, 0xB0, 0xA6)],
        };
        if self.dark { dark } else { light }
    }

    /// What egui's own widgets look like.
    fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark { Visuals::dark() } else { Visuals::light() };
        visuals.weak_text_color = Some(self.text_weak);
        visuals.hyperlink_color = self.accent;
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.panel;
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.extreme_bg_color = self.page;
        visuals.faint_bg_color = mix(self.panel, self.text, 0.03);
        visuals.code_bg_color = self.hovered;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.error;
        visuals.selection.bg_fill = self.selection;
        visuals.selection.stroke = Stroke::new(1.5, if self.dark { self.text } else { self.accent });
        visuals.text_cursor.stroke = Stroke::new(2.0, self.accent);
        visuals.text_cursor.blink = false;
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        visuals.popup_shadow.color = visuals.popup_shadow.color.gamma_multiply(0.6);

        let widgets = &mut visuals.widgets;
        let states = [
            (&mut widgets.noninteractive, self.panel, self.line, self.text),
            (&mut widgets.inactive, mix(self.panel, self.text, 0.06), mix(self.panel, self.text, 0.14), self.text),
            (&mut widgets.hovered, self.hovered, mix(self.panel, self.text, 0.35), self.text),
            (&mut widgets.active, mix(self.panel, self.text, 0.18), self.accent, self.text),
            (&mut widgets.open, self.hovered, self.line, self.text),
        ];
        for (state, fill, edge, ink) in states {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, edge);
            state.fg_stroke = Stroke::new(1.0, ink);
            state.corner_radius = CornerRadius::same(4);
            state.expansion = 0.0;
        }
        visuals
    }
}

/// `share` of `over` on `under`, both opaque.
fn mix(under: Color32, over: Color32, share: f32) -> Color32 {
    under.lerp_to_gamma(over, share)
}

/// The word that stands for a kind of actor.
pub const fn kind_label(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
        ActorKind::Unnamed => "unnamed",
    }
}

/// The form that stands for a stance, always beside its word.
pub const fn stance_glyph(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "+",
        Stance::Opposes => "−",
        Stance::CallsFor => "→",
        Stance::Commits => "✓",
        Stance::Warns => "!",
        Stance::Denies => "≠",
        Stance::Asserts => "=",
    }
}

/// Where the window keeps what the reader chose.
fn choice_id() -> egui::Id {
    egui::Id::unique("theme choice")
}

fn cast_id() -> egui::Id {
    egui::Id::unique("cast")
}

/// Gives these actors their colours from now on.
pub fn set_cast(ctx: &egui::Context, cast: Cast) {
    ctx.data_mut(|data| data.insert_temp(cast_id(), cast));
}

/// Shows the window in another theme.
pub fn choose(ctx: &egui::Context, choice: ThemeChoice) {
    ctx.data_mut(|data| data.insert_temp(choice_id(), choice));
    let (light, dark) = match choice {
        ThemeChoice::Sepia => (Theme::sepia(), Theme::dark()),
        ThemeChoice::HighContrast => (Theme::light(), Theme::high_contrast()),
        ThemeChoice::System | ThemeChoice::Light | ThemeChoice::Dark => (Theme::light(), Theme::dark()),
    };
    ctx.set_visuals_of(egui::Theme::Light, light.visuals());
    ctx.set_visuals_of(egui::Theme::Dark, dark.visuals());
    ctx.set_theme(choice);
}

/// Gives the window its typefaces, and both themes their colours, spacing and sizes. To be called once, at the start.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    // Where the system does not say what it prefers, paper is the better guess for a page to read.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    choose(ctx, ThemeChoice::System);
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, fonts::sans(12.0)),
            (TextStyle::Body, fonts::sans(14.0)),
            (TextStyle::Button, fonts::sans(14.0)),
            (TextStyle::Heading, fonts::sans_bold(18.0)),
            (TextStyle::Monospace, FontId::new(13.0, FontFamily::Monospace)),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(8.0, 4.0);
        style.spacing.button_padding = egui::vec2(8.0, 4.0);
        style.spacing.interact_size = egui::vec2(40.0, 24.0);
        style.spacing.menu_margin = egui::Margin::same(8);
        style.spacing.window_margin = egui::Margin::same(16);
        style.spacing.tooltip_width = 360.0;
        style.spacing.scroll = egui::style::ScrollStyle::solid();
        style.spacing.scroll.bar_width = 10.0;
        // Nothing moves unless the reader did something, and then at once.
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.interaction.tooltip_delay = 0.4;
        style.interaction.selectable_labels = false;
    });
}

#[cfg(test)]
mod tests;
