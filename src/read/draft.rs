//! An article in the making: what its file tells about it, and its paragraphs one by one.

use super::builder::TextBuilder;
use super::error::Problem;
use super::format::Format;
use super::{clean, front, kinds, language};
use crate::article::{Article, Paragraph, ParagraphKind};
use crate::warning::{Warning, WarningKind};

/// The most paragraphs at the front among which the headline is looked for, and lines about the article are.
const FRONT: usize = 6;

/// What a document's properties say of it.
#[derive(Debug, Default)]
pub struct Properties {
    /// The title.
    pub title: Option<String>,
    /// Whoever wrote it, or whose computer it was.
    pub author: Option<String>,
    /// When it was made.
    pub date: Option<String>,
}

/// Authors that programs name where they know none.
const NOBODY: &[&str] = &[
    "python-docx",
    "microsoft office user",
    "user",
    "unknown",
    "admin",
    "administrator",
    "author",
    "anonymous",
    "owner",
    "untitled",
];

/// Titles that programs give where nobody gave one.
const NO_TITLES: &[&str] = &["untitled", "document", "word document", "microsoft word"];

/// What a reader found, to be made an [`Article`].
#[derive(Debug, Default)]
pub struct Draft {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it appeared.
    pub date: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// What was not read, or is not sure.
    pub warnings: Vec<Warning>,
    /// Its paragraphs so far.
    pub paragraphs: Vec<(String, ParagraphKind)>,
    /// What the properties of the document say, which is not always true: taken where its text tells nothing.
    pub properties: Properties,
}

impl Draft {
    /// Adds a paragraph; one without letters is passed over.
    pub fn push(&mut self, words: &str, kind: ParagraphKind) {
        let words = words.trim();
        if !words.is_empty() {
            self.paragraphs.push((words.to_owned(), kind));
        }
    }

    /// Adds all paragraphs of plain text, hard-wrapped or a paragraph a line.
    pub fn push_text(&mut self, text: &str) {
        for span in super::paragraphs::split(text) {
            self.push(&kinds::one_line(span.of(text)), ParagraphKind::Body);
        }
    }

    /// Adds the paragraphs of a piece of a web page.
    pub fn push_html(&mut self, html: &str) {
        for (words, kind) in super::html::words_of(html) {
            self.push(&words, kind);
        }
    }

    /// Number of letters of all paragraphs.
    pub fn letters(&self) -> usize {
        self.paragraphs.iter().map(|(words, _)| words.chars().filter(|letter| letter.is_alphabetic()).count()).sum()
    }

    /// Adds the paragraphs of another draft.
    pub fn take_paragraphs(&mut self, other: Draft) {
        self.paragraphs.extend(other.paragraphs);
    }

