//! A question that is answered by ticking rows: which mentions of an actor are somebody else.

use eframe::egui::{Button, Ui};

use super::{Answer, Ask, Question, Row};
use crate::analysis::{Actor, ActorId};
use crate::app::action::Action;
use crate::app::wording;
use crate::article::Article;
use crate::span::Span;

/// How many bytes around a mention are shown at most, to each side.
const AROUND: usize = 44;

impl Ask {
    /// Which mentions of an actor are somebody else.
    pub fn several(article: &Article, actor: &Actor) -> Self {
        let of = actor.mentions.len();
        let rows = actor.mentions.iter().enumerate().map(|(at, mention)| Row {
            label: format!("{} of {of}: {}", at + 1, around(&article.text, mention.span)),
            answer: Answer::Place(mention.span),
            ..Row::default()
        });
        let mut ask = Self::new(Question::Several(actor.id), rows.collect(), String::new());
        ask.checks = Some(vec![false; of]);
        ask
    }

    /// What the actor is called whom all of these mentions mean.
    pub fn split_all(article: &Article, actor: ActorId, mentions: Vec<Span>) -> Self {
        let name = mentions.first().map(|span| span.of(&article.text)).unwrap_or_default();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut ask = Self::new(Question::SplitAll(actor), Vec::new(), name);
        ask.picked = mentions;
        ask
    }

    /// Whether the line with that number is ticked; `None` where lines are not to be ticked.
    pub(super) fn checked(&self, line: usize) -> Option<bool> {
        self.checks.as_ref()?.get(*self.shown.get(line)?).copied()
    }

    /// Ticks the line with that number, or takes the tick away.
    pub(super) fn toggle(&mut self, line: usize) {
        if let (Some(checks), Some(row)) = (&mut self.checks, self.shown.get(line))
            && let Some(check) = checks.get_mut(*row)
        {
            *check = !*check;
        }
    }

    /// The places of all ticked rows, if they can be an answer: some, but not all.
    pub(super) fn ticked(&self) -> Option<Vec<Span>> {
        let checks = self.checks.as_ref()?;
        let ticked = self.rows.iter().zip(checks).filter(|(_, check)| **check);
        let places: Vec<Span> = ticked
            .filter_map(|(row, _)| match row.answer {
                Answer::Place(span) => Some(span),
                _ => None,
            })
            .collect();
        Some(places).filter(|places| !places.is_empty() && places.len() < self.rows.len())
    }

    /// Ticks the row that Enter would tick, and all that stand behind it in the article.
    fn tick_rest(&mut self) {
        if let (Some(checks), Some(from)) = (&mut self.checks, self.shown.get(self.at)) {
            for (at, check) in checks.iter_mut().enumerate() {
                *check = at >= *from;
            }
        }
    }
}

/// Draws what is done with the ticked rows, below them.
pub(super) fn buttons(ui: &mut Ui, ask: &mut Ask, actions: &mut Vec<Action>) {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let ticked = ask.ticked();
        let count = ask.checks.iter().flatten().filter(|check| **check).count();
        let go = Button::new(format!("Make an actor of {}…", wording::count(count, "mention")));
        let go = ui.add_enabled(ticked.is_some(), go);
        let go = go.on_hover_text("Say who is meant there (Ctrl+Enter)");
        if go.on_disabled_hover_text("Tick some of the mentions, but not all: one has to stay.").clicked() {
            actions.extend(ticked.map(|places| Action::Answer(Some(Answer::Places(places)))));
        }
        let rest = ui.button("This and all later ones");
        if rest.on_hover_text("Tick the mention that is lit up, and all behind it").clicked() {
            ask.tick_rest();
        }
    });
}

/// A mention with some words around it, in one line.
fn around(text: &str, span: Span) -> String {
    let from = text.floor_char_boundary(span.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary(span.end.saturating_add(AROUND).min(text.len()));
    let before = text.get(from..span.start).unwrap_or_default();
    let behind = text.get(span.end..to).unwrap_or_default();
    // Words that are cut in half are left out.
    let before = if from == 0 { before } else { before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) };
    let behind =
        if to == text.len() { behind } else { behind.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest) };
    let line = format!("{before}{}{behind}", span.of(text));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_mention_are_whole() {
        let text = format!("{}é then Ada Brandt\ncame {}", "x".repeat(60), "y".repeat(60));
        let start = text.find("Ada").unwrap_or_default();
        assert_eq!(around(&text, Span::new(start, start + 3)), "then Ada Brandt came");
        assert_eq!(around("Ada", Span::new(0, 3)), "Ada");
    }
}
