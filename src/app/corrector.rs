//! The corrections of an open article, off the window's thread: their file is opened, changed and saved there, and they
//! are laid over the analysis there. What the window shows of a correction is on disk already.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::analysis::Analysis;
use crate::analysis::issues::Issues;
use crate::analysis::stands::Stands;
use crate::article::Article;
use crate::corrections::{Correction, CorrectionFile, Orphan, apply};

/// A change of the list of corrections.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// None: the analysis is new.
    Renew,
    /// These are put at the end.
    Add(Vec<Correction>),
    /// The one at that place is taken out.
    Remove(usize),
    /// The last change is taken back.
    Undo,
    /// What was taken back last is made again.
    Redo,
}

/// Where the corrections of one article are kept. Copies stand for the same ones.
#[derive(Clone, Debug)]
pub struct Keeper {
    path: PathBuf,
    file: Arc<Mutex<Option<CorrectionFile>>>,
}

/// An analysis with corrections, and what can be done with these next.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What is to be shown.
    pub analysis: Arc<Analysis>,
    /// On what two or more actors take a stance.
    pub issues: Arc<Issues>,
    /// The positions of one actor on one thing, joined.
    pub stands: Arc<Stands>,
    /// All corrections, in order.
    pub corrections: Arc<[Correction]>,
    /// Those of them that fit nowhere.
    pub orphans: Vec<Orphan>,
    /// Whether there is something to take back.
    pub can_undo: bool,
    /// Whether there is something to make again.
    pub can_redo: bool,
    /// What went wrong with the file.
    pub failure: Option<String>,
}

impl Keeper {
    /// Of the corrections in the file at `path`, which is opened by the first [`carry_out`](Self::carry_out).
    pub fn new(path: PathBuf) -> Self {
        Self { path, file: Arc::default() }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes and saves a change, and lays all corrections over what was `found` in `article`. Where the file cannot be
    /// read it is left alone, and nothing is changed.
    pub fn carry_out(&self, article: &Article, found: &Arc<Analysis>, change: Change) -> Outcome {
        // A job that panicked may have left a list that is not saved; the next change saves all.
        let mut slot = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match slot.take() {
            Some(file) => file,
            None => match CorrectionFile::open(&self.path, &article.id) {
                Ok(file) => file,
                Err(error) => {
                    let failure = Some(error.to_string());
                    let (issues, stands) = (Arc::new(Issues::of(found)), Arc::new(Stands::of(found)));
                    return Outcome { analysis: Arc::clone(found), issues, stands, failure, ..Outcome::default() };
                }
            },
        };
        let file = slot.insert(file);
        let saved = match change {
            Change::Renew => Ok(()),
            // Each save writes all: what counts is whether the last one worked.
            Change::Add(corrections) => {
                corrections.into_iter().map(|correction| file.add(correction)).last().unwrap_or(Ok(()))
            }
            Change::Remove(index) => file.remove(index),
            Change::Undo => file.undo(),
            Change::Redo => file.redo(),
        };
        let history = file.history();
        let corrections: Arc<[Correction]> = history.corrections().into();
        let (analysis, orphans) = if corrections.is_empty() {
            (Arc::clone(found), Vec::new())
        } else {
            let corrected = apply(article, found, &corrections);
            (Arc::new(corrected.analysis), corrected.orphans)
        };
        let (issues, stands) = (Arc::new(Issues::of(&analysis)), Arc::new(Stands::of(&analysis)));
        Outcome {
            analysis,
            issues,
            stands,
            corrections,
            orphans,
            can_undo: history.can_undo(),
            can_redo: history.can_redo(),
            failure: saved.err().map(|error| error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Actor, ActorId, ActorKind};
    use crate::corrections::ActorKey;

    fn found() -> Arc<Analysis> {
        let actor = Actor {
            id: ActorId(0),
            kind: ActorKind::Person,
            name: "Ada".to_owned(),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: Vec::new(),
        };
        Arc::new(Analysis { actors: vec![actor], ..Analysis::default() })
    }

    fn rename(name: &str) -> Change {
        let actor = ActorKey { name: "Ada".to_owned(), mentions: Vec::new() };
        Change::Add(vec![Correction::RenameActor { actor, name: name.to_owned() }])
    }

    #[test]
    fn what_comes_back_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.standpoint.json");
        let (article, found) = (Article::default(), found());
        let keeper = Keeper::new(path.clone());
        let outcome = keeper.carry_out(&article, &found, rename("Ada Brandt"));
        assert_eq!(outcome.analysis.actors[0].name, "Ada Brandt");
        assert!(outcome.can_undo && outcome.failure.is_none());
        let again = Keeper::new(path).carry_out(&article, &found, Change::Renew);
        assert_eq!(again.analysis, outcome.analysis);
        let undone = keeper.carry_out(&article, &found, Change::Undo);
        assert!(Arc::ptr_eq(&undone.analysis, &found) && undone.can_redo);
    }

    #[test]
    fn a_file_that_is_not_understood_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.standpoint.json");
        std::fs::write(&path, "mine").unwrap();
        let outcome = Keeper::new(path.clone()).carry_out(&Article::default(), &found(), rename("B"));
        assert!(outcome.failure.is_some_and(|why| why.contains("is not a list of corrections")));
        assert_eq!(std::fs::read_to_string(path).unwrap(), "mine");
    }
}
