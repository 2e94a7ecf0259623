//! The articles that are open: one is shown, the others lie behind it, as they were left.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::find::Find;
use super::lists::View;
use super::reader::Reader;
use super::selection::Selection;
use super::trail::Trail;
use super::worker::Origin;
use crate::article::Article;

/// An article that was put aside, with all that the reader did in it.
pub struct Aside {
    /// The article.
    pub document: Document,
    /// What is chosen in it.
    pub selection: Selection,
    /// What the sidebar shows of it.
    pub view: View,
    /// The search in it.
    pub find: Find,
    /// The view of its text.
    pub reader: Reader,
    /// The way through it.
    pub trail: Trail,
}

/// A tab.
pub enum Sheet {
    /// The article that is shown; it is not here.
    Shown,
    /// An article that was put aside.
    Aside(Box<Aside>),
    /// A file that was not read yet.
    Unread(Left),
}

/// A file or a pasted article, and where in it one was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Left {
    /// The file.
    pub file: PathBuf,
    /// The byte of the text at the top of the view.
    pub byte: usize,
    /// The number of the article, where the file has several.
    pub part: Option<usize>,
    /// The encoding that the reader chose for the file, if one.
    pub encoding: Option<String>,
    /// The article itself, where it came from no file.
    pub pasted: Option<Box<Article>>,
}

impl Left {
    /// What it is called while it is not read.
    pub fn name(&self) -> String {
        match &self.pasted {
            Some(article) => article.title.clone().unwrap_or_else(|| article.id.clone()),
            None => self.file.file_stem().unwrap_or(self.file.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    /// The article there.
    pub fn origin(&self) -> Origin {
        match self.part {
            _ if self.pasted.is_some() => Origin::Clipboard,
            Some(at) => Origin::Part { file: self.file.clone(), at },
            None => Origin::File(self.file.clone()),
        }
    }
}

/// What was open when the window was closed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The files, in the order of their tabs.
    pub files: Vec<Left>,
    /// Which of them was shown.
    pub shown: usize,
}

/// All tabs.
#[derive(Default)]
pub struct Shelf {
    sheets: Vec<Sheet>,
    shown: usize,
}

impl Shelf {
    /// The number of tabs.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Whether there is no tab.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// Which tab is shown.
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// The tabs, in order.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Shows another tab, whose sheet is the result; `aside` is what was shown so far.
    pub fn show(&mut self, at: usize, aside: Option<Aside>) -> Option<Sheet> {
        self.put_aside(aside);
        let sheet = std::mem::replace(self.sheets.get_mut(at)?, Sheet::Shown);
        self.shown = at;
        Some(sheet)
    }

    /// Whether the tab that is shown waits for its article.
    pub fn has_shown(&self) -> bool {
        matches!(self.sheets.get(self.shown), Some(Sheet::Shown))
    }

    /// Makes a tab behind the one that is shown, and shows it. Where nothing is put aside, the shown tab is the new one.
    pub fn insert(&mut self, aside: Option<Aside>) {
        if aside.is_none() && self.has_shown() {
            return;
        }
        self.put_aside(aside);
        let at = if self.sheets.is_empty() { 0 } else { self.shown + 1 };
        self.sheets.insert(at.min(self.sheets.len()), Sheet::Shown);
        self.shown = at;
    }

    /// Makes a tab at the end for a file that is read when it is shown.
    pub fn push_unread(&mut self, left: Left) {
        self.sheets.push(Sheet::Unread(left));
    }

    /// Takes a tab away; answers whether it was the one that is shown, and which is to be shown then.
    pub fn remove(&mut self, at: usize) -> Option<(Sheet, Option<usize>)> {
        if at >= self.sheets.len() {
            return None;
        }
        let sheet = self.sheets.remove(at);
        let was_shown = at == self.shown;
        if at < self.shown || self.shown >= self.sheets.len() {
            self.shown = self.shown.saturating_sub(1);
        }
        Some((sheet, was_shown.then_some(self.shown)))
    }

    /// The tab of an article that is not the one shown.
    pub fn position(&self, origin: &Origin) -> Option<usize> {
        self.sheets.iter().position(|sheet| match sheet {
            Sheet::Shown => false,
            Sheet::Aside(aside) => aside.document.origin == *origin,
            Sheet::Unread(left) => left.origin() == *origin,
        })
    }

    /// The tab that waits for this.
    pub fn waiting(&self, left: &Left) -> Option<usize> {
        self.sheets.iter().position(|sheet| matches!(sheet, Sheet::Unread(waiting) if waiting == left))
    }

    /// The article with that number, if it was put aside.
    pub fn aside_mut(&mut self, id: u64) -> Option<&mut Aside> {
        self.sheets.iter_mut().find_map(|sheet| match sheet {
            Sheet::Aside(aside) if aside.document.id == id => Some(&mut **aside),
            _ => None,
        })
    }

    fn put_aside(&mut self, aside: Option<Aside>) {
        if let (Some(aside), Some(sheet)) = (aside, self.sheets.get_mut(self.shown)) {
            *sheet = Sheet::Aside(Box::new(aside));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(count: usize) -> Shelf {
        let mut shelf = Shelf::default();
        for at in 0..count {
            shelf.push_unread(Left { file: format!("{at}.txt").into(), ..Left::default() });
        }
        shelf.show(0, None);
        shelf
    }

    #[test]
    fn a_neighbour_is_shown_when_a_tab_goes() {
        let mut shelf = shelf(3);
        assert!(shelf.show(2, None).is_some());
        // One before it: nothing else is shown.
        assert!(matches!(shelf.remove(0), Some((Sheet::Shown, None))));
        assert_eq!(shelf.shown(), 1);
        assert!(matches!(shelf.remove(1), Some((_, Some(0)))));
        assert!(matches!(shelf.remove(0), Some((_, Some(0)))));
        assert!(shelf.is_empty() && shelf.remove(0).is_none());
    }

    #[test]
    fn an_empty_tab_is_not_left_behind() {
        let mut shelf = shelf(2);
        shelf.insert(None);
        assert_eq!((shelf.shown(), shelf.len()), (0, 2), "the shown one is still empty");
        assert_eq!(shelf.position(&Origin::File("1.txt".into())), Some(1));
        assert!(shelf.show(9, None).is_none());
    }
}
