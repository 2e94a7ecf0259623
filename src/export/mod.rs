//! From an article and its analysis to files that other programs and people read.

use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::article::Article;

/// A format that an analysis can be written in.
pub trait Exporter: Sync {
    /// The name used on the command line (`markdown`).
    fn name(&self) -> &'static str;
    /// The name shown to readers (`Markdown summary`).
    fn label(&self) -> &'static str;
    /// The ending of its files, without the dot.
    fn extension(&self) -> &'static str;
    /// Writes one article.
    fn write(&self, article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()>;
}
