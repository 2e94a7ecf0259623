//! Names for findings that outlive an analysis: the words that they stand on.

use serde::{Deserialize, Serialize};

use crate::analysis::{ActorId, Analysis, MentionKind, PositionId, QuoteId, Stance};
use crate::anchor::Anchor;
use crate::article::Article;
use crate::span::Span;

/// How many mentions an actor is known by.
const MENTIONS: usize = 3;

/// An actor, known by some of its mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorKey {
    /// Its name when the key was made: for people, and for an actor that is mentioned nowhere.
    pub name: String,
    /// Its first mentions by name; others where there are none.
    pub mentions: Vec<Anchor>,
}

impl ActorKey {
    /// The key of an actor; `None` when there is none of that id.
    pub fn of(article: &Article, analysis: &Analysis, id: ActorId) -> Option<Self> {
        let actor = analysis.actor(id)?;
        // By name first: a pronoun is somebody else's as soon as the analysis changes its mind.
        let mut mentions: Vec<_> = actor.mentions.iter().collect();
        mentions.sort_by_key(|mention| match mention.kind {
            MentionKind::Name => 0,
            MentionKind::Nominal => 1,
            MentionKind::Pronoun => 2,
        });
        let anchors = mentions.iter().filter_map(|mention| Anchor::telling(&article.text, mention.span));
        Some(Self { name: actor.name.clone(), mentions: anchors.take(MENTIONS).collect() })
    }
}

/// A quote, known by its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteKey {
    /// The pieces of its content.
    pub content: Vec<Anchor>,
}

impl QuoteKey {
    /// The key of a quote; `None` when there is none of that id.
    pub fn of(article: &Article, analysis: &Analysis, id: QuoteId) -> Option<Self> {
        Some(Self { content: anchors(article, &analysis.quote(id)?.content)? })
    }
}

/// A position, known by its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionKey {
    /// The pieces of its evidence.
    pub evidence: Vec<Anchor>,
    /// Its stance when the key was made: one of the signs that tell it from others with the same evidence.
    pub stance: Stance,
    /// The text of its target, likewise.
    pub target: String,
}

impl PositionKey {
    /// The key of a position; `None` when there is none of that id.
    pub fn of(article: &Article, analysis: &Analysis, id: PositionId) -> Option<Self> {
        let position = analysis.positions.get(id.0 as usize)?;
        Some(Self {
            evidence: anchors(article, &position.evidence)?,
            stance: position.stance,
            target: position.target.text.clone(),
        })
    }
}

fn anchors(article: &Article, spans: &[Span]) -> Option<Vec<Anchor>> {
    spans.iter().map(|span| Anchor::telling(&article.text, *span)).collect()
}
