//! The articles of one file, to choose from: what is listed, narrowed down by what is typed. Draws nothing.

use std::path::PathBuf;
use std::sync::Arc;

use crate::read::{Collection, Entry};

/// A file with several articles, and its list.
#[derive(Debug)]
pub struct Listing {
    /// The file.
    pub file: PathBuf,
    /// The encoding that the reader chose for it, if one.
    pub encoding: Option<String>,
    /// All that was read.
    pub collection: Arc<Collection>,
    /// What the list shows of each article.
    pub entries: Vec<Entry>,
    /// Only articles with these words are listed.
    pub filter: String,
    /// What is looked for these words in, for each article.
    keys: Vec<String>,
    /// The articles that are listed, by their number.
    shown: Vec<usize>,
    /// Which of those shown Enter takes.
    at: usize,
    /// Whether the list is there instead of the article.
    pub open: bool,
    /// Whether the filter is to get the keyboard.
    pub wants_focus: bool,
    /// Whether the row that Enter takes is to be brought into view.
    pub reveal: bool,
}

impl Listing {
    /// The list of a file's articles, which were read with that encoding if one was chosen. Takes time for many: made in the background.
    pub fn new(file: PathBuf, encoding: Option<String>, collection: Collection) -> Self {
        let entries = collection.entries();
        let keys = entries.iter().map(|entry| {
            let parts = [Some(entry.title.as_str()), entry.byline.as_deref(), entry.date.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join("\n").to_lowercase()
        });
        Self {
            file,
            encoding,
            collection: Arc::new(collection),
            keys: keys.collect(),
            shown: (0..entries.len()).collect(),
            entries,
            filter: String::new(),
            at: 0,
            open: true,
            wants_focus: true,
            reveal: false,
        }
    }

    /// The name of the file.
    pub fn name(&self) -> String {
        self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy().into_owned()
    }

    /// The numbers of the articles that are listed.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// The row that Enter takes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The number of the article that Enter opens.
    pub fn chosen(&self) -> Option<usize> {
        self.shown.get(self.at).copied()
    }

    /// Lists what has all the words of the filter.
    pub fn narrow(&mut self) {
        let before = self.chosen();
        let typed = self.filter.to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let fits = |key: &String| words.iter().all(|word| key.contains(word));
        self.shown = self.keys.iter().enumerate().filter(|(_, key)| fits(key)).map(|(at, _)| at).collect();
        self.at = before.and_then(|at| self.shown.binary_search(&at).ok()).unwrap_or_default();
        self.reveal = true;
    }

    /// Goes `step` rows on, and stays at the ends.
    pub fn step(&mut self, step: isize) {
        self.at = self.at.saturating_add_signed(step).min(self.shown.len().saturating_sub(1));
        self.reveal = true;
    }

    /// Has Enter take the article with that number.
    pub fn choose(&mut self, article: usize) {
        if let Ok(at) = self.shown.binary_search(&article) {
            (self.at, self.reveal) = (at, true);
        }
    }

    /// Shows the list again.
    pub fn show_again(&mut self) {
        (self.open, self.wants_focus, self.reveal) = (true, true, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn listing() -> Listing {
        let article = |title: &str, byline: Option<&str>| Article {
            title: Some(title.to_owned()),
            byline: byline.map(str::to_owned),
            text: "Two words".to_owned(),
            ..Article::default()
        };
        let articles =
            vec![article("The tunnel", Some("Ada Reed")), article("Ferries", None), article("A TUNNEL", None)];
        Listing::new(PathBuf::from("/a/feed.xml"), None, Collection::from(articles))
    }

    #[test]
    fn what_is_typed_narrows_the_list_and_keeps_the_choice() {
        let mut listing = listing();
        listing.step(5);
        assert_eq!((listing.chosen(), listing.name().as_str()), (Some(2), "feed.xml"));
        listing.filter = "tunnel".to_owned();
        listing.narrow();
        assert_eq!((listing.shown(), listing.chosen()), ([0, 2].as_slice(), Some(2)));
        listing.filter = "reed tunnel".to_owned();
        listing.narrow();
        assert_eq!((listing.shown(), listing.chosen()), ([0].as_slice(), Some(0)));
        listing.filter = "nothing".to_owned();
        listing.narrow();
        listing.step(1);
        assert_eq!(listing.chosen(), None);
    }

    #[test]
    fn steps_stay_at_the_ends() {
        let mut listing = listing();
        listing.step(-3);
        assert_eq!(listing.chosen(), Some(0));
        listing.choose(1);
        assert_eq!(listing.chosen(), Some(1));
    }
}
