//! What is chosen in the open article, and the way from one mention to the next. Knows nothing of drawing.

use crate::analysis::{Actor, ActorId, Analysis, Position, PositionId, QuoteId};
use crate::span::Span;

/// What the reader chose. At most one actor, one place in the text, one quote and one position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    actor: Option<ActorId>,
    mention: Option<usize>,
    quote: Option<QuoteId>,
    position: Option<PositionId>,
}

/// What the article should do after a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// Bring these words into view.
    Reveal(Span),
    /// Bring the first of these into view and flash all of them.
    Flash(Vec<Span>),
}

impl Selection {
    /// The open actor.
    pub fn actor(&self) -> Option<ActorId> {
        self.actor
    }

    /// The chosen quote.
    pub fn quote(&self) -> Option<QuoteId> {
        self.quote
    }

    /// The chosen position.
    pub fn position(&self) -> Option<PositionId> {
        self.position
    }

    /// The mention of the open actor that the reader is at, counted from 0.
    pub fn mention(&self) -> Option<usize> {
        self.mention
    }

    /// The words of the mention that the reader is at.
    pub fn current(&self, analysis: &Analysis) -> Option<Span> {
        Some(analysis.actor(self.actor?)?.mentions.get(self.mention?)?.span)
    }

    /// The mention that the reader is at, counted from 1, and the number of mentions; `None` for the first before the
    /// reader went to one.
    pub fn counter(&self, analysis: &Analysis) -> Option<(Option<usize>, usize)> {
        let actor = analysis.actor(self.actor?)?;
        Some((self.mention.map(|at| at + 1), actor.mentions.len()))
    }

    /// Opens an actor from a list; on the open actor, goes to its next mention.
    pub fn choose(&mut self, actor: ActorId, analysis: &Analysis) -> Option<Move> {
        if self.actor == Some(actor) {
            return self.step(1, analysis);
        }
        self.open(actor, analysis);
        None
    }

    /// Opens an actor without going anywhere.
    pub fn open(&mut self, actor: ActorId, analysis: &Analysis) {
        if analysis.actor(actor).is_some() {
            *self = Self { actor: Some(actor), ..Self::default() };
        }
    }

    /// A mention was clicked in the text: opens its actor there, or goes on to the next mention when the reader is
    /// there already.
    pub fn click_mention(&mut self, actor: ActorId, mention: Span, analysis: &Analysis) -> Option<Move> {
        if self.actor == Some(actor) && self.current(analysis) == Some(mention) {
            return self.step(1, analysis);
        }
        if self.actor != Some(actor) {
            self.open(actor, analysis);
        }
        let mentions = &analysis.actor(actor)?.mentions;
        self.mention = mentions.iter().position(|at| at.span == mention);
        None
    }

    /// Goes `step` mentions on, from the last to the first and the other way round.
    pub fn step(&mut self, step: isize, analysis: &Analysis) -> Option<Move> {
        let mentions = &analysis.actor(self.actor?)?.mentions;
        let count = isize::try_from(mentions.len()).ok().filter(|count| *count > 0)?;
        let next = match self.mention {
            Some(at) => (at as isize + step).rem_euclid(count),
            None if step < 0 => count - 1,
            None => 0,
        };
        self.mention = Some(next as usize);
        Some(Move::Reveal(mentions.get(next as usize)?.span))
    }

    /// Opens the actor `step` places further in `order`, and stays at the ends.
    pub fn step_actor(&mut self, step: isize, order: &[ActorId], analysis: &Analysis) {
        let at = self.actor.and_then(|actor| order.iter().position(|other| *other == actor));
        let last = order.len().saturating_sub(1);
        let next = match at {
            Some(at) => at.saturating_add_signed(step).min(last),
            None if step < 0 => last,
            None => 0,
        };
        if let Some(actor) = order.get(next).filter(|actor| self.actor != Some(**actor)) {
            self.open(*actor, analysis);
        }
    }

