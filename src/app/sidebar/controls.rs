//! What narrows the lists down, and puts them in order.

use eframe::egui::{self, Align, Key, Layout, Margin, Role, Ui, WidgetInfo, vec2};

use super::super::action::Action;
use super::super::lists::{Checks, PositionOrder, QuoteOrder, Sort, View};
use super::super::menu;
use super::super::state::State;
use super::super::theme::{Theme, kind_label, stance_glyph};
use super::{Tab, filter_id};
use crate::analysis::{ActorKind, Stance};

const KINDS: [ActorKind; 5] =
    [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group, ActorKind::Unnamed];

/// Draws the controls of the list that is shown.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut view = state.view.clone();
    let row = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        match view.tab {
            Tab::Actors => choose(ui, "Order by", Sort::ALL, &mut view.sort, Sort::label),
            Tab::Quotes => choose(ui, "Order", QuoteOrder::ALL, &mut view.quotes, QuoteOrder::label),
            Tab::Positions => choose(ui, "Order", PositionOrder::ALL, &mut view.positions, PositionOrder::label),
            Tab::ToCheck => choose(ui, "Show", Checks::ALL, &mut view.checks, Checks::label),
        }
        field(ui, state, &mut view, actions);
    });
    if view.tab == Tab::Actors {
        ui.horizontal(|ui| kinds_and_stances(ui, &mut view));
    }
    if view != state.view {
        actions.push(Action::View(Box::new(view)));
    }
}

fn field(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    if !view.filter().is_empty() && ui.button("×").on_hover_text("Show all again").clicked() {
        view.filter_mut().clear();
    }
    let hint = match view.tab {
        Tab::Actors => "Filter by name or role",
        Tab::Quotes => "Filter by words or speaker",
        Tab::Positions => "Filter by words, actor, stance",
        Tab::ToCheck => "Filter by words",
    };
    let tab = view.tab;
    let field = egui::TextEdit::singleline(view.filter_mut())
        .id(filter_id())
        .hint_text(hint)
        .margin(Margin::symmetric(8, 4))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name(hint);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && tab == Tab::Actors {
        let first = state.listed().first().filter(|actor| state.selection.actor() != Some(**actor));
        actions.extend(first.map(|actor| Action::Actor(*actor)));
    }
}

/// A box to choose from.
fn choose<T: Copy + PartialEq>(ui: &mut Ui, what: &str, all: &[T], chosen: &mut T, label: impl Fn(T) -> &'static str) {
    let now = label(*chosen);
    let combo = egui::ComboBox::from_id_salt(what).width(112.0).selected_text(now);
    let shown = combo.popup_style((menu::style as fn(&mut egui::Style)).into()).show_ui(ui, |ui| {
        for choice in all {
            if ui.selectable_label(*chosen == *choice, label(*choice)).clicked() {
                *chosen = *choice;
            }
        }
    });
    shown.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, format!("{what} {}", now.to_lowercase()));
        info.current_text_value = Some(now.to_owned());
        info
    });
    shown.response.on_hover_text("What is listed, in which order");
}

/// Signs that show only actors of a kind, and a menu of stances.
fn kinds_and_stances(ui: &mut Ui, view: &mut View) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.x = 2.0;
    ui.spacing_mut().interact_size.x = 28.0;
    for kind in KINDS {
        let chosen = view.kind == Some(kind);
        let sign = egui::RichText::new(kind.sign()).color(theme.sign_color(kind));
        let button = egui::Button::selectable(chosen, sign).min_size(vec2(26.0, 22.0));
        let name = format!("Only of the kind {}", kind_label(kind));
        let response = ui.add(button).on_hover_text(name.as_str());
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, &name));
        if response.clicked() {
            view.kind = if chosen { None } else { Some(kind) };
        }
    }
    ui.add_space(6.0);
    let words = match view.stance {
        None => "Any stance ⏷".to_owned(),
        Some(stance) => format!("{} {} ⏷", stance_glyph(stance), stance.label()),
    };
    let (response, _) = menu::button(&words).ui(ui, |ui| {
        if ui.selectable_label(view.stance.is_none(), "Any stance").clicked() {
            view.stance = None;
            ui.close();
        }
        for stance in Stance::ALL {
            let words = format!("{}  {}", stance_glyph(stance), stance.label());
            if ui.selectable_label(view.stance == Some(stance), words).clicked() {
                view.stance = Some(stance);
                ui.close();
            }
        }
    });
    response.accessible_name("Only with a stance").on_hover_text("Show only actors that take this stance");
}
