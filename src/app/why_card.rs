//! The card that says why: beside what the mouse is on, and below the article for what is chosen.

use eframe::egui::{
    Align, Button, Frame, Id, Label, Layout, Link, Margin, Panel, RectAlign, Response, RichText, Role, ScrollArea,
    Sense, Tooltip, Ui, WidgetInfo,
};

use super::action::Action;
use super::commands::Command;
use super::document::Document;
use super::fonts;
use super::state::State;
use super::theme::{Theme, stance_glyph};
use super::why::{Line, Step, of_position, of_quote};
use super::wording::{NOBODY, excerpt, names};
use crate::analysis::{Actor, ActorId, Analysis, Position, Quote};
use crate::article::Article;

/// The id of the card below the article, for the keyboard.
pub fn card_id() -> Id {
    Id::unique("why card")
}

/// Draws who speaks a quote and why; tells where a click leads.
pub fn quote(ui: &mut Ui, article: &Article, analysis: &Analysis, quote: &Quote) -> Option<Step> {
    who(ui, analysis, &quote.speakers);
    lines(ui, &of_quote(article, analysis, quote))
}

/// Draws who stands where and why; tells where a click leads.
pub fn position(ui: &mut Ui, article: &Article, analysis: &Analysis, position: &Position) -> Option<Step> {
    let theme = Theme::of(ui);
    let about = match position.target.text.as_str() {
        "" => position.evidence.first().map(|span| span.of(&article.text)).unwrap_or_default(),
        target => target,
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        who(ui, analysis, &position.holders);
        let stance = format!("{} {}", stance_glyph(position.stance), position.stance.label());
        ui.label(RichText::new(stance).font(fonts::sans_bold(14.0)).color(theme.stance_color(position.stance)));
        ui.label(excerpt(about, 90));
    });
    lines(ui, &of_position(article, analysis, position))
}

fn who(ui: &mut Ui, analysis: &Analysis, actors: &[ActorId]) {
    let theme = Theme::of(ui);
    if names(analysis, actors).is_none() {
        ui.label(RichText::new(NOBODY).font(fonts::sans_bold(14.0)));
    }
    for actor in actors.iter().filter_map(|id| analysis.actor(*id)) {
        name_line(ui, &theme, actor);
    }
}

/// Draws the sign and the name of an actor.
pub fn name_line(ui: &mut Ui, theme: &Theme, actor: &Actor) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(actor.kind.sign()).color(theme.actor_color(actor.id, actor.kind)));
        ui.label(RichText::new(&actor.name).font(fonts::sans_bold(14.0)));
    });
}

fn lines(ui: &mut Ui, lines: &[Line]) -> Option<Step> {
    let mut step = None;
    // The lines belong together.
    ui.spacing_mut().item_spacing.y = 1.0;
    for line in lines {
        step = self::line(ui, line).or(step);
    }
    step
}

fn line(ui: &mut Ui, line: &Line) -> Option<Step> {
    let weak = Theme::of(ui).text_weak;
    let mut step = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        if !line.label.is_empty() {
            ui.label(RichText::new(line.label).color(weak));
        }
        for (at, piece) in line.pieces.iter().enumerate() {
            let between = line.between.trim();
            let last = at + 1 == line.pieces.len();
            match piece.step {
                Some(target) => {
                    // A comma belongs to the word before it.
                    let response = ui.add(Link::new(&piece.words));
                    let name = match target {
                        Step::Place(_) => format!("Go to “{}”", piece.words),
                        Step::Quote(_) => "Go to the quote".to_owned(),
                        Step::Speaker(..) => format!("{} says this", piece.words),
                    };
                    let response = response.on_hover_text(&name).accessible_name(name);
                    if response.clicked() {
                        step = Some(target);
                    }
                    if !last && !between.is_empty() {
                        if between == "," {
                            ui.spacing_mut().item_spacing.x = 1.0;
                        }
                        ui.label(RichText::new(between).color(weak));
                        ui.spacing_mut().item_spacing.x = 5.0;
                    }
                }
                None if last => drop(ui.label(&piece.words)),
                None => drop(ui.label(format!("{}{between}", piece.words))),
            }
        }
        if !line.note.is_empty() {
            ui.label(RichText::new(&line.note).color(weak));
        }
    });
    step
}

/// Shows a card beside a row while the mouse rests on it.
pub fn beside(response: &Response, card: impl FnOnce(&mut Ui) -> Option<Step>) -> Option<Step> {
    let mut tooltip = Tooltip::for_enabled(response);
    tooltip.popup = tooltip.popup.align(RectAlign::RIGHT_START);
    tooltip.show(card).and_then(|shown| shown.inner)
}

/// Draws the card for what is chosen below the article; nothing where nothing is chosen.
pub fn panel(ui: &mut Ui, state: &State, document: &Document, actions: &mut Vec<Action>) {
    let (article, analysis) = (&document.article, &document.analysis);
    let chosen = &state.selection;
    let position = chosen.position().and_then(|id| analysis.positions.get(id.0 as usize));
    let quote = chosen.quote().and_then(|id| analysis.quote(id));
    if position.is_none() && quote.is_none() {
        return;
    }
    let theme = Theme::of(ui);
    let most = (ui.available_height() * 0.45).max(80.0);
    let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(16, 8));
    let width = ui.available_width();
    Panel::bottom("why").resizable(false).show_separator_line(true).max_size(most).frame(frame).show(ui, |ui| {
        let head = ui.interact(ui.max_rect(), card_id(), Sense::focusable_noninteractive());
        head.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Why this was found"));
        if head.has_focus() {
            let rect = ui.max_rect().expand2(eframe::egui::vec2(8.0, 5.0));
            ui.painter().rect_stroke(rect, 4.0, (2.0, theme.accent), eframe::egui::StrokeKind::Inside);
        }
        ui.horizontal(|ui| {
            ui.label(RichText::new("Why?").font(fonts::sans_bold(14.0)).color(theme.text_weak));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = ui.add(Button::new("×").frame_when_inactive(false)).accessible_name("Close the card");
                if close.on_hover_text("Close this card (Esc)").clicked() {
                    actions.push(Action::Command(Command::Why));
                }
                ui.add(Label::new(RichText::new(Command::Why.shortcut_text(ui.ctx())).small().color(theme.text_weak)));
            });
        });
        let scroll = ScrollArea::vertical().id_salt("why lines").auto_shrink([false, true]).max_height(most - 48.0);
        let scroll = scroll.min_scrolled_height(most - 48.0);
        let step = scroll.show(ui, |ui| {
            ui.set_max_width((width - 48.0).clamp(160.0, 640.0));
            match (position, quote) {
                (Some(found), _) => self::position(ui, article, analysis, found),
                (None, Some(found)) => self::quote(ui, article, analysis, found),
                (None, None) => None,
            }
        });
        actions.extend(step.inner.map(Action::Why));
    });
}
