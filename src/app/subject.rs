//! What a menu is about, and the commands that it offers.

use super::attribution;
use super::commands::Command;
use super::document::Document;
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
    /// What it is called, or its words.
    pub fn words(self, document: &Document) -> String {
        let (article, analysis) = (&document.article, &document.analysis);
        match self {
            Subject::Actor(actor) | Subject::Mention(actor, _) => {
                analysis.actor(actor).map(|actor| actor.name.clone()).unwrap_or_default()
            }
            Subject::Quote(quote) => {
                analysis.quote(quote).map(|quote| attribution::spoken(quote, article)).unwrap_or_default()
            }
            Subject::Position(position) => {
                let position = analysis.positions.get(position.0 as usize);
                position.map(|position| attribution::one_line(&position.evidence, article)).unwrap_or_default()
            }
            Subject::Words(span) => attribution::one_line(&[span], article),
        }
    }

    /// What its menu offers, in groups.
    pub const fn commands(self) -> &'static [&'static [Command]] {
        match self {
            Subject::Actor(_) => &[&[Command::Copy], ACTOR, &[Command::MarkRight, Command::MarkWrong]],
            Subject::Mention(..) => &[MENTION, ACTOR, &[Command::MarkWrong]],
            Subject::Quote(_) => &[
                &[Command::Why, Command::CopyQuote],
                &[Command::SetSpeaker, Command::AddSpeaker, Command::NoSpeaker, Command::AddPosition],
                &[Command::MarkRight, Command::MarkWrong],
            ],
            Subject::Position(_) => &[
                &[Command::Why, Command::Copy],
                &[Command::SetStance, Command::SetTarget],
                &[Command::MarkRight, Command::MarkWrong],
            ],
            Subject::Words(_) => {
                &[&[Command::Copy], &[Command::AddQuote, Command::AddPosition, Command::AddActor, Command::AddMention]]
            }
        }
    }
}

const ACTOR: &[Command] = &[
    Command::RenameActor,
    Command::MergeActor,
    Command::SplitMentions,
    Command::SetKind,
    Command::AddRole,
    Command::RemoveRole,
];

const MENTION: &[Command] = &[Command::SplitMention, Command::SplitRest, Command::MoveMention, Command::RemoveMention];
