//! Quotes and positions as rows, the same in every list.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Galley, Id, Rect, Response, TextStyle, Ui, pos2};

use super::super::action::Action;
use super::super::attribution;
use super::super::document::Document;
use super::super::fonts;
use super::super::menu;
use super::super::row;
use super::super::subject::Subject;
use super::super::theme::{Theme, stance_glyph};
use super::super::why_card;
use super::super::wording;
use crate::analysis::{Position, Quote, QuoteKind, Stance};

const LEFT: f32 = 12.0;
const RIGHT: f32 = 8.0;
const ABOVE: f32 = 6.0;
const GAP: f32 = 2.0;
/// Height of a heading between rows.
pub const HEADING: f32 = 32.0;

/// Who speaks, as far as it is known.
pub fn speaker_words(quote: &Quote, document: &Document) -> String {
    match attribution::speakers(quote, &document.article, &document.analysis, false) {
        words if words.is_empty() => wording::NOBODY.to_owned(),
        words if quote.speakers.is_empty() => format!("“{words}”: who that is, is not certain"),
        words => words,
    }
}

/// The lines of a row, from top to bottom.
pub struct Item {
    lines: Vec<Arc<Galley>>,
}

impl Item {
    /// A quote; with its speaker unless that is clear from where the row stands.
    pub fn quote(ui: &Ui, width: f32, quote: &Quote, document: &Document, speaker: bool) -> Self {
        let theme = Theme::of(ui);
        let width = width - LEFT - RIGHT;
        let body = TextStyle::Body.resolve(ui.style());
        let small = TextStyle::Small.resolve(ui.style());
        let mut lines = Vec::new();
        if speaker {
            let name = speaker_words(quote, document);
            let color = match quote.speakers.first().and_then(|id| document.analysis.actor(*id)) {
                Some(actor) => theme.actor_color(actor.id, actor.kind),
                // That the writer hides who expects something is no mistake of anybody's.
                None if quote.kind == QuoteKind::Indirect => theme.text_weak,
                None => theme.warning,
            };
            lines.push(row::lines(ui, &name, fonts::sans_bold(small.size), color, width, 1));
        }
        let words = attribution::spoken(quote, &document.article);
        // What is not word for word stands back a little.
        let color = if quote.kind == QuoteKind::Indirect { theme.text_weak } else { theme.text };
        lines.push(row::lines(ui, &words, body, color, width, 4));
        if quote.kind != QuoteKind::Direct {
            lines.push(row::lines(ui, wording::kind(quote.kind), small, theme.text_weak, width, 1));
        }
        Self { lines }
    }

    /// A position; with its holder and its stance, `(holder, stance)`, unless these are clear from where the row stands.
    pub fn position(
        ui: &Ui,
        width: f32,
        position: &Position,
        document: &Document,
        (holder, stance): (bool, bool),
    ) -> Self {
        let theme = Theme::of(ui);
        let width = width - LEFT - RIGHT;
        let body = TextStyle::Body.resolve(ui.style());
        let small = TextStyle::Small.resolve(ui.style());
        let mut lines = Vec::new();
        if holder || stance {
            let wrap = TextWrapping::truncate_at_width(width);
            let mut job = LayoutJob { wrap, ..LayoutJob::default() };
            let strong = fonts::sans_bold(small.size);
            if holder {
                let (name, color) = match position.holders.first().and_then(|id| document.analysis.actor(*id)) {
                    Some(actor) => (holders(position, document), theme.actor_color(actor.id, actor.kind)),
                    None => ("Nobody is named as the holder".to_owned(), theme.warning),
                };
                job.append(&name, 0.0, TextFormat::simple(strong.clone(), color));
            }
            if stance {
                let words = format!("{} {}", stance_glyph(position.stance), position.stance.label());
                let color = theme.stance_color(position.stance);
                job.append(&words, if holder { 10.0 } else { 0.0 }, TextFormat::simple(strong, color));
            }
            lines.push(ui.painter().layout_job(job));
        }
        let evidence = evidence(position, document);
        if position.target.text.is_empty() {
            lines.push(row::lines(ui, &evidence, body, theme.text, width, 3));
        } else {
            lines.push(row::lines(ui, &one_line(&position.target.text), body, theme.text, width, 2));
            if !same_words(&evidence, &position.target.text) {
                lines.push(row::lines(ui, &evidence, small.clone(), theme.text_weak, width, 2));
            }
        }
        if let Some(words) = contradiction(position, document) {
            lines.push(row::lines(ui, &words, small, theme.warning, width, 2));
        }
        Self { lines }
    }

    /// A sentence with a heading.
    pub fn note(ui: &Ui, width: f32, heading: &str, sentence: &str) -> Self {
        let theme = Theme::of(ui);
        let width = width - LEFT - RIGHT;
        let body = TextStyle::Body.resolve(ui.style());
        let small = TextStyle::Small.resolve(ui.style());
        let heading = row::lines(ui, heading, fonts::sans_bold(small.size), theme.warning, width, 1);
        Self { lines: vec![heading, row::lines(ui, sentence, body, theme.text, width, 6)] }
    }

    /// The height that the row needs.
    pub fn height(&self) -> f32 {
        let lines: f32 = self.lines.iter().map(|line| line.size().y + GAP).sum();
        (lines + ABOVE * 2.0).ceil()
    }

