//! What was found in an article: plain data, made by [`analyse`](crate::analyse) and shown or exported by the rest.
//!
//! All spans are UTF-8 byte ranges into [`Article::text`](crate::article::Article::text).

mod grounds;
pub mod issues;
pub mod stands;
mod targets;

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::warning::Warning;
pub use grounds::{OtherStance, SpeakerClue, SpeakerGrounds};

/// Everything that was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Who is in the story, the most prominent first. An actor's id is its index here.
    pub actors: Vec<Actor>,
    /// What was said, in the order of the text. A quote's id is its index here.
    pub quotes: Vec<Quote>,
    /// Where the speakers stand, in the order of the text. A position's id is its index here.
    pub positions: Vec<Position>,
    /// What was not read, or is not certain.
    pub warnings: Vec<Warning>,
}

impl Analysis {
    /// The actor of that id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.0 as usize)
    }

    /// The quote of that id.
    pub fn quote(&self, id: QuoteId) -> Option<&Quote> {
        self.quotes.get(id.0 as usize)
    }

    /// The quotes that `actor` speaks, alone or with others, in the order of the text.
    pub fn quotes_of(&self, actor: ActorId) -> impl Iterator<Item = &Quote> {
        self.quotes.iter().filter(move |quote| quote.speakers.contains(&actor))
    }

    /// The positions that `actor` holds, alone or with others, in the order of the text.
    pub fn positions_of(&self, actor: ActorId) -> impl Iterator<Item = &Position> {
        self.positions.iter().filter(move |position| position.holders.contains(&actor))
    }
}

/// Index of an [`Actor`] in [`Analysis::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorId(pub u32);

/// Index of a [`Quote`] in [`Analysis::quotes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuoteId(pub u32);

/// Index of a [`Position`] in [`Analysis::positions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PositionId(pub u32);

/// Somebody or something that is named in the story or speaks in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Its index in [`Analysis::actors`].
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// The fullest name that the article uses, without title; for an unnamed actor its fullest description.
    pub name: String,
    /// The other names that the article uses, each once, in order of first use; never `name` itself, no pronouns.
    pub aliases: Vec<String>,
    /// What the article calls it besides its name (`NATO’s secretary-general`), each once, in order of first use.
    pub roles: Vec<Role>,
    /// Where it is mentioned, in the order of the text; mentions of one actor do not overlap.
    pub mentions: Vec<Mention>,
}

/// What an [`Actor`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A named human being.
    Person,
    /// A company, institution, alliance, party, outlet.
    Organisation,
    /// A state, region or city, also where it acts.
    Place,
    /// A people, faith or political camp (`Ukrainian`, `Democrats`).
    Group,
    /// A speaker to whom the article gives no name (`a senior official`).
    Unnamed,
}

impl ActorKind {
    /// The form that stands for it wherever actors are listed, so that colour is never needed to tell them apart.
    pub const fn sign(self) -> &'static str {
        match self {
            ActorKind::Person => "●",
            ActorKind::Organisation => "■",
            ActorKind::Place => "▲",
            ActorKind::Group => "◆",
            ActorKind::Unnamed => "○",
        }
    }
}

/// An office or description of an actor, with the words that say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// As the reader should see it (`French President`).
    pub text: String,
    /// Where the article says it.
    pub span: Span,
}

/// One place where an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words, without title, article or possessive ending.
    pub span: Span,
    /// How it is mentioned.
    pub kind: MentionKind,
}

/// How an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionKind {
    /// By a name (`Mark Rutte`, `NATO`).
    Name,
    /// By a description (`the secretary-general`).
    Nominal,
    /// By a pronoun (`he`).
    Pronoun,
}

/// Words, a belief or an intention that the article hands to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Its index in [`Analysis::quotes`].
    pub id: QuoteId,
    /// How much of it stands between quotation marks.
    pub kind: QuoteKind,
    /// Who speaks; empty when the article does not tell or it could not be found out.
    pub speakers: Vec<ActorId>,
    /// The words that name the speaker here (`he`, `Rutte`); empty when nothing does.
    pub source: Vec<Span>,
    /// The words that say that something is said (`told reporters`); empty when nothing does.
    pub cue: Vec<Span>,
    /// What is said, in one piece or several, quotation marks included; ordered, never empty.
    pub content: Vec<Span>,
    /// How sure the program is of source and content together, from 0 to 1.
    pub confidence: f32,
    /// Why it is given to its speakers.
    pub grounds: SpeakerGrounds,
}

impl Quote {
    /// From the first to the last byte of its content, what lies between the pieces included.
    pub fn extent(&self) -> Span {
        extent(&self.content)
    }
}

/// How a [`Quote`] is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteKind {
    /// All of it stands between quotation marks.
    Direct,
    /// A part of it does.
    Mixed,
    /// None of it does.
    Indirect,
}

/// Where a speaker stands on something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Its index in [`Analysis::positions`].
    pub id: PositionId,
    /// Whose position it is; empty when it could not be found out.
    pub holders: Vec<ActorId>,
    /// The attitude.
    pub stance: Stance,
    /// What it is about.
    pub target: Target,
    /// The words that show it; ordered, never empty.
    pub evidence: Vec<Span>,
    /// The quote that it rests on.
    pub quote: Option<QuoteId>,
    /// How sure the program is of the stance, from 0 to 1.
    pub confidence: f32,
    /// What else the passage may state, the likeliest first; empty where nothing else is likely.
    pub others: Vec<OtherStance>,
}

impl Position {
    /// From the first to the last byte of its evidence.
    pub fn extent(&self) -> Span {
        extent(&self.evidence)
    }
}

/// What a [`Position`] is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The words, copied from the article; empty when none could be singled out.
    pub text: String,
    /// Where they stand.
    pub span: Option<Span>,
    /// The actor that they name or plainly stand for.
    pub actor: Option<ActorId>,
}

/// The attitude of a [`Position`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Is in favour of the target.
    Supports,
    /// Is against the target, criticises or blames it.
    Opposes,
    /// Wants the target to be done, or not to be done.
    CallsFor,
    /// Says that it will, or will not, do the target.
    Commits,
    /// Fears the target, or predicts harm from it.
    Warns,
    /// Says that the target is not so.
    Denies,
    /// States an opinion or a claim that people could dispute.
    Asserts,
}

impl Stance {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Stance; 7] = [
        Stance::Supports,
        Stance::Opposes,
        Stance::CallsFor,
        Stance::Commits,
        Stance::Warns,
        Stance::Denies,
        Stance::Asserts,
    ];

    /// The name used in exports (`calls-for`).
    pub const fn name(self) -> &'static str {
        match self {
            Stance::Supports => "supports",
            Stance::Opposes => "opposes",
            Stance::CallsFor => "calls-for",
            Stance::Commits => "commits",
            Stance::Warns => "warns",
            Stance::Denies => "denies",
            Stance::Asserts => "asserts",
        }
    }

    /// The words shown to readers (`calls for`, `commits to`).
    pub const fn label(self) -> &'static str {
        match self {
            Stance::Supports => "supports",
            Stance::Opposes => "opposes",
            Stance::CallsFor => "calls for",
            Stance::Commits => "commits to",
            Stance::Warns => "warns of",
            Stance::Denies => "denies",
            Stance::Asserts => "asserts",
        }
    }
}

fn extent(spans: &[Span]) -> Span {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::default(),
    }
}
