//! From a file to an [`Article`].
//!
//! One file per format, and the format is told by the content. Nothing here guesses silently: what was uncertain is in
//! [`Article::warnings`].

mod builder;
pub mod encoding;
mod format;
mod front;
mod html;
pub mod jsonl;
mod kinds;
mod language;
mod lines;
mod markdown;
mod mojibake;
mod paragraphs;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::article::Article;

pub use format::FileKind;

/// The largest file that is read, in bytes: 256 MiB, about forty million words.
pub const MAX_FILE_SIZE: u64 = 256 * 1024 * 1024;

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
    /// The path leads to a folder.
    #[error("{} is a folder. Name the article files in it instead.", path.display())]
    Directory {
        /// Which folder.
        path: PathBuf,
    },
    /// There is nothing to read in the file.
    #[error("{} has no text in it. Check that it is the right file and that it was saved completely.", path.display())]
    Empty {
        /// Which file.
        path: PathBuf,
    },
    /// The file is larger than [`MAX_FILE_SIZE`].
    #[error("{} is larger than {} MiB, the most that Standpoint reads. Split it into one file per article.", path.display(), MAX_FILE_SIZE / (1024 * 1024))]
    TooLarge {
        /// Which file.
        path: PathBuf,
    },
    /// The file is of a kind that is not read.
    #[error("{} is {kind}. Standpoint reads text, Markdown and HTML so far: save or export the article as one of these.", path.display())]
    Unsupported {
        /// Which file.
        path: PathBuf,
        /// What it was recognised as.
        kind: FileKind,
    },
}

/// Reads the article in the file at `path`; the format is told by its content, and its `id` is the file's stem.
///
/// # Errors
///
/// A [`ReadError`] when the file is missing, a folder, empty, too large, or of a kind that is not read.
pub fn read_file(path: &Path) -> Result<Article, ReadError> {
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(ReadError::Directory { path: path.to_owned() });
    }
    if metadata.len() > MAX_FILE_SIZE {
        return Err(ReadError::TooLarge { path: path.to_owned() });
    }
    // Bounded all the same: a pipe has no length, and a file may grow.
    let mut bytes = Vec::new();
    File::open(path).map_err(io)?.take(MAX_FILE_SIZE + 1).read_to_end(&mut bytes).map_err(io)?;
    read(path, &bytes)
}

/// Reads the article in `bytes`. `name` is the name of a file, also if there is none (`pasted.txt`): its stem becomes
/// the article's `id`, its ending helps to tell Markdown from plain text.
///
/// # Errors
///
/// As [`read_file`], without those of the file system.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    read(Path::new(name), bytes)
}

/// Makes an article of plain text, which is kept as it is to the byte: only its paragraphs, headline, byline, date and
/// language are found in it.
pub fn from_text(id: &str, text: String) -> Article {
    text::read(id, text)
}

fn read(path: &Path, bytes: &[u8]) -> Result<Article, ReadError> {
    let path_owned = || path.to_owned();
    if bytes.len() as u64 > MAX_FILE_SIZE {
        return Err(ReadError::TooLarge { path: path_owned() });
    }
    if let Some(kind) = format::recognise_binary(bytes) {
        return Err(ReadError::Unsupported { path: path_owned(), kind });
    }
    let decoded = encoding::decode(bytes);
    if decoded.text.contains('\0') {
        return Err(ReadError::Unsupported { path: path_owned(), kind: FileKind::Binary });
    }
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty { path: path_owned() });
    }
    let id = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let (text, repaired) = mojibake::repair(decoded.text);
    let mut article = match format::recognise_text(&text, path) {
        format::TextFormat::Html => html::read(&id, &text),
        format::TextFormat::Markdown => markdown::read(&id, &text),
        format::TextFormat::Plain => text::read(&id, text),
    };
    if article.text.trim().is_empty() {
        return Err(ReadError::Empty { path: path_owned() });
    }
    article.encoding = Some(decoded.encoding.name().to_owned());
    article.warnings.splice(0..0, decoded.warning.into_iter().chain(repaired));
    Ok(article)
}