    /// Draws the row as a button.
    pub fn show(self, ui: &Ui, id: Id, rect: Rect, label: &str, selected: bool) -> Response {
        let response = row::draggable(ui, id, rect, label, selected);
        let color = Theme::of(ui).text;
        let mut top = rect.top() + ABOVE;
        for line in self.lines {
            let height = line.size().y;
            ui.painter().galley(pos2(rect.left() + LEFT, top), line, color);
            top += height + GAP;
        }
        response
    }
}

/// Draws a quote's row with its menu, and asks for what the reader does with it.
pub fn show_quote(
    ui: &Ui,
    rect: Rect,
    id: Id,
    (quote, speaker): (&Quote, bool),
    document: &Document,
    selected: bool,
    actions: &mut Vec<Action>,
) {
    let words = attribution::spoken(quote, &document.article);
    let label = match speaker {
        true => format!("{}: {words}", speaker_words(quote, document)),
        false => words,
    };
    let item = Item::quote(ui, rect.width(), quote, document, speaker);
    let response = item.show(ui, id, rect, &label, selected);
    response.dnd_set_drag_payload(Subject::Quote(quote.id));
    if response.clicked() {
        actions.push(Action::Quote(quote.id));
    }
    let step = why_card::beside(&response, |ui| why_card::quote(ui, &document.article, &document.analysis, quote));
    actions.extend(step.map(Action::Why));
    menu::context(&response, |ui| {
        let subject = Subject::Quote(quote.id);
        actions.extend(menu::commands(ui, subject.commands()).map(|command| Action::On(subject, command)));
    });
}

/// Draws a position's row, and asks for it to be shown when it is clicked.
pub fn show_position(
    ui: &Ui,
    rect: Rect,
    id: Id,
    (position, (holder, stance)): (&Position, (bool, bool)),
    document: &Document,
    selected: bool,
    actions: &mut Vec<Action>,
) {
    let about = about(position, document);
    let mut label = format!("{} {about}", position.stance.label());
    if holder {
        label = format!("{} {label}", holders(position, document));
    }
    if let Some(words) = contradiction(position, document) {
        label = format!("{label}. {words}");
    }
    let item = Item::position(ui, rect.width(), position, document, (holder, stance));
    let response = item.show(ui, id, rect, &label, selected);
    if response.clicked() {
        actions.push(Action::Position(position.id));
    }
    let step =
        why_card::beside(&response, |ui| why_card::position(ui, &document.article, &document.analysis, position));
    actions.extend(step.map(Action::Why));
    menu::context(&response, |ui| {
        let subject = Subject::Position(position.id);
        actions.extend(menu::commands(ui, subject.commands()).map(|command| Action::On(subject, command)));
    });
}

/// Draws the heading of a stance.
pub fn show_stance(ui: &Ui, rect: Rect, stance: Stance) {
    let theme = Theme::of(ui);
    let text = format!("{}  {}", stance_glyph(stance), stance.label());
    show_heading(ui, rect, &text, None, theme.stance_color(stance));
}

/// Draws a heading between rows, with the number of rows behind it.
pub fn show_heading(ui: &Ui, rect: Rect, text: &str, count: Option<usize>, color: eframe::egui::Color32) {
    let size = TextStyle::Body.resolve(ui.style()).size;
    let galley = row::lines(ui, text, fonts::sans_bold(size), color, rect.width() - LEFT - 40.0, 1);
    let bottom = rect.bottom() - 4.0;
    let response = ui.interact(rect, ui.scope_id().with(text), eframe::egui::Sense::hover());
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Heading, true, text));
    if let Some(count) = count {
        let at = pos2(rect.right() - RIGHT, bottom);
        let small = TextStyle::Small.resolve(ui.style());
        let weak = Theme::of(ui).text_weak;
        ui.painter().text(at, eframe::egui::Align2::RIGHT_BOTTOM, wording::short(count), small, weak);
    }
    ui.painter().galley(pos2(rect.left() + LEFT, bottom - galley.size().y), galley, color);
}

/// The names of those who hold a position.
pub fn holders(position: &Position, document: &Document) -> String {
    let names: Vec<&str> = position
        .holders
        .iter()
        .filter_map(|id| document.analysis.actor(*id))
        .map(|actor| actor.name.as_str())
        .collect();
    if names.is_empty() { "Nobody named".to_owned() } else { names.join("; ") }
}

/// That the same holder takes the opposite stance elsewhere: `Contradicts itself: elsewhere opposes the tunnel`.
pub fn contradiction(position: &Position, document: &Document) -> Option<String> {
    let other = document.stands.contradicting(position.id)?;
    let other = document.analysis.positions.get(other.0 as usize)?;
    Some(format!("Contradiction: elsewhere {} {}", other.stance.label(), about(other, document)))
}

/// What a position is about: its target, or where none was singled out the words that show it.
pub fn about(position: &Position, document: &Document) -> String {
    if position.target.text.is_empty() { evidence(position, document) } else { one_line(&position.target.text) }
}

/// The words that show a position, in one line.
pub fn evidence(position: &Position, document: &Document) -> String {
    let pieces: Vec<String> = position.evidence.iter().map(|span| one_line(span.of(&document.article.text))).collect();
    pieces.join(" … ")
}

/// Whether two texts differ by marks and spaces only: then one of them says it all.
fn same_words(a: &str, b: &str) -> bool {
    a.chars().filter(|c| c.is_alphanumeric()).eq(b.chars().filter(|c| c.is_alphanumeric()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
