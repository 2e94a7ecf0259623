//! Actors × issues: what two or more actors take a stance on, a column for each of them.

use eframe::egui::{Align2, Id, Rect, Response, ScrollArea, TextStyle, Ui, pos2, vec2};

use super::super::action::Action;
use super::super::document::Document;
use super::super::fonts;
use super::super::menu;
use super::super::row;
use super::super::state::State;
use super::super::subject::Subject;
use super::super::theme::{Theme, stance_glyph};
use super::item::{self, HEADING, Item};
use super::swatch::swatch;
use crate::analysis::issues::Issue;
use crate::analysis::{Actor, ActorId, Position, PositionId, Stance};

const CELL: f32 = 36.0;
const ROW: f32 = 36.0;
const HEAD: f32 = 26.0;
/// Room between the matrix and the words of the chosen issue.
const GAP: f32 = 12.0;
/// Room for what an issue is called.
const LABEL: f32 = 116.0;

/// Draws the matrix.
pub fn show(ui: &mut Ui, state: &State, document: &Document, actions: &mut Vec<Action>) {
    let issues = &document.issues;
    if issues.issues.is_empty() {
        return super::say(ui, "There is nothing in this article on which two actors take a stance.");
    }
    let actors: Vec<&Actor> = issues.actors.iter().filter_map(|id| document.analysis.actor(*id)).collect();
    let size = vec2(LABEL + CELL * actors.len() as f32, HEAD + ROW * issues.issues.len() as f32);
    let chosen = state.selection.position().and_then(|id| {
        let has = |issue: &&Issue| issue.stances.values().any(|held| held.contains(&id));
        issues.issues.iter().find(has)
    });
    let width = ui.available_width() - 16.0;
    let below: Vec<&Position> = chosen.map(|issue| positions_of(issue, document)).unwrap_or_default();
    let below: Vec<(&Position, f32)> = below
        .into_iter()
        .map(|position| (position, Item::position(ui, width, position, document, (true, true)).height()))
        .collect();
    let rest: f32 = below.iter().map(|(_, height)| height).sum();
    let rest = if below.is_empty() { 0.0 } else { rest + HEADING + GAP };
    ScrollArea::both().id_salt("matrix").auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
        ui.set_min_size(size + vec2(0.0, rest));
        let origin = ui.max_rect().min;
        let theme = Theme::of(ui);
        for (column, actor) in actors.iter().enumerate() {
            let left = origin.x + LABEL + CELL * column as f32;
            let rect = Rect::from_min_size(pos2(left, origin.y), vec2(CELL, HEAD));
            let open = state.selection.actor() == Some(actor.id);
            let response = row::button(ui, Id::unique(("matrix actor", actor.id.0)), rect, &actor.name, open);
            swatch(ui.painter(), &theme, rect.center(), actor, &document.analysis);
            if response.on_hover_text(&actor.name).clicked() {
                actions.push(Action::Actor(actor.id));
            }
        }
        let first = ((viewport.top() - HEAD) / ROW).floor().max(0.0) as usize;
        let last = ((viewport.bottom() - HEAD) / ROW).ceil().max(0.0) as usize;
        for (at, issue) in issues.issues.iter().enumerate().take(last).skip(first) {
            let top = origin.y + HEAD + ROW * at as f32;
            ui.painter().hline(origin.x..=origin.x + size.x, top, (1.0, theme.line));
            let label = row::lines(ui, &issue.label, TextStyle::Small.resolve(ui.style()), theme.text, LABEL - 12.0, 2);
            let place = pos2(origin.x + 6.0, top + (ROW - label.size().y) / 2.0);
            ui.painter().galley(place, label, theme.text);
            for (column, actor) in actors.iter().enumerate() {
                let left = origin.x + LABEL + CELL * column as f32;
                let rect = Rect::from_min_size(pos2(left, top + 1.0), vec2(CELL, ROW - 2.0));
                if let Some(held) = issue.stances.get(&actor.id) {
                    cell(ui, rect, (at, issue, actor.id), held, state, document, actions);
                }
            }
        }
        let Some(issue) = chosen else { return };
        let mut top = origin.y + size.y + GAP;
        let place = |top: f32, height: f32| Rect::from_min_size(pos2(origin.x, top), vec2(width, height));
        item::show_heading(ui, place(top, HEADING), &issue.label, Some(below.len()), theme.text);
        top += HEADING;
        for (at, (position, height)) in below.iter().enumerate() {
            let selected = state.selection.position() == Some(position.id);
            let id = Id::unique(("matrix position", at));
            item::show_position(ui, place(top, *height), id, (position, (true, true)), document, selected, actions);
            top += height;
        }
    });
}

