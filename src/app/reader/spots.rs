//! What in a block answers to the mouse and the keyboard: mentions and the words of quotes.
//!
//! egui itself finds what is hit: later spots lie on top of earlier ones, so quotes come first, then mentions, the
//! longer before the shorter.

use eframe::egui::{CursorIcon, Id, Pos2, Rect, Response, Role, Sense, Tooltip, Ui, WidgetInfo};

use super::card::Card;
use super::page::BlockMarks;
use super::words::{mention_card, mention_label};
use super::{Frame, ReaderEvent};
use crate::analysis::QuoteId;
use crate::app::menu;
use crate::app::subject::Subject;
use crate::app::why_card;

/// How long, in seconds, the mouse must rest on a quote until its tip comes. Most of a story can be quotes, and where the
/// mouse lies while one reads, nothing should cover the words.
const REST: f32 = 1.2;

/// What the mouse or the focus is on.
#[derive(Debug, Default)]
pub struct Hot {
    /// Which of the mentions of the block.
    pub mention: Option<usize>,
    /// The quote.
    pub quote: Option<QuoteId>,
    /// Outlines of what has the focus.
    pub focus: Vec<Rect>,
}

/// Makes the spots of block number `block`, whose words begin at `origin`.
pub fn spots(ui: &Ui, frame: &mut Frame<'_>, block: usize, marks: &BlockMarks, origin: Pos2) -> Hot {
    let mut hot = Hot::default();
    quotes(ui, frame, block, marks, origin, &mut hot);
    mentions(ui, frame, block, marks, origin, &mut hot);
    hot
}

/// The menu of a spot: what can be done with marked words, then with what the spot is.
pub fn context(response: &Response, frame: &mut Frame<'_>, subject: Option<Subject>) {
    let subjects = [frame.selection.map(Subject::Words), subject];
    menu::context(response, |ui| {
        for (at, subject) in subjects.into_iter().flatten().enumerate() {
            if at > 0 {
                ui.separator();
            }
            if let Some(command) = menu::commands(ui, subject.commands()) {
                frame.events.push(ReaderEvent::On(subject, command));
            }
        }
    });
}

fn quotes(ui: &Ui, frame: &mut Frame<'_>, block: usize, marks: &BlockMarks, origin: Pos2, hot: &mut Hot) {
    let (article, analysis) = (frame.input.article, frame.input.analysis);
    for piece in &marks.pieces {
        let Some(quote) = analysis.quote(piece.mark.quote) else { continue };
        for (row, rect) in piece.rects.iter().enumerate() {
            let id: Id = frame.id.with(("quote", quote.id.0, block, piece.mark.span.start, row));
            // Without a place among the stops of the keyboard: the bar in the margin is the quote's one.
            let response = ui.interact(rect.translate(origin.to_vec2()), id, Sense::CLICK);
            if response.hovered() {
                let still = ui.input(|input| input.pointer.time_since_last_movement());
                if still >= REST {
                    // Below the row, whose words one may be reading.
                    let tip = Tooltip::for_enabled(&response).at_pointer().gap(rect.height() * 0.75);
                    let step =
                        tip.show(|ui| why_card::quote(ui, article, analysis, quote)).and_then(|shown| shown.inner);
                    frame.events.extend(step.map(ReaderEvent::Why));
                } else {
                    ui.request_repaint_after_secs(REST - still);
                }
                hot.quote = Some(quote.id);
                ui.set_cursor_icon(CursorIcon::Text);
            }
            if response.double_clicked() {
                frame.double_click = response.interact_pointer_pos();
            } else if response.clicked() {
                frame.events.push(ReaderEvent::Quote(quote.id));
            }
            context(&response, frame, Some(Subject::Quote(quote.id)));
        }
    }
}

fn mentions(ui: &Ui, frame: &mut Frame<'_>, block: usize, marks: &BlockMarks, origin: Pos2, hot: &mut Hot) {
    let analysis = frame.input.analysis;
    for (i, placed) in marks.mentions.iter().enumerate() {
        let mark = &placed.mark;
        for (row, rect) in placed.rects.iter().enumerate() {
            let rect = rect.translate(origin.to_vec2());
            let id: Id = frame.id.with(("mention", mark.actor.0, mark.nth, block, row));
            // A mention that runs on to a second row is one link, not two.
            let sense = if row == 0 { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(rect, id, sense).on_hover_cursor(CursorIcon::PointingHand);
            if row == 0 {
                response.widget_info(|| WidgetInfo::labeled(Role::Link, true, mention_label(analysis, mark)));
            }
            if response.hovered() {
                hot.mention = Some(i);
            }
            if response.has_focus() {
                hot.focus.extend(placed.rects.iter().map(|rect| rect.translate(origin.to_vec2())));
            }
            if response.gained_focus() {
                frame.wanted = Some(mark.span);
            }
            if response.clicked() {
                frame.events.push(ReaderEvent::Actor { actor: mark.actor, mention: mark.span });
            }
            context(&response, frame, Some(Subject::Mention(mark.actor, mark.span)));
            let tip = Tooltip::for_enabled(&response).show(|ui| mention_card(ui, analysis, mark));
            if let Some((step, corner)) = tip.and_then(|tip| Some((tip.inner?, tip.response.rect.min))) {
                frame.turn(Card { mark: *mark, corner }, step);
            }
        }
    }
}
