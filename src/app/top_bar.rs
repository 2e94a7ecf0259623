//! The bar at the top: opening, looks, export.

use eframe::egui::{self, Align, Button, Id, Label, Layout, RichText, ScrollArea, Ui};

use super::action::Action;
use super::commands::Command;
use super::layers::ColorBy;
use super::legend;
use super::looks_menu;
use super::menu;
use super::services::Services;
use super::settings::Settings;
use super::state::State;
use super::stops;
use super::theme::{Theme, ThemeChoice};
use super::worker::Origin;

/// With less room than this, in points, the name of the article is worth more than the buttons of quotes and positions.
const STOPS: f32 = 620.0;

/// Draws the bar; tells the id of its first button, for the keyboard.
pub fn show(
    ui: &mut Ui,
    state: &State,
    services: &Services,
    (narrow, back): (bool, (bool, bool)),
    actions: &mut Vec<Action>,
) -> Id {
    // With a list of articles in its place, what belongs to the article would lead nowhere.
    let article = state.document.as_ref().filter(|_| !state.lists_articles());
    ui.horizontal_centered(|ui| {
        if article.is_some() {
            let sign = if narrow { "☰ Actors" } else { "☰" };
            let shown = if narrow { state.view.drawer } else { state.settings.sidebar };
            let button = ui.add(Button::selectable(shown, sign)).on_hover_text(Command::Sidebar.hint(ui.ctx()));
            if button.accessible_name("Sidebar").clicked() {
                actions.push(Action::Command(Command::Sidebar));
            }
        }
        let (open, _) = menu::button("Open ⏷").ui(ui, |ui| open_menu(ui, state, actions));
        let open = open.accessible_name("Open");
        // With little room, menus and keys have to do.
        if article.is_some() && !narrow {
            ways(ui, back, actions);
            if ui.available_width() > STOPS {
                stops::show(ui, state, actions);
            }
        }
        articles(ui, state, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            export(ui, state, services, actions);
            theme(ui, state, actions);
            marks(ui, state, actions);
            looks_menu::show(ui, state, actions);
            if let Some(document) = article.filter(|_| ui.available_width() > 120.0) {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add_space(8.0);
                    let name = RichText::new(document.name()).color(Theme::of(ui).text_weak);
                    ui.add(Label::new(name).truncate().selectable(false));
                });
            }
        });
        open.id
    })
    .inner
}

fn open_menu(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.set_min_width(240.0);
    for command in [Command::Open, Command::OpenPath, Command::Paste, Command::Sample] {
        item(ui, command, actions);
    }
    // Over an article of the list, the way back has its own button.
    if state.listing.is_some() && part(state).is_none() {
        item(ui, Command::Articles, actions);
    }
    if !state.recent.files().is_empty() {
        ui.separator();
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            ui.weak("Open again");
        });
        for file in state.recent.files() {
            recent(ui, state, file, actions);
        }
    }
}

fn recent(ui: &mut Ui, state: &State, file: &std::path::Path, actions: &mut Vec<Action>) {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let missing = state.recent.is_missing(file);
    let text = if missing { format!("{name}  (not there any more)") } else { name.clone() };
    let response = ui.add(Button::new(text).truncate()).on_hover_text(file.display().to_string());
    if response.accessible_name(format!("Open again {name}")).clicked() {
        actions.push(if missing { Action::Forget(file.to_owned()) } else { Action::Open(file.to_owned()) });
    }
}

/// A command as an entry of a menu.
fn item(ui: &mut Ui, command: Command, actions: &mut Vec<Action>) {
    if menu::entry(ui, command) {
        actions.push(Action::Command(command));
    }
}

