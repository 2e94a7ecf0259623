//! The article as an entry for Zotero, EndNote and other keepers of references.

use std::io::{self, Write};

use super::citation::{authors, day, one_line, title};
use super::{Exporter, Style};
use crate::analysis::Analysis;
use crate::article::Article;

/// RIS: a line for each field, `TY  - NEWS` first and `ER  - ` last.
pub struct Ris;

impl Exporter for Ris {
    fn name(&self) -> &'static str {
        "ris"
    }

    fn label(&self) -> &'static str {
        "RIS reference"
    }

    fn extension(&self) -> &'static str {
        "ris"
    }

    fn write(&self, article: &Article, _analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut field = |tag: &str, value: &str| match one_line(value) {
            value if value.is_empty() => Ok(()),
            value => write!(out, "{tag}  - {value}\r\n"),
        };
        field("TY", "NEWS")?;
        field("TI", &title(article))?;
        for author in authors(article.byline.as_deref().unwrap_or_default()) {
            field("AU", &author.family_first())?;
        }
        field("T2", article.source.as_deref().unwrap_or_default())?;
        if let Some(date) = article.date.as_deref() {
            match day(date) {
                Some(day) => {
                    let two = |number: Option<u8>| number.map(|number| format!("{number:02}")).unwrap_or_default();
                    field("PY", &day.year.to_string())?;
                    field("DA", &format!("{}/{}/{}/", day.year, two(day.month), two(day.day)))?;
                }
                // The last part is for what is no number.
                None => field("DA", &format!("///{}", date.replace('/', "-")))?,
            }
        }
        field("UR", article.url.as_deref().unwrap_or_default())?;
        field("LA", article.language.as_deref().unwrap_or_default())?;
        out.write_all(b"ER  - \r\n")
    }

    fn write_next(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\r\n")?;
        self.write(article, analysis, style, out)
    }
}
