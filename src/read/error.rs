//! Why a file could not be read, and what to do about it.

use std::path::PathBuf;

use super::format::Format;

/// The largest file that is read, in bytes: 256 MiB, about forty million words. What packed files unfold to is held to twice
/// that.
pub const MAX_FILE_SIZE: u64 = 256 * 1024 * 1024;

const MIB: u64 = 1024 * 1024;

/// Why a file could not be read: [`Problem`] with the file it stands in, or what the file system said.
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
    /// The path leads to a pipe, a socket or a device, which may never end.
    #[error("{} is no file but a pipe or device. Save what comes out of it as a file, or pipe it into `standpoint analyze`.", path.display())]
    NotAFile {
        /// Which path.
        path: PathBuf,
    },
    /// What stands in the file cannot be read as an article.
    #[error("{} {problem}", path.display())]
    Content {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        problem: Problem,
    },
}

impl ReadError {
    /// What is wrong with the content, where it is that.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            ReadError::Content { problem, .. } => Some(problem),
            ReadError::Io { .. } | ReadError::Directory { .. } | ReadError::NotAFile { .. } => None,
        }
    }
}

/// What is wrong with the content of a file. Its words go on behind the name of the file.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// There is nothing to read in it.
    #[error("has no text in it. Check that it is the right file and that it was saved completely.")]
    Empty,
    /// Larger than [`MAX_FILE_SIZE`].
    #[error("is larger than {} MiB, the most that Standpoint reads. Split it into one file per article.", MAX_FILE_SIZE / MIB)]
    TooLarge,
    /// Of a kind that is not read.
    #[error("is {0}, which Standpoint does not read. {remedy}", remedy = .0.remedy())]
    Unsupported(Format),
    /// Protected by a password.
    #[error("is {0} that is protected by a password. Open it where you have the password and save a copy without one.")]
    Locked(Format),
    /// Broken, or cut off.
    #[error(
        "is {format} that is damaged or cut off: {detail}. Get it again from where it came, or open it in its own program and save a new copy."
    )]
    Damaged {
        /// What it claims to be.
        format: Format,
        /// What is wrong with it.
        detail: String,
    },
    /// An archive in which nothing can be read; of the first file in it, why.
    #[error(
        "holds nothing that can be read: {0}. Unpack it, and save or export the article as text, HTML or a Word document."
    )]
    NothingInside(String),
    /// Unfolds to more than is read, by packing or by what stands in it a great many times.
    #[error("unfolds to more than {} MiB, which no article does. Unpack it yourself and open the article alone.", super::budget::MAX_UNPACKED / MIB)]
    Bomb,
    /// JSON without an article in it.
    #[error(
        "is JSON in which no field holds a text. Name the field with the text \"text\", and the headline \"title\"."
    )]
    NoText,
    /// Pages that are pictures, without text.
    #[error(
        "is a scan: its pages are pictures without text. Have a program for text recognition (OCR) add the text, and open what it saves."
    )]
    Scan,
    /// A document whose fonts do not tell which letters their signs are.
    #[error(
        "does not tell which letters its signs are. Have a program for text recognition (OCR) read its pages, and open what it saves."
    )]
    NoLetters,
    /// Takes longer to read than any article does: so many seconds.
    #[error("takes longer than {0} seconds to read. Save its text as a text file and open that.")]
    TooSlow(u64),
    /// Files in files in files, or elements in elements in elements.
    #[error("is nested too deep: more than {0} levels. Take the article out of it and open it alone.")]
    TooDeep(usize),
    /// More parts than are read.
    #[error("holds more than {0} articles or parts. Split it into smaller files.")]
    TooMany(usize),
}

impl Problem {
    /// [`Problem::Damaged`], in the words of whoever noticed.
    pub(super) fn damaged(format: Format, detail: impl std::fmt::Display) -> Self {
        let detail = detail.to_string();
        Problem::Damaged { format, detail: detail.trim_end_matches('.').to_owned() }
    }
}
