//! Menus that look alike: entries with room around their words.

use eframe::egui::containers::menu::{MenuButton, MenuConfig, menu_style};
use eframe::egui::{Button, Context, Id, Popup, Response, Style, Ui, vec2};

use super::commands::Command;

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

/// Draws commands as entries, with a line between groups; tells which was chosen.
pub fn commands(ui: &mut Ui, groups: &[&[Command]]) -> Option<Command> {
    let mut chosen = None;
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            ui.separator();
        }
        for command in group.iter().copied() {
            if entry(ui, command) {
                chosen = Some(command);
                ui.close();
            }
        }
    }
    chosen
}

/// A command as an entry, with its keys; tells whether it was chosen.
pub fn entry(ui: &mut Ui, command: Command) -> bool {
    let button = Button::new(command.label()).shortcut_text(command.shortcut_text(ui.ctx()));
    let refusal = if command.corrects() { refusal(ui) } else { None };
    let response = ui.add_enabled(refusal.is_none(), button).on_hover_text(command.tooltip());
    let response = response.on_disabled_hover_text(refusal.unwrap_or_default());
    response.accessible_name(command.label()).clicked()
}

fn refusal_id() -> Id {
    Id::unique("why nothing can be put right")
}

/// Why nothing can be put right now, if so.
pub fn refusal(ctx: &Context) -> Option<&'static str> {
    ctx.data(|data| data.get_temp::<Option<&'static str>>(refusal_id())).flatten()
}

/// Has menus refuse in this frame, for this reason, what puts something right.
pub fn refuse(ctx: &Context, why: Option<&'static str>) {
    ctx.data_mut(|data| data.insert_temp(refusal_id(), why));
}
