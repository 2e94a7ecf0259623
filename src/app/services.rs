//! What the window needs of the rest of the program, so that tests can put their own in its place.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::worker::Origin;
use crate::analyse::{Engine, Monitor, analyse_part, analyse_with};
use crate::analysis::Analysis;
use crate::article::Article;
use crate::corrections;
use crate::export::Exporter;
use crate::read::{self, Collection};

/// Finds out what is in an article; `None` when the monitor cancelled.
pub type Analyse = dyn Fn(&Article, &dyn Monitor) -> Option<Analysis> + Send + Sync;
/// The same in some of its paragraphs, by their places.
pub type Glance = dyn Fn(&Article, Range<usize>, &dyn Monitor) -> Option<Analysis> + Send + Sync;
/// Reads the articles in a file, or says why not.
pub type Read = dyn Fn(&Path, &read::Options) -> Result<Collection, String> + Send + Sync;
/// The HTML on the clipboard, when there is some. May wait for the program that it was copied in.
pub type Clipboard = dyn Fn() -> Option<String> + Send + Sync;
/// Writes bytes to a file, or says why not.
pub type Save = dyn Fn(&Path, &[u8]) -> Result<(), String> + Send + Sync;

/// Names the file for the corrections of an article: beside it if it is a file and the reader wants that, else in the
/// user's own folder.
pub type Keep = dyn Fn(&Origin, &Article, bool) -> PathBuf + Send + Sync;

/// The parts of the program behind the window.
#[derive(Clone)]
pub struct Services {
    /// Reads files.
    pub read: Arc<Read>,
    /// Looks for HTML beside a text that is pasted.
    pub clipboard: Arc<Clipboard>,
    /// Analyses articles.
    pub analyse: Arc<Analyse>,
    /// Analyses parts of long ones.
    pub glance: Arc<Glance>,
    /// Saves exports.
    pub save: Arc<Save>,
    /// Names files for corrections.
    pub keep: Arc<Keep>,
    /// The formats of exports, in the order in which they are offered.
    pub exporters: &'static [&'static dyn Exporter],
}

impl Services {
    /// The program's own, with an analysis by `engine`.
    pub fn with_engine(engine: Engine<'static>) -> Self {
        Self {
            read: Arc::new(|path, options| Collection::open(path, options).map_err(|error| error.to_string())),
            clipboard: Arc::new(|| arboard::Clipboard::new().ok()?.get().html().ok()),
            analyse: Arc::new(move |article, monitor| analyse_with(article, engine, monitor)),
            glance: Arc::new(move |article, part, monitor| analyse_part(article, part, engine, monitor)),
            save: Arc::new(|path, bytes| crate::export::save(path, bytes).map_err(|error| error.to_string())),
            keep: Arc::new(keep),
            exporters: crate::export::all(),
        }
    }
}

fn keep(origin: &Origin, article: &Article, beside: bool) -> PathBuf {
    let folder = || {
        let own = eframe::storage_dir("standpoint").unwrap_or_else(std::env::temp_dir);
        own.join("corrections")
    };
    match origin {
        Origin::File(path) if beside => corrections::path_beside(path),
        Origin::File(path) => corrections::path_in(&folder(), path),
        // The same article has the same corrections wherever in the file it stands next time.
        Origin::Part { file, .. } => {
            let mut name = file.file_name().unwrap_or_default().to_owned();
            name.push(format!("-{:016x}", fingerprint(&article.text)));
            let article = file.with_file_name(name);
            if beside { corrections::path_beside(&article) } else { corrections::path_in(&folder(), &article) }
        }
        // The same text has the same corrections when it is pasted again.
        Origin::Clipboard | Origin::Sample => {
            let words = format!("{}-{:016x}", article.id, fingerprint(&article.text));
            corrections::path_in(&folder(), Path::new(&words))
        }
    }
}

/// FNV-1a, which gives the same number in every version of the program.
fn fingerprint(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
