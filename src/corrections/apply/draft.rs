//! An analysis while it is corrected.

use std::collections::HashMap;

use crate::analysis::{Actor, ActorId, Analysis, PositionId, QuoteId};
use crate::anchor::Anchor;
use crate::span::Span;

/// An analysis in which every id is an index between two corrections.
pub struct Draft<'a> {
    /// The article's text.
    pub text: &'a str,
    /// As far as it is corrected.
    pub analysis: Analysis,
    /// Places that were looked for: the same actors are named again and again.
    places: HashMap<Anchor, Option<Span>>,
}

impl<'a> Draft<'a> {
    /// Nothing is corrected yet.
    pub fn new(text: &'a str, analysis: Analysis) -> Self {
        Self { text, analysis, places: HashMap::new() }
    }

    /// All is corrected.
    pub fn finish(self) -> Analysis {
        self.analysis
    }

    /// Where the words of `anchor` stand.
    pub fn place(&mut self, anchor: &Anchor) -> Option<Span> {
        if let Some(place) = self.places.get(anchor) {
            return *place;
        }
        let place = anchor.find(self.text);
        self.places.insert(anchor.clone(), place);
        place
    }

    /// The actor of an id that is certain.
    pub fn actor_mut(&mut self, id: ActorId) -> Option<&mut Actor> {
        self.analysis.actors.get_mut(id.0 as usize)
    }

    /// Puts `name`d ids of actors in place of others: `None` takes an id out. Nobody is named twice.
    pub fn rename_actors(&mut self, renamed: impl Fn(ActorId) -> Option<ActorId>) {
        let all = |ids: &mut Vec<ActorId>| {
            let mut kept: Vec<ActorId> = Vec::with_capacity(ids.len());
            for id in ids.iter().filter_map(|id| renamed(*id)) {
                if !kept.contains(&id) {
                    kept.push(id);
                }
            }
            *ids = kept;
        };
        for quote in &mut self.analysis.quotes {
            all(&mut quote.speakers);
            all(&mut quote.grounds.others);
            quote.grounds.others.retain(|other| !quote.speakers.contains(other));
        }
        for position in &mut self.analysis.positions {
            all(&mut position.holders);
            position.target.actor = position.target.actor.and_then(&renamed);
        }
    }

    /// Takes an actor out. What named it names `heir`, or nobody. Other ids change.
    pub fn remove_actor(&mut self, gone: ActorId, heir: Option<ActorId>) {
        let after = |id: ActorId| if id.0 > gone.0 { ActorId(id.0 - 1) } else { id };
        self.rename_actors(|id| if id == gone { heir.map(after) } else { Some(after(id)) });
        self.analysis.actors.retain(|actor| actor.id != gone);
        self.number_actors();
    }

    /// Puts an actor in at `place`, or last where that is too far. Other ids change; its own is the result.
    pub fn insert_actor(&mut self, actor: Actor, place: usize) -> ActorId {
        let place = place.min(self.analysis.actors.len());
        let id = ActorId(u32::try_from(place).unwrap_or(u32::MAX));
        self.rename_actors(|other| Some(if other >= id { ActorId(other.0.saturating_add(1)) } else { other }));
        self.analysis.actors.insert(place, actor);
        self.number_actors();
        id
    }

    fn number_actors(&mut self) {
        for (id, actor) in (0u32..).zip(&mut self.analysis.actors) {
            actor.id = ActorId(id);
        }
    }

    /// Puts quotes and positions in the order of the text again, and gives them new ids.
    pub fn sort(&mut self) {
        self.analysis.quotes.sort_by_key(|quote| quote.extent());
        self.analysis.positions.sort_by_key(|position| position.extent());
        let mut renamed = HashMap::new();
        for (id, quote) in (0u32..).zip(&mut self.analysis.quotes) {
            renamed.insert(quote.id, QuoteId(id));
            quote.id = QuoteId(id);
        }
        for (id, position) in (0u32..).zip(&mut self.analysis.positions) {
            position.id = PositionId(id);
            position.quote = position.quote.and_then(|quote| renamed.get(&quote).copied());
        }
    }
}
