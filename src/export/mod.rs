//! From an article and its analysis to files that other programs and people read.
//!
//! One file per format, each behind the [`Exporter`] trait. Offsets leave the program as Unicode code points, end
//! exclusive; [`Offsets`] is the one place that turns bytes into them.

mod csv;
mod html;
mod json;
mod markdown;
mod offsets;
mod reading;
mod save;

use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::article::Article;

pub use offsets::Offsets;
pub use save::{ExportError, PendingFile, save};

/// A format that an analysis can be written in.
pub trait Exporter: Sync {
    /// The name used on the command line (`markdown`).
    fn name(&self) -> &'static str;
    /// The name shown to readers (`Markdown summary`).
    fn label(&self) -> &'static str;
    /// The ending of its files, without the dot.
    fn extension(&self) -> &'static str;
    /// Writes one article, as a whole file.
    fn write(&self, article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()>;
    /// Writes one article behind others on the same stream. As [`write`](Self::write), unless the format has a part that
    /// stands at the top of a file only.
    fn write_next(&self, article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
        self.write(article, analysis, out)
    }
}

/// All formats, in the order in which they are offered.
pub fn all() -> &'static [&'static dyn Exporter] {
    &[&markdown::Markdown, &html::Html, &json::Json, &json::JsonLines, &csv::Csv]
}

/// The format of that [`Exporter::name`].
pub fn by_name(name: &str) -> Option<&'static dyn Exporter> {
    all().iter().copied().find(|exporter| exporter.name() == name)
}

/// The article as `exporter` writes it.
pub fn to_bytes(exporter: &dyn Exporter, article: &Article, analysis: &Analysis) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    exporter.write(article, analysis, &mut bytes)?;
    Ok(bytes)
}
