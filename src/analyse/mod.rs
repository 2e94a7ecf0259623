//! From an article to what is in it: pure, without input or output, and never failing.

use crate::analysis::Analysis;
use crate::article::Article;

pub mod actors;
pub mod coreference;
pub mod gazetteer;
pub(crate) mod lexicon;
pub mod names;
pub mod sentences;
pub mod tagger;
pub mod titles;
pub mod tokens;

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
    monitor.progress(1.0);
    Some(Analysis { warnings: article.warnings.clone(), ..Analysis::default() })
}
