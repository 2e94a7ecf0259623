//! The files that were open last.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// At most [`Recent::MOST`] files, the newest first, each once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    files: Vec<PathBuf>,
    /// Those that were not there when it was looked up last.
    #[serde(skip)]
    missing: HashSet<PathBuf>,
}

impl Recent {
    /// The number of files that are kept.
    pub const MOST: usize = 10;

    /// Puts `path` to the front.
    pub fn add(&mut self, path: PathBuf) {
        self.files.retain(|file| *file != path);
        self.missing.remove(&path);
        self.files.insert(0, path);
        self.files.truncate(Self::MOST);
    }

    /// Forgets `path`.
    pub fn forget(&mut self, path: &Path) {
        self.files.retain(|file| file != path);
    }

    /// The files, the newest first.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Whether `path` was not there when it was looked up last.
    pub fn is_missing(&self, path: &Path) -> bool {
        self.missing.contains(path)
    }

    /// Notes which files were not there.
    pub fn set_missing(&mut self, missing: Vec<PathBuf>) {
        self.missing = missing.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_ten_files_each_once_the_newest_first() {
        let mut recent = Recent::default();
        for n in 0..12 {
            recent.add(PathBuf::from(format!("{n}.txt")));
        }
        recent.add(PathBuf::from("5.txt"));
        let names: Vec<_> = recent.files().iter().map(|file| file.to_string_lossy().into_owned()).collect();
        assert_eq!(names.len(), Recent::MOST);
        assert_eq!(names.first().map(String::as_str), Some("5.txt"));
        assert_eq!(names.iter().filter(|name| *name == "5.txt").count(), 1);
        assert!(!names.contains(&"1.txt".to_owned()));
    }

    #[test]
    fn opening_a_missing_file_again_clears_the_mark() {
        let mut recent = Recent::default();
        recent.add("a".into());
        recent.set_missing(vec!["a".into()]);
        assert!(recent.is_missing(Path::new("a")));
        recent.add("a".into());
        assert!(!recent.is_missing(Path::new("a")));
    }
}
