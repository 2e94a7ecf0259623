//! Where the answers go: standard output, or files for each input.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use super::input::Source;
use super::lines_file::LinesFile;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::export::{ExportError, ExportFile, Exporter, PendingFile, Style, save_folder};

/// What a worker hands over for one article.
pub enum Found {
    /// Written already, where the place in the output changes nothing.
    Written(Vec<u8>),
    /// Several files, for a folder of their own.
    Files(Vec<ExportFile>),
    /// Still to be written, because what stands before it matters.
    Raw(Box<(Article, Analysis)>),
}

/// Why writing stopped.
#[derive(Debug)]
pub enum WriteError {
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
    /// Files in a folder.
    Folder {
        /// For each input, the path of its file without the ending.
        paths: Vec<PathBuf>,
        /// What of the present input is not at its place yet.
        open: Open,
    },
}

/// What is being written about one input.
#[derive(Default)]
pub enum Open {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A file with all of its articles.
    Together(PendingFile),
    /// Lines of JSON, which stay where they are should the program end.
    Lines(LinesFile),
    /// The first of the files or folders that its articles get. It comes to its place last, and then tells that all are
    /// there.
    First {
        /// What is in it.
        found: Found,
        /// How many there are already.
        count: u64,
    },
}

impl Output {
    /// Standard output.
    pub fn standard() -> Self {
        Output::Standard { out: BufWriter::with_capacity(64 * 1024, io::stdout()), begun: false }
    }

    /// Files in `folder`, which is made where it is not there. Each input's file has its name; where two inputs share one, or
    /// the file would fall on an input, it is numbered (`story-2`). Where a format has several files for an article, they go
    /// into a folder of that name; where a file holds one article and the input several, these are counted (`story.2`).
    ///
    /// # Errors
    ///
    /// When the folder cannot be made.
    pub fn folder(folder: &Path, exporter: &dyn Exporter, sources: &[Source]) -> Result<Self, ExportError> {
        fs::create_dir_all(folder).map_err(|source| ExportError { path: folder.to_owned(), source })?;
        let inputs: HashSet<PathBuf> =
            sources.iter().filter_map(|input| fs::canonicalize(input.path()?).ok()).collect();
        // Some file systems hold names that differ in case for the same.
        let lower = |path: &Path| path.to_string_lossy().to_lowercase();
        let mut taken = HashSet::new();
        let mut next: HashMap<String, u64> = HashMap::new();
        let mut path_of = |source: &Source| {
            let plain = folder.join(&source.name);
            let number = next.entry(lower(&plain)).or_insert(1);
            loop {
                let path = numbered(&plain, *number);
                *number += 1;
                let falls = fs::canonicalize(with_ending(&path, exporter)).is_ok_and(|path| inputs.contains(&path));
                if !falls && taken.insert(lower(&path)) {
                    return path;
                }
            }
        };
        let paths = sources.iter().map(&mut path_of).collect();
        Ok(Output::Folder { paths, open: Open::Nothing })
    }

    /// Whether all of the input number `source` was written before, and since it was changed last.
    pub fn is_done(&self, source: usize, input: &Source, exporter: &dyn Exporter) -> bool {
        let Output::Folder { paths, .. } = self else { return false };
        let Some(path) = paths.get(source) else { return false };
        let changed = |path: &Path| path.metadata().and_then(|found| found.modified()).ok();
        let Some(read) = input.path().and_then(changed) else { return false };
        changed(&with_ending(path, exporter)).is_some_and(|written| written >= read)
    }

    /// The path of what is written about the input number `source`, without its ending, where it is a file.
    pub fn path(&self, source: usize) -> Option<&Path> {
        match self {
            Output::Folder { paths, .. } => paths.get(source).map(PathBuf::as_path),
            Output::Standard { .. } => None,
        }
    }

