//! What is shown while nothing is open.

use eframe::egui::{self, Align, Button, Layout, RichText, ScrollArea, Ui, vec2};

use super::action::Action;
use super::commands::Command;
use super::fonts;
use super::state::State;
use super::theme::Theme;

/// Draws the page.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ScrollArea::vertical().id_salt("welcome").auto_shrink([false, false]).show(ui, |ui| {
        let width = ui.available_width().min(520.0);
        let margin = ((ui.available_width() - width) / 2.0).max(16.0);
        ui.add_space((ui.available_height() * 0.16).clamp(16.0, 160.0));
        ui.horizontal(|ui| {
            ui.add_space(margin);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.set_max_width(width.min(ui.available_width() - 16.0));
                ui.label(RichText::new("Standpoint").font(fonts::serif_bold(36.0)).color(theme.text));
                ui.add_space(4.0);
                let line = "Open a news story and see who is in it, what each of them said, and where they stand.";
                ui.label(RichText::new(line).font(fonts::serif(18.0)).color(theme.text));
                ui.add_space(20.0);
                if let Some(name) = &state.reading {
                    ui.label(RichText::new(format!("Reading {name} …")).color(theme.text_weak));
                    ui.add_space(12.0);
                }
                buttons(ui, actions);
                ui.add_space(8.0);
                let paste = Command::Paste.shortcut_text(ui.ctx());
                let hint = format!("Or drop a file on this window, or press {paste} to paste a text.");
                ui.label(RichText::new(hint).color(theme.text_weak));
                if !state.recent.files().is_empty() {
                    ui.add_space(28.0);
                    recent(ui, state, actions);
                }
                ui.add_space(24.0);
            });
        });
    });
}

fn buttons(ui: &mut Ui, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for command in [Command::Open, Command::Paste, Command::Sample, Command::OpenPath] {
            let main = command == Command::Open;
            let text = RichText::new(command.label());
            let button = if main { Button::new(text.color(theme.page)).fill(theme.accent) } else { Button::new(text) };
            let response = ui.add(button.min_size(vec2(0.0, 32.0))).on_hover_text(command.hint(ui.ctx()));
            if response.clicked() {
                actions.push(Action::Command(command));
            }
        }
    });
}

fn recent(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.label(RichText::new("Open again").font(fonts::sans_bold(14.0)).color(theme.text));
    ui.add_space(4.0);
    for file in state.recent.files() {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        ui.horizontal(|ui| {
            let missing = state.recent.is_missing(file);
            let text = RichText::new(&name).color(if missing { theme.text_weak } else { theme.accent });
            let link = ui.add_enabled(!missing, Button::new(text).frame_when_inactive(false));
            let link = link.on_hover_text(file.display().to_string());
            if link.clicked() {
                actions.push(Action::Open(file.clone()));
            }
            if missing {
                ui.label(RichText::new("not there any more").small().color(theme.text_weak));
                if ui.small_button("Forget").clicked() {
                    actions.push(Action::Forget(file.clone()));
                }
            } else if let Some(folder) = file.parent() {
                let folder = RichText::new(folder.display().to_string()).small().color(theme.text_weak);
                ui.add(egui::Label::new(folder).truncate());
            }
        });
    }
}
