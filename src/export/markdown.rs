//! A summary to paste: who is in the story, what each of them said, where they stand.

use std::io::{self, Write};

use super::Exporter;
use super::reading::{kind_label, speaker, speaking_first, target, words};
use crate::analysis::{Actor, Analysis, Position, Quote, Stance};
use crate::article::Article;

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

    fn write(&self, article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
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
            write_positions(article, analysis, &positions, out)?;
            let quotes: Vec<&Quote> = analysis.quotes_of(actor.id).collect();
            write_quotes(article, analysis, &quotes, quotes.iter().any(|quote| quote.speakers.len() > 1), out)?;
        }
        let loose: Vec<&Quote> = analysis.quotes.iter().filter(|quote| quote.speakers.is_empty()).collect();
        let open: Vec<&Position> = analysis.positions.iter().filter(|position| position.holders.is_empty()).collect();
        if !loose.is_empty() || !open.is_empty() {
            writeln!(out, "\n## Speaker not found")?;
            write_positions(article, analysis, &open, out)?;
            write_quotes(article, analysis, &loose, true, out)?;
        }
        if !analysis.warnings.is_empty() {
            writeln!(out, "\n## To check\n")?;
            for warning in &analysis.warnings {
                writeln!(out, "- {}", escape(&warning.message))?;
            }
        }
        Ok(())
    }

    fn write_next(&self, article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n---\n")?;
        self.write(article, analysis, out)
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
    match article.url.as_deref().filter(|url| is_plain_address(url)) {
        Some(url) => writeln!(out, "\n<{url}>"),
        None => Ok(()),
    }
}

/// Whether `url` can stand between `<` and `>`.
fn is_plain_address(url: &str) -> bool {
    url.starts_with("http") && !url.contains(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>'))
}

fn cast_line(actor: &Actor) -> String {
    let mut line = format!("**{}** ({})", escape(&actor.name), kind_label(actor.kind));
    let roles: Vec<String> = actor.roles.iter().map(|role| escape(&role.text)).collect();
    if !roles.is_empty() {
        line.push_str(", ");
        line.push_str(&roles.join("; "));
    }
    if !actor.aliases.is_empty() {
        let aliases: Vec<String> = actor.aliases.iter().map(|alias| escape(alias)).collect();
        line.push_str(" – also ");
        line.push_str(&aliases.join(", "));
    }
    line
}

fn write_positions(
    article: &Article,
    analysis: &Analysis,
    positions: &[&Position],
    out: &mut dyn Write,
) -> io::Result<()> {
    for stance in Stance::ALL {
        let mut held = positions.iter().filter(|position| position.stance == stance).peekable();
        if held.peek().is_none() {
            continue;
        }
        writeln!(out, "\n**{}**\n", capitalised(stance.label()))?;
        for position in held {
            let evidence = escape(&words(&article.text, &position.evidence));
            match target(analysis, &position.target) {
                "" => writeln!(out, "- {evidence}")?,
                about => writeln!(out, "- {} – {evidence}", escape(about))?,
            }
        }
    }
    Ok(())
}

/// Each quote with its speaker where `named` asks for it or somebody speaks along.
fn write_quotes(
    article: &Article,
    analysis: &Analysis,
    quotes: &[&Quote],
    named: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if quotes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n**Said**\n")?;
    for quote in quotes {
        write!(out, "- {}", escape(&words(&article.text, &quote.content)))?;
        if named && quote.speakers.len() != 1 {
            write!(out, " ({})", escape(&speaker(&article.text, analysis, quote)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `words` on one line and without meaning to Markdown or HTML.
fn escape(words: &str) -> String {
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
