//! The file that the corrections of an article are kept in.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Correction, History};
use crate::export::{ExportError, save};

/// Names the format and its version.
const SCHEMA: &str = "standpoint/corrections/1";

/// What the names of all versions begin with.
const FAMILY: &str = "standpoint/corrections/";

/// What the file of an article is called beside it, behind the article's own name.
const ENDING: &str = ".standpoint.json";

/// Why corrections could not be read or saved, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionFileError {
    /// The file is there and cannot be read.
    #[error("{} could not be read: {source}. Check that you may read it; your corrections are in it.", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no list of corrections. It is left as it is.
    #[error("{} is not a list of corrections: {source}. Move it away, or put back a copy of it; it was not changed.", path.display())]
    Broken {
        /// Which file.
        path: PathBuf,
        /// Where it stops making sense.
        source: serde_json::Error,
    },
    /// A newer version wrote the file. It is left as it is.
    #[error("{} was written by a newer version of Standpoint ({schema}). Update Standpoint to use it; it was not changed.", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// What it says that it is.
        schema: String,
    },
    /// The file could not be written. The one before is still there, and the corrections are in memory.
    #[error(transparent)]
    NotSaved(#[from] ExportError),
}

/// The corrections of an article, saved after every change before the call comes back: written beside the old file, put on
/// disk, and then moved in its place, so that at any moment there is a whole one.
///
/// A change that cannot be saved stays in memory; the next one saves all.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionFile {
    path: PathBuf,
    article: String,
    history: History,
}

/// The file, as `assets/schema/corrections-1.schema.json` describes it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document<Corrections> {
    schema: String,
    /// The article's id, for people who look into the file.
    article: String,
    corrections: Corrections,
}

/// What a file of any version says first.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

