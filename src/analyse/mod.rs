//! From an article to what is in it: pure, without input or output, and never failing.

pub mod attribution;
pub mod clauses;
pub mod cue_verbs;
pub mod cues;
pub mod gazetteer;
pub(crate) mod lexicon;
pub mod names;
pub mod phrases;
pub mod positions;
pub mod quotation;
pub mod sentences;
pub mod stance;
pub mod tagger;
pub mod titles;
pub mod tokens;

use crate::analysis::{Analysis, Quote, QuoteId, QuoteKind};
use crate::article::Article;
use crate::span::Span;

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

/// Finds actors, quotes and positions in `article`.
pub fn analyse(article: &Article) -> Analysis {
    analyse_monitored(article, &()).unwrap_or_default()
}

/// As [`analyse`], telling `monitor` how far it is; `None` when the monitor cancelled.
pub fn analyse_monitored(article: &Article, monitor: &dyn Monitor) -> Option<Analysis> {
    let tokens = tokens::Tokens::of(article);
    let mut tags = tagger::tag(&tokens);
    cues::correct_tags(&tokens, &mut tags);
    let paragraphs: Vec<Span> = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
    let quotations = quotation::find(&article.text, &paragraphs);
    let phrases = phrases::Phrases::new(&tokens, &tags, &quotations);
    let cues = cues::find(&tokens, &tags);
    let found = attribution::find(&phrases, &cues);
    let quotes = found
        .iter()
        .enumerate()
        .map(|(n, a)| Quote {
            id: QuoteId(n as u32),
            kind: QuoteKind::Direct,
            speakers: vec![],
            source: a.source.iter().map(|s| tokens.span(s)).collect(),
            cue: a.cue.iter().map(|s| tokens.span(s)).collect(),
            content: a.content.clone(),
            confidence: a.confidence,
        })
        .collect();
    monitor.progress(1.0);
    Some(Analysis { quotes, warnings: article.warnings.clone(), ..Analysis::default() })
}
