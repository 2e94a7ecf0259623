//! What one goes through from one to the next, quotes or positions: by key, and by buttons that tell where one is.

use eframe::egui::{Button, RichText, Ui};

use super::action::Action;
use super::commands::Command;
use super::selection::Selection;
use super::state::State;
use super::theme::Theme;
use crate::analysis::{ActorId, Analysis, PositionId, QuoteId};

/// What one goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopKind {
    /// What was said.
    Quote,
    /// Where somebody stands.
    Position,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A quote.
    Quote(QuoteId),
    /// A position.
    Position(PositionId),
}

impl StopKind {
    /// What one of them is called.
    pub const fn name(self) -> &'static str {
        match self {
            StopKind::Quote => "Quote",
            StopKind::Position => "Position",
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            StopKind::Quote => "❝",
            StopKind::Position => "⚑",
        }
    }

    /// The commands that go to the one before and to the next.
    const fn commands(self) -> (Command, Command) {
        match self {
            StopKind::Quote => (Command::PreviousQuote, Command::NextQuote),
            StopKind::Position => (Command::PreviousPosition, Command::NextPosition),
        }
    }

    /// All of an article, or those of one actor, in their order, with the byte at which they start.
    pub fn stops(self, analysis: &Analysis, only: Option<ActorId>) -> impl Iterator<Item = (usize, Stop)> {
        let wanted = move |actors: &[ActorId]| only.is_none_or(|actor| actors.contains(&actor));
        let quotes = analysis.quotes.iter().filter(move |quote| self == StopKind::Quote && wanted(&quote.speakers));
        let positions = analysis.positions.iter();
        let positions = positions.filter(move |position| self == StopKind::Position && wanted(&position.holders));
        let quotes = quotes.map(|quote| (quote.extent().start, Stop::Quote(quote.id)));
        quotes.chain(positions.map(|position| (position.extent().start, Stop::Position(position.id))))
    }

    /// The one that is chosen.
    pub fn chosen(self, selection: &Selection) -> Option<Stop> {
        match self {
            StopKind::Quote => selection.quote().map(Stop::Quote),
            StopKind::Position => selection.position().map(Stop::Position),
        }
    }
}

/// Draws the buttons for each kind, with the number of the chosen one and of all.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(document) = &state.document else { return };
    let theme = Theme::of(ui);
    for kind in [StopKind::Quote, StopKind::Position] {
        let (mut count, mut at) = (0, None);
        let chosen = kind.chosen(&state.selection);
        for (_, stop) in kind.stops(&document.analysis, state.only()) {
            count += 1;
            if Some(stop) == chosen {
                at = Some(count);
            }
        }
        if count == 0 {
            continue;
        }
        ui.add_space(8.0);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let (before, next) = kind.commands();
            button(ui, "‹", before, actions);
            let words = match at {
                Some(at) => format!("{} {at}/{count}", kind.sign()),
                None => format!("{} {count}", kind.sign()),
            };
            let label = ui.label(RichText::new(words).small().color(theme.text_weak));
            let told = at.map(|at| format!("{} {at} of {count}", kind.name()));
            label.on_hover_text(told.unwrap_or_else(|| format!("{}s in this article: {count}", kind.name())));
            button(ui, "›", next, actions);
        });
    }
}

fn button(ui: &mut Ui, sign: &str, command: Command, actions: &mut Vec<Action>) {
    let button = ui.add(Button::new(sign).frame_when_inactive(false)).accessible_name(command.label());
    if button.on_hover_text(command.hint(ui.ctx())).clicked() {
        actions.push(Action::Command(command));
    }
}