fn export(ui: &mut Ui, state: &State, services: &Services, actions: &mut Vec<Action>) {
    let article = state.document.as_ref().filter(|_| !state.lists_articles());
    let refusal = article.map_or(Some("Once an article is open and analysed"), |document| document.refusal());
    let menu = |ui: &mut Ui| {
        menu::button("Export ⏷").ui(ui, |ui| {
            ui.set_min_width(200.0);
            for (at, exporter) in services.exporters.iter().enumerate() {
                if ui.button(exporter.label()).clicked() {
                    actions.push(Action::ExportFormat(at));
                }
            }
            ui.separator();
            item(ui, Command::CopyQuote, actions);
            item(ui, Command::QuoteStyle, actions);
        })
    };
    let response = ui.add_enabled_ui(refusal.is_none() && !services.exporters.is_empty(), menu).inner.0;
    let response = response.accessible_name("Export");
    response
        .on_hover_text(Command::Export.hint(ui.ctx()))
        .on_disabled_hover_text(refusal.unwrap_or("This program has no formats to export"));
}

fn theme(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (response, _) = menu::button("◐").ui(ui, |ui| {
        for theme in ThemeChoice::ALL {
            let chosen = state.settings.theme == theme;
            if ui.selectable_label(chosen, theme.label()).clicked() {
                actions.push(Action::Settings(Settings { theme, ..state.settings }));
                ui.close();
            }
        }
    });
    response.accessible_name("Theme").on_hover_text("Light, sepia, dark, high contrast");
}

/// Which marks are shown.
fn marks(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (response, _) = menu::button("Marks ⏷").ui(ui, |ui| {
        // With large letters in a small window there is more than there is room for.
        let most = ui.ctx().content_rect().height() - 64.0;
        ScrollArea::vertical()
            .max_height(most)
            .min_scrolled_height(most)
            .show(ui, |ui| mark_choices(ui, state, actions));
    });
    response.accessible_name("Marks").on_hover_text("Which marks are shown in the text, and what their colours tell");
}

fn mark_choices(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.set_min_width(224.0);
    let layers = state.settings.layers;
    for (command, on) in [
        (Command::LayerNames, layers.names),
        (Command::LayerQuotes, layers.quotes),
        (Command::LayerPositions, layers.positions),
        (Command::OnlyChosen, state.only_chosen),
    ] {
        let button = Button::selectable(on, command.label()).shortcut_text(command.shortcut_text(ui.ctx()));
        let button = ui.add(button).on_hover_text(command.tooltip());
        button.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, command.label()));
        if button.clicked() {
            actions.push(Action::Command(command));
        }
    }
    ui.separator();
    for (command, by) in [
        (Command::ColorByActor, ColorBy::Actor),
        (Command::ColorByKind, ColorBy::Kind),
        (Command::ColorByNothing, ColorBy::Nothing),
    ] {
        let on = state.settings.color_by == by;
        let button = Button::selectable(on, command.label()).shortcut_text(command.shortcut_text(ui.ctx()));
        let button = ui.add(button).on_hover_text(command.tooltip());
        button.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, command.label()));
        if button.clicked() {
            actions.push(Action::Command(command));
        }
    }
    if let Some(document) = state.document.as_ref().filter(|_| layers.names) {
        ui.separator();
        legend::show(ui, &document.analysis);
    }
}

/// The number of the article that is shown in the list that it stands in.
fn part(state: &State) -> Option<usize> {
    match state.document.as_ref().filter(|_| !state.lists_articles())?.origin {
        Origin::Part { at, .. } => Some(at),
        _ => None,
    }
}

/// The way from an article to the list that it stands in.
fn articles(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(at) = part(state) else { return };
    let button = ui.add(Button::new(format!("☰ Article {}", at + 1)).frame_when_inactive(false));
    let command = Command::Articles;
    if button.on_hover_text(command.hint(ui.ctx())).accessible_name(command.label()).clicked() {
        actions.push(Action::Command(command));
    }
}

/// Ways back and forward, and the search.
fn ways(ui: &mut Ui, ways: (bool, bool), actions: &mut Vec<Action>) {
    for (sign, command, open) in [("←", Command::Back, ways.0), ("→", Command::Forward, ways.1)] {
        let button =
            ui.add_enabled(open, Button::new(sign).frame_when_inactive(false)).accessible_name(command.label());
        if button.on_hover_text(command.hint(ui.ctx())).clicked() {
            actions.push(Action::Command(command));
        }
    }
}
