//! The way of one actor through the article, on a line from its beginning to its end: where it is mentioned, where it is
//! quoted, where it takes a position.

use eframe::egui::{
    Align2, Color32, CursorIcon, Id, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::action::Action;
use super::super::attribution;
use super::super::document::Document;
use super::super::fonts;
use super::super::row;
use super::super::state::State;
use super::super::theme::{Theme, stance_glyph};
use super::super::wording::excerpt;
use super::item;
use crate::analysis::{Actor, ActorId, PositionId, QuoteId};
use crate::span::Span;

/// Height of the line with all that stands on it, in points.
pub const HEIGHT: f32 = 48.0;

/// Room at both ends.
const SIDE: f32 = 12.0;
/// The least distance between two marks of a kind: closer together, one stands for both.
const APART: f32 = 3.0;
const LETTERS: usize = 60;

/// What a mark leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leads {
    Mention(ActorId, Span),
    Quote(QuoteId),
    Position(PositionId),
}

struct Mark {
    rect: Rect,
    byte: usize,
    label: String,
    color: Color32,
    leads: Leads,
    chosen: bool,
}

impl Mark {
    fn action(&self) -> Action {
        match self.leads {
            Leads::Mention(actor, span) => Action::Mention(actor, span),
            Leads::Quote(quote) => Action::Quote(quote),
            Leads::Position(position) => Action::Position(position),
        }
    }
}

/// Draws the line of `actor` into `rect`. Each mark tells what it is and leads there; for the keyboard the line is one stop,
/// in which arrows go from mark to mark.
pub fn show(ui: &Ui, rect: Rect, actor: &Actor, state: &State, document: &Document, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let line = rect.shrink2(vec2(SIDE, 0.0));
    let marks = marks(line, actor, state, document, &theme);
    let id = Id::unique("timeline");
    let whole = ui.interact(rect.shrink2(vec2(4.0, 0.0)), id, Sense::focusable_noninteractive());
    whole.widget_info(|| {
        let at = marks.iter().position(|mark| mark.chosen).map(|at| format!(", at {} of {}", at + 1, marks.len()));
        let name = format!("{} from the beginning to the end of the article", actor.name);
        WidgetInfo::labeled(Role::Group, true, name + &at.unwrap_or_default())
    });
    if whole.has_focus() {
        ui.painter().rect_stroke(whole.rect, 4.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        row::keep_arrows(ui, id);
        let step = ui.input_mut(|input| {
            let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            count(Key::ArrowRight) - count(Key::ArrowLeft)
        });
        if step != 0 {
            actions.extend(stepped(&marks, step).map(Mark::action));
        }
    }
    ui.painter().hline(line.x_range(), rect.bottom() - 9.0, Stroke::new(1.0, theme.line));
    for (at, mark) in marks.iter().enumerate() {
        // Wide enough to be hit.
        let place = mark.rect.expand2(vec2(2.0, 2.0));
        let response = ui.interact(place, id.with(at), Sense::CLICK).on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, mark.chosen, &mark.label));
        draw(ui, mark, response.hovered(), document);
        if response.on_hover_text(&mark.label).clicked() {
            actions.push(mark.action());
        }
    }
}

/// The mark `step` places further, going round; where none is chosen the first or the last.
fn stepped(marks: &[Mark], step: isize) -> Option<&Mark> {
    let count = isize::try_from(marks.len()).ok().filter(|count| *count > 0)?;
    let at = match marks.iter().position(|mark| mark.chosen) {
        Some(at) => at as isize + step,
        None if step > 0 => step - 1,
        None => step,
    };
    marks.get(at.rem_euclid(count) as usize)
}

/// All marks in the order of the text; of those of one kind that fall on one place, the first or the chosen one.
fn marks(line: Rect, actor: &Actor, state: &State, document: &Document, theme: &Theme) -> Vec<Mark> {
    let (article, analysis) = (&document.article, &document.analysis);
    let length = article.text.len().max(1) as f32;
    let x = |byte: usize| line.left() + line.width() * (byte as f32 / length).min(1.0);
    let mut marks: Vec<Mark> = Vec::new();
    let (quote, position) = (state.selection.quote(), state.selection.position());
    let current = state.selection.current(analysis).filter(|_| quote.is_none() && position.is_none());
    let color = theme.actor_color(actor.id, actor.kind);
    let mut last = f32::NEG_INFINITY;
    for (at, mention) in actor.mentions.iter().enumerate() {
        let (place, chosen) = (x(mention.span.start), current == Some(mention.span));
        if place < last + APART && !chosen {
            continue;
        }
        last = place;
        let rect = Rect::from_x_y_ranges(place - 0.75..=place + 0.75, line.bottom() - 15.0..=line.bottom() - 4.0);
        let words = excerpt(mention.span.of(&article.text), LETTERS);
        let label = format!("Mention {} of {}: {words}", at + 1, actor.mentions.len());
        let leads = Leads::Mention(actor.id, mention.span);
        marks.push(Mark { rect, byte: mention.span.start, label, color, leads, chosen });
    }
    let mut last = f32::NEG_INFINITY;
    for said in analysis.quotes_of(actor.id) {
        let (from, to) = (x(said.extent().start), x(said.extent().end));
        let chosen = quote == Some(said.id) && position.is_none();
        if from < last && !chosen {
            continue;
        }
        let to = to.max(from + 4.0);
        last = to;
        let rect = Rect::from_x_y_ranges(from..=to, line.bottom() - 25.0..=line.bottom() - 19.0);
        let label = format!("Quote: {}", excerpt(&attribution::spoken(said, article), LETTERS));
        marks.push(Mark { rect, byte: said.extent().start, label, color, leads: Leads::Quote(said.id), chosen });
    }
    let mut last = f32::NEG_INFINITY;
    for held in analysis.positions_of(actor.id) {
        let (place, chosen) = (x(held.extent().start), position == Some(held.id));
        if place < last + 9.0 && !chosen {
            continue;
        }
        last = place;
        let rect = Rect::from_center_size(pos2(place, line.bottom() - 36.0), vec2(9.0, 13.0));
        let about = excerpt(&item::about(held, document), LETTERS);
        let label = format!("Position: {} {about}", held.stance.label());
        let color = theme.stance_color(held.stance);
        marks.push(Mark { rect, byte: held.extent().start, label, color, leads: Leads::Position(held.id), chosen });
    }
    marks.sort_by_key(|mark| mark.byte);
    marks
}

fn draw(ui: &Ui, mark: &Mark, hovered: bool, document: &Document) {
    let painter = ui.painter();
    if mark.chosen || hovered {
        painter.rect_filled(mark.rect.expand2(vec2(2.0, 1.0)), 2.0, Theme::of(ui).selection);
    }
    match mark.leads {
        Leads::Mention(..) => {
            let wide = if mark.chosen { 3.0 } else { 1.5 };
            painter.vline(mark.rect.center().x, mark.rect.y_range(), Stroke::new(wide, mark.color));
        }
        Leads::Quote(_) => drop(painter.rect_filled(mark.rect, 1.0, mark.color)),
        Leads::Position(id) => {
            if let Some(position) = document.analysis.positions.get(id.0 as usize) {
                let glyph = stance_glyph(position.stance);
                painter.text(mark.rect.center(), Align2::CENTER_CENTER, glyph, fonts::sans_bold(13.0), mark.color);
            }
        }
    }
}
