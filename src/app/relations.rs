//! What an actor has to do with the others: where it stands on them, they on it, and of whom it speaks.

use std::collections::BTreeMap;

use crate::analysis::{ActorId, Analysis, PositionId, QuoteId, Stance};
use crate::span::Span;

/// What leads from one actor to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The actor takes this stance on the other.
    Holds(Stance),
    /// The other takes this stance on the actor.
    IsHeld(Stance),
    /// The actor speaks of the other.
    SpeaksOf,
}

/// Where a tie is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A position.
    Position(PositionId),
    /// A quote.
    Quote(QuoteId),
}

/// A tie of an actor to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What it is.
    pub tie: Tie,
    /// The other.
    pub other: ActorId,
    /// How often it is to be seen.
    pub count: usize,
    /// Where first.
    pub first: Shown,
}

/// All ties of `actor`, stances before words, then those that are seen most often.
pub fn relations(analysis: &Analysis, actor: ActorId) -> Vec<Relation> {
    let mut ties: BTreeMap<(Tie, ActorId), (usize, Shown)> = BTreeMap::new();
    let mut add = |tie, other, shown| {
        if other != actor {
            ties.entry((tie, other)).or_insert((0, shown)).0 += 1;
        }
    };
    for position in &analysis.positions {
        let Some(target) = position.target.actor else { continue };
        let shown = Shown::Position(position.id);
        if position.holders.contains(&actor) {
            add(Tie::Holds(position.stance), target, shown);
        } else if target == actor {
            position.holders.iter().for_each(|holder| add(Tie::IsHeld(position.stance), *holder, shown));
        }
    }
    let said: Vec<(Span, QuoteId)> =
        analysis.quotes_of(actor).flat_map(|quote| quote.content.iter().map(|span| (*span, quote.id))).collect();
    for other in analysis.actors.iter().filter(|other| other.id != actor) {
        // Both are in the order of the text: one walk over the two.
        let mut pieces = said.iter().peekable();
        for mention in &other.mentions {
            while pieces.next_if(|(piece, _)| piece.end <= mention.span.start).is_some() {}
            if let Some((_, quote)) = pieces.peek().filter(|(piece, _)| piece.covers(mention.span)) {
                add(Tie::SpeaksOf, other.id, Shown::Quote(*quote));
            }
        }
    }
    let mut relations: Vec<Relation> =
        ties.into_iter().map(|((tie, other), (count, first))| Relation { tie, other, count, first }).collect();
    relations.sort_by_key(|relation| (relation.tie == Tie::SpeaksOf, std::cmp::Reverse(relation.count)));
    relations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Actor, ActorKind, Mention, MentionKind, Position, Quote, QuoteKind, Target};

    #[test]
    fn stances_come_before_words_and_nobody_is_tied_to_oneself() {
        let actor = |id: u32, places: &[usize]| Actor {
            id: ActorId(id),
            kind: ActorKind::Person,
            name: id.to_string(),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: places
                .iter()
                .map(|at| Mention { span: Span::new(*at, at + 1), kind: MentionKind::Name })
                .collect(),
        };
        let position = |id: u32, holder: u32, target: u32| Position {
            id: PositionId(id),
            holders: vec![ActorId(holder)],
            stance: Stance::Opposes,
            target: Target { actor: Some(ActorId(target)), ..Target::default() },
            evidence: Vec::new(),
            quote: None,
            confidence: 1.0,
            others: Vec::new(),
        };
        let quote = Quote {
            id: QuoteId(0),
            kind: QuoteKind::Direct,
            speakers: vec![ActorId(0)],
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![Span::new(10, 20), Span::new(30, 40)],
            confidence: 1.0,
            grounds: Default::default(),
        };
        let analysis = Analysis {
            actors: vec![actor(0, &[12]), actor(1, &[5, 11, 25, 35]), actor(2, &[36])],
            quotes: vec![quote],
            positions: vec![position(0, 0, 2), position(1, 1, 0), position(2, 0, 0)],
            ..Analysis::default()
        };
        let found: Vec<_> =
            relations(&analysis, ActorId(0)).iter().map(|tie| (tie.tie, tie.other.0, tie.count)).collect();
        let expected = [
            (Tie::Holds(Stance::Opposes), 2, 1),
            (Tie::IsHeld(Stance::Opposes), 1, 1),
            (Tie::SpeaksOf, 1, 2),
            (Tie::SpeaksOf, 2, 1),
        ];
        assert_eq!(found, expected);
    }
}