    /// Chooses a quote and shows it; keeps the open actor when it is one of the speakers, or opens the first.
    pub fn show_quote(&mut self, id: QuoteId, analysis: &Analysis) -> Option<Move> {
        let quote = analysis.quote(id)?;
        self.keep_or_open(&quote.speakers, analysis);
        self.quote = Some(id);
        self.position = None;
        Some(Move::Flash(quote.content.clone()))
    }

    /// Chooses a position, and the quote that it rests on, and shows it.
    pub fn show_position(&mut self, id: PositionId, analysis: &Analysis) -> Option<Move> {
        let position = analysis.positions.get(id.0 as usize)?;
        self.keep_or_open(&position.holders, analysis);
        self.position = Some(id);
        self.quote = position.quote;
        Some(Move::Flash(position.evidence.clone()))
    }

    /// Opens an actor for what its menu offers: nothing else stays chosen.
    pub fn take_actor(&mut self, actor: ActorId, analysis: &Analysis) {
        if self.actor == Some(actor) { self.unmark() } else { self.open(actor, analysis) }
    }

    /// Opens an actor at one of its mentions, for what the mention's menu offers.
    pub fn take_mention(&mut self, actor: ActorId, mention: Span, analysis: &Analysis) {
        self.take_actor(actor, analysis);
        let mentions = analysis.actor(actor).map(|actor| actor.mentions.as_slice()).unwrap_or_default();
        self.mention = mentions.iter().position(|at| at.span == mention);
    }

    /// Stays with what was chosen when the analysis changes and ids with it: the actor that has the mention, or else the
    /// words; a quote and a position of the same words.
    pub fn follow(&mut self, before: &Analysis, after: &Analysis) {
        let current = self.current(before);
        let old = self.actor.and_then(|id| before.actor(id));
        let has = |span: Span| {
            let with = |actor: &&Actor| actor.mentions.iter().any(|mention| mention.span == span);
            after.actors.iter().find(with).map(|actor| actor.id)
        };
        // A few are enough, and looking for thousands of them would take its time.
        let some = |old: &Actor| old.mentions.iter().take(8).map(|at| at.span).collect::<Vec<_>>();
        let by_mention = |old: &Actor| current.into_iter().chain(some(old)).find_map(has);
        let by_name = |old: &Actor| after.actors.iter().find(|actor| actor.name == old.name).map(|actor| actor.id);
        self.actor = old.and_then(|old| by_mention(old).or_else(|| by_name(old)));
        self.mention = current.and_then(|current| {
            let mentions = &after.actor(self.actor?)?.mentions;
            mentions.iter().position(|mention| mention.span == current)
        });
        let quote = self.quote.and_then(|id| before.quote(id));
        self.quote = quote.and_then(|old| {
            let same = after.quotes.iter().find(|quote| quote.content == old.content);
            same.map(|quote| quote.id)
        });
        let position = self.position.and_then(|id| before.positions.get(id.0 as usize));
        self.position = position.and_then(|old| {
            let same = |new: &&Position| new.evidence == old.evidence;
            let alike = |new: &&Position| same(new) && (new.stance == old.stance || new.target == old.target);
            after.positions.iter().find(alike).or_else(|| after.positions.iter().find(same)).map(|new| new.id)
        });
    }

    /// Keeps the open actor alone.
    pub fn unmark(&mut self) {
        (self.quote, self.position) = (None, None);
    }

