//! The article that is open, with what was found in it and the sums that the window shows.

use std::sync::Arc;

use super::corrector::{Keeper, Outcome};
use super::glimpse::Glimpse;
use super::theme::Cast;
use super::worker::{Opened, Origin, Stamp};
use crate::analysis::issues::Issues;
use crate::analysis::stands::Stands;
use crate::analysis::{ActorId, Analysis, PositionId, QuoteId, QuoteKind};
use crate::article::Article;
use crate::corrections::{Correction, Orphan};
use crate::warning::WarningKind;

/// How far the analysis of an article is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// It is running.
    Running,
    /// All was looked at.
    Done,
    /// The reader ended it.
    Cancelled,
    /// It failed, and this is why.
    Failed(String),
}

/// How much of the article that is which is shown tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// None: nothing was found yet.
    #[default]
    Nothing,
    /// A part; what was found is provisional. Nothing may be put right in it, and nothing of it leaves the window as if it
    /// were all.
    Part,
    /// All of it.
    Whole,
}

/// How often an actor speaks and takes a stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Quotes that it speaks.
    pub quotes: usize,
    /// Positions that it holds.
    pub positions: usize,
}

/// Something that the reader should look at with own eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The warning with this index.
    Warning(usize),
    /// The correction with this index among the orphans.
    Orphan(usize),
    /// A quote in quotation marks whose speaker is not known.
    NoSpeaker(QuoteId),
    /// A quote that the program is not sure of.
    UnsureQuote(QuoteId),
    /// A position that the program is not sure of.
    UnsurePosition(PositionId),
}

/// Below this, a quote is listed to be checked: of usual articles, that takes one quote in ten or so.
const UNSURE_QUOTE: f32 = 0.52;

/// Below this, a position is listed to be checked. Seven stances share what certainty there is, and it cannot be more
/// than that of the quote: 0.3 is usual and no reason to look.
const UNSURE_POSITION: f32 = 0.2;

/// What the reader put right.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// All corrections, in order.
    pub list: Arc<[Correction]>,
    /// Those that fit nowhere.
    pub orphans: Vec<Orphan>,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to do again.
    pub can_redo: bool,
}

/// An open article.
#[derive(Clone, Debug)]
pub struct Document {
    /// A number that no other open article has.
    pub id: u64,
    /// Where it came from.
    pub origin: Origin,
    /// The article.
    pub article: Arc<Article>,
    /// What was found by the program; empty until all of the article is read.
    pub found: Arc<Analysis>,
    /// The same with the reader's corrections, or what was found in a part: what is shown.
    pub analysis: Arc<Analysis>,
    /// How much of the article that tells of.
    pub reach: Reach,
    /// The corrections.
    pub corrections: Corrections,
    /// Where they are kept.
    pub keeper: Keeper,
    /// What its file was like when it was read.
    pub stamp: Option<Stamp>,
    /// The encoding that the reader chose for its file, if one.
    pub encoding: Option<String>,
    /// How far the analysis is.
    pub stage: Stage,
    /// Differs whenever article or analysis differ: a key for what is cached about them.
    pub generation: u64,
    /// The number of words.
    pub words: usize,
    /// Which actors have a colour of their own.
    pub cast: Cast,
    /// One for each actor.
    pub tallies: Vec<Tally>,
    /// On what two or more actors take a stance.
    pub issues: Arc<Issues>,
    /// The positions of one actor on one thing, joined, with what contradicts what.
    pub stands: Arc<Stands>,
    /// What is to be checked.
    pub doubts: Vec<Doubt>,
}

