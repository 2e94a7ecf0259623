//! Grounds: why a finding is as it is, and what else was possible.

use serde::{Deserialize, Serialize};

use super::{ActorId, Stance};
use crate::span::Span;

/// Why a quote is given to its speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerGrounds {
    /// How the speakers were found.
    pub by: SpeakerClue,
    /// From the words that stand for the speaker to the fullest name, each going back to the next (`He`, `Rutte`, `Mark
    /// Rutte`); one piece where the words hold that name, none where nobody was found.
    pub chain: Vec<Span>,
    /// Who else may be meant, the likeliest first.
    pub others: Vec<ActorId>,
}

/// What tells who speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakerClue {
    /// Nothing does.
    #[default]
    Nothing,
    /// A name.
    Name,
    /// A pronoun (`he`).
    Pronoun,
    /// Words that describe somebody who has a name elsewhere (`the senator`).
    Description,
    /// Words that describe somebody without a name (`a senior official`).
    Unnamed,
    /// The quote goes on with the speaker of the one before.
    GoesOn,
    /// The reader of the article said so.
    Reader,
}

impl SpeakerClue {
    /// The name used in exports (`goes-on`).
    pub const fn name(self) -> &'static str {
        match self {
            SpeakerClue::Nothing => "nothing",
            SpeakerClue::Name => "name",
            SpeakerClue::Pronoun => "pronoun",
            SpeakerClue::Description => "description",
            SpeakerClue::Unnamed => "unnamed",
            SpeakerClue::GoesOn => "goes-on",
            SpeakerClue::Reader => "reader",
        }
    }
}

/// Another stance that a passage may state.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherStance {
    /// The stance; none for a passage that states no position.
    pub stance: Option<Stance>,
    /// How likely, from 0 to 1.
    pub probability: f32,
}
