//! From an article and its analysis to files that other programs and people read.
//!
//! One file per format, each behind the [`Exporter`] trait. Offsets leave the program as Unicode code points, end
//! exclusive; [`Offsets`] is the one place that turns bytes into them.

mod bibtex;
mod brat;
mod bundle;
mod citation;
mod conll;
mod csv;
mod docx;
mod html;
mod json;
mod markdown;
mod notes;
mod offsets;
mod options;
mod pdf;
mod reading;
mod report;
mod ris;
mod save;
mod spacy;
mod tokens;
mod web_annotation;

use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::article::Article;

pub use bundle::{Bundle, ExportFile};
#[cfg(feature = "window")]
pub(crate) use markdown::escape as escape_markdown;
pub use offsets::Offsets;
pub use options::{Options, Style};
pub use save::{ExportError, PendingFile, save, save_folder};

/// A format that an analysis can be written in.
pub trait Exporter: Sync {
    /// The name used on the command line (`markdown`).
    fn name(&self) -> &'static str;
    /// The name shown to readers (`Markdown summary`).
    fn label(&self) -> &'static str;
    /// The ending of its files, without the dot.
    fn extension(&self) -> &'static str;
    /// Writes one article, as a whole file, put as `style` asks as far as the format has a choice.
    fn write(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()>;
    /// Writes one article behind others on the same stream. As [`write`](Self::write), unless the format has a
    /// part that stands at the top of a file only.
    fn write_next(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        self.write(article, analysis, style, out)
    }
    /// Whether its files are text in UTF-8, to be shown and copied.
    fn is_text(&self) -> bool {
        true
    }
    /// Whether a file holds one article and no more.
    fn is_whole_file(&self) -> bool {
        false
    }
    /// The several files that an article has in this format; [`write`](Self::write) puts them into an archive. `None` where
    /// it has one.
    fn bundle(&self) -> Option<&dyn Bundle> {
        None
    }
}

/// All formats, in the order in which they are offered.
pub fn all() -> &'static [&'static dyn Exporter] {
    &[
        &markdown::Markdown,
        &notes::Notes,
        &html::Html,
        &docx::Docx,
        &pdf::Pdf,
        &json::Json,
        &json::JsonLines,
        &csv::Csv,
        &web_annotation::WebAnnotation,
        &brat::Brat,
        &conll::Conll,
        &spacy::Spacy,
        &ris::Ris,
        &bibtex::Bibtex,
    ]
}

/// The format of that [`Exporter::name`].
pub fn by_name(name: &str) -> Option<&'static dyn Exporter> {
    all().iter().copied().find(|exporter| exporter.name() == name)
}

/// The article as `exporter` writes it.
pub fn to_bytes(exporter: &dyn Exporter, article: &Article, analysis: &Analysis) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    exporter.write(article, analysis, Style::default(), &mut bytes)?;
    Ok(bytes)
}

/// The article as `exporter` writes it, with what `options` ask for.
pub fn to_bytes_with(
    exporter: &dyn Exporter,
    article: &Article,
    analysis: &Analysis,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    exporter.write(article, &options.select(analysis), options.style, &mut bytes)?;
    Ok(bytes)
}