impl Document {
    /// An article whose analysis is about to start.
    pub fn new(origin: Origin, opened: Opened, keeper: Keeper, generation: u64) -> Self {
        let Opened { article, words, stamp, encoding } = opened;
        // Until the analysis is there, what the reading of the file has to say is all there is to check.
        let analysis = Analysis { warnings: article.warnings.clone(), ..Analysis::default() };
        let analysis = Arc::new(analysis);
        let mut document = Self {
            id: generation,
            origin,
            article,
            found: Arc::clone(&analysis),
            analysis,
            reach: Reach::Nothing,
            corrections: Corrections::default(),
            keeper,
            stamp,
            encoding,
            stage: Stage::Running,
            generation,
            words,
            cast: Cast::default(),
            tallies: Vec::new(),
            issues: Arc::default(),
            stands: Arc::default(),
            doubts: Vec::new(),
        };
        document.sum_up();
        document
    }

    /// Takes over what was found in a part, until all is read; not where all was read already.
    pub fn set_glimpse(&mut self, glimpse: Glimpse, generation: u64) {
        if self.reach == Reach::Whole {
            return;
        }
        self.analysis = glimpse.analysis;
        self.cast = Cast::new(&self.analysis, &self.analysis);
        (self.issues, self.stands) = (glimpse.issues, glimpse.stands);
        self.reach = Reach::Part;
        self.generation = generation;
        self.sum_up();
    }

    /// Takes over what was found, with the reader's corrections.
    pub fn set_corrected(&mut self, outcome: Outcome, generation: u64) {
        self.analysis = outcome.analysis;
        self.cast = Cast::new(&self.found, &self.analysis);
        self.issues = outcome.issues;
        self.stands = outcome.stands;
        self.corrections = Corrections {
            list: outcome.corrections,
            orphans: outcome.orphans,
            can_undo: outcome.can_undo,
            can_redo: outcome.can_redo,
        };
        self.stage = Stage::Done;
        self.reach = Reach::Whole;
        self.generation = generation;
        self.sum_up();
    }

    /// Whether what is shown was found in a part of the article only.
    pub fn is_partial(&self) -> bool {
        self.reach == Reach::Part
    }

    /// Why what was found can neither be put right nor handed on now; `None` where it can.
    pub fn refusal(&self) -> Option<&'static str> {
        match self.stage {
            Stage::Done => None,
            Stage::Running => Some("The article is still being analysed: this waits until all of it is read."),
            Stage::Cancelled | Stage::Failed(_) => {
                Some("Not all of the article was read: have it analysed again first.")
            }
        }
    }

    /// The headline, or what else the article can be called.
    pub fn name(&self) -> &str {
        match &self.article.title {
            Some(title) => title,
            None if self.article.id.is_empty() => "Article",
            None => &self.article.id,
        }
    }

    /// The quotes and positions of an actor, counted.
    pub fn tally(&self, actor: ActorId) -> Tally {
        self.tallies.get(actor.0 as usize).copied().unwrap_or_default()
    }

    /// Whether the analysis is done and found nobody and nothing.
    pub fn found_nothing(&self) -> bool {
        self.stage == Stage::Done && self.analysis.actors.is_empty() && self.analysis.quotes.is_empty()
    }

    /// Whether the encoding of its file was a guess, or does not fit all of it.
    pub fn is_encoding_unsure(&self) -> bool {
        self.article.warnings.iter().any(|warning| warning.kind == WarningKind::UncertainEncoding)
    }

    /// Whether the article does not seem to be English.
    pub fn is_foreign(&self) -> bool {
        self.analysis.warnings.iter().any(|warning| warning.kind == WarningKind::LanguageNotEnglish)
    }

    fn sum_up(&mut self) {
        let analysis = &self.analysis;
        self.tallies = vec![Tally::default(); analysis.actors.len()];
        for speaker in analysis.quotes.iter().flat_map(|quote| &quote.speakers) {
            if let Some(tally) = self.tallies.get_mut(speaker.0 as usize) {
                tally.quotes += 1;
            }
        }
        for holder in analysis.positions.iter().flat_map(|position| &position.holders) {
            if let Some(tally) = self.tallies.get_mut(holder.0 as usize) {
                tally.positions += 1;
            }
        }
        let orphans = (0..self.corrections.orphans.len()).map(Doubt::Orphan);
        let mut doubts = doubts(analysis);
        if self.is_partial() {
            // What is not certain in a part may be so in the whole.
            doubts.retain(|doubt| matches!(doubt, Doubt::Warning(_)));
        }
        self.doubts = orphans.chain(doubts).collect();
    }
}

