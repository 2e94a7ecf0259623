//! The things that can be put right.

use serde::{Deserialize, Serialize};

use super::{ActorKey, PositionKey, QuoteKey};
use crate::analysis::{ActorKind, QuoteKind, Stance};
use crate::anchor::Anchor;

/// One thing that a reader put right. Whom and what it names is how it was called when the corrections before it were
/// applied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "correction", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Correction {
    /// Two actors are one: all that is `from`’s becomes `into`’s, its names included.
    MergeActors {
        /// Who stays.
        into: ActorKey,
        /// Who goes.
        from: ActorKey,
    },
    /// Some mentions of an actor are somebody else, who becomes an actor of the same kind, with the quotes and positions
    /// whose source these mentions are. Mentions that are gone from the article are passed over, as long as one is left.
    SplitActor {
        /// Whose the mentions were.
        actor: ActorKey,
        /// The mentions.
        mentions: Vec<Anchor>,
        /// What the other one is called.
        name: String,
    },
    /// An actor is called otherwise. The old name becomes another name of it.
    RenameActor {
        /// Who.
        actor: ActorKey,
        /// The name.
        name: String,
    },
    /// An actor is of another kind.
    SetKind {
        /// Who.
        actor: ActorKey,
        /// The kind.
        kind: ActorKind,
    },
    /// The article calls an actor that.
    AddRole {
        /// Who.
        actor: ActorKey,
        /// As the reader should see it.
        role: String,
        /// Where the article says it.
        place: Anchor,
    },
    /// An actor is not that.
    RemoveRole {
        /// Who.
        actor: ActorKey,
        /// The text of the role.
        role: String,
    },
    /// Somebody else says that, or nobody who is known.
    SetSpeakers {
        /// What is said.
        quote: QuoteKey,
        /// Who says it; empty for nobody. Positions that rest on the quote become theirs.
        speakers: Vec<ActorKey>,
    },
    /// A position is another one.
    SetStance {
        /// Which.
        position: PositionKey,
        /// The stance.
        stance: Stance,
    },
    /// A position is about something else.
    SetTarget {
        /// Which.
        position: PositionKey,
        /// What it is about.
        target: TargetWords,
    },
    /// The reader marked words that are said. Where these words are a quote already, it gets these speakers.
    AddQuote {
        /// The words, in one piece or several, in order.
        content: Vec<Anchor>,
        /// How they are told.
        kind: QuoteKind,
        /// Who says them; empty for nobody.
        speakers: Vec<ActorKey>,
    },
    /// The reader marked words, or a quote, that state where somebody stands. Where the same words state the same position
    /// already, it gets these holders.
    AddPosition {
        /// The words that show it, in one piece or several, in order.
        evidence: Vec<Anchor>,
        /// Whose it is; empty for nobody.
        holders: Vec<ActorKey>,
        /// The stance.
        stance: Stance,
        /// What it is about.
        target: TargetWords,
        /// The quote that it rests on, if it does.
        quote: Option<QuoteKey>,
    },
    /// The reader marked words that name somebody who was not found.
    AddActor {
        /// The words.
        mention: Anchor,
        /// What it is.
        kind: ActorKind,
        /// What it is called.
        name: String,
    },
    /// The reader marked words that mean an actor.
    AddMention {
        /// Who.
        actor: ActorKey,
        /// The words.
        mention: Anchor,
    },
    /// Something was found rightly, and is certain now; or wrongly, and is gone.
    Judge {
        /// What.
        finding: Finding,
        /// Whether it is right.
        right: bool,
    },
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Finding {
    /// An actor. A wrong one goes with its mentions; its quotes and positions stay, with one speaker less.
    Actor {
        /// Which.
        actor: ActorKey,
    },
    /// A mention of an actor.
    Mention {
        /// Whose.
        actor: ActorKey,
        /// The words.
        mention: Anchor,
    },
    /// A quote. With a wrong one go the positions that rest on it.
    Quote {
        /// Which.
        quote: QuoteKey,
    },
    /// A position.
    Position {
        /// Which.
        position: PositionKey,
    },
}

/// What a position is about, as a reader says it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetWords {
    /// The words of the article that say it. Where they are given, they are the target's text.
    pub place: Option<Anchor>,
    /// The reader's own words, where the article has none.
    pub text: String,
    /// The actor that it is.
    pub actor: Option<ActorKey>,
}
