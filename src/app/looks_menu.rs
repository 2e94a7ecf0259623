//! The menu for how the article is set, and for the other settings.

use eframe::egui::{self, RichText, ScrollArea, Slider, Ui};

use super::action::Action;
use super::commands::Command;
use super::menu;
use super::quote_style::QuoteStyle;
use super::settings::Settings;
use super::state::State;
use super::theme::Theme;

/// Draws the button with its menu.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let config = menu::config().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = menu::button("Aa").config(config).ui(ui, |ui| {
        // With large letters in a small window there is more than there is room for.
        let most = ui.ctx().content_rect().height() - 64.0;
        ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| choices(ui, state, actions));
    });
    response.accessible_name("Text size and zoom").on_hover_text("Text, lines, typeface, copied quotes and zoom");
}

fn choices(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.set_min_width(260.0);
    let mut settings = state.settings;
    egui::Grid::new("looks").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
        let size = ui.label("Text size").id;
        ui.add(Slider::new(&mut settings.text_size, Settings::TEXT_SIZES).integer().suffix(" pt")).labelled_by(size);
        ui.end_row();
        let width = ui.label("Line length").id;
        ui.add(Slider::new(&mut settings.line_width, Settings::LINE_WIDTHS).integer().suffix(" letters"))
            .labelled_by(width);
        ui.end_row();
        let height = ui.label("Line height").id;
        ui.add(Slider::new(&mut settings.line_height, Settings::LINE_HEIGHTS).step_by(0.05)).labelled_by(height);
        ui.end_row();
        ui.label("Typeface");
        ui.horizontal(|ui| {
            ui.selectable_value(&mut settings.sans, false, "Serif");
            ui.selectable_value(&mut settings.sans, true, "Sans");
        });
        ui.end_row();
        ui.label("Corrections");
        ui.vertical(|ui| {
            ui.selectable_value(&mut settings.corrections_beside, true, "Beside the article")
                .on_hover_text("Kept in a file beside the article’s; from the next article that is opened");
            ui.selectable_value(&mut settings.corrections_beside, false, "In my own folder")
                .on_hover_text("Kept with the settings of the program; from the next article that is opened");
        });
        ui.end_row();
        ui.label("Copied quotes");
        ui.vertical(|ui| {
            for styles in QuoteStyle::ALL.chunks(2) {
                ui.horizontal(|ui| {
                    for style in styles {
                        ui.selectable_value(&mut settings.quote_style, *style, style.label());
                    }
                });
            }
            example(ui, state, settings.quote_style);
        });
        ui.end_row();
        ui.label("Zoom");
        ui.horizontal(|ui| {
            zoom(ui, "−", Command::ZoomOut, actions);
            ui.label(format!("{:.0} %", settings.zoom * 100.0));
            zoom(ui, "+", Command::ZoomIn, actions);
            if ui.button(Command::ZoomReset.label()).clicked() {
                actions.push(Action::Command(Command::ZoomReset));
            }
        });
        ui.end_row();
    });
    if settings != state.settings {
        actions.push(Action::Settings(settings));
    }
}

/// How a quote looks when it is copied.
fn example(ui: &mut Ui, state: &State, style: QuoteStyle) {
    let open = state.document.as_ref().map(|document| (&*document.article, &*document.analysis));
    let example = style.example(open, state.selection.quote());
    let letters = example.chars().count();
    let short: String = example.chars().take(EXAMPLE).chain((letters > EXAMPLE).then_some('…')).collect();
    let theme = Theme::of(ui);
    egui::Frame::new().fill(theme.page).inner_margin(8).corner_radius(4).show(ui, |ui| {
        ui.set_width(260.0);
        ui.label(RichText::new(short).small().color(theme.text));
    });
}

/// The most letters of the example.
const EXAMPLE: usize = 300;

fn zoom(ui: &mut Ui, sign: &str, command: Command, actions: &mut Vec<Action>) {
    let response = ui.button(sign).on_hover_text(command.hint(ui.ctx()));
    if response.accessible_name(command.label()).clicked() {
        actions.push(Action::Command(command));
    }
}
