//! Files on disk: only true files, and only so much of them.

use std::fs::{File, Metadata, OpenOptions};
use std::io::Read;
use std::path::Path;

use super::error::{MAX_FILE_SIZE, Problem, ReadError};

/// All of the file at `path`.
///
/// # Errors
///
/// A [`ReadError`] where it is missing, no file, or larger than [`MAX_FILE_SIZE`].
pub fn read_whole(path: &Path) -> Result<Vec<u8>, ReadError> {
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    let file = open(path)?;
    let metadata = file.metadata().map_err(io)?;
    let too_large = || ReadError::Content { path: path.to_owned(), problem: Problem::TooLarge };
    if metadata.len() > MAX_FILE_SIZE {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // Bounded all the same: a file may grow.
    file.take(MAX_FILE_SIZE + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > MAX_FILE_SIZE {
        return Err(too_large());
    }
    Ok(bytes)
}

/// The first bytes of the file at `path`, `most` of them where it has so many.
///
/// # Errors
///
/// As [`read_whole`].
pub fn read_beginning(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(most).read_to_end(&mut bytes);
    read.map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    Ok(bytes)
}

fn open(path: &Path) -> Result<File, ReadError> {
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    // Looked at before it is opened, for opening a pipe waits until somebody writes to it; and once more afterwards, for
    // another file may have come in its place.
    check(&std::fs::metadata(path).map_err(io)?, path)?;
    let file = OpenOptions::new().read(true).open(path).map_err(io)?;
    check(&file.metadata().map_err(io)?, path)?;
    Ok(file)
}

fn check(metadata: &Metadata, path: &Path) -> Result<(), ReadError> {
    match () {
        () if metadata.is_dir() => Err(ReadError::Directory { path: path.to_owned() }),
        () if !metadata.is_file() => Err(ReadError::NotAFile { path: path.to_owned() }),
        () => Ok(()),
    }
}