    /// Warns that the document ended early, where `broken` tells why.
    ///
    /// # Errors
    ///
    /// [`Problem::Damaged`] where nothing was read before.
    pub fn cut_off(&mut self, format: Format, broken: Option<String>) -> Result<(), Problem> {
        match broken {
            Some(detail) if self.is_empty() => Err(Problem::damaged(format, detail)),
            Some(_) => {
                self.not_read(
                    "The file is damaged or cut off. What stood before the damage was read, the rest was not.",
                );
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Whether no paragraph stands in it.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Warns that a part was left out.
    pub fn not_read(&mut self, message: impl Into<String>) {
        self.warnings.push(Warning { kind: WarningKind::NotRead, span: None, message: message.into() });
    }

    /// The article. The headline stands in its text, as its first paragraph, and only once.
    pub fn finish(mut self, id: &str) -> Article {
        for field in [&mut self.title, &mut self.byline, &mut self.date, &mut self.source, &mut self.language] {
            *field = field.take().map(|told| kinds::one_line(&clean::line(&told))).filter(|told| !told.is_empty());
        }
        self.byline = self.byline.map(|name| front::strip_by(&name).to_owned());
        let mut builder = TextBuilder::default();
        if let Some(title) = &self.title {
            let same = |words: &str| kinds::plain_letters(words) == kinds::plain_letters(title);
            match self.paragraphs.iter().take(FRONT).position(|(words, _)| same(words)) {
                // As it is broken into lines in the document, unless other words about the article stand before it.
                Some(0) => {
                    let (words, _) = self.paragraphs.remove(0);
                    builder.push(&clean::block(&words), ParagraphKind::Heading);
                }
                Some(at) => {
                    self.paragraphs.remove(at);
                    builder.push(title, ParagraphKind::Heading);
                }
                None => builder.push(title, ParagraphKind::Heading),
            }
            // Books have a page with the title before the chapter that begins with it.
            let again = |(words, kind): &(String, ParagraphKind)| *kind == ParagraphKind::Heading && same(words);
            while let Some(at) = self.paragraphs.iter().take(FRONT).position(again) {
                self.paragraphs.remove(at);
            }
        }
        for (words, kind) in self.paragraphs {
            builder.push(&clean::block(&words), kind);
        }
        let (text, paragraphs) = builder.finish();
        let mut article = Article {
            id: id.to_owned(),
            title: self.title,
            byline: self.byline,
            date: self.date,
            source: self.source,
            language: self.language,
            text,
            paragraphs,
            warnings: self.warnings,
            ..Article::default()
        };
        kinds::classify(&mut article);
        if article.title.is_none()
            && let Some(first) = article.paragraphs.first().filter(|first| first.kind == ParagraphKind::Heading)
        {
            article.title = Some(kinds::one_line(article.paragraph_text(first)));
        }
        self.properties.fill(&mut article);
        language::tell(&mut article);
        article
    }
}

impl Properties {
    /// Fills what the text left open.
    fn fill(self, article: &mut Article) {
        let told = |value: Option<String>, empty: &[&str]| {
            let value = kinds::one_line(&clean::line(&value?));
            let lower = value.to_lowercase();
            let known = !value.is_empty() && !empty.iter().any(|word| lower == *word);
            known.then_some(value)
        };
        // Programs name a document after its file or its first line.
        let title = told(self.title, NO_TITLES).filter(|title| {
            let lower = title.to_lowercase();
            !lower.starts_with("microsoft word - ")
                && !lower
                    .rsplit('.')
                    .next()
                    .is_some_and(|end| ["doc", "docx", "odt", "rtf", "indd", "qxp"].contains(&end))
        });
        if let Some(title) = title {
            let same = |paragraph: &Paragraph| {
                kinds::plain_letters(paragraph.span.of(&article.text)) == kinds::plain_letters(&title)
            };
            if let Some(at) = article.paragraphs.iter().take(FRONT).position(same) {
                article.paragraphs.iter_mut().skip(at).take(1).for_each(|p| p.kind = ParagraphKind::Heading);
                article.title = Some(title);
            } else if article.title.is_none() {
                article.title = Some(title);
            }
        }
        article.byline = article.byline.take().or_else(|| told(self.author, NOBODY));
        article.date = article.date.take().or_else(|| told(self.date, &[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_stands_in_the_text_once() {
        let mut draft = Draft { title: Some("Bridge  shut".to_owned()), ..Draft::default() };
        draft.push("By Ada Brandt", ParagraphKind::Body);
        draft.push("Bridge shut", ParagraphKind::Body);
        draft.push("The bridge is shut, the mayor said.", ParagraphKind::Body);
        let article = draft.finish("a");
        assert_eq!(article.text, "Bridge shut\n\nBy Ada Brandt\n\nThe bridge is shut, the mayor said.\n");
        assert_eq!(article.title.as_deref(), Some("Bridge shut"));
        assert_eq!(article.byline.as_deref(), Some("Ada Brandt"));
    }

    #[test]
    fn a_headline_on_a_page_of_its_own_is_not_said_again() {
        let mut draft = Draft { title: Some("Bridge shut".to_owned()), ..Draft::default() };
        for (words, kind) in [
            ("Bridge shut", ParagraphKind::Heading),
            ("Ada Brandt", ParagraphKind::Body),
            ("Bridge shut", ParagraphKind::Heading),
            ("The bridge is shut, the mayor said.", ParagraphKind::Body),
        ] {
            draft.push(words, kind);
        }
        assert_eq!(draft.finish("a").text, "Bridge shut\n\nAda Brandt\n\nThe bridge is shut, the mayor said.\n");
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        let mut draft = Draft::default();
        draft.push("The brid\u{ad}ge \u{200b}is\0 shut.", ParagraphKind::Body);
        assert_eq!(draft.finish("a").text, "The bridge is shut.\n");
    }
}