    /// Writes an answer that belongs to the input number `source`. Inputs come in order.
    pub fn write(
        &mut self,
        source: usize,
        lines: bool,
        found: Found,
        exporter: &dyn Exporter,
        style: Style,
    ) -> Result<(), WriteError> {
        match self {
            Output::Standard { out, begun } => {
                if exporter.is_whole_file() && *begun {
                    return Err(WriteError::Failed("holds several articles, which do not fit on standard output in this format: only the first was written. Name a folder for them: `-o DIR`.".to_owned()));
                }
                let written = write_found(found, exporter, style, *begun, out);
                *begun = true;
                written.map_err(standard_error)
            }
            Output::Folder { paths, open } => {
                let path = paths.get(source).cloned().unwrap_or_default();
                if is_alone(exporter) {
                    return several(&path, open, found, exporter, style);
                }
                if lines && exporter.name() == "jsonl" {
                    let file = match std::mem::take(open) {
                        Open::Lines(file) => Ok(file),
                        _ => LinesFile::go_on(&path),
                    };
                    let mut file = file.map_err(|source| failed(ExportError { path: path.clone(), source }))?;
                    let written = write_found(found, exporter, style, false, &mut file).and_then(|()| file.flush());
                    *open = Open::Lines(file);
                    return written.map_err(|source| failed(ExportError { path, source }));
                }
                let (mut file, begun) = match std::mem::take(open) {
                    Open::Together(file) => (file, true),
                    _ => {
                        make_folder_of(&path).map_err(failed)?;
                        (PendingFile::create(&with_ending(&path, exporter)).map_err(failed)?, false)
                    }
                };
                let written = write_found(found, exporter, style, begun, &mut file);
                // A file that could not be written whole is dropped here, and with it its part on disk.
                written.map_err(|source| failed(ExportError { path, source }))?;
                *open = Open::Together(file);
                Ok(())
            }
        }
    }

    /// Ends what was written about the input number `source`: puts it at its place. Where `whole` is not set, for the program
    /// is about to end before all of it is done, what cannot be gone on with is thrown away.
    pub fn end_input(
        &mut self,
        source: usize,
        lines: bool,
        whole: bool,
        exporter: &dyn Exporter,
        style: Style,
    ) -> Result<(), WriteError> {
        let Output::Folder { paths, open } = self else { return Ok(()) };
        let path = paths.get(source).cloned().unwrap_or_default();
        let done = match std::mem::take(open) {
            // The lines may all have been answered in an earlier run.
            Open::Nothing if lines && whole && exporter.name() == "jsonl" => LinesFile::commit_left(&path),
            Open::Nothing => Ok(()),
            Open::Lines(file) if whole => file.commit(),
            Open::Lines(mut file) => file.flush().map_err(|source| ExportError { path, source }),
            _ if !whole => Ok(()),
            Open::Together(file) => file.commit(),
            Open::First { found, .. } => write_whole(&path, found, exporter, style),
        };
        done.map_err(failed)
    }

    /// Sends on what was held back.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        match self {
            Output::Standard { out, .. } => out.flush().map_err(standard_error),
            Output::Folder { .. } => Ok(()),
        }
    }
}

/// Whether each article has a file of its own in a folder. Several documents of JSON in one file are none.
pub fn is_alone(exporter: &dyn Exporter) -> bool {
    exporter.is_whole_file() || exporter.name() == "json"
}

/// Each article has a file or a folder of its own.
fn several(
    path: &Path,
    open: &mut Open,
    found: Found,
    exporter: &dyn Exporter,
    style: Style,
) -> Result<(), WriteError> {
    match open {
        Open::First { count, .. } => {
            *count += 1;
            let path = beside(path, &format!(".{count}"));
            write_whole(&path, found, exporter, style).map_err(failed)
        }
        _ => {
            *open = Open::First { found, count: 1 };
            Ok(())
        }
    }
}

fn write_whole(path: &Path, found: Found, exporter: &dyn Exporter, style: Style) -> Result<(), ExportError> {
    make_folder_of(path)?;
    if let Found::Files(files) = found {
        return save_folder(path, &files);
    }
    let path = with_ending(path, exporter);
    let mut file = PendingFile::create(&path)?;
    write_found(found, exporter, style, false, &mut file).map_err(|source| ExportError { path, source })?;
    file.commit()
}

fn make_folder_of(path: &Path) -> Result<(), ExportError> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(|source| ExportError { path: folder.to_owned(), source }),
        None => Ok(()),
    }
}

/// `story`, `story-2`, `story-3`, for inputs that share a name.
fn numbered(path: &Path, number: u64) -> PathBuf {
    if number == 1 { path.to_owned() } else { beside(path, &format!("-{number}")) }
}

/// The path with something behind its name, which may have dots in it.
pub fn beside(path: &Path, behind: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(behind);
    path.with_file_name(name)
}

/// With the ending of the format, where it has one file.
fn with_ending(path: &Path, exporter: &dyn Exporter) -> PathBuf {
    match exporter.bundle() {
        Some(_) => path.to_owned(),
        None => beside(path, &format!(".{}", exporter.extension())),
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
