//! From an article to what is in it: pure, without input or output, and never failing.

pub mod actors;
mod assemble;
pub mod attribution;
pub mod clauses;
pub mod coreference;
pub mod cue_verbs;
pub mod cues;
#[cfg(test)]
mod fixture;
pub mod gazetteer;
pub(crate) mod lexicon;
pub mod names;
pub mod phrases;
pub mod positions;
pub mod quotation;
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
use crate::warning::WarningKind;
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

/// Finds actors, quotes and positions in `article`; nothing in one that was read as being in another language than
/// English, where guesses would pass for findings.
pub fn analyse(article: &Article) -> Analysis {
    analyse_monitored(article, &()).unwrap_or_default()
}

/// As [`analyse`], telling `monitor` how far it is; `None` when the monitor cancelled.
pub fn analyse_monitored(article: &Article, monitor: &dyn Monitor) -> Option<Analysis> {
    let step = |done: f32| {
        monitor.progress(done);
        (!monitor.cancelled()).then_some(())
    };
    if article.warnings.iter().any(|warning| warning.kind == WarningKind::LanguageNotEnglish) {
        step(1.0)?;
        return Some(Analysis { warnings: article.warnings.clone(), ..Analysis::default() });
    }
    let tokens = Tokens::of(article);
    step(0.1)?;
    let mut tags = tagger::tag(&tokens);
    cues::correct_tags(&tokens, &mut tags);
    step(0.3)?;
    let paragraphs: Vec<Span> = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
    let quotations = quotation::find(&article.text, &paragraphs);
    let quoted = quotations.outermost();
    let phrases = Phrases::new(&tokens, &tags, &quotations);
    step(0.4)?;
    let attributions = attribution::find(&phrases, &cues::find(&tokens, &tags));
    step(0.55)?;
    let mut cast = actors::cast(&tokens, &tags, &quoted);
    coreference::add_mentions(&mut cast, &tokens, &tags, &quoted);
    step(0.8)?;
    let speakers = speakers::assign(&mut cast, &phrases, &quoted, &attributions);
    step(0.9)?;
    let stated: Vec<_> = attributions
        .iter()
        .zip(&speakers)
        .map(|(attribution, speakers)| positions::stated(&phrases, attribution, speakers.include_a_body(&cast)))
        .collect();
    let analysis = assemble::assemble(article, &phrases, cast, &attributions, &speakers, stated);
    step(1.0)?;
    Some(analysis)
}
