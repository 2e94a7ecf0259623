//! From an article to what is in it: pure, without input or output, and never failing.

pub mod actors;
mod assemble;
pub mod attribution;
mod authors;
pub mod clauses;
pub mod coreference;
pub mod cue_verbs;
pub mod cues;
pub mod encoder;
#[cfg(test)]
mod fixture;
pub mod gazetteer;
pub mod labels;
pub(crate) mod lexicon;
pub mod names;
mod part;
pub mod phrases;
pub mod positions;
pub mod quotation;
mod relayed;
pub mod sentences;
pub mod speakers;
pub mod stance;
pub mod subjects;
pub mod tagger;
pub mod titles;
pub mod token;
pub mod tokens;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::span::Span;
use crate::warning::{Warning, WarningKind};
use authors::Authors;
use coreference::Chains;
use labels::{Labeller, Unlabelled};
pub use part::analyse_part;
use phrases::Phrases;
use tokens::Tokens;

/// Watches an analysis from outside: is told how far it is, and may end it.
pub trait Monitor: Sync {
    /// Called with the share that is done, from 0 to 1, never falling.
    fn progress(&self, _done: f32) {}

    /// Asked from time to time; `true` ends the analysis.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing.
impl Monitor for () {}

/// What finds the names and attributions that the other steps build on.
#[derive(Clone, Copy)]
pub enum Engine<'a> {
    /// Rules and word lists alone.
    Rules,
    /// A labeller, with the rules as constraints and for what it leaves.
    Labeller(&'a dyn Labeller),
}

impl Engine<'static> {
    /// The trained model of this program, read when it is first used.
    pub const MODEL: Self = Engine::Labeller(&encoder::Shared);
}

/// Finds actors, quotes and positions in `article` by rules; nothing in one that was read as being in another language than
/// English, where guesses would pass for findings.
pub fn analyse(article: &Article) -> Analysis {
    analyse_with(article, Engine::Rules, &()).unwrap_or_default()
}

/// As [`analyse`] by what `engine` finds, telling `monitor` how far it is; `None` when the monitor cancelled. Where a labeller
/// fails, the rules alone work, and a warning says so.
pub fn analyse_with(article: &Article, engine: Engine, monitor: &dyn Monitor) -> Option<Analysis> {
    // Nearly all the time is the labeller's.
    let own = if matches!(engine, Engine::Rules) { 1.0 } else { 0.1 };
    let step = |done: f32| {
        monitor.progress(1.0 - own + own * done);
        (!monitor.cancelled()).then_some(())
    };
    if article.warnings.iter().any(|warning| warning.kind == WarningKind::LanguageNotEnglish) {
        step(1.0)?;
        return Some(Analysis { warnings: article.warnings.clone(), ..Analysis::default() });
    }
    let paragraphs: Vec<Span> = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
    let quotations = quotation::find(&article.text, &paragraphs);
    let quoted = quotations.outermost();
    let (labels, failure) = match engine {
        Engine::Rules => (None, None),
        Engine::Labeller(labeller) => {
            match labeller.label(article, &quotations, &Share { monitor, from: 0.0, to: 1.0 - own }) {
                Ok(labels) => (Some(labels), None),
                Err(Unlabelled::Cancelled) => return None,
                Err(Unlabelled::Failed(message)) => (None, Some(message)),
            }
        }
    };
    let tokens = Tokens::of(article);
    step(0.1)?;
    let mut tags = tagger::tag(&tokens);
    cues::correct_tags(&tokens, &mut tags);
    step(0.3)?;
    let phrases = Phrases::new(&tokens, &tags, &quotations);
    step(0.4)?;
    let cues = cues::find(&tokens, &tags);
    let attributions = match &labels {
        Some(labels) => attribution::labelled(&phrases, &cues, &labels.attributions),
        None => attribution::find(&phrases, &cues),
    };
    step(0.55)?;
    let mut cast = actors::cast(&tokens, &tags, &quoted, labels.as_ref().map(|labels| labels.names.as_slice()));
    let mentions = labels.as_ref().map_or(&[][..], |labels| &labels.mentions);
    let chains = Chains::follow(&cast, &tokens, mentions);
    coreference::add_mentions(&mut cast, &tokens, &tags, &quoted, &chains);
    step(0.8)?;
    let authors = Authors::find(article.byline.as_deref(), &mut cast, &tokens);
    let speakers = speakers::assign(&mut cast, &phrases, &quoted, &chains, &authors, &attributions);
    step(0.9)?;
    let stated: Vec<_> = attributions
        .iter()
        .zip(&speakers)
        .map(|(attribution, speakers)| positions::stated(&phrases, attribution, speakers.include_a_body(&cast)))
        .collect();
    let mut analysis = assemble::assemble(article, &phrases, cast, &attributions, &speakers, stated);
    analysis.warnings.extend(failure.map(|message| Warning { kind: WarningKind::NotRead, span: None, message }));
    step(1.0)?;
    Some(analysis)
}

/// A monitor for a part of the work: that which lies between two shares of all of it.
pub(crate) struct Share<'a> {
    pub(crate) monitor: &'a dyn Monitor,
    pub(crate) from: f32,
    pub(crate) to: f32,
}

impl Monitor for Share<'_> {
    fn progress(&self, done: f32) {
        self.monitor.progress(self.from + done * (self.to - self.from));
    }

    fn cancelled(&self) -> bool {
        self.monitor.cancelled()
    }
}
