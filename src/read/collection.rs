//! A file with several articles: the list of them, to choose one from.

use std::path::Path;

use super::{Options, ReadError, read_articles_with};
use crate::article::{Article, ParagraphKind};

/// The most letters of a title that is made of the first words.
const TITLE: usize = 80;

/// All articles of a file, in their order; never none.
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    articles: Vec<Article>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its headline, or its first words where it has none.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it appeared, as in [`Article::date`].
    pub date: Option<String>,
    /// How many words it has.
    pub words: usize,
}

impl From<Vec<Article>> for Collection {
    /// Articles that were read already.
    fn from(articles: Vec<Article>) -> Self {
        Self { articles }
    }
}

impl Collection {
    /// Reads the file at `path`.
    ///
    /// # Errors
    ///
    /// As [`read_articles_with`].
    pub fn open(path: &Path, options: &Options) -> Result<Self, ReadError> {
        read_articles_with(path, options).map(|articles| Self { articles })
    }

    /// How many articles there are; where it is one, there is nothing to choose.
    pub fn count(&self) -> usize {
        self.articles.len()
    }

    /// What the list shows of each article.
    pub fn entries(&self) -> Vec<Entry> {
        self.articles.iter().map(entry).collect()
    }

    /// The article number `at`, from 0.
    pub fn article(&self, at: usize) -> Option<&Article> {
        self.articles.get(at)
    }

    /// All of them.
    pub fn into_articles(self) -> Vec<Article> {
        self.articles
    }
}

fn entry(article: &Article) -> Entry {
    let body = article.paragraphs.iter().find(|paragraph| paragraph.kind != ParagraphKind::Caption);
    let first = || body.map(|paragraph| short(article.paragraph_text(paragraph))).unwrap_or_default();
    Entry {
        title: article.title.clone().unwrap_or_else(first),
        byline: article.byline.clone(),
        date: article.date.clone(),
        words: article.text.split_whitespace().count(),
    }
}

/// The first words, with an ellipsis where there are more.
fn short(words: &str) -> String {
    let mut title = String::new();
    for word in words.split_whitespace() {
        if !title.is_empty() && title.chars().count() + 1 + word.chars().count() > TITLE {
            return title + "…";
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(word.chars().take(TITLE));
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::from_text;

    #[test]
    fn an_article_without_headline_is_listed_by_its_first_words() {
        let article = from_text("a", format!("The mayor said {}no.", "never, ".repeat(40)));
        let entry = entry(&article);
        assert!(
            entry.title.starts_with("The mayor said never,") && entry.title.ends_with("never,…"),
            "{}",
            entry.title
        );
        assert!(entry.title.chars().count() <= TITLE + 1);
        assert_eq!(entry.words, 44);
    }
}
