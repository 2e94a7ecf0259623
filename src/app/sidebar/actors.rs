//! The list of actors.

use eframe::egui::{Align2, Color32, FontId, Rect, Response, TextStyle, Ui, pos2, vec2};

use super::super::action::Action;
use super::super::document::{Document, Tally};
use super::super::fonts;
use super::super::menu;
use super::super::row;
use super::super::state::State;
use super::super::subject::Subject;
use super::super::theme::{Theme, kind_label};
use super::super::virtual_list::VirtualList;
use super::super::wording::{count, short};
use super::swatch::{self, swatch};
use crate::analysis::{Actor, ActorId, ActorKind};

const PLAIN: f32 = 32.0;
const WITH_ROLE: f32 = 48.0;
/// Room for one number, with its sign.
const COLUMN: f32 = 44.0;
/// Where the initials begin.
const SWATCH: f32 = 28.0;
/// Room for one letter of a number.
const LETTER: f32 = 9.0;

/// Draws the actors that are listed; tells which of them are in view, in order.
pub fn show(
    ui: &mut Ui,
    list: &mut VirtualList,
    state: &State,
    document: &Document,
    actions: &mut Vec<Action>,
) -> Vec<ActorId> {
    let mut drawn = Vec::new();
    let listed = state.listed();
    let actor = |at: usize| listed.get(at).and_then(|id| document.analysis.actor(*id));
    // Heights depend on which actors are listed, in which order.
    let key = listed.iter().fold(document.generation, |key, id| key.wrapping_mul(31).wrapping_add(u64::from(id.0) + 1));
    let height = |_: &Ui, _: f32, at: usize| {
        if actor(at).is_some_and(|actor| !actor.roles.is_empty()) { WITH_ROLE } else { PLAIN }
    };
    list.show(ui, "actors", key, listed.len(), height, |ui, at, rect| {
        if let Some(actor) = actor(at) {
            if ui.clip_rect().contains(rect.center()) {
                drawn.push(actor.id);
            }
            let selected = state.selection.actor() == Some(actor.id);
            let response = show_row(ui, rect, actor, document, selected);
            if response.clicked() {
                actions.push(Action::Actor(actor.id));
            }
            drop_on(ui, &response, actor.id, actions);
            menu::context(&response, |ui| {
                let subject = Subject::Actor(actor.id);
                actions.extend(menu::commands(ui, subject.commands()).map(|command| Action::On(subject, command)));
            });
        }
    });
    drawn
}

/// Another actor let go on this one is the same; a quote is said by it.
fn drop_on(ui: &Ui, response: &Response, actor: ActorId, actions: &mut Vec<Action>) {
    response.dnd_set_drag_payload(Subject::Actor(actor));
    let fits = |subject: &Subject| match subject {
        Subject::Actor(other) => *other != actor,
        Subject::Quote(_) => true,
        _ => false,
    };
    if response.dnd_hover_payload::<Subject>().is_some_and(|subject| fits(&subject)) {
        let stroke = (2.0, Theme::of(ui).accent);
        ui.painter().rect_stroke(response.rect, 4.0, stroke, eframe::egui::StrokeKind::Inside);
    }
    if let Some(subject) = response.dnd_release_payload::<Subject>().filter(|subject| fits(subject)) {
        actions.push(Action::Drop { what: *subject, on: actor });
    }
}

fn show_row(ui: &mut Ui, rect: Rect, actor: &Actor, document: &Document, selected: bool) -> Response {
    let tally = document.tally(actor.id);
    let theme = Theme::of(ui);
    let id = super::actor_id(ActorId(actor.id.0));
    let response = row::draggable(ui, id, rect, &describe(actor, tally), selected);
    row::keep_arrows(ui, id);

    let body = TextStyle::Body.resolve(ui.style());
    let small = TextStyle::Small.resolve(ui.style());
    let painter = ui.painter();
    let line = rect.top() + 16.0;
    let color = theme.actor_color(actor.id, actor.kind);
    painter.text(pos2(rect.left() + 16.0, line), Align2::CENTER_CENTER, actor.kind.sign(), body.clone(), color);
    if actor.kind != ActorKind::Unnamed {
        let center = pos2(rect.left() + SWATCH + swatch::WIDTH / 2.0, line);
        swatch(painter, &theme, center, actor, &document.analysis);
    }

    let right = |column: f32| rect.right() - 8.0 - COLUMN * column;
    let number = |column: f32, number: usize, color: Color32| {
        painter.text(pos2(right(column), line), Align2::RIGHT_CENTER, short(number), body.clone(), color);
    };
    // The signs stand below each other unless a number is very wide.
    let sign = |column: f32, number: usize, sign: &str| {
        let letters = short(number).len().clamp(2, 3);
        let at = pos2(right(column) - LETTER * letters as f32 - 3.0, line);
        painter.text(at, Align2::RIGHT_CENTER, sign, body.clone(), theme.text_weak);
    };
    if tally.positions > 0 {
        sign(0.0, tally.positions, "⚑");
        number(0.0, tally.positions, theme.text_weak);
    }
    if tally.quotes > 0 {
        sign(1.0, tally.quotes, "❝");
        number(1.0, tally.quotes, theme.text_weak);
    }
    number(2.0, actor.mentions.len(), theme.text);

    let left = rect.left() + SWATCH + swatch::WIDTH + 8.0;
    // Names have the room that the number beside them leaves.
    let letters = short(actor.mentions.len()).len();
    let width = right(2.0) - LETTER * letters as f32 - 8.0 - left;
    let name_font = if selected { fonts::sans_bold(body.size) } else { body.clone() };
    let name = row::lines(ui, &actor.name, name_font, theme.text, width, 1);
    let top = line - name.size().y / 2.0;
    ui.painter().galley(pos2(left, top), name, theme.text);
    if let Some(role) = actor.roles.first() {
        let size = FontId::new(small.size, small.family);
        let role = row::lines(ui, &role.text, size, theme.text_weak, rect.right() - 8.0 - left, 1);
        ui.painter().galley(pos2(left, rect.top() + 27.0), role, theme.text_weak);
    }
    response.on_hover_ui(|ui| tooltip(ui, actor, tally))
}

/// What a screen reader says of the row.
fn describe(actor: &Actor, tally: Tally) -> String {
    let mut words = format!("{}, {}", actor.name, kind_label(actor.kind));
    if let Some(role) = actor.roles.first() {
        words.push_str(&format!(", {}", role.text));
    }
    words.push_str(&format!(", {}", counts(actor, tally)));
    words
}

fn counts(actor: &Actor, tally: Tally) -> String {
    let mut parts = vec![count(actor.mentions.len(), "mention")];
    if tally.quotes > 0 {
        parts.push(count(tally.quotes, "quote"));
    }
    if tally.positions > 0 {
        parts.push(count(tally.positions, "position"));
    }
    parts.join(", ")
}

fn tooltip(ui: &mut Ui, actor: &Actor, tally: Tally) {
    ui.set_max_width(320.0);
    ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
    ui.strong(&actor.name);
    for role in &actor.roles {
        ui.label(&role.text);
    }
    ui.weak(format!("{}, {}", kind_label(actor.kind), counts(actor, tally)));
}
