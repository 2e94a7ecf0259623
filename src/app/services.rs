//! What the window needs of the rest of the program, so that tests can put their own in its place.

use std::path::Path;
use std::sync::Arc;

use crate::analyse::{Engine, Monitor, analyse_with};
use crate::analysis::Analysis;
use crate::article::Article;
use crate::export::Exporter;

/// Finds out what is in an article; `None` when the monitor cancelled.
pub type Analyse = dyn Fn(&Article, &dyn Monitor) -> Option<Analysis> + Send + Sync;
/// Reads the article in a file, or says why not.
pub type Read = dyn Fn(&Path) -> Result<Article, String> + Send + Sync;
/// Writes bytes to a file, or says why not.
pub type Save = dyn Fn(&Path, &[u8]) -> Result<(), String> + Send + Sync;

/// The parts of the program behind the window.
#[derive(Clone)]
pub struct Services {
    /// Reads files.
    pub read: Arc<Read>,
    /// Analyses articles.
    pub analyse: Arc<Analyse>,
    /// Saves exports.
    pub save: Arc<Save>,
    /// The formats of exports, in the order in which they are offered.
    pub exporters: &'static [&'static dyn Exporter],
}

impl Services {
    /// The program's own, with an analysis by `engine`.
    pub fn with_engine(engine: Engine<'static>) -> Self {
        Self {
            read: Arc::new(|path| crate::read::read_file(path).map_err(|error| error.to_string())),
            analyse: Arc::new(move |article, monitor| analyse_with(article, engine, monitor)),
            save: Arc::new(|path, bytes| crate::export::save(path, bytes).map_err(|error| error.to_string())),
            exporters: crate::export::all(),
        }
    }
}
