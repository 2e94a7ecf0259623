//! Menus that look alike: entries with room around their words.

use eframe::egui::containers::menu::{MenuButton, MenuConfig, menu_style};
use eframe::egui::{Popup, Response, Style, Ui, vec2};

/// Makes the entries of a menu.
pub fn style(style: &mut Style) {
    menu_style(style);
    style.spacing.button_padding = vec2(8.0, 4.0);
    style.spacing.item_spacing.y = 2.0;
}

/// How menus behave and look.
pub fn config() -> MenuConfig {
    MenuConfig::new().style(style as fn(&mut Style))
}

/// A button that opens a menu.
pub fn button(label: &str) -> MenuButton<'_> {
    MenuButton::new(label).config(config())
}

/// A menu at the pointer when `response` is clicked with the other mouse button.
pub fn context(response: &Response, entries: impl FnOnce(&mut Ui)) {
    Popup::context_menu(response).style(style as fn(&mut Style)).show(entries);
}
