//! All quotes, in the order of the text.

use eframe::egui::Ui;

use super::super::action::Action;
use super::super::document::Document;
use super::super::state::State;
use super::super::virtual_list::VirtualList;
use super::item::{self, Item};

/// Draws the list, with the chosen quote in view if `reveal`.
pub fn show(
    ui: &mut Ui,
    list: &mut VirtualList,
    state: &State,
    document: &Document,
    reveal: bool,
    actions: &mut Vec<Action>,
) {
    let quotes = &document.analysis.quotes;
    if quotes.is_empty() {
        return super::say(ui, "Nobody is quoted in this article.");
    }
    if let Some(quote) = state.selection.quote().filter(|_| reveal) {
        list.reveal(quote.0 as usize);
    }
    let height = |ui: &Ui, width: f32, at: usize| {
        quotes.get(at).map_or(0.0, |quote| Item::quote(ui, width, quote, document, true).height())
    };
    list.show(ui, "quotes", document.generation, quotes.len(), height, |ui, at, rect| {
        if let Some(quote) = quotes.get(at) {
            let selected = state.selection.quote() == Some(quote.id);
            item::show_quote(ui, rect, "quotes", (quote, true), document, selected, actions);
        }
    });
}
