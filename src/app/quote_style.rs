//! The ways in which a quote can be copied.

use serde::{Deserialize, Serialize};

use super::attribution::{day, speakers, spoken};
use crate::analysis::{Actor, ActorId, ActorKind, Analysis, Quote, QuoteId, QuoteKind, Role};
use crate::article::Article;
use crate::export::escape_markdown;
use crate::span::Span;

/// How a quote is put into a text of one's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteStyle {
    /// `“We start on Monday,” — Ada Brandt, mayor of Kessel (The Harbour Post, 2031-05-04)`.
    #[default]
    Newsroom,
    /// The words alone.
    Plain,
    /// A quotation in Markdown, and its source below.
    Markdown,
    /// The words, and a note on where they stand, to be made a footnote.
    Academic,
}

/// What is said of a quote that nobody is known to speak.
const NOBODY: &str = "speaker not named";

impl QuoteStyle {
    /// All of them, in the order in which they are offered.
    pub const ALL: [QuoteStyle; 4] =
        [QuoteStyle::Newsroom, QuoteStyle::Plain, QuoteStyle::Markdown, QuoteStyle::Academic];

    /// The words shown to readers.
    pub const fn label(self) -> &'static str {
        match self {
            QuoteStyle::Newsroom => "For a newsroom",
            QuoteStyle::Plain => "Words only",
            QuoteStyle::Markdown => "Markdown",
            QuoteStyle::Academic => "With a footnote",
        }
    }

    /// What is told when a quote was copied like this.
    pub const fn copied(self) -> &'static str {
        match self {
            QuoteStyle::Plain => "The words of the quote were copied.",
            _ => "The quote was copied, with its speaker and source.",
        }
    }

    /// The quote as it is copied. Words of the article are copied as they are; what is not known is left out.
    pub fn write(self, quote: &Quote, article: &Article, analysis: &Analysis) -> String {
        let words = spoken(quote, article);
        let who = |roles| match speakers(quote, article, analysis, roles) {
            names if names.is_empty() => NOBODY.to_owned(),
            names => names,
        };
        match self {
            QuoteStyle::Newsroom => format!("{words} — {}{}", who(true), super::attribution::origin(article)),
            QuoteStyle::Plain => words,
            QuoteStyle::Markdown => markdown(&words, &who(true), article),
            QuoteStyle::Academic => {
                let title = article.title.as_deref().map(in_marks);
                let parts = [Some(who(false)), title, article.source.clone(), day(article).map(str::to_owned)];
                let parts = parts.into_iter().chain([article.url.clone()]).flatten().filter(|part| !part.is_empty());
                format!("{words}\n{}.", parts.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// How a quote looks like this: the chosen one of what is open, the first one, or an invented one.
    pub fn example(self, open: Option<(&Article, &Analysis)>, chosen: Option<QuoteId>) -> String {
        let real = open.and_then(|(article, analysis)| {
            let quote = chosen.and_then(|id| analysis.quote(id)).or_else(|| analysis.quotes.first())?;
            Some(self.write(quote, article, analysis))
        });
        real.unwrap_or_else(|| {
            let (quote, article, analysis) = invented();
            self.write(&quote, &article, &analysis)
        })
    }
}

fn markdown(words: &str, who: &str, article: &Article) -> String {
    let title = article.title.as_deref().map(escape_markdown);
    // An address with brackets or spaces would end the link.
    let url = article.url.as_deref().filter(|url| !url.contains(['(', ')', '<', '>', ' ']));
    let title = match (title, url) {
        (Some(title), Some(url)) => Some(format!("[{title}]({url})")),
        (title, _) => title,
    };
    let source = article.source.as_deref().map(escape_markdown);
    let parts = [Some(escape_markdown(who)), title, source, day(article).map(escape_markdown)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("> {}\n>\n> — {}", escape_markdown(words), parts.join(", "))
}

/// A title in quotation marks, those in it being made single ones.
fn in_marks(title: &str) -> String {
    format!("“{}”", title.replace('“', "‘").replace('”', "’"))
}

/// A quote for the example while nothing is open.
fn invented() -> (Quote, Article, Analysis) {
    let text = "“We start on Monday,”";
    let quote = Quote {
        id: QuoteId(0),
        kind: QuoteKind::Direct,
        speakers: vec![ActorId(0)],
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![Span::new(0, text.len())],
        confidence: 1.0,
        grounds: Default::default(),
    };
    let article = Article {
        title: Some("A tunnel for Kessel".to_owned()),
        source: Some("The Harbour Post".to_owned()),
        date: Some("2031-05-04".to_owned()),
        text: text.to_owned(),
        ..Article::default()
    };
    let mayor = Actor {
        id: ActorId(0),
        kind: ActorKind::Person,
        name: "Ada Brandt".to_owned(),
        aliases: Vec::new(),
        roles: vec![Role { text: "mayor of Kessel".to_owned(), span: Span::default() }],
        mentions: Vec::new(),
    };
    (quote, article, Analysis { actors: vec![mayor], ..Analysis::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_style_says_what_it_is_for() {
        let expected = [
            "“We start on Monday,” — Ada Brandt, mayor of Kessel (The Harbour Post, 2031-05-04)",
            "“We start on Monday,”",
            "> “We start on Monday,”\n>\n> — Ada Brandt, mayor of Kessel, A tunnel for Kessel, The Harbour Post, 2031-05-04",
            "“We start on Monday,”\nAda Brandt, “A tunnel for Kessel”, The Harbour Post, 2031-05-04.",
        ];
        assert_eq!(QuoteStyle::ALL.map(|style| style.example(None, None)), expected);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let (quote, article, _) = invented();
        let bare = Article { text: article.text, ..Article::default() };
        let written = QuoteStyle::ALL.map(|style| style.write(&quote, &bare, &Analysis::default()));
        let expected = [
            "“We start on Monday,” — speaker not named",
            "“We start on Monday,”",
            "> “We start on Monday,”\n>\n> — speaker not named",
            "“We start on Monday,”\nspeaker not named.",
        ];
        assert_eq!(written, expected);
    }

    #[test]
    fn titles_addresses_and_times_fit_in() {
        let (quote, article, analysis) = invented();
        let article = Article {
            title: Some("Bridge “to *stay* shut”".to_owned()),
            date: Some("2031-05-04T10:00:00Z".to_owned()),
            url: Some("https://courier.invalid/bridge".to_owned()),
            source: Some(String::new()),
            ..article
        };
        assert_eq!(
            QuoteStyle::Academic.write(&quote, &article, &analysis),
            "“We start on Monday,”\nAda Brandt, “Bridge ‘to *stay* shut’”, 2031-05-04, https://courier.invalid/bridge."
        );
        assert_eq!(
            QuoteStyle::Markdown.write(&quote, &article, &analysis),
            "> “We start on Monday,”\n>\n> — Ada Brandt, mayor of Kessel, \
             [Bridge “to \\*stay\\* shut”](https://courier.invalid/bridge), 2031-05-04"
        );
    }
}
