//! What a correction means in the analysis at hand.

use super::Why;
use super::draft::Draft;
use crate::analysis::{Actor, ActorId, PositionId, QuoteId};
use crate::anchor::Anchor;
use crate::corrections::{ActorKey, PositionKey, QuoteKey};
use crate::span::Span;

impl Draft<'_> {
    /// Where the words of `anchor` stand.
    pub fn words(&mut self, anchor: &Anchor) -> Result<Span, Why> {
        self.place(anchor).ok_or(Why::WordsNotFound)
    }

    /// Where all pieces stand, in order and apart; at least one.
    pub fn pieces(&mut self, anchors: &[Anchor]) -> Result<Vec<Span>, Why> {
        if anchors.is_empty() {
            return Err(Why::Empty);
        }
        let spans: Vec<Span> = anchors.iter().map(|anchor| self.words(anchor)).collect::<Result<_, _>>()?;
        let apart = spans.iter().zip(spans.iter().skip(1)).all(|(one, next)| one.end <= next.start);
        if apart { Ok(spans) } else { Err(Why::WordsNotFound) }
    }

    /// The one actor that has the mentions of `key` that are still there.
    pub fn actor(&mut self, key: &ActorKey) -> Result<ActorId, Why> {
        if key.mentions.is_empty() {
            let mut same = self.analysis.actors.iter().filter(|actor| actor.name == key.name);
            return match (same.next(), same.next()) {
                (Some(actor), None) => Ok(actor.id),
                _ => Err(Why::NoActor),
            };
        }
        let places: Vec<Span> = key.mentions.iter().filter_map(|anchor| self.place(anchor)).collect();
        if places.is_empty() {
            return Err(Why::WordsNotFound);
        }
        let mut owners: Vec<ActorId> = Vec::new();
        for place in places {
            owners.extend(self.owner(place, &key.name));
        }
        owners.dedup();
        match owners.as_slice() {
            [owner] => Ok(*owner),
            _ => Err(Why::NoActor),
        }
    }

    /// The actor with a mention at `place`. A mention of just these words wins; else the words may have been cut otherwise,
    /// and the only actor whose mention has them inside, or is inside of them, is meant. Where several actors share the
    /// mention, the one that is called `name` wins.
    fn owner(&self, place: Span, name: &str) -> Option<ActorId> {
        let with = |fits: &dyn Fn(Span) -> bool| -> Vec<&Actor> {
            let has = |actor: &&Actor| actor.mentions.iter().any(|mention| fits(mention.span));
            self.analysis.actors.iter().filter(has).collect()
        };
        let one = |actors: Vec<&Actor>| match actors.as_slice() {
            [actor] => Some(actor.id),
            several => {
                let mut named = several.iter().filter(|actor| actor.name == name);
                named.next().filter(|_| named.next().is_none()).map(|actor| actor.id)
            }
        };
        let exact = with(&|span| span == place);
        if exact.is_empty() { one(with(&|span| span.covers(place) || place.covers(span))) } else { one(exact) }
    }

    /// All actors; each once.
    pub fn actors(&mut self, keys: &[ActorKey]) -> Result<Vec<ActorId>, Why> {
        let mut ids: Vec<ActorId> = Vec::with_capacity(keys.len());
        for key in keys {
            let id = self.actor(key)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The quote of these words: of just these, else the only one that has more than half of its words in common with them,
    /// both ways.
    pub fn quote(&mut self, key: &QuoteKey) -> Result<QuoteId, Why> {
        let pieces = self.pieces(&key.content)?;
        self.quote_at(&pieces).ok_or(Why::NoQuote)
    }

    /// See [`quote`](Self::quote).
    pub fn quote_at(&self, pieces: &[Span]) -> Option<QuoteId> {
        let mut exact = self.analysis.quotes.iter().filter(|quote| quote.content == pieces);
        match (exact.next(), exact.next()) {
            (Some(quote), None) => return Some(quote.id),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let mut near = self.analysis.quotes.iter().filter(|quote| mostly_same(&quote.content, pieces));
        near.next().filter(|_| near.next().is_none()).map(|quote| quote.id)
    }

    /// The position with this evidence. Where there are several, one has to agree in stance and target, or else in stance
    /// or target alone.
    pub fn position(&mut self, key: &PositionKey) -> Result<PositionId, Why> {
        let pieces = self.pieces(&key.evidence)?;
        let all = &self.analysis.positions;
        let exact: Vec<_> = all.iter().filter(|position| position.evidence == pieces).collect();
        let near: Vec<_> = all.iter().filter(|position| mostly_same(&position.evidence, &pieces)).collect();
        let found = if exact.is_empty() { near } else { exact };
        if let [position] = found.as_slice() {
            return Ok(position.id);
        }
        let agree = |stance: bool, target: bool| {
            let mut agreeing = found.iter().filter(|position| {
                (!stance || position.stance == key.stance) && (!target || position.target.text == key.target)
            });
            agreeing.next().filter(|_| agreeing.next().is_none()).map(|position| position.id)
        };
        agree(true, true).or_else(|| agree(true, false)).or_else(|| agree(false, true)).ok_or(Why::NoPosition)
    }
}

/// Whether two sets of pieces share more than half of the bytes of each.
fn mostly_same(one: &[Span], other: &[Span]) -> bool {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let shared: usize =
        one.iter().flat_map(|a| other.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start)))).sum();
    shared * 2 > length(one) && shared * 2 > length(other)
}
