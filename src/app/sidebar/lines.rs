//! A list of quotes, positions and doubts, below headings or not.

use eframe::egui::{Color32, Id, Rect, Ui};

use super::super::action::Action;
use super::super::document::Document;
use super::super::lists::Line;
use super::super::state::State;
use super::super::theme::{Theme, stance_glyph};
use super::super::virtual_list::VirtualList;
use super::super::wording;
use super::candidates;
use super::doubts;
use super::item::{self, HEADING, Item};

/// Draws the list called `name`, with what is chosen in view if `reveal`.
pub fn show(
    ui: &mut Ui,
    list: &mut VirtualList,
    (name, lines): (&'static str, &[Line]),
    state: &State,
    document: &Document,
    reveal: bool,
    actions: &mut Vec<Action>,
) {
    let is_chosen = |line: &Line| match line {
        Line::Quote(id) => state.selection.quote() == Some(*id),
        Line::Position(id) => state.selection.position() == Some(*id),
        _ => false,
    };
    if reveal && let Some(row) = lines.iter().position(is_chosen) {
        list.reveal(row);
    }
    // Below the heading of an actor its name would be said twice.
    let by_actor = matches!(lines.first(), Some(Line::Actor(..) | Line::Nobody(_)));
    let by_stance = matches!(lines.first(), Some(Line::Stance(..)));
    let position_shows = (!by_actor, !by_stance);
    let analysis = &document.analysis;
    let height = |ui: &Ui, width: f32, at: usize| match lines.get(at) {
        Some(Line::Quote(id)) => {
            analysis.quote(*id).map_or(0.0, |quote| Item::quote(ui, width, quote, document, !by_actor).height())
        }
        Some(Line::Position(id)) => {
            let position = analysis.positions.get(id.0 as usize);
            position.map_or(0.0, |position| Item::position(ui, width, position, document, position_shows).height())
        }
        Some(Line::Doubt(doubt)) => {
            let (heading, sentence) = doubts::words(*doubt, document);
            Item::note(ui, width, &heading, &sentence).height() + candidates::height(ui, width, *doubt, document)
        }
        _ => HEADING,
    };
    list.show(ui, name, state.lists().version, lines.len(), height, |ui, at, rect| {
        let Some(line) = lines.get(at) else { return };
        let id = Id::unique((name, at));
        match *line {
            Line::Quote(quote) => {
                if let Some(quote) = analysis.quote(quote) {
                    item::show_quote(ui, rect, id, (quote, !by_actor), document, is_chosen(line), actions);
                }
            }
            Line::Position(position) => {
                if let Some(position) = analysis.positions.get(position.0 as usize) {
                    item::show_position(ui, rect, id, (position, position_shows), document, is_chosen(line), actions);
                }
            }
            Line::Doubt(doubt) => doubts::show(ui, rect, id, doubt, state, document, actions),
            line => heading(ui, rect, line, document),
        }
    });
}

fn heading(ui: &mut Ui, rect: Rect, line: Line, document: &Document) {
    let theme = Theme::of(ui);
    let show = |words: String, count: usize, color: Color32| {
        item::show_heading(ui, rect, &words, Some(count), color);
    };
    match line {
        Line::Actor(id, count) => {
            if let Some(actor) = document.analysis.actor(id) {
                show(format!("{}  {}", actor.kind.sign(), actor.name), count, theme.actor_color(actor.id, actor.kind));
            }
        }
        Line::Nobody(count) => show("Nobody named".to_owned(), count, theme.warning),
        Line::Kind(kind, count) => show(wording::kind(kind).to_owned(), count, theme.text),
        Line::Stance(stance, count) => {
            show(format!("{}  {}", stance_glyph(stance), stance.label()), count, theme.stance_color(stance));
        }
        Line::Quote(_) | Line::Position(_) | Line::Doubt(_) => {}
    }
}
