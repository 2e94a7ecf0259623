//! Corrections of quotes and positions.

use super::Why;
use super::draft::Draft;
use crate::analysis::{Position, PositionId, Quote, QuoteId, QuoteKind, SpeakerClue, SpeakerGrounds, Stance, Target};
use crate::anchor::Anchor;
use crate::corrections::{ActorKey, PositionKey, QuoteKey, TargetWords};

/// How sure the program is of what a reader said.
const CERTAIN: f32 = 1.0;

fn by_the_reader() -> SpeakerGrounds {
    SpeakerGrounds { by: SpeakerClue::Reader, ..SpeakerGrounds::default() }
}

impl Draft<'_> {
    /// Says who speaks.
    pub fn set_speakers(&mut self, quote: &QuoteKey, speakers: &[ActorKey]) -> Result<(), Why> {
        let id = self.quote(quote)?;
        self.give_to(id, speakers)
    }

    fn give_to(&mut self, id: QuoteId, speakers: &[ActorKey]) -> Result<(), Why> {
        let speakers = self.actors(speakers)?;
        let quote = self.analysis.quotes.get_mut(id.0 as usize).ok_or(Why::NoQuote)?;
        quote.confidence = CERTAIN;
        quote.grounds = by_the_reader();
        quote.speakers.clone_from(&speakers);
        for position in self.analysis.positions.iter_mut().filter(|position| position.quote == Some(id)) {
            position.holders.clone_from(&speakers);
        }
        Ok(())
    }

    /// Makes a quote of words.
    pub fn add_quote(&mut self, content: &[Anchor], kind: QuoteKind, speakers: &[ActorKey]) -> Result<(), Why> {
        let pieces = self.pieces(content)?;
        if let Some(known) = self.analysis.quotes.iter().find(|quote| quote.content == pieces).map(|quote| quote.id) {
            return self.give_to(known, speakers);
        }
        let quote = Quote {
            // The only one of that id until all are numbered.
            id: QuoteId(u32::MAX),
            kind,
            speakers: self.actors(speakers)?,
            source: Vec::new(),
            cue: Vec::new(),
            content: pieces,
            confidence: CERTAIN,
            grounds: by_the_reader(),
        };
        self.analysis.quotes.push(quote);
        self.sort();
        Ok(())
    }

    /// Makes a position of words.
    pub fn add_position(
        &mut self,
        evidence: &[Anchor],
        holders: &[ActorKey],
        stance: Stance,
        target: &TargetWords,
        quote: Option<&QuoteKey>,
    ) -> Result<(), Why> {
        let pieces = self.pieces(evidence)?;
        let holders = self.actors(holders)?;
        let target = self.target(target)?;
        let quote = quote.map(|quote| self.quote(quote)).transpose()?;
        let same = |known: &&mut Position| {
            known.evidence == pieces && known.stance == stance && known.target.text == target.text
        };
        if let Some(known) = self.analysis.positions.iter_mut().find(same) {
            (known.holders, known.confidence) = (holders, CERTAIN);
            return Ok(());
        }
        self.analysis.positions.push(Position {
            // The only one of that id until all are numbered.
            id: PositionId(u32::MAX),
            holders,
            stance,
            target,
            evidence: pieces,
            quote,
            confidence: CERTAIN,
            others: Vec::new(),
        });
        self.sort();
        Ok(())
    }

    /// What a reader says that a position is about.
    fn target(&mut self, target: &TargetWords) -> Result<Target, Why> {
        let span = target.place.as_ref().map(|place| self.words(place)).transpose()?;
        let actor = target.actor.as_ref().map(|actor| self.actor(actor)).transpose()?;
        let text = span.map_or(target.text.trim(), |span| span.of(self.text)).to_owned();
        Ok(Target { text, span, actor })
    }

    /// Says where somebody stands.
    pub fn set_stance(&mut self, position: &PositionKey, stance: Stance) -> Result<(), Why> {
        let id = self.position(position)?;
        let position = self.analysis.positions.get_mut(id.0 as usize).ok_or(Why::NoPosition)?;
        (position.stance, position.confidence) = (stance, CERTAIN);
        position.others.clear();
        Ok(())
    }

    /// Says what a position is about.
    pub fn set_target(&mut self, position: &PositionKey, target: &TargetWords) -> Result<(), Why> {
        let id = self.position(position)?;
        let target = self.target(target)?;
        let position = self.analysis.positions.get_mut(id.0 as usize).ok_or(Why::NoPosition)?;
        position.target = target;
        position.confidence = CERTAIN;
        Ok(())
    }

    /// Says that a quote is right, or takes it out with the positions that rest on it.
    pub fn judge_quote(&mut self, quote: &QuoteKey, right: bool) -> Result<(), Why> {
        let id = self.quote(quote)?;
        if right {
            self.analysis.quotes.get_mut(id.0 as usize).ok_or(Why::NoQuote)?.confidence = CERTAIN;
        } else {
            self.analysis.quotes.retain(|quote| quote.id != id);
            self.analysis.positions.retain(|position| position.quote != Some(id));
            self.sort();
        }
        Ok(())
    }

    /// Says that a position is right, or takes it out.
    pub fn judge_position(&mut self, position: &PositionKey, right: bool) -> Result<(), Why> {
        let id = self.position(position)?;
        if right {
            self.analysis.positions.get_mut(id.0 as usize).ok_or(Why::NoPosition)?.confidence = CERTAIN;
        } else {
            self.analysis.positions.retain(|position| position.id != id);
            self.sort();
        }
        Ok(())
    }
}
