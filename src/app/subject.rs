//! What a menu is about, and the commands that it offers.

use super::commands::Command;
use crate::analysis::{ActorId, PositionId, QuoteId};
use crate::span::Span;

/// Something in the article that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An actor.
    Actor(ActorId),
    /// A mention of an actor.
    Mention(ActorId, Span),
    /// A quote.
    Quote(QuoteId),
    /// A position.
    Position(PositionId),
    /// Words that the reader marked.
    Words(Span),
}

impl Subject {
    /// What its menu offers, in groups.
    pub const fn commands(self) -> &'static [&'static [Command]] {
        match self {
            Subject::Actor(_) => &[&[Command::Copy], ACTOR, &[Command::MarkRight, Command::MarkWrong]],
            Subject::Mention(..) => {
                &[&[Command::SplitMention, Command::MoveMention, Command::RemoveMention], ACTOR, &[Command::MarkWrong]]
            }
            Subject::Quote(_) => &[
                &[Command::CopyQuote],
                &[Command::SetSpeaker, Command::AddSpeaker, Command::NoSpeaker],
                &[Command::MarkRight, Command::MarkWrong],
            ],
            Subject::Position(_) => &[
                &[Command::Copy],
                &[Command::SetStance, Command::SetTarget],
                &[Command::MarkRight, Command::MarkWrong],
            ],
            Subject::Words(_) => &[&[Command::Copy], &[Command::AddQuote, Command::AddActor, Command::AddMention]],
        }
    }
}

const ACTOR: &[Command] =
    &[Command::RenameActor, Command::MergeActor, Command::SetKind, Command::AddRole, Command::RemoveRole];
