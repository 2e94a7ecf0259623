//! The card of a mention that stays when one goes to the next mention by it: the page moves on below, the card does not.

use eframe::egui::{Area, Frame, Order, Pos2, Ui};

use super::marks::MentionMark;
use super::words::mention_card;
use super::{Frame as PageFrame, ReaderEvent};
use crate::analysis::Analysis;

/// How far, in points, the mouse may leave the card until it goes.
const REACH: f32 = 12.0;

/// A card that stays.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    /// The mention that it is about.
    pub mark: MentionMark,
    /// Its corner at the top left.
    pub corner: Pos2,
}

impl Card {
    /// The same card `step` mentions further, going round; `None` where the actor has no mention any more.
    fn turned(self, analysis: &Analysis, step: isize) -> Option<Self> {
        let mentions = &analysis.actor(self.mark.actor)?.mentions;
        let count = isize::try_from(mentions.len()).ok().filter(|count| *count > 0)?;
        let at = (self.mark.nth as isize - 1 + step).rem_euclid(count) as usize;
        let mention = mentions.get(at)?;
        let mark = MentionMark { span: mention.span, how: mention.kind, nth: at + 1, of: mentions.len(), ..self.mark };
        Some(Self { mark, ..self })
    }
}

impl PageFrame<'_> {
    /// Goes on by `step` mentions from a card, which stays.
    pub fn turn(&mut self, card: Card, step: isize) {
        self.card = card.turned(self.input.analysis, step);
        if let Some(Card { mark, .. }) = self.card {
            self.events.push(ReaderEvent::Mention { actor: mark.actor, mention: mark.span });
        }
    }

    /// Shows the card that stays, until the mouse leaves it.
    pub fn show_card(&mut self, ui: &Ui) {
        // Looked at anew in each frame: the analysis may have changed.
        let Some(card) = self.card.and_then(|card| card.turned(self.input.analysis, 0)) else {
            self.card = None;
            return;
        };
        let area = Area::new(self.id.with("card")).order(Order::Foreground).fixed_pos(card.corner);
        let shown = area.show(ui.ctx(), |ui| {
            let analysis = self.input.analysis;
            Frame::popup(ui.style())
                .show(ui, |ui| {
                    ui.set_max_width(ui.spacing().tooltip_width);
                    mention_card(ui, analysis, &card.mark)
                })
                .inner
        });
        let near = shown.response.rect.expand(REACH);
        let stays = ui.input(|input| input.pointer.latest_pos().is_some_and(|pos| near.contains(pos)));
        match shown.inner {
            Some(step) => self.turn(card, step),
            None if !stays => self.card = None,
            None => {}
        }
    }
}
