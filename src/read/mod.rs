//! From a file to an [`Article`].

use std::path::{Path, PathBuf};

use crate::article::Article;

/// Why a file could not be read, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be opened or read.
    #[error("{} could not be read: {source}. Check that it exists and that you may read it.", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Reads the article in the file at `path`; the format is told by its content.
pub fn read_file(path: &Path) -> Result<Article, ReadError> {
    let text = std::fs::read_to_string(path).map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    Ok(from_text(path.file_stem().map(|s| s.to_string_lossy()).unwrap_or_default().as_ref(), text))
}

/// Makes an article of plain text, which is kept as it is to the byte; only its paragraphs are found.
pub fn from_text(id: &str, text: String) -> Article {
    Article { id: id.to_owned(), text, ..Article::default() }
}
