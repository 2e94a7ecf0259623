//! How the window looks: settings, themes, which marks are shown.

use eframe::egui::Context;

use super::layers::{ColorBy, Layers};
use super::settings::Settings;
use super::theme::{self, ThemeChoice};
use super::window::Standpoint;

impl Standpoint {
    /// Uses these settings from now on.
    pub(super) fn apply_settings(&mut self, settings: Settings, ctx: &Context) {
        let settings = settings.sane();
        theme::choose(ctx, settings.theme);
        ctx.set_zoom_factor(settings.zoom);
        self.state.settings = settings;
    }

    pub(super) fn set_theme(&mut self, theme: ThemeChoice, ctx: &Context) {
        self.apply_settings(Settings { theme, ..self.state.settings }, ctx);
    }

    pub(super) fn toggle_layer(&mut self, layer: impl Fn(&mut Layers) -> &mut bool, ctx: &Context) {
        let mut settings = self.state.settings;
        let layer = layer(&mut settings.layers);
        *layer = !*layer;
        self.apply_settings(settings, ctx);
    }

    pub(super) fn color_by(&mut self, color_by: ColorBy, ctx: &Context) {
        self.apply_settings(Settings { color_by, ..self.state.settings }, ctx);
    }

    pub(super) fn show_only_chosen(&mut self) {
        self.state.only_chosen = !self.state.only_chosen;
        let name = self.state.selection.actor().zip(self.state.document.as_ref());
        let name = name.and_then(|(id, document)| document.analysis.actor(id)).map(|actor| actor.name.clone());
        self.state.remark(match (self.state.only_chosen, name) {
            (false, _) => "The marks of all are shown.".to_owned(),
            (true, Some(name)) => format!("Only the marks of {name} are shown."),
            (true, None) => "Only the marks of the actor that you open are shown.".to_owned(),
        });
    }
}
