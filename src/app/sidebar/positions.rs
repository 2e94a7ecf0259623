//! All positions, by stance.

use eframe::egui::Ui;

use super::super::action::Action;
use super::super::document::Document;
use super::super::state::State;
use super::super::virtual_list::VirtualList;
use super::item::{self, HEADING, Item};
use crate::analysis::{Position, Stance};

enum Entry<'a> {
    Stance(Stance),
    Position(&'a Position),
}

/// Draws the list, with the chosen position in view if `reveal`.
pub fn show(
    ui: &mut Ui,
    list: &mut VirtualList,
    state: &State,
    document: &Document,
    reveal: bool,
    actions: &mut Vec<Action>,
) {
    if document.by_stance.is_empty() {
        return super::say(ui, "Nobody takes a position in this article.");
    }
    let mut entries = Vec::new();
    for (stance, held) in &document.by_stance {
        entries.push(Entry::Stance(*stance));
        let held = held.iter().filter_map(|id| document.analysis.positions.get(id.0 as usize));
        entries.extend(held.map(Entry::Position));
    }
    let chosen = state.selection.position().filter(|_| reveal);
    let is_chosen = |entry: &Entry| matches!(entry, Entry::Position(position) if Some(position.id) == chosen);
    if let Some(row) = entries.iter().position(is_chosen) {
        list.reveal(row);
    }
    let height = |ui: &Ui, width: f32, at: usize| match entries.get(at) {
        Some(Entry::Position(position)) => Item::position(ui, width, position, document, true).height(),
        _ => HEADING,
    };
    list.show(ui, "positions", document.generation, entries.len(), height, |ui, at, rect| match entries.get(at) {
        Some(Entry::Stance(stance)) => item::show_stance(ui, rect, *stance),
        Some(Entry::Position(position)) => {
            let selected = state.selection.position() == Some(position.id);
            item::show_position(ui, rect, "positions", (position, true), document, selected, actions);
        }
        None => {}
    });
}