/// The positions on an issue, those of the most prominent first; of very many only some.
fn positions_of<'a>(issue: &Issue, document: &'a Document) -> Vec<&'a Position> {
    const MOST: usize = 60;
    let mut seen = Vec::new();
    for id in issue.stances.values().flatten() {
        if seen.len() < MOST && !seen.contains(id) {
            seen.push(*id);
        }
    }
    seen.iter().filter_map(|id| document.analysis.positions.get(id.0 as usize)).collect()
}

/// The stances of one actor on one issue; the next of them at each click.
fn cell(
    ui: &Ui,
    rect: Rect,
    (at, issue, actor): (usize, &Issue, ActorId),
    held: &[PositionId],
    state: &State,
    document: &Document,
    actions: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let positions = || held.iter().filter_map(|id| document.analysis.positions.get(id.0 as usize));
    let Some(first) = positions().next() else { return };
    let name = document.analysis.actor(actor).map_or("", |actor| actor.name.as_str());
    let words: Vec<String> = positions()
        .map(|position| format!("{} {}", position.stance.label(), item::about(position, document)))
        .collect();
    let against = positions().any(|position| document.stands.contradicting(position.id).is_some());
    let sign = if against { " (these contradict each other)" } else { "" };
    let label = format!("{name} on {}: {}{sign}", issue.label, words.join("; "));
    let chosen = held.iter().position(|id| state.selection.position() == Some(*id));
    let response: Response = row::button(ui, Id::unique(("matrix", at, actor.0)), rect, &label, chosen.is_some());
    if against {
        // A frame in the colour of what is to be looked at: the two signs in it tell what is against what.
        let edge = rect.shrink(3.0);
        ui.painter().rect_stroke(edge, 4.0, (1.5, theme.warning), eframe::egui::StrokeKind::Inside);
    }
    let mut stances: Vec<_> = positions().map(|position| position.stance).collect();
    // Where two contradict each other, these are the ones to be seen.
    stances.sort_by_key(|stance| !(against && matches!(stance, Stance::Supports | Stance::Opposes)));
    stances.dedup();
    let shown = stances.len().min(2);
    for (nth, stance) in stances.iter().take(shown).enumerate() {
        let shift = (nth as f32 - (shown as f32 - 1.0) / 2.0) * 13.0;
        let (glyph, color) = (stance_glyph(*stance), theme.stance_color(*stance));
        ui.painter().text(
            rect.center() + vec2(shift, 0.0),
            Align2::CENTER_CENTER,
            glyph,
            fonts::sans_bold(16.0),
            color,
        );
    }
    let next = chosen.map_or(first.id, |at| held.get((at + 1) % held.len().max(1)).copied().unwrap_or(first.id));
    if response.clicked() {
        actions.push(Action::Position(next));
    }
    menu::context(&response, |ui| {
        let subject = Subject::Position(next);
        actions.extend(menu::commands(ui, subject.commands()).map(|command| Action::On(subject, command)));
    });
    response.on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        ui.label(eframe::egui::RichText::new(name).font(fonts::sans_bold(14.0)));
        for position in positions() {
            let stance = format!("{} {}", stance_glyph(position.stance), position.stance.label());
            ui.label(eframe::egui::RichText::new(stance).color(theme.stance_color(position.stance)));
            ui.label(item::evidence(position, document));
            if let Some(words) = item::contradiction(position, document) {
                ui.label(eframe::egui::RichText::new(words).color(theme.warning));
            }
        }
    });
}