impl CorrectionFile {
    /// The corrections in the file at `path`; none when it is not there. `article` is the article's id. Nothing is written
    /// before the first change.
    ///
    /// # Errors
    ///
    /// When the file is there and cannot be read or understood. It is not changed then, and must not be overwritten.
    pub fn open(path: &Path, article: &str) -> Result<Self, CorrectionFileError> {
        remove_leftovers(path);
        let corrections = match fs::read(path) {
            Ok(bytes) => read(path, &bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(source) => return Err(CorrectionFileError::Unreadable { path: path.to_owned(), source }),
        };
        Ok(Self { path: path.to_owned(), article: article.to_owned(), history: History::new(corrections) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The corrections, with what can be undone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Adds a correction.
    ///
    /// # Errors
    ///
    /// When the file could not be written; the correction is in the list all the same.
    pub fn add(&mut self, correction: Correction) -> Result<(), CorrectionFileError> {
        self.history.add(correction);
        self.save()
    }

    /// Takes out the correction at that place, if there is one.
    ///
    /// # Errors
    ///
    /// When the file could not be written; the correction is gone from the list all the same.
    pub fn remove(&mut self, index: usize) -> Result<(), CorrectionFileError> {
        match self.history.remove(index) {
            Some(_) => self.save(),
            None => Ok(()),
        }
    }

    /// Takes back the last change, if there is one.
    ///
    /// # Errors
    ///
    /// When the file could not be written; the change is taken back in the list all the same.
    pub fn undo(&mut self) -> Result<(), CorrectionFileError> {
        if self.history.undo() { self.save() } else { Ok(()) }
    }

    /// Does again what was undone last, if there is something.
    ///
    /// # Errors
    ///
    /// When the file could not be written; the change is made in the list all the same.
    pub fn redo(&mut self) -> Result<(), CorrectionFileError> {
        if self.history.redo() { self.save() } else { Ok(()) }
    }

    /// Saves all, as every change does by itself: to try again what could not be saved.
    ///
    /// # Errors
    ///
    /// When the file could not be written.
    pub fn save(&self) -> Result<(), CorrectionFileError> {
        let document = Document {
            schema: SCHEMA.to_owned(),
            article: self.article.clone(),
            corrections: self.history.corrections(),
        };
        let mut bytes = serde_json::to_vec_pretty(&document)
            .map_err(|source| CorrectionFileError::Broken { path: self.path.clone(), source })?;
        bytes.push(b'\n');
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|source| ExportError { path: self.path.clone(), source })?;
        }
        Ok(save(&self.path, &bytes)?)
    }
}

fn read(path: &Path, bytes: &[u8]) -> Result<Vec<Correction>, CorrectionFileError> {
    let broken = |source| CorrectionFileError::Broken { path: path.to_owned(), source };
    let head: Head = serde_json::from_slice(bytes).map_err(broken)?;
    if !head.schema.starts_with(FAMILY) {
        let what = format!("it says that it is {:?}", head.schema);
        return Err(broken(serde::de::Error::custom(what)));
    }
    if head.schema != SCHEMA {
        return Err(CorrectionFileError::Newer { path: path.to_owned(), schema: head.schema });
    }
    let document: Document<Vec<Correction>> = serde_json::from_slice(bytes).map_err(broken)?;
    Ok(document.corrections)
}

/// Removes what a program that was killed while it saved has left beside the file.
fn remove_leftovers(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return };
    let begin = format!(".{}.", name.to_string_lossy());
    // A folder that cannot be listed has nothing that could be removed.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let other = entry.file_name();
        let other = other.to_string_lossy();
        let numbers = other.strip_prefix(&begin).and_then(|rest| rest.strip_suffix(".part"));
        if numbers.is_some_and(|numbers| numbers.chars().all(|c| c.is_ascii_digit() || c == '-')) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Where the corrections of the article at `article` are kept beside it.
pub fn path_beside(article: &Path) -> PathBuf {
    let mut name = article.file_name().map_or_else(|| OsString::from("article"), OsString::from);
    name.push(ENDING);
    article.with_file_name(name)
}

/// Where the corrections of the article at `article` are kept in `folder`, the user's own. Articles of the same name in
/// different places have different files. For an article that came from no file, `article` can be any name for it.
pub fn path_in(folder: &Path, article: &Path) -> PathBuf {
    let whole = fs::canonicalize(article).unwrap_or_else(|_| article.to_owned());
    let stem = article.file_name().map_or_else(|| "article".into(), |name| name.to_string_lossy());
    let plain: String = stem.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')).take(60).collect();
    folder.join(format!("{}-{:016x}{ENDING}", plain.trim_start_matches('.'), fingerprint(&whole.to_string_lossy())))
}

/// FNV-1a, which gives the same number in every version of the program.
fn fingerprint(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::ActorKey;

    fn renamed(name: &str) -> Correction {
        Correction::RenameActor { actor: ActorKey::default(), name: name.to_owned() }
    }

    #[test]
    fn every_change_is_on_disk_when_the_call_comes_back() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = path_beside(&folder.path().join("new").join("a.txt"));
        let mut file = CorrectionFile::open(&path, "a")?;
        assert!(!path.exists());
        let on_disk = || CorrectionFile::open(&path, "a").map(|file| file.history().corrections().to_vec());
        file.add(renamed("x"))?;
        file.add(renamed("y"))?;
        assert_eq!(on_disk()?, [renamed("x"), renamed("y")]);
        file.undo()?;
        assert_eq!(on_disk()?, [renamed("x")]);
        file.redo()?;
        file.remove(0)?;
        assert_eq!(on_disk()?, [renamed("y")]);
        file.undo()?;
        assert_eq!(on_disk()?, [renamed("x"), renamed("y")]);
        // After a new start all can be undone.
        let mut again = CorrectionFile::open(&path, "a")?;
        again.undo()?;
        again.undo()?;
        assert!(!again.history().can_undo());
        assert_eq!(on_disk()?, []);
        Ok(())
    }

    #[test]
    fn what_is_not_understood_is_left_alone() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.standpoint.json");
        for (content, part) in [
            ("", "is not a list of corrections"),
            ("{\"schema\": \"standpoint/corrections/1\", \"article\": \"a\", \"corr", "is not a list of corrections"),
            (
                "{\"schema\": \"standpoint/corrections/2\", \"new\": 1}",
                "newer version of Standpoint (standpoint/corrections/2)",
            ),
            ("{\"schema\": \"standpoint/analysis/1\"}", "it says that it is \"standpoint/analysis/1\""),
            (
                "{\"schema\": \"standpoint/corrections/1\", \"article\": \"a\", \"corrections\": [{\"correction\": \"sing\"}]}",
                "is not a list of corrections",
            ),
        ] {
            fs::write(&path, content)?;
            let error = CorrectionFile::open(&path, "a").err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(part) && error.contains("a.standpoint.json"), "{error}");
            assert_eq!(fs::read_to_string(&path)?, content);
        }
        Ok(())
    }

    #[test]
    fn leftovers_go_and_others_stay() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.standpoint.json");
        for name in [".a.standpoint.json.12-0.part", ".b.standpoint.json.12-0.part", ".a.standpoint.json.mine.part"] {
            fs::write(folder.path().join(name), "half")?;
        }
        CorrectionFile::open(&path, "a")?;
        assert_eq!(fs::read_dir(folder.path())?.count(), 2);
        Ok(())
    }

    #[test]
    fn files_do_not_fall_on_each_other() {
        assert_eq!(path_beside(Path::new("/news/a.txt")), Path::new("/news/a.txt.standpoint.json"));
        let own = |article: &str| path_in(Path::new("/own"), Path::new(article));
        assert_eq!(own("/news/a.txt"), own("/news/a.txt"));
        assert_ne!(own("/news/a.txt"), own("/old/a.txt"));
        assert_eq!(own("/nowhere/a.txt"), Path::new("/own/a.txt-b407c53edde60c42.standpoint.json"));
    }
}
