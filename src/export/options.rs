//! What a reader wants to have in an export, and how it is put.

use std::collections::{BTreeSet, HashMap};

use crate::analysis::{Actor, ActorId, Analysis, Position, PositionId, Quote, QuoteId, SpeakerGrounds};

/// What goes into an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Only what these actors said and think, alone or with others; `None` is everybody, and what nobody is known to have
    /// said as well.
    pub actors: Option<Vec<ActorId>>,
    /// Whether quotes go in.
    pub quotes: bool,
    /// Whether positions go in.
    pub positions: bool,
    /// Whether warnings go in.
    pub warnings: bool,
    /// How it is put.
    pub style: Style,
}

impl Default for Options {
    fn default() -> Self {
        Self { actors: None, quotes: true, positions: true, warnings: true, style: Style::default() }
    }
}

/// How an export is put. A format that has no choice in something ignores what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether quotes and positions come with the paragraphs that they stand in: Markdown, notes, Word, PDF, CSV.
    pub context: bool,
    /// Whether the article's own text comes along: notes, Word, PDF.
    pub text: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { context: false, text: true }
    }
}

impl Options {
    /// The part of `analysis` that was asked for, with ids of its own: again each is an index.
    ///
    /// Whoever speaks or thinks together with a chosen actor stays, but only with what they share. Where a target names an
    /// actor that does not stay, its words stay.
    pub fn select(&self, analysis: &Analysis) -> Analysis {
        let chosen: Option<BTreeSet<ActorId>> = self.actors.as_ref().map(|ids| ids.iter().copied().collect());
        let wanted = |ids: &[ActorId]| chosen.as_ref().is_none_or(|chosen| ids.iter().any(|id| chosen.contains(id)));
        let quotes: Vec<&Quote> =
            analysis.quotes.iter().filter(|quote| self.quotes && wanted(&quote.speakers)).collect();
        let positions: Vec<&Position> =
            analysis.positions.iter().filter(|position| self.positions && wanted(&position.holders)).collect();
        let sharing: BTreeSet<ActorId> = quotes
            .iter()
            .flat_map(|quote| &quote.speakers)
            .chain(positions.iter().flat_map(|position| &position.holders))
            .copied()
            .collect();
        let actors: Vec<&Actor> = analysis
            .actors
            .iter()
            .filter(|actor| {
                chosen.as_ref().is_none_or(|chosen| chosen.contains(&actor.id) || sharing.contains(&actor.id))
            })
            .collect();
        let actor_ids: HashMap<ActorId, ActorId> =
            (0u32..).zip(&actors).map(|(id, actor)| (actor.id, ActorId(id))).collect();
        let quote_ids: HashMap<QuoteId, QuoteId> =
            (0u32..).zip(&quotes).map(|(id, quote)| (quote.id, QuoteId(id))).collect();
        let renamed = |ids: &[ActorId]| ids.iter().filter_map(|id| actor_ids.get(id).copied()).collect::<Vec<_>>();
        Analysis {
            actors: (0u32..).zip(&actors).map(|(id, actor)| Actor { id: ActorId(id), ..(*actor).clone() }).collect(),
            quotes: (0u32..)
                .zip(&quotes)
                .map(|(id, quote)| {
                    let grounds = SpeakerGrounds { others: renamed(&quote.grounds.others), ..quote.grounds.clone() };
                    Quote { id: QuoteId(id), speakers: renamed(&quote.speakers), grounds, ..(*quote).clone() }
                })
                .collect(),
            positions: (0u32..)
                .zip(&positions)
                .map(|(id, position)| {
                    let mut target = position.target.clone();
                    if let Some(id) = target.actor {
                        target.actor = actor_ids.get(&id).copied();
                        if target.actor.is_none() && target.text.is_empty() {
                            target.text = analysis.actor(id).map(|actor| actor.name.clone()).unwrap_or_default();
                        }
                    }
                    Position {
                        id: PositionId(id),
                        holders: renamed(&position.holders),
                        target,
                        quote: position.quote.and_then(|id| quote_ids.get(&id).copied()),
                        ..(*position).clone()
                    }
                })
                .collect(),
            warnings: if self.warnings { analysis.warnings.clone() } else { Vec::new() },
        }
    }
}
