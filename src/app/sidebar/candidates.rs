//! Who may speak a quote whose speaker is not certain, to be chosen with one click.

use std::sync::Arc;

use eframe::egui::{Color32, Galley, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::super::action::Action;
use super::super::commands::Command;
use super::super::document::{Document, Doubt};
use super::super::row;
use super::super::subject::Subject;
use super::super::theme::Theme;
use super::super::why::Step;
use crate::analysis::{ActorId, QuoteId};

const LEFT: f32 = 12.0;
const RIGHT: f32 = 8.0;
const HEIGHT: f32 = 24.0;
const GAP: f32 = 6.0;
/// The most that are offered; the others are in the list of all actors.
const MOST: usize = 4;

/// The quote that a doubt is about, when it is about who speaks.
fn quote(doubt: Doubt) -> Option<QuoteId> {
    match doubt {
        Doubt::NoSpeaker(id) | Doubt::UnsureQuote(id) => Some(id),
        Doubt::Warning(_) | Doubt::Orphan(_) | Doubt::UnsurePosition(_) => None,
    }
}

/// Who may speak it: those to whom it is given, then who else is likely.
pub fn candidates(id: QuoteId, document: &Document) -> Vec<ActorId> {
    let Some(quote) = document.analysis.quote(id) else { return Vec::new() };
    quote.speakers.iter().chain(&quote.grounds.others).copied().take(MOST).collect()
}

/// Something to click on, by its place in the row.
struct Chip {
    galley: Arc<Galley>,
    rect: Rect,
    action: Action,
    label: String,
}

fn chips(ui: &Ui, width: f32, doubt: Doubt, document: &Document) -> Vec<Chip> {
    let Some(id) = quote(doubt) else { return Vec::new() };
    let theme = Theme::of(ui);
    let small = TextStyle::Small.resolve(ui.style());
    let mut offers: Vec<(String, Color32, Action, String)> = candidates(id, document)
        .into_iter()
        .filter_map(|actor| document.analysis.actor(actor))
        .map(|actor| {
            let action = Action::Why(Step::Speaker(id, actor.id));
            let words = format!("{} {}", actor.kind.sign(), actor.name);
            (words, theme.actor_color(actor.id, actor.kind), action, format!("{} says this", actor.name))
        })
        .collect();
    let other = if offers.is_empty() { "Choose a speaker…" } else { "Other…" };
    let command = Action::On(Subject::Quote(id), Command::SetSpeaker);
    offers.push((other.to_owned(), theme.text, command, "Somebody else says this".to_owned()));
    let room = width - LEFT - RIGHT;
    let mut at = pos2(0.0, 0.0);
    let mut chips = Vec::new();
    for (words, color, action, label) in offers {
        let galley = row::lines(ui, &words, small.clone(), color, room - 16.0, 1);
        let size = vec2(galley.size().x + 16.0, HEIGHT);
        if at.x > 0.0 && at.x + size.x > room {
            at = pos2(0.0, at.y + HEIGHT + GAP);
        }
        chips.push(Chip { galley, rect: Rect::from_min_size(at, size), action, label });
        at.x += size.x + GAP;
    }
    chips
}

/// The height that the offers of a doubt need below its words.
pub fn height(ui: &Ui, width: f32, doubt: Doubt, document: &Document) -> f32 {
    chips(ui, width, doubt, document).last().map_or(0.0, |chip| chip.rect.bottom() + 8.0)
}

/// Draws the offers at the bottom of a doubt's row.
pub fn show(ui: &Ui, rect: Rect, doubt: Doubt, document: &Document, actions: &mut Vec<Action>) {
    let chips = chips(ui, rect.width(), doubt, document);
    let Some(last) = chips.last() else { return };
    let theme = Theme::of(ui);
    let origin = vec2(rect.left() + LEFT, rect.bottom() - 8.0 - last.rect.bottom());
    let quote = quote(doubt);
    for (at, chip) in chips.iter().enumerate() {
        let place = chip.rect.translate(origin);
        let response = ui.interact(place, ui.scope_id().with(("candidate", quote.map(|id| id.0), at)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &chip.label));
        let widgets = &ui.visuals().widgets;
        let look = if response.hovered() { widgets.hovered } else { widgets.inactive };
        ui.painter().rect(place, 12.0, look.weak_bg_fill, look.bg_stroke, StrokeKind::Inside);
        if response.has_focus() {
            ui.painter().rect_stroke(place, 12.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        }
        if response.gained_focus() {
            ui.scroll_to_rect(place, None);
        }
        let words = place.min + vec2(8.0, (HEIGHT - chip.galley.size().y) / 2.0);
        ui.painter().galley(words, Arc::clone(&chip.galley), theme.text);
        let response = response.on_hover_text(if at + 1 == chips.len() { "Say who speaks this" } else { &chip.label });
        if response.clicked() {
            actions.push(chip.action.clone());
        }
    }
}
