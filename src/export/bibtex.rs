//! The article as an entry for LaTeX.

use std::io::{self, Write};

use unicode_normalization::UnicodeNormalization;

use super::citation::{authors, day, one_line, title};
use super::{Exporter, Style};
use crate::analysis::Analysis;
use crate::article::Article;

/// BibTeX in UTF-8, with the fields of BibLaTeX beside those that BibTeX knows.
pub struct Bibtex;

impl Exporter for Bibtex {
    fn name(&self) -> &'static str {
        "bibtex"
    }

    fn label(&self) -> &'static str {
        "BibTeX reference"
    }

    fn extension(&self) -> &'static str {
        "bib"
    }

    fn write(&self, article: &Article, _analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        let people = authors(article.byline.as_deref().unwrap_or_default());
        let day = article.date.as_deref().and_then(day);
        let family = people.first().map(|author| author.family.as_str()).unwrap_or_default();
        let year = day.map(|day| day.year.to_string()).unwrap_or_default();
        writeln!(out, "@article{{{},", key(&[family, &year, &title(article)]))?;
        let mut field = |name: &str, value: &str| match one_line(value) {
            value if value.is_empty() => Ok(()),
            value => writeln!(out, "  {name} = {{{value}}},"),
        };
        // Twice in braces, so that no style changes its capitals.
        field("title", &format!("{{{}}}", escape(&title(article))))?;
        let people: Vec<String> = people.iter().map(|author| escape(&author.family_first())).collect();
        field("author", &people.join(" and "))?;
        field("journal", &escape(article.source.as_deref().unwrap_or_default()))?;
        if let Some(day) = day {
            field("year", &day.year.to_string())?;
            if let Some(month) = day.month {
                field("month", &month.to_string())?;
                let date = day.day.map(|number| format!("{}-{month:02}-{number:02}", day.year));
                field("date", &date.unwrap_or_else(|| format!("{}-{month:02}", day.year)))?;
            }
        } else {
            field("note", &escape(article.date.as_deref().unwrap_or_default()))?;
        }
        field("url", &address(article.url.as_deref().unwrap_or_default()))?;
        field("langid", &escape(article.language.as_deref().unwrap_or_default()))?;
        writeln!(out, "}}")
    }

    fn write_next(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        self.write(article, analysis, style, out)
    }
}

/// A name for the entry, of letters and digits without accents (`lindt2025bridge`).
fn key(words: &[&str]) -> String {
    let plain = |words: &str| -> String {
        words.nfkd().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let mut key = String::new();
    for (at, words) in words.iter().enumerate() {
        // Of the headline the first word that tells something.
        let of_title = || words.split_whitespace().map(plain).find(|word| word.len() > 3);
        key.push_str(&if at + 1 < 3 { plain(words) } else { of_title().unwrap_or_default() });
    }
    if key.is_empty() { "article".to_owned() } else { key }
}

/// `words` without meaning to TeX.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// An address as `url` fields take it: as it is, except for what would end the field.
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain() {
        assert_eq!(key(&["Müller", "2025", "The bridge"]), "muller2025bridge");
        assert_eq!(key(&["", "", "桥"]), "article");
    }

    #[test]
    fn words_lose_their_meaning_to_tex() {
        assert_eq!(
            escape("50% & {a}_b \\ ~"),
            "50\\% \\& \\textbraceleft{}a\\textbraceright{}\\_b \\textbackslash{} \\textasciitilde{}"
        );
    }
}
