//! What the reader is given, and what it tells.

use crate::analysis::{ActorId, Analysis, PositionId, QuoteId};
use crate::app::commands::Command;
use crate::app::layers::Layers;
use crate::app::subject::Subject;
use crate::app::why::Step;
use crate::article::Article;
use crate::span::Span;

/// What the reader shows, anew in each frame.
#[derive(Clone, Copy, Debug)]
pub struct ReaderInput<'a> {
    /// The article that the [`Reader`](super::Reader) was made for.
    pub article: &'a Article,
    /// What was found in it; may be empty while that is going on.
    pub analysis: &'a Analysis,
    /// Changes whenever `analysis` does: then the marks are made anew.
    pub generation: u64,
    /// The actor whose mentions stand out.
    pub selected: Option<ActorId>,
    /// The mention of that actor that stands out most.
    pub current: Option<Span>,
    /// Size of running text in points; 18 is good.
    pub text_size: f32,
    /// Letters in a line; 66 is good.
    pub line_width: f32,
    /// Height of a line of running text, as a multiple of its size; 1.5 is good.
    pub line_height: f32,
    /// Whether running text is set in the sans.
    pub sans: bool,
    /// Which marks are shown.
    pub layers: Layers,
    /// Whether of all marks only those of the selected actor are shown, when there is one.
    pub only_selected: bool,
}

/// What the user did in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// Chose a mention.
    Actor {
        /// Of whom.
        actor: ActorId,
        /// Its words.
        mention: Span,
    },
    /// Wants to go to a mention, by the card of another one.
    Mention {
        /// Of whom.
        actor: ActorId,
        /// Its words.
        mention: Span,
    },
    /// Chose a quote.
    Quote(QuoteId),
    /// Chose a position.
    Position(PositionId),
    /// Clicked on words that are nothing special, or beside the text.
    Background,
    /// Chose a command from the menu of something.
    On(Subject, Command),
    /// Followed one of the reasons of a quote or a position.
    Why(Step),
}