    /// Chooses nothing any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn keep_or_open(&mut self, actors: &[ActorId], analysis: &Analysis) {
        if self.actor.is_some_and(|actor| actors.contains(&actor)) {
            return;
        }
        match actors.first() {
            Some(actor) => self.open(*actor, analysis),
            None => self.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{ActorKind, Mention, MentionKind, Quote, QuoteKind};

    fn actor(id: u32, mentions: &[(usize, usize)]) -> Actor {
        let mentions =
            mentions.iter().map(|(start, end)| Mention { span: Span::new(*start, *end), kind: MentionKind::Name });
        Actor {
            id: ActorId(id),
            kind: ActorKind::Person,
            name: format!("Actor {id}"),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: mentions.collect(),
        }
    }

    fn analysis() -> Analysis {
        Analysis {
            actors: vec![actor(0, &[(0, 2), (10, 12), (20, 22)]), actor(1, &[(5, 6)]), actor(2, &[])],
            quotes: vec![Quote {
                id: QuoteId(0),
                kind: QuoteKind::Direct,
                speakers: vec![ActorId(1)],
                source: Vec::new(),
                cue: Vec::new(),
                content: vec![Span::new(30, 40)],
                confidence: 1.0,
                grounds: Default::default(),
            }],
            ..Analysis::default()
        }
    }

    #[test]
    fn stepping_goes_round_in_both_directions() {
        let analysis = analysis();
        let mut selection = Selection::default();
        assert_eq!(selection.choose(ActorId(0), &analysis), None);
        assert_eq!(selection.counter(&analysis), Some((None, 3)));
        assert_eq!(selection.step(1, &analysis), Some(Move::Reveal(Span::new(0, 2))));
        assert_eq!(selection.step(-1, &analysis), Some(Move::Reveal(Span::new(20, 22))));
        assert_eq!(selection.step(1, &analysis), Some(Move::Reveal(Span::new(0, 2))));
        assert_eq!(selection.counter(&analysis), Some((Some(1), 3)));
    }

    #[test]
    fn an_actor_without_mentions_stays_where_it_is() {
        let analysis = analysis();
        let mut selection = Selection::default();
        selection.open(ActorId(2), &analysis);
        assert_eq!(selection.step(1, &analysis), None);
        assert_eq!(selection.counter(&analysis), Some((None, 0)));
    }

    #[test]
    fn a_click_opens_there_and_the_second_click_goes_on() {
        let analysis = analysis();
        let mut selection = Selection::default();
        assert_eq!(selection.click_mention(ActorId(0), Span::new(10, 12), &analysis), None);
        assert_eq!(selection.counter(&analysis), Some((Some(2), 3)));
        let next = selection.click_mention(ActorId(0), Span::new(10, 12), &analysis);
        assert_eq!(next, Some(Move::Reveal(Span::new(20, 22))));
    }

    #[test]
    fn a_quote_opens_its_speaker() {
        let analysis = analysis();
        let mut selection = Selection::default();
        selection.open(ActorId(0), &analysis);
        assert_eq!(selection.show_quote(QuoteId(0), &analysis), Some(Move::Flash(vec![Span::new(30, 40)])));
        assert_eq!((selection.actor(), selection.quote()), (Some(ActorId(1)), Some(QuoteId(0))));
    }

    #[test]
    fn walking_through_actors_stops_at_the_ends() {
        let analysis = analysis();
        let order = [ActorId(1), ActorId(0)];
        let mut selection = Selection::default();
        selection.step_actor(1, &order, &analysis);
        assert_eq!(selection.actor(), Some(ActorId(1)));
        selection.step_actor(-1, &order, &analysis);
        assert_eq!(selection.actor(), Some(ActorId(1)));
        selection.step_actor(5, &order, &analysis);
        assert_eq!(selection.actor(), Some(ActorId(0)));
        selection.step_actor(1, &[], &analysis);
        assert_eq!(selection.actor(), Some(ActorId(0)));
    }

    #[test]
    fn what_is_chosen_stays_when_ids_change() {
        let before = analysis();
        let mut after = analysis();
        after.actors.swap(0, 1);
        for (id, actor) in (0..).zip(&mut after.actors) {
            actor.id = ActorId(id);
        }
        let mut selection = Selection::default();
        selection.take_mention(ActorId(0), Span::new(10, 12), &before);
        selection.follow(&before, &after);
        assert_eq!((selection.actor(), selection.mention()), (Some(ActorId(1)), Some(1)));
        // Gone altogether.
        selection.follow(&after, &Analysis::default());
        assert_eq!(selection, Selection::default());
    }

    #[test]
    fn unknown_ids_change_nothing() {
        let analysis = analysis();
        let mut selection = Selection::default();
        assert_eq!(selection.choose(ActorId(9), &analysis), None);
        assert_eq!(selection.show_quote(QuoteId(9), &analysis), None);
        assert_eq!(selection, Selection::default());
    }
}
