//! The bar in which one types what to find.

use eframe::egui::{Align, Button, Id, Key, Label, Layout, Margin, RichText, TextEdit, Ui, WidgetInfo};
use eframe::egui::{Role, vec2};

use super::action::Action;
use super::commands::Command;
use super::find::Find;
use super::theme::Theme;

/// The id of the field.
pub fn field_id() -> Id {
    Id::unique("find field")
}

/// Draws the bar.
pub fn show(ui: &mut Ui, find: &Find, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.horizontal_centered(|ui| {
        let mut needle = find.needle.clone();
        let room = (ui.available_width() - 300.0).clamp(80.0, 320.0);
        let field = TextEdit::singleline(&mut needle.text).id(field_id()).hint_text("Find in the article");
        let field = field.margin(Margin::symmetric(8, 4)).desired_width(room);
        let shifted = ui.input(|input| input.modifiers.shift);
        let response = ui.add(field).accessible_name("Find in the article");
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            let command = if shifted { Command::FindPrevious } else { Command::FindNext };
            actions.push(Action::Command(command));
            response.request_focus();
        }
        if find.wants_focus {
            response.request_focus();
            actions.push(Action::FindFocused);
        }
        ui.spacing_mut().item_spacing.x = 2.0;
        for (sign, words, chosen) in [
            ("Aa", "Only with the same capitals", &mut needle.case),
            ("W", "Only whole words", &mut needle.word),
            (".*", "As a regular expression", &mut needle.regex),
        ] {
            let button = ui.add(Button::selectable(*chosen, sign).min_size(vec2(28.0, 0.0))).on_hover_text(words);
            let on = *chosen;
            button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, words));
            if button.clicked() {
                *chosen = !on;
            }
        }
        if needle != find.needle {
            actions.push(Action::Find(needle));
        }
        ui.add_space(6.0);
        for (sign, command) in [("‹", Command::FindPrevious), ("›", Command::FindNext)] {
            let button = ui.add_enabled(!find.found.is_empty(), Button::new(sign)).accessible_name(command.label());
            if button.on_hover_text(command.hint(ui.ctx())).clicked() {
                actions.push(Action::Command(command));
            }
        }
        ui.add_space(6.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new(RichText::new("×").size(18.0)).frame_when_inactive(false));
            if close.accessible_name("Close the search").on_hover_text("Close (Esc)").clicked() {
                actions.push(Action::FindClose);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let color = if find.problem.is_some() { theme.error } else { theme.text_weak };
                ui.add(Label::new(RichText::new(find.counter()).color(color)).truncate().selectable(false));
            });
        });
    });
}
