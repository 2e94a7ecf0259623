//! What every reader of a format takes and gives: bytes with a name, and a list of articles.

use std::path::Path;

use encoding_rs::Encoding;

use super::budget::Budget;
use super::error::Problem;
use crate::article::Article;

/// A file, or a file in a file.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The name that its article gets; of several, each gets a number behind it.
    pub id: &'a str,
    /// Its name, which helps where the content leaves the format open.
    pub path: &'a Path,
    /// What stands in it.
    pub bytes: &'a [u8],
}

impl Part<'_> {
    /// The name of the article number `number`, counted from 1, where there are several.
    pub fn numbered(&self, number: usize) -> String {
        format!("{}-{number}", self.id)
    }
}

/// What goes along with the reading of one file.
#[derive(Debug, Default)]
pub struct Context {
    /// What may still be unfolded.
    pub budget: Budget,
    /// The encoding that the reader chose, in place of the one that seems right.
    pub encoding: Option<&'static Encoding>,
}

impl Context {
    /// Does `work` one level further in, as a file in a file.
    ///
    /// # Errors
    ///
    /// [`Problem::TooDeep`] where there are too many levels already.
    pub fn inside<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        self.budget.enter()?;
        let done = work(self);
        self.budget.leave();
        done
    }
}

/// A problem in a few words, to go behind the name of a part, without the remedy.
pub fn in_short(problem: &Problem) -> String {
    let words = problem.to_string();
    // The remedy is the last sentence.
    words.split_once(". ").map_or(words.as_str(), |(first, _)| first).trim_end_matches('.').to_owned()
}

/// The articles of a file, never none; and what was passed over.
#[derive(Debug, Default)]
pub struct Listing {
    /// The articles, in the order of the file.
    pub articles: Vec<Article>,
    /// Parts that could not be read, each in a few words (`b.png is a picture`).
    pub left_out: Vec<String>,
}

impl Listing {
    /// A single article.
    pub fn one(article: Article) -> Self {
        Self { articles: vec![article], left_out: Vec::new() }
    }

    /// Numbers the articles, where there are several; a single one keeps its name.
    pub fn number(&mut self, id: &str) {
        if self.articles.len() > 1 {
            for (at, article) in self.articles.iter_mut().enumerate() {
                article.id = format!("{id}-{}", at + 1);
            }
        }
    }

    /// Itself, where an article with words is in it.
    ///
    /// # Errors
    ///
    /// [`Problem::Empty`] where there is none.
    pub fn not_empty(mut self) -> Result<Self, Problem> {
        self.articles.retain(|article| !article.text.trim().is_empty());
        if self.articles.is_empty() { Err(Problem::Empty) } else { Ok(self) }
    }
}
