//! What the background reads, and what it has to say.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use unicode_segmentation::UnicodeSegmentation;

use crate::analysis::Analysis;
use crate::app::corrector::{Change, Outcome};
use crate::app::export_state::Output;
use crate::app::glimpse::Glimpse;
use crate::app::listing::Listing;
use crate::article::Article;
use crate::read::Collection;
use crate::span::Span;

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// A file with several articles.
    Part {
        /// The file.
        file: PathBuf,
        /// The number of the article in it, from 0.
        at: usize,
    },
    /// The clipboard.
    Clipboard,
    /// The program itself.
    Sample,
}

impl Origin {
    /// The file, if it is one.
    pub fn file(&self) -> Option<&PathBuf> {
        match self {
            Origin::File(file) | Origin::Part { file, .. } => Some(file),
            Origin::Clipboard | Origin::Sample => None,
        }
    }
}

/// An article that was read.
#[derive(Debug)]
pub struct Opened {
    /// The article.
    pub article: Arc<Article>,
    /// The number of its words: counting a million of them would stop the window for a moment.
    pub words: usize,
    /// What its file was like just before it was read.
    pub stamp: Option<Stamp>,
    /// The encoding that the reader chose for it, if one.
    pub encoding: Option<String>,
}

/// When a file was changed last, and its length in bytes.
pub type Stamp = (Option<SystemTime>, u64);

/// What a file is like now.
pub(super) fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(file).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}

/// The one article of a file, or the one that is wanted, or the list of them.
pub(super) fn sorted_out(
    (file, part, encoding): (PathBuf, Option<usize>, Option<String>),
    collection: Collection,
    stamp: Option<Stamp>,
) -> Report {
    let several = collection.count() > 1;
    let article = match part {
        Some(at) if several => {
            collection.article(at).cloned().map(|article| (Origin::Part { file: file.clone(), at }, article))
        }
        None if several => None,
        _ => collection.article(0).cloned().map(|article| (Origin::File(file.clone()), article)),
    };
    match article {
        Some((origin, article)) => Report::Read(origin, Ok(Opened { stamp, encoding, ..Opened::from(article) })),
        None if several => Report::Listed(Box::new(Listing::new(file, encoding, collection))),
        None => {
            let why = format!("There is no article in {}.", file.display());
            Report::Read(Origin::File(file), Err(why))
        }
    }
}

impl From<Article> for Opened {
    fn from(article: Article) -> Self {
        let words = article.text.unicode_words().count();
        Self { article: Arc::new(article), words, stamp: None, encoding: None }
    }
}

/// What a job has to say when it is done, or before.
#[derive(Debug)]
pub enum Report {
    /// An article was read, or why it could not be.
    Read(Origin, Result<Opened, String>),
    /// A file has several articles.
    Listed(Box<Listing>),
    /// A part of the article with this number was analysed; the job goes on.
    Glanced(u64, Glimpse),
    /// The article with this number was analysed; `None` when that was cancelled.
    Analysed(u64, Result<Option<Arc<Analysis>>, String>),
    /// An export was written to memory.
    Written(Result<Arc<Output>, String>),
    /// An export was saved to a file.
    Saved(PathBuf, Result<(), String>),
    /// What was found by a search in the document with this number, or why nothing can be.
    Found(u64, Result<Vec<Span>, String>),
    /// The corrections of the document with this number were changed like this.
    Corrected(u64, Change, Box<Outcome>),
    /// What a file is like now.
    Stamp(PathBuf, Stamp),
    /// How each encoding reads the same words of the file that it is asked about.
    Samples(Vec<String>),
    /// There is nothing to tell.
    Nothing,
    /// These files are not there.
    Missing(Vec<PathBuf>),
}