/// What deserves a look: all warnings, then the rest in the order of the text.
fn doubts(analysis: &Analysis) -> Vec<Doubt> {
    let mut found: Vec<(usize, Doubt)> = Vec::new();
    let mut listed = vec![false; analysis.quotes.len()];
    for (quote, listed) in analysis.quotes.iter().zip(&mut listed) {
        let doubt = match quote.kind {
            QuoteKind::Direct | QuoteKind::Mixed if quote.speakers.is_empty() => Doubt::NoSpeaker(quote.id),
            // `It is expected to …`: the article hides on purpose who expects it, and no look will bring it out.
            QuoteKind::Indirect if quote.speakers.is_empty() && quote.grounds.others.is_empty() => continue,
            QuoteKind::Indirect if quote.speakers.is_empty() => Doubt::NoSpeaker(quote.id),
            _ if quote.confidence < UNSURE_QUOTE => Doubt::UnsureQuote(quote.id),
            _ => continue,
        };
        *listed = true;
        found.push((quote.extent().start, doubt));
    }
    for position in &analysis.positions {
        // Who looks at the quote sees what rests on it.
        let seen = position.quote.and_then(|quote| listed.get(quote.0 as usize)).is_some_and(|listed| *listed);
        if !seen && !position.holders.is_empty() && position.confidence < UNSURE_POSITION {
            found.push((position.extent().start, Doubt::UnsurePosition(position.id)));
        }
    }
    found.sort_by_key(|(start, _)| *start);
    let warnings = (0..analysis.warnings.len()).map(Doubt::Warning);
    warnings.chain(found.into_iter().map(|(_, doubt)| doubt)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Position, Quote, Stance, Target};
    use crate::span::Span;

    fn quote(id: u32, kind: QuoteKind, speaker: Option<u32>, confidence: f32) -> Quote {
        let start = id as usize * 10;
        Quote {
            id: QuoteId(id),
            kind,
            speakers: speaker.map(ActorId).into_iter().collect(),
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![Span::new(start, start + 5)],
            confidence,
            grounds: Default::default(),
        }
    }

    fn position(id: u32, quote: u32, confidence: f32) -> Position {
        let start = quote as usize * 10;
        Position {
            id: PositionId(id),
            holders: vec![ActorId(0)],
            stance: Stance::Asserts,
            target: Target::default(),
            evidence: vec![Span::new(start, start + 5)],
            quote: Some(QuoteId(quote)),
            confidence,
            others: Vec::new(),
        }
    }

    #[test]
    fn only_what_deserves_a_look_is_listed_in_the_order_of_the_text() {
        let analysis = Analysis {
            quotes: vec![
                quote(0, QuoteKind::Direct, Some(0), 0.92),
                // The writer hides who expects it: nothing to look for.
                quote(1, QuoteKind::Indirect, None, 0.23),
                quote(2, QuoteKind::Mixed, None, 0.9),
                quote(3, QuoteKind::Indirect, Some(0), 0.43),
                quote(4, QuoteKind::Indirect, Some(0), 0.53),
            ],
            // One on words that are listed already, one on words that are not, one as sure as they come.
            positions: vec![position(0, 3, 0.1), position(1, 0, 0.1), position(2, 4, 0.3)],
            ..Analysis::default()
        };
        let expected =
            [Doubt::UnsurePosition(PositionId(1)), Doubt::NoSpeaker(QuoteId(2)), Doubt::UnsureQuote(QuoteId(3))];
        assert_eq!(doubts(&analysis), expected);
    }
}
