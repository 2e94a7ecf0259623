//! Files on disk: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::ExportFile;

/// Why a file could not be written, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be written: {source}. Check that its folder exists, has room, and that you may write there.", path.display())]
pub struct ExportError {
    /// Which file.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Writes `bytes` to the file at `path`, in place of what is there. Until all is written the old file stays.
///
/// # Errors
///
/// An [`ExportError`] when the folder cannot be written to.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let mut file = PendingFile::create(path)?;
    file.write_all(bytes).map_err(|source| ExportError { path: path.to_owned(), source })?;
    file.commit()
}

/// Writes `files` into `folder`, which is made where it is not there, in place of those of the same names. None takes its
/// place until all are written; others in the folder stay as they are.
///
/// # Errors
///
/// An [`ExportError`] when the folder cannot be made or written to.
pub fn save_folder(folder: &Path, files: &[ExportFile]) -> Result<(), ExportError> {
    fs::create_dir_all(folder).map_err(|source| ExportError { path: folder.to_owned(), source })?;
    let mut pending = Vec::with_capacity(files.len());
    for file in files {
        let path = folder.join(&file.name);
        if Path::new(&file.name).file_name() != Some(file.name.as_ref()) {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "it has a name that leads out of its folder");
            return Err(ExportError { path, source });
        }
        let mut written = PendingFile::create(&path)?;
        written.write_all(&file.bytes).map_err(|source| ExportError { path, source })?;
        pending.push(written);
    }
    pending.into_iter().try_for_each(PendingFile::commit)
}

/// A file that is being written beside the place it is meant for, and moved there by [`commit`](Self::commit). Dropped
/// before, it leaves nothing behind.
#[derive(Debug)]
pub struct PendingFile {
    path: PathBuf,
    temporary: PathBuf,
    /// `None` once it is done.
    file: Option<BufWriter<File>>,
}

impl PendingFile {
    /// Begins the file that is meant for `path`.
    ///
    /// # Errors
    ///
    /// An [`ExportError`] when no file can be made in the folder.
    pub fn create(path: &Path) -> Result<Self, ExportError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let error = |source| ExportError { path: path.to_owned(), source };
        let Some(name) = path.file_name() else {
            return Err(error(io::Error::new(io::ErrorKind::InvalidInput, "it has no file name")));
        };
        // Through a link: the file it leads to is replaced, not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if path.is_dir() {
            return Err(error(io::Error::new(io::ErrorKind::IsADirectory, "a folder has that name")));
        }
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{count}.part", std::process::id()));
        let temporary = path.with_file_name(hidden);
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary).map_err(error)?;
        Ok(Self { path, temporary, file: Some(BufWriter::new(file)) })
    }

    /// Moves the finished file to its place.
    ///
    /// # Errors
    ///
    /// An [`ExportError`] when the rest cannot be written or the file not be moved; the old file is still there then.
    pub fn commit(mut self) -> Result<(), ExportError> {
        let moved = self.finish();
        moved.map_err(|source| ExportError { path: self.path.clone(), source })
    }

    fn finish(&mut self) -> io::Result<()> {
        if let Some(file) = self.file.as_mut() {
            file.flush()?;
            file.get_ref().sync_all()?;
            fs::rename(&self.temporary, &self.path)?;
            self.file = None;
            sync_folder(&self.path);
        }
        Ok(())
    }
}

impl Write for PendingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or_else(|| Err(io::ErrorKind::BrokenPipe.into()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for PendingFile {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // Nothing can be done about a file that will not go.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Puts a file's new name on disk, so that it is there even when the power fails. Where a system cannot do that, it keeps the
/// order of things by itself, and there is nothing to report: the file is whole in any case.
#[cfg(unix)]
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_whole_or_not_there() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.md");
        save(&path, b"old")?;
        {
            let mut pending = PendingFile::create(&path)?;
            pending.write_all(b"half")?;
        }
        assert_eq!(fs::read(&path)?, b"old");
        save(&path, b"new")?;
        assert_eq!(fs::read(&path)?, b"new");
        assert_eq!(names(folder.path()), ["a.md"]);
        Ok(())
    }

    #[test]
    fn a_folder_takes_all_files_or_none() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let notes = folder.path().join("notes");
        let file = |name: &str| ExportFile { name: name.to_owned(), bytes: name.as_bytes().to_vec() };
        save_folder(&notes, &[file("a.md"), file("b.md")])?;
        assert_eq!(names(&notes), ["a.md", "b.md"]);
        for bad in ["../c.md", "x/c.md", "..", ""] {
            assert!(save_folder(&notes, &[file("new.md"), file(bad)]).is_err(), "{bad}");
        }
        assert_eq!(names(&notes), ["a.md", "b.md"]);
        assert_eq!(names(folder.path()), ["notes"]);
        Ok(())
    }

    #[test]
    fn errors_name_the_file() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("missing").join("a.md");
        let message = save(&path, b"x").err().map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains("a.md could not be written"), "{message}");
        assert!(save(folder.path(), b"x").is_err());
        Ok(())
    }
}
