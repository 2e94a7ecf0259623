//! Where the answers go: standard output, or a file for each input.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use super::analyze::Found;
use super::input::Source;
use crate::export::{ExportError, Exporter, PendingFile, Style, save_folder};

/// Why writing stopped.
#[derive(Debug)]
pub enum WriteError {
    /// There is nothing more to write.
    Finished,
    /// Whoever read the output has enough.
    Closed,
    /// Standard output does not take more.
    Standard(io::Error),
    /// One article could not be written; the next may.
    Failed(String),
}

/// Where the answers go.
pub enum Output {
    /// All of them, one after the other, to standard output.
    Standard {
        /// Standard output.
        out: BufWriter<Stdout>,
        /// Whether something stands there already.
        begun: bool,
    },
    /// A file for each input.
    Folder {
        /// The file of each input.
        paths: Vec<PathBuf>,
        /// The input that is being written, with its file.
        current: Option<(usize, PendingFile)>,
    },
}

impl Output {
    /// Standard output.
    pub fn standard() -> Self {
        Output::Standard { out: BufWriter::with_capacity(64 * 1024, io::stdout()), begun: false }
    }

    /// Files in `folder`, which is made where it is not there. Each input's file has its stem; where two inputs share one, or
    /// the file would fall on an input, it is numbered. Where a format has several files for an article, they go into a folder
    /// of that name.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made.
    pub fn folder(folder: &Path, exporter: &dyn Exporter, sources: &[Source]) -> Result<Self, ExportError> {
        fs::create_dir_all(folder).map_err(|source| ExportError { path: folder.to_owned(), source })?;
        let inputs: HashSet<PathBuf> =
            sources.iter().filter_map(|input| fs::canonicalize(input.path()?).ok()).collect();
        let mut taken = HashSet::new();
        let mut path_of = |source: &Source| {
            let stem = source.stem();
            let names = std::iter::once(stem.clone()).chain((2u64..).map(|number| format!("{stem}-{number}")));
            let bundle = exporter.bundle().is_some();
            let named = |name: String| if bundle { name } else { format!("{name}.{}", exporter.extension()) };
            let mut paths = names.map(|name| folder.join(named(name)));
            // Some file systems hold names that differ in case for the same.
            let free = |path: &PathBuf| {
                !fs::canonicalize(path).is_ok_and(|path| inputs.contains(&path))
                    && taken.insert(path.to_string_lossy().to_lowercase())
            };
            paths.find(free).unwrap_or_else(|| folder.to_owned())
        };
        let paths = sources.iter().map(&mut path_of).collect();
        Ok(Output::Folder { paths, current: None })
    }

    /// Writes an answer that belongs to the input number `source`. Inputs come in order.
    pub fn write(
        &mut self,
        source: usize,
        found: Found,
        exporter: &dyn Exporter,
        style: Style,
    ) -> Result<(), WriteError> {
        match self {
            Output::Standard { out, begun } => {
                let written = write_found(found, exporter, style, *begun, out);
                *begun = true;
                written.map_err(standard_error)
            }
            Output::Folder { paths, current } => {
                let path = paths.get(source).cloned().unwrap_or_default();
                if let Found::Files(files) = found {
                    return save_folder(&path, &files).map_err(failed);
                }
                let (before, same) = match current.take() {
                    Some((number, file)) if number == source => (Ok(()), Some(file)),
                    before => (before.map_or(Ok(()), |(_, file)| file.commit()), None),
                };
                let mut file = same.map_or_else(|| PendingFile::create(&path), Ok).map_err(failed)?;
                let written = write_found(found, exporter, style, false, &mut file);
                // A file that could not be written whole is dropped here, and with it its part on disk.
                written.map_err(|source| failed(ExportError { path, source }))?;
                *current = Some((source, file));
                before.map_err(failed)
            }
        }
    }

    /// Sends on what was held back.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        match self {
            Output::Standard { out, .. } => out.flush().map_err(standard_error),
            Output::Folder { .. } => Ok(()),
        }
    }

    /// Ends the output.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.flush()?;
        match self {
            Output::Folder { current: Some((_, file)), .. } => file.commit().map_err(failed),
            _ => Ok(()),
        }
    }
}

/// Writes an answer, behind others when something has `begun`.
fn write_found(
    found: Found,
    exporter: &dyn Exporter,
    style: Style,
    begun: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match found {
        Found::Written(bytes) => out.write_all(&bytes),
        Found::Files(files) => files.iter().try_for_each(|file| out.write_all(&file.bytes)),
        Found::Raw(found) if begun => exporter.write_next(&found.0, &found.1, style, out),
        Found::Raw(found) => exporter.write(&found.0, &found.1, style, out),
    }
}

fn failed(error: ExportError) -> WriteError {
    WriteError::Failed(error.to_string())
}

fn standard_error(error: io::Error) -> WriteError {
    match error.kind() {
        io::ErrorKind::BrokenPipe => WriteError::Closed,
        _ => WriteError::Standard(error),
    }
}
