//! The report: a line of JSON for each input that was read, could not be read, or was left out.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

/// How it went with an input, or with a line of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read, analysed and written.
    Done,
    /// Not read, or not written.
    Failed,
    /// Left out, for it was done before.
    DoneBefore,
    /// Not done, for the run was ended.
    Stopped,
}

/// What the report says of an input.
#[derive(Debug, Serialize)]
pub struct Entry<'a> {
    /// The file as it was named, or `standard input`.
    pub input: &'a str,
    /// How it went.
    pub status: Status,
    /// How many articles were written.
    pub articles: u64,
    /// Why it failed; of several lines that did, each has an entry of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<&'a str>,
}

/// A report that is being written, or nothing where none is wanted.
#[derive(Debug)]
pub struct Report(Option<BufWriter<File>>);

impl Report {
    /// A report in a new file at `path`.
    ///
    /// # Errors
    ///
    /// When the file cannot be made.
    pub fn create(path: Option<&Path>) -> io::Result<Self> {
        path.map(|path| File::create(path).map(BufWriter::new)).transpose().map(Self)
    }

    /// Adds an entry.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn add(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let Some(file) = &mut self.0 else { return Ok(()) };
        serde_json::to_writer(&mut *file, entry)?;
        file.write_all(b"\n")?;
        // What was done is known, whatever ends the program.
        file.flush()
    }
}
