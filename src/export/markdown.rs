//! A summary to paste: who is in the story, what each of them said, where they stand.

use std::io::{self, Write};

use super::citation::origin;
use super::reading::{capitalised, cast_details, context, contradiction, speaker, speaking_first, target, words};
use super::{Exporter, Style};
use crate::analysis::stands::Stands;
use crate::analysis::{Actor, Analysis, Position, Quote, Stance};
use crate::article::Article;
use crate::span::Span;

/// Markdown (CommonMark).
pub struct Markdown;

impl Exporter for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn label(&self) -> &'static str {
        "Markdown summary"
    }

    fn extension(&self) -> &'static str {
        "md"
    }

    fn write(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let said = Said::new(article, analysis, style);
        head(article, out)?;
        let (speaking, silent) = speaking_first(analysis);
        if analysis.actors.is_empty() && analysis.quotes.is_empty() && analysis.positions.is_empty() {
            writeln!(out, "\nNobody was found in this article.")?;
        }
        if !analysis.actors.is_empty() {
            writeln!(out, "\n## Who is in the story\n")?;
            for actor in speaking.iter().chain(&silent) {
                writeln!(out, "- {}", cast_line(actor))?;
            }
        }
        for actor in &speaking {
            writeln!(out, "\n## {}", escape(&actor.name))?;
            let positions: Vec<&Position> = analysis.positions_of(actor.id).collect();
            said.write_positions(&positions, out)?;
            let quotes: Vec<&Quote> = analysis.quotes_of(actor.id).collect();
            said.write_quotes(&quotes, out)?;
        }
        let loose: Vec<&Quote> = analysis.quotes.iter().filter(|quote| quote.speakers.is_empty()).collect();
        let open: Vec<&Position> = analysis.positions.iter().filter(|position| position.holders.is_empty()).collect();
        if !loose.is_empty() || !open.is_empty() {
            writeln!(out, "\n## Speaker not found")?;
            said.write_positions(&open, out)?;
            said.write_quotes(&loose, out)?;
        }
        if !analysis.warnings.is_empty() {
            writeln!(out, "\n## To check\n")?;
            for warning in &analysis.warnings {
                writeln!(out, "- {}", escape(&warning.message))?;
            }
        }
        Ok(())
    }

    fn write_next(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n---\n")?;
        self.write(article, analysis, style, out)
    }
}

fn head(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escape(article.title.as_deref().unwrap_or(&article.id)))?;
    let byline = article.byline.as_deref().map(|byline| format!("By {}", escape(byline)));
    let rest = [&article.date, &article.source].into_iter().flatten().map(|field| escape(field));
    let line: Vec<String> = byline.into_iter().chain(rest).collect();
    if !line.is_empty() {
        writeln!(out, "\n{}", line.join(" · "))?;
    }
    if let Some(url) = article.url.as_deref().filter(|url| is_plain_address(url)) {
        writeln!(out, "\n<{url}>")?;
    }
    match origin(article) {
        Some(origin) => writeln!(out, "\n{}", escape(&origin)),
        None => Ok(()),
    }
}

/// Whether `url` can stand between `<` and `>`.
pub(super) fn is_plain_address(url: &str) -> bool {
    url.starts_with("http") && !url.contains(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>'))
}

pub(super) fn cast_line(actor: &Actor) -> String {
    format!("**{}**{}", escape(&actor.name), cast_details(actor, escape))
}

/// Writes what was found of an article.
pub(super) struct Said<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// How it is put.
    pub style: Style,
    /// What of it contradicts what.
    stands: Stands,
}

impl<'a> Said<'a> {
    /// Of that article.
    pub fn new(article: &'a Article, analysis: &'a Analysis, style: Style) -> Self {
        Self { article, analysis, style, stands: Stands::of(analysis) }
    }

    /// Positions by stance.
    pub fn write_positions(&self, positions: &[&Position], out: &mut dyn Write) -> io::Result<()> {
        for stance in Stance::ALL {
            let mut held = positions.iter().filter(|position| position.stance == stance).peekable();
            if held.peek().is_none() {
                continue;
            }
            writeln!(out, "\n**{}**\n", capitalised(stance.label()))?;
            for position in held {
                let evidence = escape(&words(&self.article.text, &position.evidence));
                match target(self.analysis, &position.target) {
                    "" => write!(out, "- {evidence}")?,
                    about => write!(out, "- {} – {evidence}", escape(about))?,
                }
                match contradiction(&self.article.text, self.analysis, &self.stands, position) {
                    Some(words) => writeln!(out, " *({})*", escape(&words))?,
                    None => writeln!(out)?,
                }
                self.write_context(&position.evidence, out)?;
            }
        }
        Ok(())
    }

    /// Quotes, each with its speakers where there are several or none.
    pub fn write_quotes(&self, quotes: &[&Quote], out: &mut dyn Write) -> io::Result<()> {
        if quotes.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n**Said**\n")?;
        for quote in quotes {
            write!(out, "- {}", escape(&words(&self.article.text, &quote.content)))?;
            if quote.speakers.len() != 1 {
                write!(out, " ({})", escape(&speaker(&self.article.text, self.analysis, quote)))?;
            }
            writeln!(out)?;
            self.write_context(&quote.content, out)?;
        }
        Ok(())
    }

    /// The paragraphs around an item, as a quotation in it.
    fn write_context(&self, spans: &[Span], out: &mut dyn Write) -> io::Result<()> {
        match context(self.article, spans) {
            around if self.style.context && !around.is_empty() => writeln!(out, "\n  > {}\n", escape(&around)),
            _ => Ok(()),
        }
    }
}

/// `words` on one line and without meaning to Markdown or HTML.
pub(crate) fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            escaped.push(' ');
        }
        // These mean something at the start of a line only, and everything here starts somewhere.
        let first_number = at == 0 && word.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
        let mut numbered = first_number && word.starts_with(|c: char| c.is_ascii_digit());
        for (inside, letter) in word.char_indices() {
            let mark = matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&')
                || (at == 0 && inside == 0 && matches!(letter, '#' | '+' | '-' | '='));
            let number = numbered && matches!(letter, '.' | ')');
            numbered &= !number;
            if mark || number {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_meaning_to_markdown() {
        assert_eq!(escape("# a *b* <i>\n 1. [c](d)"), r"\# a \*b\* \<i\> 1. \[c\](d)");
        assert_eq!(escape("12. May"), r"12\. May");
        assert_eq!(escape("- no - yes"), r"\- no - yes");
    }
}
